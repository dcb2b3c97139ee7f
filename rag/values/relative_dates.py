"""Readers of dates that are told from the article's day: «ayer», «el viernes», «hace un mes».

Each takes a match of :mod:`rag.values.date_patterns`; without the article's day they say that there
is a date, and that it cannot be known.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from index.text.folding import fold_words
from index.text.numbers import find_numbers
from rag.values import days
from rag.values.date_patterns import ORDERS, WEEKDAYS
from rag.values.date_types import Asked, DateRead, Reader, read, shift, shifted, turn, whole_month
from rag.values.days import Days

_DAYS_OFF: Final = {
    "hoy": 0, "ayer": -1, "anteayer": -2, "antier": -2, "antes de ayer": -2, "anoche": -1,
    "manana": 1, "pasado manana": 2,
}  # fmt: skip


def _adverb(match: re.Match[str], asked: Asked) -> DateRead:
    if asked.article is None:
        return read(match, None)
    off = _DAYS_OFF.get(" ".join(fold_words(match.group()).split()), 0)
    at = asked.article + timedelta(days=off)
    return read(match, Days(at, at))


def _weekday(match: re.Match[str], asked: Asked) -> DateRead:
    if asked.article is None:
        return read(match, None)
    direction = turn(match, asked.direction)
    said = fold_words(match.group())
    turned = re.search(r"\b(?:pasado|proximo|que viene)\b", said) is not None
    number = WEEKDAYS.index(fold_words(match["weekday"]))
    if match["number"]:
        return read(match, _numbered(match, asked, number))
    return read(match, days.weekday(asked.article, number, direction, today=not turned))


def _numbered(match: re.Match[str], asked: Asked, weekday: int) -> Days | None:
    """«el lunes 11»: the nearest 11th; ``None`` when it is no Monday."""
    around = _days_around(asked, int(match["number"]))
    right = [span for span in around if span.first.weekday() == weekday]
    nearest = days.nearest(around, asked.article or date.min, turn(match, asked.direction))
    return nearest if nearest in right else None


def _weekday_range(match: re.Match[str], asked: Asked) -> DateRead:
    """«la noche del viernes al sábado»."""
    if asked.article is None:
        return read(match, None)
    direction = turn(match, asked.direction)
    number, until = (WEEKDAYS.index(fold_words(match[name])) for name in ("weekday", "until"))
    first = days.weekday(asked.article, number, direction, today=True).first
    return read(match, Days(first, days.weekday(first, until, "future", today=False).last))


def _weekday_of_week(match: re.Match[str], asked: Asked) -> DateRead:
    """«el jueves de la semana pasada»."""
    if asked.article is None:
        return read(match, None)
    monday = days.week(asked.article + timedelta(weeks=shift(match["week"]))).first
    at = monday + timedelta(days=WEEKDAYS.index(fold_words(match["weekday"])))
    return read(match, Days(at, at))


def _weekday_of_month(match: re.Match[str], asked: Asked) -> DateRead:
    """«el primer domingo de agosto»."""
    whole = whole_month(match, asked)
    if whole is None:
        return read(match, None)
    number, order = WEEKDAYS.index(fold_words(match["weekday"])), fold_words(match["order"])
    if order == "ultimo":
        return read(match, days.weekday(whole.last, number, "past", today=True))
    first = days.weekday(whole.first, number, "future", today=True).first
    at = first + timedelta(weeks=ORDERS.index(order))
    return read(match, Days(at, at))


def _weekend(match: re.Match[str], asked: Asked) -> DateRead:
    if asked.article is None:
        return read(match, None)
    direction = turn(match, asked.direction)
    saturday = days.weekday(asked.article, 5, direction, today=direction == "future").first
    return read(match, Days(saturday, saturday + timedelta(days=1)))


def _period(match: re.Match[str], asked: Asked) -> DateRead | None:
    """«la semana pasada», «este mes», «el año que viene»."""
    said = fold_words(match.group())
    if re.match(r"(?:el|la) \w+$", said):
        return None  # «el mes», «la semana» alone are no date
    if asked.article is None:
        return read(match, None)
    return read(match, shifted(asked.article, fold_words(match["period"]), shift(said)))


def _distance(match: re.Match[str], asked: Asked) -> DateRead | None:
    """«hace tres días», «dos semanas atrás», «dentro de un mes»."""
    numbers = find_numbers(match["count"])
    said = fold_words(match["count"])
    count = 1 if said in ("un", "una") else int(numbers[0].value) if numbers else None
    if asked.article is None or count is None:
        return read(match, None)
    sign = 1 if fold_words(match.group()).startswith("dentro") else -1
    return read(match, shifted(asked.article, fold_words(match["period"]), sign * count))


def _day_of_month(match: re.Match[str], asked: Asked) -> DateRead:
    if asked.article is None:
        return read(match, None)
    around = _days_around(asked, int(match["day"]))
    return read(match, days.nearest(around, asked.article, asked.direction))


def _days_around(asked: Asked, number: int) -> list[Days]:
    """The days of that number in the article's month and beside it."""
    if asked.article is None:
        return []
    months = (days.months_from(asked.article, n).first for n in (-1, 0, 1))
    return [span for m in months if (span := days.day(m.year, m.month, number))]


RELATIVE: Final[dict[str, Reader]] = {
    "adverb": _adverb,
    "weekend": _weekend,
    "weekday": _weekday,
    "weekday_range": _weekday_range,
    "weekday_of_week": _weekday_of_week,
    "weekday_of_month": _weekday_of_month,
    "period": _period,
    "distance": _distance,
    "day_of_month": _day_of_month,
}
