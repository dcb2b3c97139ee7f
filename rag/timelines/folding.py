"""Takes near copies together: an agency's sentence in five papers is said once.

Copies are told as everywhere (:mod:`rag.claims.duplicates`), so that one figure changed is news. A
paper that prints «ayer» a day later means the same day as the first: of copies in articles of one
week the first one's day counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from index.text.analyzer import analyze
from rag.claims.course import day_of
from rag.claims.duplicates import alike, is_same_text, numbers
from rag.timelines.statements import Statement

WEEK: Final = 7
"""Days between two articles that print one sentence of an agency."""

SHARED: Final = 0.5
"""Share of words in common under which two sentences need not be compared: copies share more."""


@dataclass(slots=True)
class Folded:
    """A statement, and those of other articles that say nearly the same."""

    statement: Statement
    also: list[Statement]


def fold(statements: Sequence[Statement]) -> list[Folded]:
    """Take near copies together, each with the article that had it first."""
    folded: list[Folded] = []
    buckets: dict[frozenset[tuple[str, int]], list[tuple[Folded, frozenset[str]]]] = {}
    for statement in sorted(statements, key=_order):
        terms = frozenset(analyze(statement.quote))
        bucket = buckets.setdefault(frozenset(numbers(statement.quote).items()), [])
        first = next(
            (one for one, others in bucket if _is_copy(statement, one.statement, terms, others)),
            None,
        )
        if first is None:
            folded.append(Folded(statement, []))
            bucket.append((folded[-1], terms))
        else:
            known = {first.statement.passage.document}
            known.update(other.passage.document for other in first.also)
            if statement.passage.document not in known:
                first.also.append(statement)
    return folded


def _order(statement: Statement) -> tuple[str, str, int, int]:
    passage = statement.passage
    return passage.date or "9999", passage.document, passage.start, statement.place[0]


def _is_copy(
    statement: Statement, first: Statement, terms: frozenset[str], others: frozenset[str]
) -> bool:
    if len(terms & others) < SHARED * len(terms | others):
        return False
    same_days = statement.span == first.span
    if statement.passage.document == first.passage.document:
        return same_days and statement.quote == first.quote
    if not same_days and not _near(day_of(statement.passage.date), day_of(first.passage.date)):
        return False
    return alike(statement.quote, first.quote) or is_same_text(statement.quote, first.quote)


def _near(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and abs((one - other).days) <= WEEK
