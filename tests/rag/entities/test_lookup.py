"""Names that people begin to type are found by any of their forms, and by those added since."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from index.types import Entity
from rag.archive import Archive
from rag.entities.lookup import Lookup
from tests.index.fakes import FakeNamer


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    opened = Archive.open(tmp_path / "archivo", encoder=FakeNamer())
    opened.add_text("Visita", "Kim Jong-un visitó a Vladimir Putin y a la ONU.", "", "Eco")
    opened.add_text("Carta", "Kim Jong Un escribió a Vladimir Putin desde Kursk.", "", "Faro")
    opened.add_text("Otra", "Vladimir Putin viajó a Kursk.", "", "Faro")
    return opened


def names(found: Sequence[Entity]) -> list[str]:
    return [each.name for each in found]


def test_any_form_finds_it_whatever_its_case_and_accents(archive: Archive) -> None:
    lookup = Lookup(archive.backend)
    assert names([*lookup.having("kim jóng un")]) == ["Kim Jong Un"]
    assert names([*lookup.having("KIM JONG-UN")]) == ["Kim Jong Un"]
    assert names([*lookup.having("u", "organisation")]) == ["ONU"]
    assert lookup.having("zoilo") == []
    assert len(lookup.having("")) == 4


def test_whole_names_come_first_then_beginnings_then_the_rest_each_by_mentions(
    archive: Archive,
) -> None:
    lookup = Lookup(archive.backend)
    assert names([*lookup.completing("", 9)])[0] == "Vladimir Putin"
    assert names([*lookup.completing("k", 9)]) == ["Kim Jong Un", "Kursk"]
    assert names([*lookup.completing("u", 9)]) == ["Kim Jong Un", "Vladimir Putin", "Kursk", "ONU"]
    assert names([*lookup.completing("onu", 1)]) == ["ONU"]
    assert len(lookup.completing("", 2)) == 2


def test_what_is_added_is_found_and_what_is_removed_is_not(archive: Archive) -> None:
    lookup = Lookup(archive.backend)
    assert lookup.having("sindicato") == []
    report = archive.add_text("Más", "El Sindicato del Metal protestó.", "", "Eco")
    assert names([*lookup.having("sindicato")]) == ["Sindicato del Metal"]
    archive.remove(*(id for file in report.files for id in file.documents))
    assert lookup.having("sindicato") == []
