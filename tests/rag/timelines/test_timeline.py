"""Chronologies of small archives whose order of events is known."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Filters
from index.errors import InputError
from rag import Archive
from rag.timelines.statements import iso
from rag.timelines.table import COLUMNS, csv_of
from rag.timelines.types import Timeline
from rag.values.calendar.days import Days
from tests.rag.fakes_rag import article, open_archive

FILLER = "El precio del trigo sube en la lonja de Castrolumbre sin que nadie lo explique."


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("cronologia")
    opened = open_archive(folder / "archivo")
    files = [
        article(
            folder, "a.md",
            "El incendio de Lombrada comenzó el sábado por la tarde cerca de Peñaoscura.",
            "Ha calcinado ya 2.400 hectáreas de pinar, según los bomberos de la comarca.",
            title="Arde la sierra de Lombrada", date="2025-08-11", source="El Faro",
        ),
        article(
            folder, "b.md",
            "El fuego ha recorrido 5.300 hectáreas y llega a las puertas del parque natural.",
            "En junio de 1994 ardió la misma ladera. ¿Qué pasará el martes con el viento?",
            title="Muere un brigadista en el incendio de Lombrada", date="2025-08-14",
            source="Diario",
        ),
        article(
            folder, "c.md",
            "El incendio de Lombrada quedó extinguido ayer, quince días después de empezar.",
            "La Consejería mide 6.180 hectáreas calcinadas en toda la sierra.",
            title="Apagado el incendio de Lombrada", date="2025-08-25", source="Crónica",
        ),
        article(
            folder, "d.md",
            "El incendio de Lombrada quedó extinguido ayer, quince días después de empezar.",
            title="Lombrada, apagado", date="2025-08-26", source="Agencia",
        ),
        article(
            folder, "e.md",
            "El incendio de Lombrada se investigará el viernes en el Parlamento.",
            "El incendio de Lombrada dejó huella en 2025 y nadie la olvida.",
            title="Sin fecha sobre el incendio de Lombrada",
        ),
        article(
            folder, "f.md", FILLER, "Lombrada celebró ayer su feria del queso con 300 puestos.",
            FILLER, title="Feria del queso", date="2025-05-02", source="El Faro",
        ),
    ]  # fmt: skip
    assert len(opened.add(*files).added) == len(files)
    return opened


@pytest.fixture(scope="module")
def made(archive: Archive) -> Timeline:
    return archive.timeline("incendio de Lombrada")


def test_what_happened_stands_in_the_order_of_its_days(made: Timeline) -> None:
    days = [(entry.date, entry.source) for entry in made.entries]
    assert days == sorted(days, key=lambda day: day[0])
    assert ("2025-08-09", "El Faro") in days, "the Saturday before a Monday"
    assert ("1994-06", "Diario") in days
    assert ("2025-08-24", "Crónica") in days, "the day before the article's"
    assert any(day == "2025" for day, _ in days), "an article without a date may name a year"
    assert [entry.citation for entry in made.entries] == list(range(1, len(days) + 1))


def test_every_entry_is_a_verbatim_quotation(archive: Archive, made: Timeline) -> None:
    for entry in made.entries:
        document = archive.document(entry.document)
        assert document is not None
        assert document.text[entry.start : entry.start + len(entry.quote)] == entry.quote
        assert entry.quote in entry.passage
        assert (entry.title, entry.source) == (document.title, document.source)
        start, end = entry.when
        assert (start < end) is (entry.dated_by == "text")


def test_a_near_copy_is_folded_into_the_first_article_that_had_it(made: Timeline) -> None:
    out = [entry for entry in made.entries if "extinguido" in entry.quote]
    assert [(entry.date, entry.source) for entry in out] == [("2025-08-24", "Crónica")]
    assert [copy.source for copy in out[0].also] == ["Agencia"]


def test_what_has_no_day_is_left_out_and_counted(made: Timeline) -> None:
    assert made.undated == 1, "«el viernes» of an article without a date"
    assert not any("Parlamento" in entry.quote for entry in made.entries)
    assert not any(entry.quote.startswith("¿") for entry in made.entries)


def test_another_matter_of_the_same_place_is_none_of_it(made: Timeline) -> None:
    assert not any("queso" in entry.quote or "trigo" in entry.quote for entry in made.entries)


def test_the_figures_that_change_are_one_series(made: Timeline) -> None:
    (series,) = made.series
    assert [(point.value, point.date) for point in series.points] == [
        (2400.0, "2025-08-11"), (5300.0, "2025-08-14"), (6180.0, "2025-08-25"),
    ]  # fmt: skip
    assert series.name.startswith("hectárea")
    by_number = {entry.citation: entry for entry in made.entries}
    assert all(point.text in by_number[point.citation].quote for point in series.points)


def test_the_json_is_the_one_agreed(made: Timeline) -> None:
    shown = made.to_dict()
    assert list(shown)[:3] == ["subject", "entries", "undated"]
    keys = {"date", "quote", "document", "title", "source", "citation"}
    assert all(keys <= set(entry) and entry["date"] for entry in shown["entries"])


def test_a_matter_may_be_described_in_words_of_which_no_article_has_all(
    archive: Archive, made: Timeline
) -> None:
    described = archive.timeline("incendio de la sierra de Lombrada y trabajo de sus bomberos")
    assert described.entries
    assert {e.document for e in described.entries} <= {e.document for e in made.entries}


def test_limits_and_misspellings_are_those_of_every_question(archive: Archive) -> None:
    one = archive.timeline("incendio de Lombrada", filters=Filters(sources=frozenset(["El Faro"])))
    assert {entry.source for entry in one.entries} == {"El Faro"}
    with pytest.raises(InputError, match="No hay ninguna fuente que se llame «Farro»"):
        archive.timeline("incendio", filters=Filters(sources=frozenset(["Farro"])))
    misspelt = archive.timeline("incendio de Lomrbada")
    assert "¿Quiso decir «Lombrada»?" in misspelt.note and misspelt.entries


def test_a_name_of_no_article_is_another_matter_and_another_word_is_only_told(
    archive: Archive, made: Timeline
) -> None:
    other = archive.timeline("incendio del museo de Tamazala")
    assert not other.entries
    assert "«museo», «Tamazala»" in other.note
    known = archive.timeline("crónica del incendio de Lombrada")
    assert [entry.quote for entry in known.entries] == [entry.quote for entry in made.entries]
    assert "«crónica»" in known.note


@pytest.mark.parametrize("subject", ["", "  ", "¿?", "de la", "x" * 1_000_000])
def test_a_matter_without_words_or_end_is_refused(archive: Archive, subject: str) -> None:
    with pytest.raises(InputError):
        archive.timeline(subject)


def test_an_empty_archive_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="El archivo está vacío"):
        open_archive(tmp_path / "archivo").timeline("incendio")


def test_the_table_holds_every_entry_and_no_formula(archive: Archive, made: Timeline) -> None:
    data = csv_of(made)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["quote"] for row in rows] == [entry.quote for entry in made.entries]
    assert any(row["also"] == "Agencia" for row in rows)


SPANS = {
    (date(2025, 8, 14), date(2025, 8, 14)): ("2025-08-14", None),
    (date(2025, 2, 1), date(2025, 2, 28)): ("2025-02", None),
    (date(2024, 1, 1), date(2024, 12, 31)): ("2024", None),
    (date(1990, 1, 1), date(1999, 12, 31)): ("1990", "1999"),
    (date(2024, 1, 1), date(2024, 6, 30)): ("2024-01", "2024-06"),
    (date(2025, 8, 4), date(2025, 8, 10)): ("2025-08-04", "2025-08-10"),
    (date(9999, 12, 1), date.max): ("9999-12", None),
}


@pytest.mark.parametrize("span", SPANS)
def test_days_are_written_no_finer_than_they_are_known(span: tuple[date, date]) -> None:
    assert iso(Days(*span)) == SPANS[span]


@given(st.dates(date(1000, 1, 1), date(9000, 1, 1)), st.integers(0, 800))
def test_the_written_days_hold_just_the_days_that_were_meant(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    one, other = iso(Days(first, last))
    end = other or one
    assert one <= end
    padded = {4: "-01-01", 7: "-01", 10: ""}
    assert date.fromisoformat(one + padded[len(one)]) == first
    following = {4: f"{int(end[:4]) + 1:04d}-01-01", 7: end, 10: end}[len(end)]
    if len(end) == 7:
        following = (date.fromisoformat(f"{end}-28") + timedelta(days=4)).isoformat()[:7] + "-01"
    day = date.fromisoformat(following)
    assert (day if len(end) == 10 else day - timedelta(days=1)) == last
