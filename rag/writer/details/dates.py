"""Dates of a sentence that a passage does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from index.text.folding import fold
from rag.language import SPANISH
from rag.values.calendar.days import Days
from rag.values.calendar.types import DateMention
from rag.values.dates import find_dates
from rag.writer.details.types import Fault

DATE_WORDS: Final = frozenset(
    fold(word) for month in SPANISH.months for word in (month.name, *month.variants)
) | frozenset("lunes martes miercoles jueves viernes sabado domingo".split())
"""Names of months and days, folded."""

_YEAR: Final = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d]|[.,]\d)")
_WORD: Final = re.compile(r"\w+(?:[-'’]\w+)*")


def missing(
    sentence: str, dates: list[DateMention], passage: str, article: date | None
) -> Iterator[Fault]:
    """Yield the dates that the passage does not have.

    :param dates: those of the sentence.
    :param article: day of the article.
    """
    there = _read(passage, article)
    today = Days(article, article) if article is not None else None
    years = set(_YEAR.findall(passage)) | ({str(article.year)} if article else set())
    for said in dates:
        words = sentence[said.start : said.end]
        if fold(words) in fold(passage):
            continue
        if said.span is None and said.month_day is None:
            if not _same_words(words, passage) and _telling(words):
                yield Fault("date", words.strip())
            continue
        if today is not None and said.span is not None and said.span.overlaps(today):
            continue
        if any(_dated(said, other) for other in there):
            continue
        other_year = any(year not in years for year in _YEAR.findall(words))
        if other_year or not _same_words(words, passage):
            yield Fault("date", words.strip())
    covered = [(each.start, each.end) for each in dates]
    for match in _YEAR.finditer(sentence):
        within = any(start <= match.start() < end for start, end in covered)
        if not within and match[0] not in years and match[0] not in passage:
            yield Fault("date", match[0])


@lru_cache(maxsize=64)
def _read(passage: str, article: date | None) -> Sequence[DateMention]:
    """The dates of a passage, to which sentences come by the dozen."""
    return find_dates(passage, article)


def _dated(said: DateMention, there: DateMention) -> bool:
    """Whether a passage's date is the sentence's, or lies within it."""
    if said.span is not None and there.span is not None:
        return said.span.first <= there.span.first and there.span.last <= said.span.last
    if said.month_day is not None or there.month_day is not None:
        return _month_day(said) == _month_day(there)
    return False


def _month_day(mention: DateMention) -> tuple[int, int] | None:
    if mention.month_day is not None:
        return mention.month_day
    if mention.span is not None and mention.span.first == mention.span.last:
        return mention.span.first.month, mention.span.first.day
    return None


def _same_words(words: str, passage: str) -> bool:
    """Whether all that a date is written with stands in the passage, as «viernes 9» does."""
    held = set(_WORD.findall(fold(passage)))
    telling = _telling(words)
    return bool(telling) and all(word in held for word in telling)


def _telling(words: str) -> list[str]:
    return [w for w in _WORD.findall(fold(words)) if w in DATE_WORDS or w[0].isdigit()]
