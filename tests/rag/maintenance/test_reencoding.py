"""Another encoder: the archive answers with the old one until the new one is there whole."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from index.encoders import loading as encoders
from index.errors import ArchiveError
from index.search.reencoding import Reencoding
from rag import Archive
from rag.maintenance import reencoding
from rag.maintenance.reencoding import TOGETHER, reencode
from tests.index.fakes import rows
from tests.rag.fakes_rag import (
    COMET,
    MINE,
    RIVER,
    TRAIN,
    FakeEncoder,
    ShortEncoder,
    article,
    open_archive,
    state,
)

LONG = " ".join([RIVER, TRAIN, MINE, COMET])


class StopError(Exception):
    """Stands for whatever interrupts."""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    for number in range(3 * TOGETHER):
        article(tmp_path / "notas", f"{number:02}.txt", f"{RIVER} Van {number}.", LONG, title="T")
    made = open_archive(tmp_path / "archivo")
    made.add(tmp_path / "notas")
    return made


def built_anew(tmp_path: Path, encoder: FakeEncoder) -> tuple[object, ...]:
    """What an archive made with that encoder holds."""
    fresh = open_archive(tmp_path / "nuevo", encoder)
    fresh.add(tmp_path / "notas")
    return held(fresh)


def held(archive: Archive) -> tuple[object, ...]:
    """Documents, passages in order and places, without the passages' ids."""
    _, documents, rows, places = state(archive)
    assert isinstance(rows, list)
    return documents, [row[1:] for row in rows], places


def test_it_is_as_if_the_archive_had_been_made_with_it(archive: Archive, tmp_path: Path) -> None:
    done: list[tuple[int, int]] = []
    assert reencode(archive.folder, ShortEncoder(), lambda n, all: done.append((n, all)))
    again = open_archive(archive.folder, ShortEncoder())
    assert held(again) == built_anew(tmp_path, ShortEncoder())
    assert again.check() == []
    assert done == [(TOGETHER, 48), (2 * TOGETHER, 48), (48, 48)]
    assert again.facts()["encoder"] == "corto-1"
    assert again.facts()["next_encoder"] is None
    longest = max(
        len(p.text.split())
        for p in again.index.store.passages([row.id for row in rows(again.index.store)]).values()
    )
    assert longest < ShortEncoder.max_tokens


def test_an_encoder_that_it_has_changes_nothing(archive: Archive) -> None:
    before = state(archive)
    assert not reencode(archive.folder, FakeEncoder())
    assert state(archive) == before


def interrupted(archive: Archive, call: int) -> None:
    def stop(number: int) -> None:
        if number == call:
            raise StopError

    encoder = ShortEncoder()
    encoder._before = stop
    with pytest.raises(StopError):
        reencode(archive.folder, encoder)


def test_interrupted_it_changes_nothing_and_goes_on_where_it_was_left(
    archive: Archive, tmp_path: Path
) -> None:
    before, found = state(archive), archive.search("río Alcedo")
    interrupted(archive, 3)
    assert state(archive) == before
    assert archive.search("río Alcedo") == found
    assert archive.facts()["next_encoder"] == "falso"
    encoder = ShortEncoder()
    assert reencode(archive.folder, encoder)
    assert encoder.calls == 1
    assert held(open_archive(archive.folder, ShortEncoder())) == built_anew(
        tmp_path, ShortEncoder()
    )


def test_what_is_added_changed_and_removed_meanwhile_counts(
    archive: Archive, tmp_path: Path
) -> None:
    interrupted(archive, 3)
    notes = tmp_path / "notas"
    article(notes, "00.txt", f"{RIVER} Van 0.", LONG, title="Otro título")  # encoded already
    article(notes, "01.txt", MINE)  # another article
    article(notes, "99.txt", COMET)
    archive.add(notes)
    archive.remove(archive.list()[5].id)
    ids = {row.id for row in archive.list()}
    reencode(archive.folder, ShortEncoder())
    again = open_archive(archive.folder, ShortEncoder())
    assert {row.id for row in again.list()} == ids
    assert again.check() == []
    encoder = ShortEncoder()
    store = again.index.store
    for id, title, text in store.texts():
        (row,) = [row for row in rows(store) if row.id == id]
        searched = text if not title or text.startswith(title) else f"{title}. {text}"
        assert np.allclose(row.vector, encoder.encode_passages([searched])[0])


def test_yet_another_encoder_begins_anew(archive: Archive, tmp_path: Path) -> None:
    interrupted(archive, 3)
    third = ShortEncoder("corto-3")
    assert reencode(archive.folder, third)
    assert third.calls == 3
    assert open_archive(archive.folder, ShortEncoder("corto-3")).check() == []


def test_going_back_to_the_old_encoder_forgets_what_was_made(archive: Archive) -> None:
    before = state(archive)
    interrupted(archive, 3)
    assert not reencode(archive.folder, FakeEncoder())
    assert state(archive) == before
    assert archive.facts()["next_encoder"] is None
    assert archive.index.store.query("SELECT count(*) FROM next_passages") == [(0,)]


def test_one_of_two_at_once_is_told_and_the_other_finishes(archive: Archive) -> None:
    other = Reencoding(archive.index.store, ShortEncoder("corto-2"))

    def meddle(number: int) -> None:
        if number == 2:
            other.begin()

    encoder = ShortEncoder()
    encoder._before = meddle
    with pytest.raises(ArchiveError, match="Otro proceso ha cambiado"):
        reencode(archive.folder, encoder)
    assert reencode(archive.folder, ShortEncoder("corto-2"))


def test_an_open_archive_answers_all_along(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoders, "load", lambda name=None: ShortEncoder())
    failures: list[BaseException] = []
    stop = threading.Event()

    def ask() -> None:
        try:
            while not stop.is_set():
                assert archive.search("río Alcedo", k=3)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    reencoding.reencode(archive.folder, ShortEncoder())
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert archive.search("río Alcedo", k=3)
    assert archive.index.encoder.fingerprint == "corto-1"
