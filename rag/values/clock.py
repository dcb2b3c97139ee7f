"""Times of day: «las 4:24», «las cuatro y diez de la tarde», «23.00 horas», «a medianoche».

Two outlets that give one time give it in two manners, and two times of one morning are a
contradiction as two figures are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from index.text.folding import fold_match, fold_words, optional_accents
from index.text.numbers import find_numbers
from rag.language import SPANISH

DAY: Final = 24 * 60
"""Minutes of a day."""

HALF: Final = 12 * 60
"""Minutes of a clock face."""

_WORDS: Final = SPANISH.clock
_ASKED: Final = re.compile(_WORDS.asked)
_PART: Final = re.compile(
    "|".join(
        rf"(?P<part{i}>{optional_accents(part.pattern)})" for i, part in enumerate(_WORDS.parts)
    ),
    re.IGNORECASE,
)
_FRACTION: Final = "|".join(_WORDS.fractions)
_HOUR: Final = r"(?P<hour>\d{1,2}|[^\W\d_]{3,10})"
_MINUTES: Final = (
    rf"[:.h](?P<minutes>[0-5]\d)(?!\d|[.,]\d)"
    rf"|\s+(?P<sign>{_WORDS.more}|{_WORDS.less})\s+(?P<words>{_FRACTION}|[\w\s]{{2,20}}?)"
    rf"(?=\s+{_WORDS.of}\b|[\s,.;)]*$|,)"
)
_TIME: Final = re.compile(rf"(?:\b{_WORDS.article}\s+)?\b{_HOUR}(?:{_MINUTES})?", re.IGNORECASE)
_NAMED: Final = re.compile(optional_accents("|".join(_WORDS.names)), re.IGNORECASE)
_AHEAD: Final = 60
"""Characters after a time in which the part of the day that it belongs to stands."""


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day.

    :param minutes: since midnight, 0…1439.
    :param sure: whether it is told which half of the day it lies in.
    """

    minutes: int
    sure: bool


def asks_for_time(question: str) -> bool:
    """Return whether a question asks at what time of day something was."""
    return _ASKED.search(fold_words(question)) is not None


def time_at(text: str, start: int, end: int) -> ClockTime | None:
    """Return the time of day that ``text[start:end]`` tells; ``None`` where it tells none.

    The part of the day may lie just behind it («a las diez, de la noche»).
    """
    value = text[start:end]
    if named := _NAMED.search(value):
        return ClockTime(_WORDS.names[_spelled(named.group())], sure=True)
    for match in _TIME.finditer(value):
        hour = _number(match["hour"])
        if hour is None or not 0 <= hour <= 24:
            continue
        minutes = _minutes(match)
        if minutes is None:
            continue
        part = _PART.search(text, start + match.end(), min(len(text), end + _AHEAD))
        return _of(60 * hour + minutes, part, padded=match["hour"].startswith("0"))
    return None


def _of(minutes: int, part: re.Match[str] | None, *, padded: bool) -> ClockTime:
    hour = minutes // 60
    if part is not None and 1 <= hour <= 12:
        told = next(p for i, p in enumerate(_WORDS.parts) if part.group(f"part{i}") is not None)
        added = 0 if told.since and not told.since <= hour < 12 else told.added
        return ClockTime((minutes % HALF + 60 * added) % DAY, sure=True)
    return ClockTime(minutes % DAY, sure=padded or hour > 12 or hour == 0)


def may_be_same(one: ClockTime, other: ClockTime) -> bool:
    """Return whether two times can be one; «las seis» may be of the morning or the evening."""
    if one.sure and other.sure:
        return one.minutes == other.minutes
    return one.minutes % HALF == other.minutes % HALF


def _minutes(match: re.Match[str]) -> int | None:
    if match["minutes"]:
        return int(match["minutes"])
    if not match["sign"]:
        return 0
    told = _WORDS.fractions.get(match["words"].lower()) or _number(match["words"])
    if told is None or not 0 < told < 60:
        return None
    return -told if fold_match(match["sign"]) == _WORDS.less else told


def _number(word: str) -> int | None:
    if word.isdecimal():
        return int(word)
    if fold_match(word) in SPANISH.numbers.articles:
        return 1
    numbers = find_numbers(word)
    whole = len(numbers) == 1 and numbers[0].start == 0 and numbers[0].end == len(word)
    return int(numbers[0].value) if whole else None


def _spelled(name: str) -> str:
    folded = fold_words(name)
    return next(each for each in _WORDS.names if fold_words(each) == folded)
