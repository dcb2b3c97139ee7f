"""Many at once on one database: nobody waits for what another encodes, all see one state."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.encoders.protocol import Progress
from index.errors import BusyError
from index.postgres.address import Address
from index.postgres.backend import PostgresIndex
from rag.archive import Archive
from rag.tables import TABLES
from tests.rag.fakes_rag import FakeEncoder, article


class HeldEncoder(FakeEncoder):
    """Encodes passages when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.began, self.let = threading.Event(), threading.Event()

    def encode_passages(
        self, texts: Sequence[str], progress: Progress | None = None
    ) -> NDArray[np.float32]:
        if texts:
            self.began.set()
            assert self.let.wait(60)
        return super().encode_passages(texts, progress)


@pytest.fixture
def opened(database: str) -> Iterator[Callable[..., Archive]]:
    archives: list[Archive] = []

    def open(encoder: FakeEncoder | None = None) -> Archive:
        index = PostgresIndex(Address.parse(database), encoder or FakeEncoder(), TABLES)
        archives.append(Archive(index))
        return archives[-1]

    yield open
    for archive in archives:
        archive.close()


def many(folder: Path, name: str, count: int) -> Path:
    for n in range(count):
        article(folder / name, f"{n}.txt", f"En {name} se aprobaron {n + 3} obras nuevas este año.",
                title=f"{name} {n}")  # fmt: skip
    return folder / name


def test_nobody_waits_for_what_another_encodes(
    opened: Callable[..., Archive], tmp_path: Path
) -> None:
    held = HeldEncoder()
    slow, quick = opened(held), opened()
    files = many(tmp_path, "Alcedo", 3), many(tmp_path, "Lombrada", 3)
    thread = threading.Thread(target=lambda: slow.add(files[0]), daemon=True)
    thread.start()
    assert held.began.wait(60)
    report = quick.add(files[1])  # the other one is encoding all the while
    assert len(report.added) == 3
    assert len(quick.list()) == 3
    held.let.set()
    thread.join(60)
    assert len(quick.list()) == 6
    assert list(slow.check()) == []


def test_what_several_add_at_once_is_there_once(
    opened: Callable[..., Archive], tmp_path: Path
) -> None:
    shared = many(tmp_path, "Común", 8)
    own = [many(tmp_path, f"Pueblo {n}", 8) for n in range(3)]
    archives, errors = [opened() for _ in own], list[BaseException]()

    def add(archive: Archive, folder: Path) -> None:
        try:
            archive.add(folder, shared)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=add, args=pair) for pair in zip(archives, own, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert errors == []
    listed = archives[0].list()
    assert len(listed) == len({one.id for one in listed}) == 32
    assert list(archives[0].check()) == []


def test_a_question_sees_one_state_whoever_writes(
    opened: Callable[..., Archive], tmp_path: Path
) -> None:
    """Articles come and go in pairs; no search may see one without the other."""
    writer, reader = opened(), opened()
    for n in range(4):
        article(tmp_path / "n", f"{n}.txt", f"Fondo {n} de obras municipales del pueblo.")
    writer.add(tmp_path / "n")
    backend, done, seen = writer.backend, threading.Event(), list[int]()
    pair = [article(tmp_path, f"{x}.txt", f"El quetzal {x} volvió al bosque.") for x in "ab"]

    def read() -> None:
        while not done.is_set():
            hits = reader.search("quetzal", 10, "bm25")
            seen.append(len(hits))

    thread = threading.Thread(target=read)
    thread.start()

    def is_seen(count: int) -> bool:
        until, before = time.monotonic() + 120, len(seen)
        while time.monotonic() < until:
            if count in seen[before:]:
                return True
            time.sleep(0.01)
        return False

    try:
        for _ in range(4):
            writer.add(*pair)
            assert is_seen(2)
            with backend.writing():
                for one in writer.list():
                    if "quetzal" in one.title:
                        backend.remove(one.id)
            assert is_seen(0)
    finally:
        done.set()
        thread.join(120)
    assert set(seen) <= {0, 2}
    assert 2 in seen
    assert list(writer.check()) == []


def test_a_writer_that_waits_too_long_is_told(opened: Callable[..., Archive]) -> None:
    first, second = opened().backend, opened().backend
    assert isinstance(second, PostgresIndex)
    with first.writing(), pytest.raises(BusyError), second.writing(patience=0.2):
        pass
    with second.writing(patience=0.2):
        pass
