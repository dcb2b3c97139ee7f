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
from rag.values.units import sign_before

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
# «ciento cincuenta (150)», «cien mil (S/ 100.000)»
_REPEATED: Final = re.compile(r"\s*\((?:[^\w\s()]{1,3}\s?|[A-Z]{1,3}\W{0,2}\s?)?")
_CLOSED: Final = re.compile(r"\s*\)")
# «10:30», «14/08/2025»
_CLOCK: Final = re.compile(r"[/:](?=\d)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its hedge.

    :param start: first code point of the hedge, or of the number when it has none; a sign of
        money («RD$») is the number's.
    :param end: one past the number.
    :param value: the number's value, without its hedge.
    :param nouns: analysed words just after it: what is counted.
    :param date: whether it reads as part of a date («2024», «8 de enero»).
    :param number: the number itself, neither hedge, sign nor «por ciento» with it; what repeats
        it in brackets, as laws do («ciento cincuenta (150)»), is.
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
    numbers = find_numbers(text)
    for place, number in enumerate(numbers):
        # The «ciento» of «40 por ciento» is no figure of its own.
        if not figures or number.start >= figures[-1].end:
            following = numbers[place + 1 : place + 2]
            figures.append(_figure(text, _with_repeat(text, number, *following)))
    return figures


def _with_repeat(text: str, number: Number, repeat: Number | None = None) -> Number:
    """The number, and what stands in brackets after it where that is the same."""
    if repeat is None or number.value != repeat.value:
        return number
    closed = _CLOSED.match(text, repeat.end)
    if closed is None or not _REPEATED.fullmatch(text, number.end, repeat.start):
        return number
    return Number(number.start, closed.end(), number.value)


def _figure(text: str, number: Number) -> Figure:
    sign = sign_before(text, number.start, number.end)
    hedge = hedges.before(text, sign[1] if sign else number.start)
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
