"""What readers of dates share: their result, what they may look at, and years left unsaid."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from index.text.folding import fold_words
from rag.values import days
from rag.values.date_patterns import month_number
from rag.values.days import Days, Direction


@dataclass(frozen=True, slots=True)
class DateRead:
    """A date read in a text.

    :param span: its days; ``None`` where they cannot be known.
    :param month_day: month and day where only the year is unknown.
    """

    start: int
    end: int
    span: Days | None
    month_day: tuple[int, int] | None = None

    @property
    def iso(self) -> str | None:
        """The day as ISO 8601 where it is a single one."""
        single = self.span is not None and self.span.first == self.span.last
        return self.span.first.isoformat() if single and self.span is not None else None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader may look at beside its match."""

    article: date | None
    direction: Direction


Reader = Callable[[re.Match[str], Asked], DateRead | None]


def turn(match: re.Match[str], direction: Direction) -> Direction:
    """«pasado» and «próximo» say it themselves."""
    said = fold_words(match.group())
    if re.search(r"\b(?:pasad[oa]|ultim[oa])\b", said):
        return "past"
    if re.search(r"\b(?:proxim[oa]|que viene|entrante)\b", said):
        return "future"
    return direction


def read(
    match: re.Match[str], span: Days | None, month_day: tuple[int, int] | None = None
) -> DateRead:
    """What a match was read as."""
    return DateRead(match.start(), match.end(), span, month_day)


def year_of(match: re.Match[str], asked: Asked) -> int | None:
    """The year said with a day or month: a number, or «del año pasado»."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("relyear") and asked.article:
        return asked.article.year + shift(groups["relyear"])
    return None


def shift(said: str) -> int:
    """How many years, months or weeks on «pasado», «este» or «próximo» is."""
    plain = fold_words(said)
    if re.search(r"pasad|ultim|anterior", plain):
        return -1
    return 1 if re.search(r"proxim|viene|entrante", plain) else 0


def shifted(at: date, period: str, count: int) -> Days | None:
    """The day, week, month or year that lies some of them from a day."""
    try:
        if period.startswith("dia"):
            moved = at + timedelta(days=count)
            return Days(moved, moved)
        if period.startswith("semana"):
            return days.week(at + timedelta(weeks=count))
        if period.startswith("mes"):
            return days.months_from(at, count)
        return days.years(at.year + count, at.year + count)
    except (ValueError, OverflowError):
        return None  # before the year 1


def whole_month(match: re.Match[str], asked: Asked) -> Days | None:
    """The month that a match names, in its year or the one that is meant."""
    month = month_number(match["month"])
    year = year_of(match, asked)
    if year is not None:
        return days.month(year, month)
    if asked.article is None:
        return None
    near = [days.month(asked.article.year + n, month) for n in (-1, 0, 1)]
    return days.nearest(near, asked.article, turn(match, asked.direction))
