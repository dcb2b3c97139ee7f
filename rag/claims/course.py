"""How far a matter has come in what each source says: a plan, a count that goes on, the last one.

«Se prevén 120», «hasta ahora, 80» and «en total, 112» do not contradict one another: each was
true when it was written. They are an evolution where both days are known, the later source speaks
of a later stage, and a word in either sentence says so. Without such a word two figures of two
days are two figures: «más de 11.000» in December and «unos 15.000» in April stay a disagreement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, Literal

from index.text.folding import optional_accents
from rag.language import SPANISH
from rag.values import dates

Stage = Literal["plan", "ahead", "interim", "plain", "total", "final", "update"]
"""``plan`` where a word says that it was meant to be, ``ahead`` where only a verb's tense does."""

PLANS: Final = ("plan", "ahead")

_WORDS: Final = SPANISH.course


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{optional_accents('|'.join(patterns))})\b".replace(" ", r"\s+"), re.IGNORECASE
    )


_UPDATE, _FINAL, _PLAN = _any(_WORDS.update), _any(_WORDS.final), _any(_WORDS.plan)
_INTERIM, _TOTAL = _any(_WORDS.interim), _any(_WORDS.total)
_ASKED: Final = _any((*_WORDS.plan, *_WORDS.plans))
_DEMANDED: Final = re.compile(
    r"\b(?:p[ei]d(?!ag|al|es)|exig|reclam|demand[aóe]|ofrec|propon|propus|reivindic)", re.IGNORECASE
)
_MOVED, _SUCCEEDED = _any(_WORDS.put_off), _any(_WORDS.successor)
_CLAUSE: Final = re.compile(
    r"[;:—–()«»“”\"\n]|,?\s+(?:pero|aunque|mientras|sino|si bien|por lo que)\s", re.IGNORECASE
)

COMMA: Final = re.compile(rf",\s|{_CLAUSE.pattern}", re.IGNORECASE)
"""Commas too."""


def clause_at(text: str, start: int, end: int, mark: re.Pattern[str] = _CLAUSE) -> str:
    """Return the clause that ``text[start:end]`` stands in.

    :param mark: what ends one; :data:`COMMA` where commas do too.
    """
    first, last = 0, len(text)
    for between in mark.finditer(text):
        if between.end() <= start:
            first = between.end()
        elif between.start() >= end:
            last = between.start()
            break
    return text[first:last]


def stage_at(text: str, start: int, end: int) -> Stage:
    """Return how far the matter has come where ``text[start:end]`` stands; ``plain`` where no
    word of its clause says. A plan is one only beside it, between two commas."""
    clause, near = clause_at(text, start, end), clause_at(text, start, end, COMMA)
    if _FINAL.search(clause):
        return "final"
    if _UPDATE.search(clause):
        return "update"
    if _PLAN.search(near):
        return "plan"
    if dates.is_ahead(near):
        return "ahead"
    if _INTERIM.search(clause):
        return "interim"
    return "total" if _TOTAL.search(clause) else "plain"


def asks_for_plan(question: str) -> bool:
    """Return whether a question asks for what is meant to be."""
    return _ASKED.search(question) is not None or dates.is_ahead(question)


def asks_for_demand(question: str) -> bool:
    """Return whether a question asks for what somebody asked for or offered, granted or not."""
    return _DEMANDED.search(question) is not None


def is_moved(sentence: str) -> bool:
    """Return whether a sentence says that a day was put off or brought forward."""
    return _MOVED.search(sentence) is not None


def is_succeeded(sentence: str) -> bool:
    """Return whether a sentence says that somebody took another's place."""
    return _SUCCEEDED.search(sentence) is not None


def leads_on(earlier: Stage, later: Stage, *, grows: bool) -> bool:
    """Return whether a later stage follows from an earlier one.

    :param grows: whether the later value is no smaller; counts that go on only grow, and one
        that was raised once («eleva a nueve los muertos») may be raised again.
    """
    if earlier in PLANS:
        return later not in PLANS
    if earlier in ("interim", "update") and later not in PLANS and grows:
        return True
    if earlier == "interim":
        return later in ("final", "update", "total")
    return later in ("final", "update")


def day_of(iso: str | None) -> date | None:
    """Return an article's day; ``None`` where it has none."""
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None
