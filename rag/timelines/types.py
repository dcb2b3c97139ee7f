"""The shape of a chronology: what ``timeline`` returns and ``timeline --json`` prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

DatedBy = Literal["text", "article"]
"""Whether the sentence names its day, or has that of its article."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Another article that prints nearly the same sentence."""

    document: str
    title: str
    source: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement about a matter.

    :param date: first day, ISO 8601; only its month or year where no more is known.
    :param until: the last one where it is about several, else ``None``.
    :param quote: the sentence, verbatim.
    :param when: the words in the quote that name the day, as offsets; equal where it is the
        article's.
    :param passage: the passage that it stands in, verbatim.
    :param start: first code point of the quote in the document's text.
    :param article_date: ISO day of the article, ``None`` when unknown.
    :param citation: its number in the chronology, from 1.
    :param also: other articles that print nearly the same.
    """

    date: str
    until: str | None
    dated_by: DatedBy
    quote: str
    when: tuple[int, int]
    document: str
    title: str
    source: str
    article_date: str | None
    page: int | None
    paragraph: int
    passage: str
    start: int
    citation: int
    also: tuple[Copy, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """One object of ``entries``."""
        return {
            "date": self.date,
            "until": self.until,
            "dated_by": self.dated_by,
            "quote": self.quote,
            "when": self.quote[slice(*self.when)],
            "document": self.document,
            "title": self.title,
            "source": self.source,
            "article_date": self.article_date,
            "page": self.page,
            "paragraph": self.paragraph,
            "citation": self.citation,
            "also": [
                {name: getattr(copy, name) for name in ("document", "title", "source", "date")}
                for copy in self.also
            ],
        }


@dataclass(frozen=True, slots=True)
class Point:
    """A figure that an entry gives.

    :param value: in the series' unit.
    :param text: as the entry writes it, verbatim.
    """

    date: str
    value: float
    text: str
    citation: int


@dataclass(frozen=True, slots=True)
class Series:
    """A figure that changes over time.

    :param name: what is counted or measured: an article's word, the unit, or «word (unit)».
    :param unit: of its values, in the singular; ``""`` for what is counted.
    """

    name: str
    points: tuple[Point, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the articles say of a matter, in the order of time.

    :param subject: the matter, as asked.
    :param undated: statements that are left out since nothing tells their day.
    :param series: the figures in them that change.
    :param articles: how many articles speak of it.
    :param more: whether there may be more than were looked at.
    :param note: what is to be said of the words searched, ``""`` for nothing.
    """

    subject: str
    entries: tuple[Entry, ...]
    undated: int
    series: tuple[Series, ...] = ()
    articles: int = 0
    more: bool = False
    note: str = ""

    def to_dict(self) -> dict[str, Any]:
        """What ``--json`` prints."""
        return {
            "subject": self.subject,
            "entries": [entry.to_dict() for entry in self.entries],
            "undated": self.undated,
            "series": [
                {
                    "name": series.name,
                    "points": [
                        {
                            "date": point.date,
                            "value": int(point.value) if point.value.is_integer() else point.value,
                            "text": point.text,
                            "citation": point.citation,
                        }
                        for point in series.points
                    ],
                }
                for series in self.series
            ],
            "articles": self.articles,
            "more": self.more,
            "note": self.note,
        }
