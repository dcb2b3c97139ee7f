"""Corrections: what is known of an article changes, and the article does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import InputError
from rag import Archive
from tests.rag.fakes_rag import RIVER, article, open_archive


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = open_archive(tmp_path / "archivo")
    made.add(article(tmp_path, "a.txt", RIVER, title="Riada", date="2025-08-14", source="Eco"))
    return made


def test_a_correction_is_listed_searched_and_cited(archive: Archive) -> None:
    id = archive.list()[0].id
    archive.correct(id, title="  El Alcedo  crece ", date="3/7/2024", source="La Voz")
    row = archive.list()[0]
    assert (row.id, row.title, row.date, row.source) == (
        id,
        "El Alcedo crece",
        "2024-07-03",
        "La Voz",
    )
    passage = archive.search("Alcedo crece", mode="bm25")[0].passage
    assert (passage.title, passage.source, passage.text) == ("El Alcedo crece", "La Voz", RIVER)
    archive.correct(id, title="El Alcedo crece", date="", source="")
    assert (archive.list()[0].date, archive.list()[0].source) == (None, "")
    assert archive.check() == []


def test_what_changes_nothing_is_no_other_state(archive: Archive) -> None:
    row, before = archive.list()[0], archive.stats()
    archive.correct(row.id, title=row.title, date=row.date, source=row.source)
    assert archive.stats() == before


@pytest.mark.parametrize(
    ("id", "title", "date", "message"),
    [("", " ", "", "titular"), ("", "T", "ayer", "«ayer»"), ("nadie", "T", "", "«nadie»")],
)
def test_what_is_no_correction_is_refused(
    archive: Archive, id: str, title: str, date: str, message: str
) -> None:
    before = archive.stats()
    with pytest.raises(InputError, match=message):
        archive.correct(id or archive.list()[0].id, title=title, date=date, source="")
    assert archive.stats() == before
