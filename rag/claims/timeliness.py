"""Whether what an article says can be about the time that a question asks for.

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
from rag.values.calendar.days import Days

LONGEST: Final = 31
"""Days of a span that a question names as a time. A year mostly names a thing («el Mundial de
2026», «el tratado de 2024») of which one can speak before."""


@dataclass(frozen=True, slots=True)
class Time:
    """What a question says of when.

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


def is_timely(time: Time, article_day: date | None, days: Days | None) -> bool:
    """Whether a reading can be about the time asked for; it can where nothing says otherwise.

    :param article_day: when the reading's article appeared.
    :param days: the days that the reading names.
    """
    if article_day is None:
        return True
    if time.since is not None and article_day < time.since:
        return False
    return not (time.ahead and days is not None and days.last < article_day)
