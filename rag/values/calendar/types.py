"""What readers of dates share: their result, what they may look at, and years that are implied."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from index.text.folding import fold, fold_match
from rag.language import SPANISH
from rag.values.calendar import days
from rag.values.calendar.days import Days, Direction
from rag.values.calendar.patterns import month_number


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date that a text mentions.

    :param span: its days; ``None`` where they cannot be known.
    :param month_day: month and day where only the year is unknown.
    """

    start: int
    end: int
    span: Days | None
    month_day: tuple[int, int] | None = None

    @property
    def iso(self) -> str | None:
        """The day in ISO 8601 where it is a single one."""
        single = self.span is not None and self.span.first == self.span.last
        return self.span.first.isoformat() if single and self.span is not None else None


@dataclass(frozen=True, slots=True)
class DateContext:
    """What a reader may look at beside its match."""

    article: date | None
    direction: Direction


_WORDS: Final = SPANISH.dates
_PAST: Final = re.compile(rf"\b(?:{fold('|'.join(_WORDS.past))})[oa]\b")
_FUTURE: Final = re.compile(
    rf"\b(?:(?:{fold('|'.join(_WORDS.next))})[oa]|{'|'.join(_WORDS.coming)})\b"
)
_PERIODS: Final = {name: tuple(map(fold, words)) for name, words in _WORDS.periods.items()}
_BACK: Final = re.compile(fold("|".join((*_WORDS.past, *_WORDS.previous))))
_ON: Final = re.compile(fold("|".join((*_WORDS.next, *_WORDS.coming))))
Reader = Callable[[re.Match[str], DateContext], DateMention | None]


def stated_direction(match: re.Match[str], direction: Direction) -> Direction:
    """Return the direction that «pasado» or «próximo» states, else the given one."""
    words = fold_match(match.group())
    if _PAST.search(words):
        return "past"
    if _FUTURE.search(words):
        return "future"
    return direction


def mention(
    match: re.Match[str], span: Days | None, month_day: tuple[int, int] | None = None
) -> DateMention:
    """Return what a match is read as."""
    return DateMention(match.start(), match.end(), span, month_day)


def stated_year(match: re.Match[str], context: DateContext) -> int | None:
    """Return the year beside a day or month: a number, or «del año pasado»."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("relyear") and context.article:
        return context.article.year + period_offset(groups["relyear"])
    return None


def period_offset(phrase: str) -> int:
    """Return how many years, months or weeks on «pasado», «este» or «próximo» is."""
    words = fold_match(phrase)
    if _BACK.search(words):
        return -1
    return 1 if _ON.search(words) else 0


def period_at(at: date, period: str, count: int) -> Days | None:
    """Return the day, week, month or year that lies some of them from a day."""
    try:
        if period in _PERIODS["day"]:
            moved = at + timedelta(days=count)
            return Days(moved, moved)
        if period in _PERIODS["week"]:
            return days.week(at + timedelta(weeks=count))
        if period in _PERIODS["month"]:
            return days.months_from(at, count)
        return days.years(at.year + count, at.year + count)
    except (ValueError, OverflowError):
        return None  # before the year 1


def month_span(match: re.Match[str], context: DateContext) -> Days | None:
    """Return the month that a match names, in its year or the one that is meant."""
    month = month_number(match["month"])
    year = stated_year(match, context)
    if year is not None:
        return days.month(year, month)
    if context.article is None:
        return None
    near = [days.month(context.article.year + n, month) for n in (-1, 0, 1)]
    return days.nearest(near, context.article, stated_direction(match, context.direction))
