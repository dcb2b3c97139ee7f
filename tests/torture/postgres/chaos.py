"""Kills of writers, of workers and of the whole server, networks that are cut and disks that fill
up: nothing lost, nothing doubled, nothing half written."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from index.errors import HemerotecaError, ServerError
from index.postgres.address import Address
from index.postgres.backend import PostgresIndex
from index.postgres.queue import waiting
from index.types import Document
from rag.archive import Archive
from rag.tables import TABLES
from tests.index.fakes import REMARKS, FakeEncoder, article
from tests.postgres.server import NOBODY, WAIT_S, Server
from tests.rag import fakes_rag
from tests.torture.postgres.processes import Running, confirmed, worker, writer
from tests.torture.postgres.wire import Wire

SAFE = (
    "fsync=on", "synchronous_commit=on", "shared_buffers=64MB",
    "recovery_init_sync_method=syncfs",
)  # fmt: skip
"""Settings of a server that brings to the disk what it says it did; when it comes to itself, all of
the disk at once instead of file by file."""

T = TypeVar("T")
Torture = Callable[[Server, str, int, random.Random], None]


def titles(index: PostgresIndex) -> set[int]:
    return {int(title[1:]) for _, title, *_ in index.summaries()}


def holds(url: str, said: dict[int, str], at: int) -> int:
    """Check the archive, and return the number of the last document in it."""
    index = PostgresIndex(Address.parse(url), FakeEncoder(), (REMARKS,))
    try:
        assert index.check() == []
        there = titles(index)
        last = max(there, default=at)
        gone = {number - 2 for number in range(1, last + 1) if number % 3 == 0}
        assert there == set(range(1, last + 1)) - gone  # nothing lost, nothing that should be gone
        assert max(said, default=0) <= last <= max(said, default=0) + 1
        return last
    finally:
        index.close()


def torture_writers(server: Server, url: str, kills: int, chance: random.Random) -> None:
    """Kill writers at random instants."""
    said: dict[int, str] = {}
    last = 0
    for _ in range(kills):
        process = writer(url, last)
        time.sleep(chance.uniform(0, 0.4))
        process.kill()
        said |= confirmed(process)
        assert process.wait(WAIT_S) == -signal.SIGKILL
        last = _patiently(partial(holds, url, said, last))
        said.setdefault(last, "")


def torture_server(server: Server, url: str, kills: int, chance: random.Random) -> None:
    """Kill the whole server, and in every other turn one of its processes."""
    said: dict[int, str] = {}
    last = 0
    for turn in range(kills):
        process = writer(url, last)
        time.sleep(chance.uniform(0, 0.6))
        if turn % 2:
            _kill_a_child(server, url)
            time.sleep(chance.uniform(0, 0.6))
            process.kill()  # between two transactions it may have come through, and go on
        else:
            server.kill()
        process.wait(WAIT_S)  # it ends with an error, or is told that the server has gone
        said |= confirmed(process)
        if turn % 2 == 0:
            server.restart()
        last = _patiently(partial(holds, url, said, last))
        said.setdefault(last, "")


def torture_network(server: Server, url: str, kills: int, chance: random.Random) -> None:
    """Cut the network between a writer and its server."""
    said: dict[int, str] = {}
    last = 0
    with closing(Wire(server.port)) as wire:
        for _ in range(kills):
            process = writer(wire.through(url), last)
            time.sleep(chance.uniform(0, 0.4))
            wire.cut()
            time.sleep(chance.uniform(0, 0.2))
            process.kill()  # between two transactions it may have come through, and go on
            process.wait(WAIT_S)
            said |= confirmed(process)
            last = _patiently(partial(holds, url, said, last))
            said.setdefault(last, "")


def _kill_a_child(server: Server, url: str) -> None:
    """``kill -9`` of the backend that writes: the server ends all others and recovers."""
    while True:
        with server.connect() as connection:
            rows = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = %s", (url.rpartition("/")[2],)
            ).fetchall()
        for (pid,) in rows:
            with suppress(ProcessLookupError):  # one may have ended by itself
                os.kill(pid, signal.SIGKILL)
                return


def _patiently(action: Callable[[], T]) -> T:
    """A server that recovers answers nobody for a while, nor does one with no time to spare."""
    until = time.monotonic() + WAIT_S
    while True:
        try:
            return action()
        except HemerotecaError:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)


A_KILL = 4
"""Files queued for each worker that is killed; whatever it had begun waits a second longer, so that
there is always something."""


def torture_workers(server: Server, url: str, kills: int, chance: random.Random) -> None:
    """Kill workers at random instants, two at a time at work; the rest is left to one."""

    def opened() -> PostgresIndex:
        return PostgresIndex(Address.parse(url), fakes_rag.FakeEncoder(), TABLES)

    def put(files: Sequence[Path]) -> None:
        with closing(opened()) as index:
            Archive(index).queue(*files)

    with tempfile.TemporaryDirectory() as folder:
        count = 0
        at_work: list[Running] = []
        for turn in range(kills + 1):
            new = [_report(Path(folder), count + n) for n in range(A_KILL)]
            count += A_KILL
            _patiently(partial(put, new))
            while len(at_work) < 2:
                at_work.append(worker(url))
            if turn < kills:
                time.sleep(chance.uniform(0, 0.3))
                first = at_work.pop(0)
                first.kill()
                first.wait(WAIT_S)
        for each in at_work:
            assert each.wait(WAIT_S) == 0
        index = _patiently(opened)
        # One that was begun three times by workers that died was set aside, and is put in again; so
        # it is where a machine with no time to spare lets no sign of a worker through for a second.
        for _ in range(9):
            if not waiting.state(index).problems:
                break
            Archive(index).queue(folder)
            assert worker(url).wait(WAIT_S) == 0
    assert waiting.state(index) == waiting.QueueState(0, ())
    found = [title for _, title, *_ in index.summaries()]
    assert sorted(found) == sorted(f"Obras {n}" for n in range(count))
    assert {len(index.places(id)) for id, *_ in index.summaries()} == {1}
    assert index.check() == []
    index.close()


def _report(folder: Path, n: int) -> Path:
    text = f"El ayuntamiento {n} aprobó {n + 3} obras este año."
    return fakes_rag.article(folder, f"{n:04}.txt", text, title=f"Obras {n}")


SMALL_MIB, LARGE_MIB = 20, 256


@contextmanager
def small_disk(server: Server) -> Iterator[tuple[str, Callable[[], None]]]:
    """A database on a disk of a few MiB, and what makes the disk larger; where none can be made
    (it takes root), the test is skipped."""
    if server.folder is None:
        pytest.skip("the server is not ours")
    place = server.folder / f"disco{server.databases}"
    place.mkdir()
    options = f"size={SMALL_MIB}m,uid={NOBODY},gid={NOBODY},mode=0700"
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode != 0:
        pytest.skip("no small disk can be made here")

    def enlarge() -> None:
        larger = f"remount,size={LARGE_MIB}m"
        subprocess.run(["mount", "-o", larger, str(place)], check=True, capture_output=True)

    name = f"pequeña_{server.databases}"
    try:
        with server.connect() as connection:
            connection.execute(f"CREATE TABLESPACE \"{name}\" LOCATION '{place}'")
        url = server.new_database(name)
        with server.connect() as connection:
            connection.execute(f'ALTER DATABASE "{name}" SET TABLESPACE "{name}"')
        yield url, enlarge
        with server.connect() as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
            connection.execute(f'DROP TABLESPACE "{name}"')
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True, capture_output=True)


def bulky(number: int, chance: random.Random) -> Document:
    """A document of 40 passages of words that nothing else has."""
    paragraphs = [" ".join(f"{chance.getrandbits(40):x}" for _ in range(60)) for _ in range(40)]
    return article(f"Principio {number}.", *paragraphs, title=f"t{number}")


def torture_disk(server: Server, url: str, kills: int, chance: random.Random) -> None:
    """Fill a small disk: what was in stays in, what did not fit is not half in, and is taken once
    there is room."""
    for _ in range(max(1, kills // 50)):
        with small_disk(server) as (full, enlarge):
            index = PostgresIndex(Address.parse(full), FakeEncoder(), (REMARKS,))
            kept: dict[str, Document] = {}
            while True:
                document = bulky(len(kept), chance)
                try:
                    with index.writing():
                        index.add([document])
                except ServerError as error:
                    assert "no le queda espacio" in str(error)
                    break
                kept[document.id] = document
            assert len(kept) > 1
            for _ in range(3):  # nor does it fit when it is given again
                with pytest.raises(ServerError), index.writing():
                    index.add([document, bulky(-1, chance)])
            assert {id for id, *_ in index.summaries()} == set(kept)
            assert index.check() == []
            for id, own in kept.items():
                assert index.document(id) == own
            assert index.search("Principio", 3, "bm25")[0].passage.document in kept
            enlarge()
            with index.writing():
                index.add([document])
            assert {id for id, *_ in index.summaries()} == {*kept, document.id}
            assert index.check() == []
            index.close()
