"""A query put to an archive: what comes back, and what is said of one that cannot be answered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from index import Filters
from index.errors import InputError, QueryError
from rag.archive import Archive
from rag.exact.finding import find
from tests.index.fakes import FakeEncoder, FakeNamer, article, filled

RIVER = article("El río creció.", "Nadie salió herido del río.", title="Riada", source="El Faro")
TRAIN = article("Pasa el tren.", title="Tren", source="La Voz", date="2025-03-14")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(filled(tmp_path, RIVER, TRAIN, encoder=FakeEncoder()))


def test_all_hits_are_counted_and_given(archive: Archive) -> None:
    found = archive.find("ríos O tren")
    assert found.to_dict() == {
        "query": "ríos O tren",
        "total": 3,
        "hits": [
            {
                "document": document.id,
                "title": document.title,
                "source": document.source,
                "date": document.date,
                "page": None,
                "paragraph": span.paragraph,
                "passage": document.text[span.start : span.end],
            }
            for document in (TRAIN, RIVER)
            for span in document.spans
        ],
    }
    assert archive.find("ríos O tren", most=1).total == 3
    assert len(archive.find("ríos O tren", "score", most=2).hits) == 2


def test_documents_that_a_limit_of_dates_cannot_judge_are_counted(archive: Archive) -> None:
    assert archive.find("fecha:2025").left_out.undated == 1
    assert archive.find("río NO fecha:2025").left_out.undated == 1
    assert archive.find("río").left_out.undated == 0


@pytest.mark.parametrize(
    ("query", "at"), [('río fuente:"El Far"', 11), ("NO fuente:voz", 10), ("fuente:x*", 7)]
)
def test_an_outlet_that_is_not_there_is_told_with_those_that_are(
    archive: Archive, query: str, at: int
) -> None:
    with pytest.raises(QueryError, match="El Faro") as raised:
        archive.find(query)
    assert raised.value.at == at
    assert "La Voz" in str(raised.value)


def test_an_outlet_may_be_written_as_people_do(archive: Archive) -> None:
    for query in ('fuente:"el fáro"', "FUENTE:el*", "source:«EL FARO»"):
        assert archive.find(query).total == 2


@pytest.mark.parametrize("given", [{"order": "título"}, {"most": -1}])
def test_what_cannot_be_asked_for_is_refused(archive: Archive, given: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=r"título|-1"):
        archive.find("río", **given)


def test_a_small_o_is_pointed_at(archive: Archive) -> None:
    assert "escriba O" in archive.find("río o tren").note
    for query in ("río O tren", '"río o tren"', "río", "un o O x"):
        assert not archive.find(query).note


def test_an_empty_archive_says_so_and_no_more(tmp_path: Path) -> None:
    index = filled(tmp_path / "vacío")
    assert find(index, "río").total == find(index, "NO río").total == 0
    with pytest.raises(QueryError, match="ninguna todavía"):
        find(index, "fuente:x")
    index.close()


def test_limits_by_name_hold_as_those_by_outlet_do(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "archivo", encoder=FakeNamer())
    archive.add_text("Visita", "Kim Jong-un visitó Kursk y habló de la carta.", "", "Eco")
    archive.add_text("Carta", "Kim Jong Un escribió la carta.", "", "Faro")
    archive.add_text("Otra", "Vladimir Putin leyó la carta.", "", "Faro")
    kim, kursk = ("person", "Kim Jong Un"), ("place", "Kursk")
    assert archive.find("carta").total == 3
    assert archive.find("carta", filters=Filters(names=frozenset({kim}))).total == 2
    assert archive.find("carta", filters=Filters(names=frozenset({kim, kursk}))).total == 1
    both = Filters(names=frozenset({kim}), sources=frozenset({"Faro"}))
    assert [hit.source for hit in archive.find("carta", filters=both).hits] == ["Faro"]
    with pytest.raises(InputError, match="Zoilo"):
        archive.find("carta", filters=Filters(names=frozenset({("person", "Zoilo")})))
