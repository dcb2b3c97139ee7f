"""A verdict is kept whatever else is being done to the archive, once, and for good."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import ArchiveError
from index.storage import atomic_writes
from index.storage.folder_layout import PENDING
from index.storage.waiting_records import PATIENCE_S
from rag import Archive
from tests.rag.fakes_rag import MINE, RIVER, folder_of, open_archive
from tests.torture.forking import forked, wait


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = open_archive(tmp_path / "archivo")
    made.add_text("Río", RIVER)
    yield made
    made.close()


def given(archive: Archive, remark: str = "") -> bool:
    return archive.record_feedback(archive.ask("¿Qué río crece?"), "right", remark)


def stored(archive: Archive) -> list[str]:
    """Remarks in the database, read past our own code."""
    with closing(sqlite3.connect(folder_of(archive) / "archive.sqlite3")) as connection:
        return [remark for (remark,) in connection.execute("SELECT remark FROM feedback")]


def test_a_verdict_given_during_a_long_add_waits_for_its_end_and_is_told_apart(
    archive: Archive,
) -> None:
    other, inside, go_on = open_archive(folder_of(archive)), threading.Event(), threading.Event()
    assert given(archive, "antes")

    def long(done: int, total: int) -> None:
        inside.set()
        go_on.wait(30)

    def add() -> None:
        note = folder_of(archive).parent / "mina.txt"
        note.write_text(MINE, encoding="utf-8")
        other.add(note, progress=long)

    writer = threading.Thread(target=add)
    writer.start()
    assert inside.wait(30)
    begin = time.monotonic()
    assert given(archive, "durante") is False
    assert time.monotonic() - begin < PATIENCE_S + 5, "nobody waits for the whole add"
    assert stored(archive) == ["antes"]
    assert [row["remark"] for row in archive.feedback()] == ["antes", "durante"]
    assert [row["id"] for row in archive.feedback()] == [1, 2]
    go_on.set()
    writer.join()
    assert stored(archive) == ["antes", "durante"], "the writer takes it along"
    assert [*(folder_of(archive) / PENDING).iterdir()] == []
    assert [row["remark"] for row in archive.feedback()] == ["antes", "durante"]
    other.close()


def test_what_waits_goes_in_with_the_next_verdict_however_the_server_ended(
    archive: Archive,
) -> None:
    def killed() -> None:
        given(open_archive(folder_of(archive)), "en vano no")
        os._exit(9)

    with archive.backend.writing():
        assert wait(forked(killed)) == 9
    assert stored(archive) == []
    assert given(archive, "después")
    assert sorted(stored(archive)) == ["después", "en vano no"]
    assert archive.settle_feedback()


def test_a_verdict_that_was_put_in_just_before_a_crash_is_not_put_in_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lay_aside() -> None:
        given(open_archive(folder_of(archive)), "uno")

    with archive.backend.writing():
        assert wait(forked(lay_aside)) == 0

    def no(*_: object, **__: object) -> None:
        raise OSError("no se puede borrar")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", no)
        assert archive.settle_feedback() is False
    assert stored(archive) == ["uno"]
    assert [row["remark"] for row in archive.feedback()] == ["uno"], "listed once too"
    assert archive.settle_feedback()
    assert stored(archive) == ["uno"]
    assert [*(folder_of(archive) / PENDING).iterdir()] == []


def test_many_at_once_are_all_kept(archive: Archive) -> None:
    answer = archive.ask("¿Qué río crece?")

    def say(n: int) -> None:
        archive.record_feedback(answer, "wrong", str(n))

    with archive.backend.writing():
        people = [threading.Thread(target=say, args=(n,)) for n in range(20)]
        for person in people:
            person.start()
        for person in people:
            person.join()
    assert sorted(int(row["remark"]) for row in archive.feedback()) == list(range(20))
    assert archive.settle_feedback()
    assert sorted(map(int, stored(archive))) == list(range(20))


def test_what_can_be_kept_nowhere_is_said(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic_writes, "write_file", full)
    answer, failed = archive.ask("¿Qué río crece?"), list[str]()

    def say() -> None:
        try:
            archive.record_feedback(answer, "right")
        except ArchiveError as error:
            failed.append(str(error))

    with archive.backend.writing():
        person = threading.Thread(target=say)
        person.start()
        person.join()
    assert "no se pudo guardar aparte (No space left on device)" in failed[0]


def test_a_damaged_file_is_left_and_keeps_no_other_out(archive: Archive) -> None:
    place = folder_of(archive) / PENDING
    place.mkdir()
    good = {
        "created": "2025",
        "question": "¿?",
        "verdict": "right",
        "remark": "a",
        "answer_json": "{}",
    }
    (place / "1.json").write_text('{"created": "20', encoding="utf-8")
    (place / "2.json").write_text('["otra cosa"]', encoding="utf-8")
    (place / "3.json").write_text(json.dumps(good), encoding="utf-8")
    (place / "4.json").write_text(json.dumps({**good, "verdict": "quizá"}), encoding="utf-8")
    (place / "5.json").write_text(json.dumps({**good, "remark": 5}), encoding="utf-8")
    assert archive.settle_feedback()
    assert stored(archive) == ["a"]
    left = sorted(path.name for path in place.iterdir())
    assert left == ["1.json", "2.json", "4.json", "5.json"]
