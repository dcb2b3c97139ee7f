"""Dates as the press writes them, as spans of days.

Relative ones («el viernes», «el año pasado», «en junio») are resolved against the article's
date; without one, and where the calendar has no such day («31 de junio»), they are left as
written, never guessed. The tense of the nearest verb tells whether «el viernes» is past or to
come.

dateparser 1.5 was measured on the 74 dates of ``eval/datasets/readings.jsonl``: ``parse`` gets 30
right and ``search_dates`` 37, counting any day inside the span as right. It does not read «el
viernes», «hace tres días», «mediados de julio» or decades, takes «el año pasado» without an
article's date for last year of today, and reads «08/14/2025» with the months first. So this is
ours; figures: ``python -m eval claims``.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from rag.language import SPANISH
from rag.values.calendar.absolute import CALENDAR
from rag.values.calendar.days import Direction
from rag.values.calendar.patterns import PATTERNS
from rag.values.calendar.relative import RELATIVE
from rag.values.calendar.types import DateContext, DateMention

_READERS: Final = {**CALENDAR, **RELATIVE}
_ARTICLES: Final = range(1000, 9000)
_WORDS: Final = SPANISH.tenses
_FUTURE: Final = re.compile(
    rf"\b\w+(?:{'|'.join(_WORDS.future_endings)})\b|\b(?:{'|'.join(_WORDS.going)}) a \w+r\b",
    re.IGNORECASE,
)
# A word with a capital that goes on a sentence is a name.
_INSIDE: Final = re.compile(r"[\w,»”)]\s[(«“]?\Z")
_PAST: Final = re.compile(
    rf"\b(?:\w{{2,}}(?:{'|'.join(_WORDS.past_endings)})|{'|'.join(_WORDS.past_forms)}"
    rf"|(?:{'|'.join(_WORDS.perfect)}) \w+[dt]o)\b",
    re.IGNORECASE,
)


def find_dates(text: str, article: date | None) -> list[DateMention]:
    """Return every date of a text, in order and without overlap.

    :param article: the day of the article, for relative dates.
    """
    if article is not None and article.year not in _ARTICLES:
        article = None  # nothing can be counted from the edge of the calendar
    mentions: list[DateMention] = []
    verbs = _verbs(text)
    for name, pattern in PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < d.end and d.start < match.end() for d in mentions):
                continue
            context = DateContext(article, _direction(verbs, *match.span()))
            mention = _READERS[name](match, context)
            if mention is not None:
                mentions.append(mention)
    return sorted(mentions, key=lambda d: d.start)


def date_at(text: str, start: int, end: int, article: date | None) -> DateMention | None:
    """Return the date that shares most with ``text[start:end]``, the first of equals."""
    mentions = [d for d in find_dates(text, article) if d.start < end and start < d.end]
    return max(mentions, key=lambda d: min(d.end, end) - max(d.start, start), default=None)


def may_be_same(one: DateMention, other: DateMention) -> bool | None:
    """Return whether two dates can be one; ``None`` where it cannot be known."""
    if one.span is not None and other.span is not None:
        return one.span.overlaps(other.span)
    known, partial = (one, other) if one.span is not None else (other, one)
    if partial.month_day is None:
        return None
    if known.span is None:
        return known.month_day == partial.month_day if known.month_day else None
    if known.iso is None:
        return None
    return (known.span.first.month, known.span.first.day) == partial.month_day


def is_ahead(text: str) -> bool:
    """Return whether a text's verbs speak of what is to come, and none of what has been."""
    tenses = {tense for *_, tense in _verbs(text)}
    return "future" in tenses and "past" not in tenses


def _verbs(text: str) -> list[tuple[int, int, Direction]]:
    """Return where the verbs that show their tense begin and end; «Villagrán» is none."""
    tenses: tuple[tuple[Direction, re.Pattern[str]], ...] = (("future", _FUTURE), ("past", _PAST))
    return [
        (*verb.span(), tense)
        for tense, pattern in tenses
        for verb in pattern.finditer(text)
        if not (verb.group()[0].isupper() and _INSIDE.search(text, 0, verb.start()))
    ]


def _direction(verbs: list[tuple[int, int, Direction]], start: int, end: int) -> Direction:
    """Return the direction of the verb nearest to a date; ``near`` without one."""
    distances = [(max(v_start - end, start - v_end), tense) for v_start, v_end, tense in verbs]
    return min(distances, default=(0, "near"))[1]
