"""Finds the dated statements of passages: sentences, each with the days that it speaks of.

A sentence that names days is a statement of each of them; one that names none has its article's,
if it speaks of the matter itself or gives a figure. Days are read by :mod:`rag.values.dates`,
relative ones («ayer», «el sábado») by the article's; where that is unknown, nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from index import Passage
from rag.claims.course import day_of
from rag.documents.sentences import split_sentences
from rag.timelines.gathering import ABOUT, Matter
from rag.timelines.types import DatedBy
from rag.values.calendar.days import Days
from rag.values.calendar.types import DateMention
from rag.values.dates import find_dates
from rag.values.figures import find_figures

BY_ARTICLE: Final = 3
"""Sentences of one article that have its date alone: its first ones, which tell the news."""

DAYS: Final = 3
"""Days of one sentence; a list of more is a calendar."""

LONGEST: Final = 11 * 366
"""Days of a span: a decade is one, «el siglo XX» is not."""

SHORTEST: Final = 4
"""Words of a sentence: fewer are a heading."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with the days that it speaks of.

    :param span: the days.
    :param place: offsets of the sentence in the passage.
    :param when: offsets in the sentence of the words that name the days; empty where they are the
        article's.
    """

    passage: Passage
    place: tuple[int, int]
    span: Days
    when: tuple[int, int]
    dated_by: DatedBy

    @property
    def quote(self) -> str:
        """The sentence, verbatim."""
        return self.passage.text[slice(*self.place)]


def statements(matter: Matter, passages: Sequence[Passage]) -> tuple[list[Statement], int]:
    """Return the dated statements, in the order of the passages, and how many have no date.

    :param passages: about the matter.
    """
    found: list[Statement] = []
    undated = 0
    by_article: dict[str, int] = {}
    for passage in passages:
        day = day_of(passage.date)
        for start, end in split_sentences(passage.text):
            sentence = passage.text[start:end]
            if len(sentence.split()) < SHORTEST or sentence.startswith("¿"):
                continue
            mentions = find_dates(sentence, day)
            spans = list(_days(mentions))
            if spans:
                found += [
                    Statement(passage, (start, end), span, when, "text") for span, when in spans
                ]
            elif mentions:
                undated += 1  # it names a day, but nobody knows which
            elif _tells(matter, sentence):
                told = by_article.get(passage.document, 0)
                if day is None:
                    undated += 1
                elif told < BY_ARTICLE:
                    by_article[passage.document] = told + 1
                    own = Days(day, day)
                    found.append(Statement(passage, (start, end), own, (0, 0), "article"))
    return found, undated


def _tells(matter: Matter, sentence: str) -> bool:
    """Whether a sentence without a day tells of the matter by itself: it names it, or counts."""
    if matter.share(sentence) >= ABOUT:
        return True
    return any(figure.nouns and not figure.date for figure in find_figures(sentence))


def _days(mentions: Sequence[DateMention]) -> Iterator[tuple[Days, tuple[int, int]]]:
    """The distinct days that are known, without those that hold others (the year of a day)."""
    known = [(m.span, (m.start, m.end)) for m in mentions if m.span is not None]
    known = [(span, at) for span, at in known if (span.last - span.first).days < LONGEST]
    seen: list[Days] = []
    for span, at in known:
        holds = any(
            other != span and span.first <= other.first and other.last <= span.last
            for other, _ in known
        )
        if not holds and span not in seen and len(seen) < DAYS:
            seen.append(span)
            yield span, at


def iso(span: Days) -> tuple[str, str | None]:
    """Write days as ISO 8601: the first, and the last where they are several; whole months and
    years as such.

    >>> iso(Days(date(2025, 8, 1), date(2025, 8, 31)))
    ('2025-08', None)
    >>> iso(Days(date(2025, 8, 4), date(2025, 8, 10)))
    ('2025-08-04', '2025-08-10')
    """
    first, last = span.first, span.last
    if first == last:
        return first.isoformat(), None
    ends_month = last == date.max or (last + timedelta(days=1)).day == 1
    if first.day == 1 and ends_month:
        if first.month == 1 and last.month == 12:
            one, other = first.isoformat()[:4], last.isoformat()[:4]
        else:
            one, other = first.isoformat()[:7], last.isoformat()[:7]
        return one, None if one == other else other
    return first.isoformat(), last.isoformat()
