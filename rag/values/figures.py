"""Finds figures as they stand in a sentence: the number with the hedge that belongs to it.

«más de 11,000» is not «11,000»: the hedge is part of what the source says, so it is part of
the answer that is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from index.text.analyzer import analyze
from index.text.numbers import Number, find_numbers
from rag.language import SPANISH
from rag.values import hedges
from rag.values.hedges import Hedge

_PERCENT: Final = re.compile(
    rf"\s?%|\s+{SPANISH.quantities.percent}\b".replace(" ", r"\s+"), re.IGNORECASE
)
_AFTER: Final = re.compile(r"\s+((?:\w+\s+){0,2}\w+)")
_MONTHS: Final = "|".join(
    name for month in SPANISH.months for name in (month.name, *month.variants)
)
_DATE_AFTER: Final = re.compile(rf"(?:\.?[ºo°])?\s+de\s+(?:{_MONTHS})\b", re.IGNORECASE)
_YEARS: Final = range(1500, 2101)
# Four-digit quantities are written without a point in Spanish, so «2000 soldados» looks like
# a year; a plural right after the number tells, unless one of these words stands before it.
_BEFORE_YEAR: Final = re.compile(
    rf"\b(?:en|del|desde|hasta|para|durante|años?|(?:{_MONTHS}) de)\s+$",
    re.IGNORECASE,
)
_PLURAL: Final = re.compile(r"\s+([a-záéíóúüñ]+s)\b")
# «10:30», «14/08/2025»
_CLOCK: Final = re.compile(r"[/:](?=\d)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its hedge.

    :param start: first code point of the hedge, or of the number when it has none.
    :param end: one past the number.
    :param value: the number's value, without its hedge.
    :param nouns: analysed words just after it: what is counted.
    :param date: whether it reads as part of a date («2024», «8 de enero»).
    :param number: the number itself, neither hedge nor «por ciento» with it.
    :param hedge: what stands before it.
    """

    start: int
    end: int
    value: Decimal
    nouns: tuple[str, ...]
    date: bool
    number: tuple[int, int]
    hedge: Hedge


def find_figures(text: str) -> list[Figure]:
    """Return every figure of a text, in order."""
    figures: list[Figure] = []
    for number in find_numbers(text):
        # The «ciento» of «40 por ciento» is no figure of its own.
        if not figures or number.start >= figures[-1].end:
            figures.append(_figure(text, number))
    return figures


def _figure(text: str, number: Number) -> Figure:
    hedge = hedges.before(text, number.start)
    percent = _PERCENT.match(text, number.end)
    end = percent.end() if percent else number.end
    after = None if percent else _AFTER.match(text, end)
    nouns: Sequence[str] = analyze(after.group(1)) if after else ()
    return Figure(
        hedge.start,
        end,
        number.value,
        tuple(nouns),
        _is_date(text, number),
        (number.start, number.end),
        hedge.kind,
    )


def _is_date(text: str, number: Number) -> bool:
    written = text[number.start : number.end]
    if written.isdecimal() and len(written) == 4 and int(written) in _YEARS:
        plural = _PLURAL.match(text, number.end)
        before = _BEFORE_YEAR.search(text, max(0, number.start - 20), number.start)
        return before is not None or not (plural and analyze(plural.group(1)))
    clock = _CLOCK.match(text, number.end) or _CLOCK.match(text, max(0, number.start - 1))
    return clock is not None or _DATE_AFTER.match(text, number.end) is not None
