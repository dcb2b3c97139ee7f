"""The bin: what is removed answers nothing, and comes back whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import HybridIndex
from index.errors import InputError
from rag import Archive
from rag.maintenance import rescue
from tests.rag.fakes_rag import COMET, RIVER, TRAIN, FakeEncoder, article, folder_of, open_archive

ASKED = "¿Cuántas viviendas anegó el río Alcedo?"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    for name, text in (("a", RIVER), ("b", TRAIN)):
        article(tmp_path / "notas", f"{name}.txt", text, COMET, title=name, date="2025-08-14")
    made = open_archive(tmp_path / "archivo")
    made.add(tmp_path / "notas")
    return made


def test_a_removed_document_is_in_the_bin_and_comes_back(archive: Archive, tmp_path: Path) -> None:
    before, river = archive.list(), next(row for row in archive.list() if row.title == "a")
    found = [hit.passage.text for hit in archive.search("río Alcedo")]
    archive.remove(river.id)
    assert RIVER not in [hit.passage.text for hit in archive.search("río Alcedo")]
    assert [(one.id, one.title) for one in archive.removed()] == [(river.id, "a")]
    archive.undo_removal(river.id)
    assert archive.list() == before
    assert sorted(hit.passage.text for hit in archive.search("río Alcedo")) == sorted(found)
    assert [file.status for file in archive.add(tmp_path / "notas").files] == ["unchanged"] * 2
    archive.undo_removal(river.id)  # there already
    assert archive.removed() == []


def test_of_several_all_come_back_or_none(archive: Archive) -> None:
    ids = [row.id for row in archive.list()]
    archive.remove(*ids)
    with pytest.raises(InputError, match="«nadie» en la papelera; no se recuperó nada"):
        archive.undo_removal(ids[0], "nadie")
    assert archive.list() == []
    archive.undo_removal(*ids)
    assert {row.id for row in archive.list()} == set(ids)


def test_an_emptied_bin_gives_nothing_back(archive: Archive) -> None:
    gone = archive.list()[0].id
    archive.remove(gone)
    assert archive.purge() == 1
    with pytest.raises(InputError, match=gone):
        archive.undo_removal(gone)
    assert archive.check() == []


def test_a_rescued_archive_has_the_bin_of_the_damaged_one(archive: Archive, tmp_path: Path) -> None:
    gone = archive.list()[0].id
    archive.remove(gone)
    rescue.rescue(folder_of(archive), tmp_path / "nuevo", FakeEncoder())
    again = open_archive(tmp_path / "nuevo")
    assert again.removed() == archive.removed()
    again.undo_removal(gone)
    assert len(again.list()) == 2
    assert again.check() == []


def test_a_damaged_document_of_the_bin_is_told(archive: Archive) -> None:
    gone = next(row.id for row in archive.list() if row.title == "a")
    archive.remove(gone)
    assert isinstance(archive.backend, HybridIndex)
    store = archive.backend.store
    with store.writing():
        store.change("UPDATE removed SET title = 'otro'")
    assert archive.check() == [
        f"El contenido del documento {gone} de la papelera no es el que se guardó"
    ]
