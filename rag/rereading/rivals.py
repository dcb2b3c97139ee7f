"""Figures of one sentence that may each be what is asked for, and the part that each stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from rag.questions.verbs import is_nonfinite
from rag.reader.measures import measure_of, measures_asked
from rag.rereading.ones import noun_beside
from rag.values import amounts
from rag.values.amount_types import Amount
from rag.values.units import COUNT, Unit, comparable

Place = tuple[int, int]

YEAR: Final = re.compile(r"\b(?:1[89]|20)\d\d\b")
MARK: Final = re.compile(r",\s|\s[—–(]")
_JOINT: Final = re.compile(r";|\s(?:y|e|pero|mientras(?:\s+que)?|frente\s+a|contra|aunque)\s")
_BEFORE_NUMBER: Final = re.compile(r"\s(?:de|entre)\s+l[oa]s\s*$")
_AT: Final = re.compile(r"\b(?:a|de|desde|hasta|sobre)\s+las?\s*$", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W_]+")


def rivals(
    question: str, sentence: str, start: int, end: int
) -> tuple[Amount | None, list[Amount]]:
    """The figure in ``sentence[start:end]``, and all of the sentence that may be what the question
    asks for, that one among them; ``None`` and none where there are not two."""
    found = [a for a in amounts.find_amounts(sentence) if not is_hour(sentence, a)]
    marked = next((a for a in found if a.start < end and start < a.end), None)
    same = [] if marked is None else of_one_measure(question, sentence, found, marked)
    return (marked, same) if marked in same and len(same) > 1 else (None, [])


def of_one_measure(
    question: str, sentence: str, found: Sequence[Amount], marked: Amount
) -> list[Amount]:
    """The figures of the measure that is asked for, and that the one that was read is of."""
    # «12.000 toneladas en 2021, 14.500 en 2022»: the unit is told once.
    unit = _unit(sentence, found, marked)
    same = [
        a for a in found if comparable(a.unit, unit) is not False or _is_elliptic(sentence, a, unit)
    ]
    same = [
        a for a in same if a.value is not None and not YEAR.fullmatch(sentence[a.start : a.end])
    ]
    asked_for = measures_asked(question)
    if asked_for is None:
        return same
    return [a for a in same if measure_of(a) & asked_for or _is_elliptic(sentence, a, unit)]


def _is_elliptic(sentence: str, figure: Amount, unit: Unit) -> bool:
    """Whether a number without a unit or a noun may be of the unit told before."""
    if figure.unit is not COUNT or unit is COUNT:
        return False
    after = _WORD.search(sentence, figure.end)
    return not noun_beside(sentence, figure) or (after is not None and is_nonfinite(after.group()))


def _unit(sentence: str, figures: Sequence[Amount], figure: Amount) -> Unit:
    """The unit of a figure, that of the one before where it has neither one nor a noun."""
    if figure.unit is not COUNT or noun_beside(sentence, figure):
        return figure.unit
    before = [a.unit for a in figures if a.start < figure.start and a.unit is not COUNT]
    return before[-1] if before else COUNT


def is_hour(sentence: str, figure: Amount) -> bool:
    """Whether a number is an hour: «a las 22.35»."""
    return figure.unit is COUNT and _AT.search(sentence, 0, figure.start) is not None


def parts_of(sentence: str, figures: Sequence[Amount]) -> list[Place]:
    """The part of the sentence that each figure stands in; together they are all of it."""
    cuts = [0]
    for one, other in pairwise(figures):
        gap = sentence[one.end : other.start]
        joint = _JOINT.search(gap) or MARK.search(gap) or _BEFORE_NUMBER.search(gap)
        cuts.append(one.end + (joint.start() if joint else len(gap)))
    return list(zip(cuts, [*cuts[1:], len(sentence)], strict=True))
