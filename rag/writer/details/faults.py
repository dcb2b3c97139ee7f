"""The details of a sentence that a passage must hold, and does not.

A figure is held when the passage has one of the same value in a unit that may be the same, a date
when the passage has it or one within it, a name when the passage names the same in whatever form.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rag.values.dates import find_dates
from rag.writer.details import copied, dates, figures, names
from rag.writer.details.types import Fault


def faults(sentence: str, passage: str, day: str | None = None) -> Iterator[Fault]:
    """Yield what of the sentence the passage does not hold.

    :param passage: with its headline; what else is known of the article may stand before it.
    :param day: ISO day of the article, for «ayer» and for the day that it was printed.
    """
    article = date.fromisoformat(day) if day else None
    said = find_dates(sentence, article)
    yield from dates.missing(sentence, said, passage, article)
    yield from figures.missing(sentence, said, passage)
    yield from names.missing(sentence, passage)
    yield from copied.missing(sentence, passage)
