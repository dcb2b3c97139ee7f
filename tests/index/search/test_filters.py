"""Filters: exactly the passages that a plain reading of the filter admits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Filters
from index.errors import InputError
from index.search.catalogue import Catalogue
from index.search.filters import allowed_positions
from index.text.folding import fold_name

ROWS = [
    ("d1", "La Razón", "2025-01-01"),
    ("d1", "La Razón", "2025-01-01"),
    ("d2", "EL PAÍS", "2025-02-15"),
    ("d3", "El País", ""),
    ("d4", "", "2024-12-31"),
    ("d5", "El Peñón", "2025-03-01"),
]


def catalogue(rows: list[tuple[str, str, str]]) -> Catalogue:
    """Of passages that are each a document of their own, but for those of one id."""
    known = list(dict.fromkeys(rows))
    names = list(dict.fromkeys(fold_name(source) for _, source, _ in known))
    return Catalogue(
        np.arange(len(rows)),
        np.array([known.index(row) for row in rows], np.int32),
        np.array([document for document, _, _ in known], np.str_),
        np.array([names.index(fold_name(source)) for _, source, _ in known], np.int32),
        np.array([date for _, _, date in known], np.str_),
        tuple(names),
    )


def admitted(filters: Filters) -> list[int]:
    positions = allowed_positions(catalogue(ROWS), filters)
    assert positions is not None
    found: list[int] = positions.tolist()
    return found


@pytest.mark.parametrize("filters", [None, Filters()])
def test_no_filter_admits_all(filters: Filters | None) -> None:
    assert allowed_positions(catalogue(ROWS), filters) is None


def test_by_document() -> None:
    assert admitted(Filters(documents=frozenset({"d1", "d3", "nadie"}))) == [0, 1, 3]
    assert admitted(Filters(documents=frozenset({"nadie"}))) == []
    assert admitted(Filters(documents=frozenset({"d"}))) == []


@pytest.mark.parametrize("source", ["El País", "el pais", "EL PAÍS", " el país ", "El Pai\u0301s"])
def test_by_source_ignoring_case_and_accents(source: str) -> None:
    assert admitted(Filters(sources=frozenset({source}))) == [2, 3]


def test_a_source_is_matched_whole() -> None:
    assert admitted(Filters(sources=frozenset({"País", "El", "La Razón de ser"}))) == []
    assert admitted(Filters(sources=frozenset({"la razon", "el peñón"}))) == [0, 1, 5]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2025-01-01", None, [0, 1, 2, 5]),
        (None, "2025-01-01", [0, 1, 4]),
        ("2025-01-02", "2025-02-15", [2]),
        ("2025-02-15", "2025-02-15", [2]),
        ("2025-03-02", None, []),
        ("2025-03-01", "2025-01-01", []),
        ("0001-01-01", "9999-12-31", [0, 1, 2, 4, 5]),
        ("20250215", None, [2, 5]),
    ],
)
def test_by_day_with_both_ends_and_without_the_undated(
    first: str | None, last: str | None, expected: list[int]
) -> None:
    assert admitted(Filters(date_from=first, date_to=last)) == expected


@pytest.mark.parametrize("text", ["ayer", "2025-13-01", "2025", "2025-02-30", "14/08/2025"])
def test_a_date_that_is_none_is_told_in_spanish(text: str) -> None:
    for filters in (Filters(date_from=text), Filters(date_to=text)):
        with pytest.raises(InputError, match=f"«{text}» no se entiende"):
            admitted(filters)


@given(
    st.frozensets(st.sampled_from(["d1", "d2", "d3", "d4", "d5"])),
    st.frozensets(st.sampled_from(["La Razón", "El Peñón"])),
    st.one_of(st.none(), st.sampled_from(sorted(row[2] for row in ROWS if row[2]))),
)
def test_all_conditions_hold_together(
    documents: frozenset[str], sources: frozenset[str], first: str | None
) -> None:
    filters = Filters(documents, sources, first)
    expected = [
        position
        for position, (document, source, date) in enumerate(ROWS)
        if (not documents or document in documents)
        and (not sources or source in sources)
        and (first is None or date >= first)
    ]
    assert (admitted(filters) if filters else list(range(len(ROWS)))) == expected


def test_an_empty_archive_admits_nothing() -> None:
    everything = Filters(frozenset({"d"}), frozenset({"s"}), "2025-01-01", "2025-01-02")
    positions = allowed_positions(catalogue([]), everything)
    assert positions is not None
    assert len(positions) == 0
