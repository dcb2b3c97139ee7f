"""Rescue: a new archive of what can be read, as if its texts had just been added."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import InputError
from index.storage.folder_layout import DATABASE
from rag import Archive
from rag.maintenance import rescue
from tests.rag.fakes_rag import (
    COMET,
    MINE,
    RIVER,
    TRAIN,
    FakeEncoder,
    article,
    folder_of,
    open_archive,
    state,
)

ASKED = "¿Cuántas viviendas anegó el río Alcedo?"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    for name, text in (("a", RIVER), ("b", TRAIN), ("c", MINE)):
        article(tmp_path / "notas", f"{name}.txt", text, COMET, title=name, date="2025-08-14")
    made = open_archive(tmp_path / "archivo")
    made.add(tmp_path / "notas")
    made.record_feedback(made.ask(ASKED), "right", "bien")
    return made


def test_of_a_whole_archive_the_new_one_answers_the_same(archive: Archive, tmp_path: Path) -> None:
    before, answer = state(archive), archive.ask(ASKED, abstain=False)
    saved = rescue.rescue(folder_of(archive), tmp_path / "nuevo", FakeEncoder())
    assert (saved.documents, saved.lost, saved.doubtful) == (3, (), ())
    again = open_archive(tmp_path / "nuevo")
    assert again.check() == []
    assert again.list() == archive.list()
    assert again.ask(ASKED, abstain=False).text == answer.text
    assert again.feedback() == archive.feedback()
    assert state(archive) == before


def test_what_is_lost_is_named_and_comes_back_with_its_file(
    archive: Archive, tmp_path: Path
) -> None:
    lost = next(row.id for row in archive.list() if row.title == "b")
    archive.close()
    open_archive(folder_of(archive)).close()  # all of its log in the database itself
    path = folder_of(archive) / DATABASE
    path.write_bytes(path.read_bytes().replace(b"1.200 millones", b"1.300 millones"))
    assert "Se pueden leer 2 de 3 documentos" in rescue.forecast(folder_of(archive))
    saved = rescue.rescue(folder_of(archive), tmp_path / "nuevo", FakeEncoder())
    assert (saved.documents, saved.lost) == (2, (lost,))
    again = open_archive(tmp_path / "nuevo")
    again.add(tmp_path / "notas")
    assert lost in {row.id for row in again.list()}
    assert again.check() == []


def test_where_nothing_can_be_read_nothing_is_made(tmp_path: Path) -> None:
    (tmp_path / "archivo").mkdir()
    (tmp_path / "archivo" / DATABASE).write_bytes(b"\xa5" * 9000)
    with pytest.raises(InputError, match="No se puede leer ningún documento"):
        rescue.rescue(tmp_path / "archivo", tmp_path / "nuevo", FakeEncoder())
    assert not (tmp_path / "nuevo").exists()
