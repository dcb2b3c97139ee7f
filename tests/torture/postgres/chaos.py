"""Kills of writers and of the whole server: nothing lost, nothing doubled, nothing half written."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from index.errors import HemerotecaError
from index.postgres.address import Address
from index.postgres.backend import PostgresIndex
from tests.index.fakes import REMARKS, FakeEncoder
from tests.postgres.server import Server

ROOT = Path(__file__).parents[3]
SAFE = ("fsync=on", "synchronous_commit=on", "shared_buffers=64MB")
"""Settings of a server that brings to the disk what it says it did."""

WRITER = """
import sys
from index.postgres.address import Address
from index.postgres.backend import PostgresIndex
from tests.index.fakes import REMARKS, FakeEncoder, article

index = PostgresIndex(Address.parse(sys.argv[1]), FakeEncoder(), (REMARKS,))
number = int(sys.argv[2])
print("ready", flush=True)
while True:
    number += 1
    texts = f"Hecho {number} del pueblo.", f"Y otro {number}, con río."
    document = article(*texts, title=f"t{number}")
    with index.writing():
        index.add([document])
        if number % 3 == 0:
            old = article(f"Hecho {number - 2} del pueblo.", f"Y otro {number - 2}, con río.")
            index.remove(old.id)
    print(number, document.id, flush=True)
"""
"""Says of each document when it is in for good; of every third, the one two before goes."""


Torture = Callable[[Server, str, int, random.Random], None]


def writer(url: str, start: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, url, str(start)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip


def confirmed(process: subprocess.Popen[str]) -> list[tuple[int, str]]:
    """What it said is in, to its end."""
    assert process.stdout is not None
    lines = [line.split() for line in process.stdout.read().splitlines()]
    return [(int(line[0]), line[1]) for line in lines if len(line) == 2 and len(line[1]) == 12]


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


def waited_for(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"


def torture_writers(server: Server, url: str, kills: int, chance: random.Random) -> None:
    """Kill writers at random instants."""
    said: dict[int, str] = {}
    last = 0
    for _ in range(kills):
        process = writer(url, last)
        waited_for(process)
        time.sleep(chance.uniform(0, 0.4))
        process.kill()
        said.update(confirmed(process))
        process.wait()
        last = holds(url, said, last)
        said[last] = said.get(last, "")


def torture_server(server: Server, url: str, kills: int, chance: random.Random) -> None:
    """Kill the whole server, and in every other turn one of its processes."""
    said: dict[int, str] = {}
    last = 0
    for turn in range(kills):
        process = writer(url, last)
        waited_for(process)
        time.sleep(chance.uniform(0, 0.6))
        if turn % 2:
            _kill_a_child(server, url)
            time.sleep(chance.uniform(0, 0.6))
            process.kill()  # between two transactions it may have come through, and go on
        else:
            server.kill()
        process.wait(120)  # it ends with an error, or is told that the server has gone
        said.update(confirmed(process))
        if turn % 2 == 0:
            server.restart()
        last = _patiently(partial(holds, url, said, last))
        said[last] = said.get(last, "")


def _kill_a_child(server: Server, url: str) -> None:
    """``kill -9`` of the backend that writes: the server ends all others and recovers."""
    rows: list[tuple[int]] = []
    while not rows:
        with server.connect() as connection:
            rows = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = %s", (url.rpartition("/")[2],)
            ).fetchall()
    for (pid,) in rows[:1]:
        os.kill(pid, signal.SIGKILL)


def _patiently(check: Callable[[], int]) -> int:
    """A server that recovers answers nobody for a while."""
    until = time.monotonic() + 60
    while True:
        try:
            return check()
        except HemerotecaError:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)
