"""Outlets and days as words: each outlet its own, each span of days all of its days."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from index.storage.exact.tokens import about, days_between, source_word
from index.text.folding import fold_name

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2040, 12, 31))


def covered(day: str, words: list[tuple[str, bool]]) -> int:
    own = about("", day).split()
    return sum(any(x == word or (more and x.startswith(word)) for x in own) for word, more in words)


@given(DAYS, st.none() | DAYS, st.none() | DAYS)
def test_a_day_has_one_word_of_a_span_that_it_lies_in(
    day: datetime.date, first: datetime.date | None, last: datetime.date | None
) -> None:
    words = list(days_between(first and first.isoformat(), last and last.isoformat()))
    inside = (first or day) <= day <= (last or day)
    assert covered(day.isoformat(), words) == inside
    assert len(words) <= 145


def test_spans_are_few_words() -> None:
    assert list(days_between("2025-03-01", "2025-06-30")) == [
        (f"m2025{month:02d}", False) for month in (3, 4, 5, 6)
    ]
    assert list(days_between("2020-01-01", "2030-12-31")) == [("y202", True), ("y2030", False)]
    assert list(days_between("2000-01-01", None))[:2] == [("y2", True), ("y3", True)]
    assert list(days_between("9999-12-31", None)) == [("d99991231", False)]
    assert list(days_between("2025-02-02", "2025-02-01")) == []
    assert max(len(list(days_between("1001-01-02", last))) for last in (None, "9998-12-30")) <= 145


@given(st.text(max_size=8), st.text(max_size=8))
def test_two_outlets_are_one_word_only_if_they_are_one(one: str, other: str) -> None:
    assert (source_word(one) == source_word(other)) == (fold_name(one) == fold_name(other))
    assert source_word(one + other).isascii() == (fold_name(one + other)).isascii()
    assert all(c.isalnum() or c == "_" or not c.isascii() for c in source_word(one))


def test_what_is_no_day_is_no_word() -> None:
    assert about("El País", None) == "sel_20país".replace("í", "i")
    assert about("", "2025") == "s"
    assert about("", "2025-03-14") == "s y2025 m202503 d20250314"
