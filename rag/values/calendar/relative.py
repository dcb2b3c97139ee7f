"""Readers of dates that count from the article's day: «ayer», «el viernes», «hace un mes».

Each takes a match of :mod:`rag.values.calendar.patterns`; without the article's day they say that
there is a date, and that it cannot be known.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from index.text.folding import fold, fold_match
from index.text.numbers import find_numbers
from rag.language import SPANISH
from rag.values.calendar import days
from rag.values.calendar.days import Days
from rag.values.calendar.patterns import WEEKDAYS
from rag.values.calendar.types import (
    DateContext,
    DateMention,
    Reader,
    mention,
    month_span,
    period_at,
    period_offset,
    stated_direction,
)

_WORDS: Final = SPANISH.dates
_DAY_OFFSETS: Final = {fold(word): offset for word, offset in _WORDS.day_offsets.items()}
_ORDINALS: Final = tuple(map(fold, _WORDS.ordinals))
_LAST: Final = fold(_WORDS.last)
_NOT_TODAY: Final = re.compile(rf"\b(?:{fold('|'.join(_WORDS.not_today))})\b")


def _adverb(match: re.Match[str], context: DateContext) -> DateMention:
    if context.article is None:
        return mention(match, None)
    off = _DAY_OFFSETS.get(fold_match(match.group()), 0)
    at = context.article + timedelta(days=off)
    return mention(match, Days(at, at))


def _weekday(match: re.Match[str], context: DateContext) -> DateMention:
    if context.article is None:
        return mention(match, None)
    direction = stated_direction(match, context.direction)
    words = fold_match(match.group())
    directed = _NOT_TODAY.search(words) is not None
    number = WEEKDAYS.index(fold_match(match["weekday"]))
    if match["number"]:
        return mention(match, _numbered(match, context, number))
    return mention(match, days.weekday(context.article, number, direction, today=not directed))


def _numbered(match: re.Match[str], context: DateContext, weekday: int) -> Days | None:
    """Return the nearest 11th for «el lunes 11»; ``None`` when it is no Monday."""
    around = _days_around(context, int(match["number"]))
    right = [span for span in around if span.first.weekday() == weekday]
    nearest = days.nearest(
        around, context.article or date.min, stated_direction(match, context.direction)
    )
    return nearest if nearest in right else None


def _weekday_range(match: re.Match[str], context: DateContext) -> DateMention:
    """Read «la noche del viernes al sábado»."""
    if context.article is None:
        return mention(match, None)
    direction = stated_direction(match, context.direction)
    number, until = (WEEKDAYS.index(fold_match(match[name])) for name in ("weekday", "until"))
    first = days.weekday(context.article, number, direction, today=True).first
    return mention(match, Days(first, days.weekday(first, until, "future", today=False).last))


def _weekday_of_week(match: re.Match[str], context: DateContext) -> DateMention:
    """Read «el jueves de la semana pasada»."""
    if context.article is None:
        return mention(match, None)
    monday = days.week(context.article + timedelta(weeks=period_offset(match["week"]))).first
    at = monday + timedelta(days=WEEKDAYS.index(fold_match(match["weekday"])))
    return mention(match, Days(at, at))


def _weekday_of_month(match: re.Match[str], context: DateContext) -> DateMention:
    """Read «el primer domingo de agosto»."""
    whole = month_span(match, context)
    if whole is None:
        return mention(match, None)
    number, order = WEEKDAYS.index(fold_match(match["weekday"])), fold_match(match["order"])
    if order == _LAST:
        return mention(match, days.weekday(whole.last, number, "past", today=True))
    first = days.weekday(whole.first, number, "future", today=True).first
    at = first + timedelta(weeks=_ORDINALS.index(order))
    return mention(match, Days(at, at))


def _weekend(match: re.Match[str], context: DateContext) -> DateMention:
    if context.article is None:
        return mention(match, None)
    direction = stated_direction(match, context.direction)
    saturday = days.weekday(context.article, 5, direction, today=direction == "future").first
    return mention(match, Days(saturday, saturday + timedelta(days=1)))


def _period(match: re.Match[str], context: DateContext) -> DateMention | None:
    """Read «la semana pasada», «este mes», «el año que viene»."""
    words = fold_match(match.group())
    if re.match(r"(?:el|la) \w+$", words):
        return None  # «el mes», «la semana» alone are no date
    if context.article is None:
        return mention(match, None)
    return mention(
        match, period_at(context.article, fold_match(match["period"]), period_offset(words))
    )


def _distance(match: re.Match[str], context: DateContext) -> DateMention | None:
    """Read «hace tres días», «dos semanas atrás», «dentro de un mes»."""
    numbers = find_numbers(match["count"])
    written = fold_match(match["count"])
    count = 1 if written in ("un", "una") else int(numbers[0].value) if numbers else None
    if context.article is None or count is None:
        return mention(match, None)
    sign = 1 if fold_match(match.group()).startswith("dentro") else -1
    return mention(match, period_at(context.article, fold_match(match["period"]), sign * count))


def _day_of_month(match: re.Match[str], context: DateContext) -> DateMention:
    if context.article is None:
        return mention(match, None)
    around = _days_around(context, int(match["day"]))
    return mention(match, days.nearest(around, context.article, context.direction))


def _days_around(context: DateContext, number: int) -> list[Days]:
    """Return the days of that number in the article's month and beside it."""
    if context.article is None:
        return []
    months = (days.months_from(context.article, n).first for n in (-1, 0, 1))
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
