"""What two meanings are to one another: one answer, a contradiction, or neither for sure.

Two meanings are the same, different, or it is open which: «40 %» and «300 heridos» are no
contradiction, nor are «Rusia» and «Kursk», nor two dates of which one is «el viernes» of who
knows what week.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, Literal

from index.text.analyzer import analyze
from index.text.folding import fold_words
from rag.claims import parts
from rag.claims.duplicates import alike
from rag.claims.meaning import Meaning, Question
from rag.values import amounts, clock, dates, names

Relation = Literal["same", "different", "open"]

NEWS: Final = 31
"""Days in which several articles tell of one event by the names of days."""

_ADDED: Final = re.compile(r"[^.;:!?]{0,40}?(?:,|\by\b|\be\b|\bmás\b)[^.;:!?]{0,20}")
"""What stands between two numbers that make up a third: «9 adultos y 3 niños»."""

SHARED: Final = 0.7
"""Share of terms in common from which two phrases say the same."""


def is_settled(question: Question, one: Meaning, other: Meaning) -> bool:
    """Whether what the two values say leaves nothing to be learned: amounts or dates that are one,
    amounts that cannot be compared (euros and dollars, some of them and all of them), and dates of
    which nobody knows whether they are one («el viernes» and «junio» of who knows what year)."""
    if one.amount is not None and other.amount is not None:
        return relation(question, one, other) in ("same", "open")
    both_dates = one.date is not None and other.date is not None
    if one.date is not None and other.date is not None:
        unknown = dates.may_be_same(one.date, other.date) is None
        if unknown and (one.date.span is None or other.date.span is None):
            return True
    both_times = one.time is not None and other.time is not None
    return (both_dates or both_times) and relation(question, one, other) == "same"


def relation(question: Question, one: Meaning, other: Meaning) -> Relation:
    """Whether two meanings can be one answer, cannot, or it is open."""
    if one.amount is not None and other.amount is not None:
        comparable = amounts.same_unit(
            one.amount, other.amount, counted=question.counted_noun is not None
        )
        equal = comparable is not False and amounts.may_be_equal(one.amount, other.amount)
        if equal:
            return "same"
        if is_part_of(one, other) or is_part_of(other, one):
            return "open"  # some of them and all of them
        return "different" if comparable and equal is False else "open"
    if one.date is not None and other.date is not None:
        same = dates.may_be_same(one.date, other.date)
        if same is None:
            return "same" if fold_words(one.value) == fold_words(other.value) else "open"
        if not same and _of_other_news(one, other):
            return "open"
        if not same and fold_words(one.value) == fold_words(other.value):
            return "open"  # «el lunes», of which week only the articles' days tell
        return "same" if same else "different"
    if one.time is not None and other.time is not None:
        return "same" if clock.may_be_same(one.time, other.time) else "different"
    if one.name and other.name:
        return _names(question, one, other)
    return "same" if _words(one, other) or _glossed(one, other) else "open"


def is_part_of(one: Meaning, other: Meaning) -> bool:
    """Whether the number of one is some of the other's, as a word of either passage says."""
    if one.amount is None or other.amount is None:
        return False
    if one.amount.unit.dimension != other.amount.unit.dimension:
        return False  # a share is told in its own right
    if one.amount.base() == other.amount.base():
        return False  # «de las 241 que quedaban» names the 241 of the other again
    some = (one.part and not other.part) or (one.limited and not other.limited)
    return some or _of_another(other, one)


def _of_other_news(one: Meaning, other: Meaning) -> bool:
    """Whether one of two dates is told by the article's own day («el lunes») and lies far from the
    other: an article of November that says so has another event to tell than one of June."""
    spans = [m.date.span for m in (one, other) if m.date is not None and m.date.span is not None]
    if len(spans) < 2 or not any(m.recent for m in (one, other)):
        return False
    first, last = sorted(spans, key=lambda span: span.first)
    return (last.first - first.last).days > NEWS


def _of_another(one: Meaning, other: Meaning) -> bool:
    """Whether the passage of one calls the other's number some of them, or adds up to it."""
    if one.amount is None or other.amount is None or other.amount.value is None:
        return False
    told = amounts.find_amounts(one.passage)
    if any(
        (parts.is_part(one.passage, a.start, a.end) or parts.is_whole(one.passage, a.start))
        and a.unit == other.amount.unit
        and a.value == other.amount.value
        for a in told
    ):
        return True
    return any(
        a.value is not None and b.value is not None and a.value + b.value == other.amount.value
        for a, b in pairwise(told)
        if (a.value == one.amount.value or b.value == one.amount.value)
        and a.unit == b.unit == other.amount.unit
        and _ADDED.fullmatch(one.passage, a.end, b.start)
    )


def _glossed(one: Meaning, other: Meaning) -> bool:
    """Whether one passage says in brackets that both are one: «eritropoyetina (EPO)»."""
    if one.whole or other.whole:
        return False
    sides = [r"\s+".join(map(re.escape, fold_words(m.value).split()[:3])) for m in (one, other)]
    return any(
        re.search(rf"\b{a}\s*\(\s*{b.split(chr(92))[0]}", fold_words(m.passage)) is not None
        for m in (one, other)
        for a, b in (sides, sides[::-1])
        if a and b
    )


def _names(question: Question, one: Meaning, other: Meaning) -> Relation:
    if names.same_name(one.value, other.value):
        return "same"
    if question.several or question.kind not in ("who", "where"):
        return "open"
    if names.sound_alike(one.value, other.value):
        return "open"  # «Hudaida» and «Hodeida»
    if question.kind == "where":
        near = _mentions(one, other) or _mentions(other, one)
        return "open" if near or any(names.is_wide(m.value) for m in (one, other)) else "different"
    return "open" if _together(one, other) or _together(other, one) else "different"


def _mentions(one: Meaning, other: Meaning) -> bool:
    """Whether the passage of one names the other too: one place may lie in the other."""
    return set(names.tokens(other.value)) <= set(names.tokens(one.passage))


def _together(one: Meaning, other: Meaning) -> bool:
    """Whether one passage names both side by side («Lavrov y Peskov»): both answer."""
    words = (re.escape(names.tokens(m.value)[-1]) for m in (one, other))
    pair = r"\s*(?:,|y|e|junto a|junto con|con)\s+(?:\w+\s+){0,3}?".join(words)
    pattern = re.compile(rf"\b{pair}\b")
    return any(pattern.search(fold_words(m.passage)) is not None for m in (one, other))


def _words(one: Meaning, other: Meaning) -> bool:
    if one.whole or other.whole:
        return alike(one.value, other.value)
    terms, others = set(analyze(one.value)), set(analyze(other.value))
    if not terms or not others:
        return fold_words(one.value) == fold_words(other.value)
    return len(terms & others) >= SHARED * len(terms | others)
