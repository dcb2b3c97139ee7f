"""What a question is limited to, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import pytest

from index import Document, Filters
from index.backend import Storage
from index.errors import InputError
from rag.answers.limits import LeftOut, checked, left_out
from tests.index.fakes import article, filled


class Sources:
    """A storage that knows its sources."""

    def __init__(self, counts: Mapping[str, tuple[int, int]]) -> None:
        self._counts = counts

    def sources(self) -> Mapping[str, tuple[int, int]]:
        return self._counts

    def document(self, id: str) -> Document | None:
        return None


def storage(*names: str, **counts: tuple[int, int]) -> Storage:
    given = dict.fromkeys(names, (1, 0)) | counts
    return cast(Storage, Sources(given))


@pytest.mark.parametrize(
    ("written", "day"), [("2024-01-08", "2024-01-08"), ("8/1/24", "2024-01-08"), (None, None)]
)
def test_dates_are_read_as_people_write_them(written: str | None, day: str | None) -> None:
    filters = Filters(frozenset({"x"}), date_from=written, date_to=written)
    assert checked(filters, storage()) == Filters(frozenset({"x"}), date_from=day, date_to=day)


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (Filters(date_from="ayer"), "«ayer» no se entiende: escríbala como 2025-08-14 o 14/8/2025"),
        (Filters(date_from="2/1/2024", date_to="1/1/2024"), "posterior"),
        (Filters(sources=frozenset({"Farro"})), "llame «Farro»; hay: El Faro, La Voz, EFE."),
        (Filters(sources=frozenset({"el faro", "Voz"})), "llame «Voz»; hay: La Voz, El Faro, EFE."),
    ],
)
def test_what_cannot_be_limited_to_is_said_with_what_there_is(
    filters: Filters, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        checked(filters, storage("EFE", "El Faro", "La Voz", "", "EL FARO"))
    assert message in str(caught.value)


def test_case_and_accents_do_not_tell_sources_apart() -> None:
    filters = Filters(sources=frozenset({"el pais"}))
    assert checked(filters, storage("El País")) == filters


def test_of_many_sources_only_the_closest_are_named() -> None:
    with pytest.raises(InputError, match=r"hay: n30\.txt, .* y 5992 más\.\Z"):
        checked(
            Filters(sources=frozenset({"n30.txr"})),
            storage(*(f"n{n}.txt" for n in range(6_000)), **{"n30.txt": (9, 0)}),
        )


def test_without_any_source_it_is_said() -> None:
    with pytest.raises(InputError, match="hay: ninguna todavía"):
        checked(Filters(sources=frozenset({"x"})), storage())


def test_no_filter_costs_nothing() -> None:
    nobody: Any = None
    assert checked(None, nobody) is None
    assert checked(Filters(), nobody) is None
    assert left_out(Filters(sources=frozenset({"x"})), nobody) == LeftOut()


def test_undated_documents_of_the_sources_asked_are_counted(tmp_path: Path) -> None:
    flood = article("Riada en Urdaz.", source="El Faro")
    fair = article("Feria en Urdaz.", source="EL FARO", date="2024-01-08")
    index = filled(tmp_path, flood, fair, article("Sequía.", source="La Voz"))
    since = {"date_from": "2024-01-01"}
    assert left_out(Filters(**since), index) == LeftOut(2)
    assert left_out(Filters(sources=frozenset({"el faro"}), **since), index) == LeftOut(1)
    assert left_out(Filters(frozenset({flood.id, fair.id}), **since), index) == LeftOut(1)
    assert left_out(Filters(frozenset({fair.id}), **since), index) == LeftOut(0)
    assert left_out(Filters(), index) == LeftOut(0)


def test_what_was_left_out_is_said_in_spanish() -> None:
    assert LeftOut(1).in_words == "1 documento sin fecha no se ha mirado."
    assert LeftOut(3).in_words == "3 documentos sin fecha no se han mirado."
    assert LeftOut().in_words == ""
    assert not LeftOut()
