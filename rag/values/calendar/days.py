"""Counts with spans of days, as far as dates in the press need the calendar.

A date is an interval of days, so that «junio de 2024» and «el 3 de junio de 2024» can be
compared; nothing here reads text.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Part = Literal["first", "middle", "last"]
Direction = Literal["past", "future", "near"]


@dataclass(frozen=True, slots=True)
class Days:
    """From the first day to the last, both included."""

    first: date
    last: date

    def overlaps(self, other: Days) -> bool:
        """Return whether some day is in both."""
        return self.first <= other.last and other.first <= self.last


def day(year: int, month: int, number: int) -> Days | None:
    """Return one day; ``None`` when the calendar has no such day."""
    try:
        at = date(year, month, number)
    except ValueError:
        return None
    return Days(at, at)


def month(year: int, number: int) -> Days:
    """Return a whole month."""
    return Days(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]))


def years(first: int, last: int) -> Days:
    """Return whole years, both included."""
    return Days(date(first, 1, 1), date(last, 12, 31))


def week(at: date) -> Days:
    """Return the week of a day, from Monday."""
    monday = at - timedelta(days=at.weekday())
    return Days(monday, monday + timedelta(days=6))


def months_from(at: date, count: int) -> Days:
    """Return the month some months after (or, negative, before) that of a day."""
    year, index = divmod(12 * at.year + at.month - 1 + count, 12)
    return month(year, index + 1)


def weekday(at: date, number: int, direction: Direction, *, today: bool) -> Days:
    """Return the nearest such weekday (0 is Monday) before a day, or after it.

    :param direction: ``near`` looks back: the press tells what happened.
    :param today: whether the day itself may be meant.
    """
    if direction == "future":
        distance = (number - at.weekday()) % 7
        nearest_one = at + timedelta(days=distance or (0 if today else 7))
    else:
        distance = (at.weekday() - number) % 7
        nearest_one = at - timedelta(days=distance or (0 if today else 7))
    return Days(nearest_one, nearest_one)


def part_of(span: Days, part: Part) -> Days:
    """Return «principios», «mediados» or «finales» of a month or year: a half, or its middle.

    They are wide on purpose: what one source calls the beginning is the 12th for another.
    """
    length = (span.last - span.first).days + 1
    if length > 31:
        quarter = span.first.replace(month=4, day=1), span.first.replace(month=9, day=30)
        halves = span.first.replace(month=6, day=30), span.first.replace(month=7, day=1)
    else:
        quarter = span.first.replace(day=10), span.first.replace(day=21)
        halves = span.first.replace(day=15), span.first.replace(day=16)
    match part:
        case "first":
            return Days(span.first, halves[0])
        case "middle":
            return Days(*quarter)
    return Days(halves[1], span.last)


def nearest(candidates: list[Days], at: date, direction: Direction) -> Days | None:
    """Return which of the same day or month in several years is meant from a day.

    It is the one under way or nearest on the side of ``direction``; with ``near``, of all.
    """
    if direction == "past":
        candidates = [span for span in candidates if span.first <= at]
    elif direction == "future":
        candidates = [span for span in candidates if span.last >= at]

    def distance(span: Days) -> int:
        if span.first <= at <= span.last:
            return 0
        return min(abs((span.first - at).days), abs((span.last - at).days))

    return min(candidates, key=distance, default=None)
