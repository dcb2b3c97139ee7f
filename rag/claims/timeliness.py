"""Whether what an article tells can be about the time that a question asks for.

An article of April cannot say how many wells had been drilled in June, only how many were
promised; and a date that was past when the article was written is not the one on which
something will open. Such readings agree with an answer or stay out of it: they do not
contradict it. In the built-in tuning half 15 answers said that the sources disagree; with these
two rules 12 do, and the three were wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from rag.values import dates
from rag.values.days import Days

LONGEST: Final = 31
"""Days of a span that a question names as a time. A year mostly names a thing («el Mundial de
2026», «el tratado de 2024») of which one can speak before."""


@dataclass(frozen=True, slots=True)
class Time:
    """What a question tells of when.

    :param since: first day of the day or month that it names, where it names just one.
    :param ahead: whether it asks for what is to come.
    """

    since: date | None = None
    ahead: bool = False


ANY: Final = Time()


def time_of(question: str) -> Time:
    """The time of a question, read without any article: relative dates do not count."""
    ahead = dates.is_ahead(question)
    spans = [read.span for read in dates.find_dates(question, None) if read.span is not None]
    precise = [span for span in spans if (span.last - span.first).days < LONGEST]
    since = precise[0].first if len(spans) == len(precise) == 1 and not ahead else None
    return Time(since, ahead)


def timely(asked: Time, article: date | None, told: Days | None) -> bool:
    """Whether a reading can be about the time asked for; it can where nothing tells.

    :param article: the day of the reading's article.
    :param told: the days that the reading names.
    """
    if article is None:
        return True
    if asked.since is not None and article < asked.since:
        return False
    return not (asked.ahead and told is not None and told.last < article)
