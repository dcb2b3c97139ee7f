"""Another encoder: the archive answers with the old one until the new one is there whole."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.encoders import loading as encoders
from index.errors import ArchiveError
from rag import Archive, backends
from rag.documents.report import Progress
from rag.maintenance import reencoding
from rag.maintenance.reencoding import TOGETHER
from tests.index.fakes import rows
from tests.rag.fakes_rag import (
    COMET,
    MINE,
    RIVER,
    TRAIN,
    FakeEncoder,
    ShortEncoder,
    article,
    folder_of,
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


def reencode(archive: Archive, encoder: FakeEncoder, progress: Progress | None = None) -> bool:
    """Another process's change of the archive's encoder."""
    with closing(backends.open_storage(archive.location)) as storage:
        return reencoding.reencode(storage, encoder, progress)


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
    assert reencode(archive, ShortEncoder(), lambda n, all: done.append((n, all)))
    again = open_archive(folder_of(archive), ShortEncoder())
    assert held(again) == built_anew(tmp_path, ShortEncoder())
    assert again.check() == []
    assert done == [(TOGETHER, 48), (2 * TOGETHER, 48), (48, 48)]
    assert again.stats()["encoder"] == "corto-1"
    assert again.stats()["next_encoder"] is None
    longest = max(
        len(p.text.split())
        for p in again.backend.store.passages(
            [row.id for row in rows(again.backend.store)]
        ).values()
    )
    assert longest < ShortEncoder.max_tokens


def test_an_encoder_that_it_has_changes_nothing(archive: Archive) -> None:
    before = state(archive)
    assert not reencode(archive, FakeEncoder())
    assert state(archive) == before


def interrupted(archive: Archive, call: int) -> None:
    def stop(number: int) -> None:
        if number == call:
            raise StopError

    encoder = ShortEncoder()
    encoder._before = stop
    with pytest.raises(StopError):
        reencode(archive, encoder)


def test_interrupted_it_changes_nothing_and_goes_on_where_it_was_left(
    archive: Archive, tmp_path: Path
) -> None:
    before, found = state(archive), archive.search("río Alcedo")
    interrupted(archive, 3)
    assert state(archive) == before
    assert archive.search("río Alcedo") == found
    assert archive.stats()["next_encoder"] == "falso"
    encoder = ShortEncoder()
    assert reencode(archive, encoder)
    assert encoder.calls == 1
    assert held(open_archive(folder_of(archive), ShortEncoder())) == built_anew(
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
    reencode(archive, ShortEncoder())
    again = open_archive(folder_of(archive), ShortEncoder())
    assert {row.id for row in again.list()} == ids
    assert again.check() == []
    encoder = ShortEncoder()
    store = again.backend.store
    for id, title, text in store.texts():
        (row,) = [row for row in rows(store) if row.id == id]
        searched = text if not title or text.startswith(title) else f"{title}. {text}"
        assert np.allclose(row.vector, encoder.encode_passages([searched])[0])


def test_yet_another_encoder_begins_anew(archive: Archive, tmp_path: Path) -> None:
    interrupted(archive, 3)
    third = ShortEncoder("corto-3")
    assert reencode(archive, third)
    assert third.calls == 3
    assert open_archive(folder_of(archive), ShortEncoder("corto-3")).check() == []


def test_going_back_to_the_old_encoder_forgets_what_was_made(archive: Archive) -> None:
    before = state(archive)
    interrupted(archive, 3)
    assert not reencode(archive, FakeEncoder())
    assert state(archive) == before
    assert archive.stats()["next_encoder"] is None
    assert archive.backend.store.query("SELECT count(*) FROM next_passages") == [(0,)]


def test_one_of_two_at_once_is_told_and_the_other_finishes(archive: Archive) -> None:
    other = archive.backend.reencoding(ShortEncoder("corto-2"))

    def meddle(number: int) -> None:
        if number == 2:
            other.begin()

    encoder = ShortEncoder()
    encoder._before = meddle
    with pytest.raises(ArchiveError, match="Otro proceso ha cambiado"):
        reencode(archive, encoder)
    assert reencode(archive, ShortEncoder("corto-2"))


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
    reencode(archive, ShortEncoder())
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert archive.search("río Alcedo", k=3)
    assert archive.backend.encoder.fingerprint == "corto-1"
