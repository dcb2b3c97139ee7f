"""Figures as they stand in a sentence: the number with the hedge that belongs to it.

«más de 11,000» is not «11,000»: the hedge is part of what the source says, so it is part of
the answer that is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from index.analyzer import analyze
from index.numbers import Number, find_numbers

_HEDGE: Final = re.compile(
    r"(?:m[áa]s de|menos de|alrededor de|cerca de|en torno a|al menos|por lo menos|como m[íi]nimo"
    r"|como m[áa]ximo|hasta|casi|unos|unas|aproximadamente|apenas|cuando menos|no menos de"
    r"|no m[áa]s de|un total de)(?:\s+(?:los|las|el|la))?\s+$",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(r"\s+((?:\w+\s+){0,2}\w+)|(\s?%|\s+por\s+ciento)")
_MONTHS: Final = (
    "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre "
    "noviembre diciembre"
)
_DATE_AFTER: Final = re.compile(rf"\s+de\s+(?:{'|'.join(_MONTHS.split())})\b", re.IGNORECASE)
_YEARS: Final = range(1500, 2101)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its hedge.

    :param start: first code point of the hedge, or of the number when it has none.
    :param end: one past the number.
    :param value: the number's value, the hedge aside.
    :param nouns: analysed words just after it: what is counted.
    :param date: whether it reads as part of a date («2024», «8 de enero»).
    """

    start: int
    end: int
    value: Decimal
    nouns: tuple[str, ...]
    date: bool


def find_figures(text: str) -> list[Figure]:
    """Every figure of a text, in order."""
    return [_figure(text, number) for number in find_numbers(text)]


def _figure(text: str, number: Number) -> Figure:
    hedge = _HEDGE.search(text, max(0, number.start - 40), number.start)
    after = _AFTER.match(text, number.end)
    nouns: Sequence[str] = ()
    end = number.end
    if after and after.group(2):
        end = after.end()
    elif after:
        nouns = analyze(after.group(1))
    return Figure(
        hedge.start() if hedge else number.start,
        end,
        number.value,
        tuple(nouns),
        _is_date(text, number),
    )


def _is_date(text: str, number: Number) -> bool:
    written = text[number.start : number.end]
    year = written.isdigit() and len(written) == 4 and int(written) in _YEARS
    return year or _DATE_AFTER.match(text, number.end) is not None


def figure_of(sentence: str, counted: str) -> Figure | None:
    """The figure of a sentence that counts a noun, ``None`` when none does.

    :param counted: the noun's analysed term.
    """
    counting = (f for f in find_figures(sentence) if not f.date and counted in f.nouns)
    return next(counting, None)


def only_figure(sentence: str) -> Figure | None:
    """The one figure of a sentence that is no date, ``None`` when there are none or more."""
    figures = [figure for figure in find_figures(sentence) if not figure.date]
    return figures[0] if len(figures) == 1 else None
