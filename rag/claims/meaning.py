"""What a reading means: an amount, a date, a name, or only its words.

The question decides how values are compared: how many by amounts, when by dates, who and
where by names (:mod:`rag.claims.relation`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from index.text.analyzer import analyze
from index.text.folding import fold_words
from rag.claims import course, parts
from rag.claims.course import Stage, day_of
from rag.claims.timeliness import ANY, LONGEST, Time, is_timely, time_of
from rag.questions.english import is_english
from rag.questions.qualifications import Qualification, qualifications_of
from rag.questions.question_words import Kind, counted_term, kind_of
from rag.reader.measures import measures_asked
from rag.reader.protocol import Reading
from rag.values import amounts, clock, dates, hedges, names
from rag.values.amount_types import Amount
from rag.values.calendar.types import DateMention
from rag.values.clock import ClockTime
from rag.values.units import COUNT, country_of

COVERS: Final = 0.6
"""Share of a value that an amount or a date must take up for the value to be one where the
question word does not tell: «43,5 grados» is, «un fallo de 2019 en las catenarias» is not."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a question asks for, as far as comparing its answers goes.

    :param counted_noun: the noun that it counts, analysed; none of «¿cuánta superficie?», which is
        measured.
    :param several: whether it asks for more than one («quiénes»), so that answers add up.
    :param time: when it asks about.
    :param plan: whether it asks for what is meant to be.
    :param total: whether a word of it asks for all of it («en total»).
    :param demand: whether it asks for what somebody asked for or offered.
    :param terms: its words, analysed; none of one in English.
    :param until: whether it asks until when, which lies ahead in every source.
    :param clock: whether it asks for a time of day.
    :param qualifications: what a sentence must say of its figure to be of the one asked for.
    """

    kind: Kind
    counted_noun: str | None
    several: bool
    time: Time = ANY
    plan: bool = False
    total: bool = False
    demand: bool = False
    terms: frozenset[str] = frozenset()
    until: bool = False
    clock: bool = False
    qualifications: tuple[Qualification, ...] = ()


def question_of(text: str) -> Question:
    """The question's kind and what it counts."""
    several = re.search(r"\b(?:quienes|cuales|que \w+[aeiou]s)\b", fold_words(text)) is not None
    asked = measures_asked(text)
    counts = asked is None or COUNT.dimension in asked
    return Question(
        kind_of(text),
        counted_term(text) if counts else None,
        several,
        time_of(text),
        course.asks_for_plan(text),
        parts.asks_for_total(text),
        course.asks_for_demand(text),
        frozenset() if is_english(text) else frozenset(analyze(text)),
        re.search(r"\bhasta cuando\b", fold_words(text)) is not None,
        clock.asks_for_time(text),
        qualifications_of(text),
    )


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one reading says; at most one of ``amount``, ``date`` and ``time`` is there.

    :param value: its words, on one line.
    :param whole: whether the value is the whole sentence, for want of a shorter one.
    :param name: whether it is a proper name.
    :param timely: whether it can be about the time asked for.
    :param stage: how far the matter has come in it.
    :param recent: whether it is a day that was past when the article appeared, told without a year.
    :param limited: whether it is of some time or purpose, where all of it is asked for.
    :param time: of day, where the question asks for it.
    :param part: whether it is some of a number of which others tell the whole («12 de ellos»).
    """

    value: str
    quote: str
    passage: str
    whole: bool
    amount: Amount | None = None
    date: DateMention | None = None
    name: bool = False
    timely: bool = True
    stage: Stage = "plain"
    part: bool = False
    recent: bool = False
    limited: bool = False
    time: ClockTime | None = None

    @property
    def normalized(self) -> int | float | str | None:
        """The number of an amount, in its unit; the ISO day of a date; else ``None``."""
        if self.date is not None:
            return self.date.iso
        value = self.amount.value if self.amount is not None else None
        if value is None:
            return None
        return int(value) if value == value.to_integral_value() else float(value)

    @property
    def planned(self) -> bool:
        """Whether it is of what was meant to be."""
        return self.stage in course.PLANS

    @property
    def width(self) -> float:
        """How much it leaves open: the narrow are grouped first, so that «miles» joins a
        figure and does not join two."""
        if self.amount is not None:
            low, high, _ = self.amount.base()
            return float((high - low) / max(abs(high), Decimal(1))) + 2 * (
                self.amount.value is None
            )
        if self.date is not None:
            span = self.date.span
            return float((span.last - span.first).days) if span else 1e9
        return -float(len(names.tokens(self.value))) if self.name else 0.0


def meaning_of(question: Question, reading: Reading) -> Meaning:
    """What a reading says, read in its sentence: a value may have been cut too short."""
    passage = reading.hit.passage
    quote = passage.text[slice(*reading.quote)]
    start, end = (offset - reading.quote[0] for offset in reading.value)
    value = " ".join(quote[start:end].split())
    whole = not (quote[:start].strip() or quote[end:].strip(" .!?…"))
    article_day = day_of(passage.date)
    amount: Amount | None = None
    when: DateMention | None = None
    country = country_of(passage.source)
    time = None if whole or not question.clock else clock.time_at(quote, start, end)
    if time is not None:
        pass  # «las 18 horas» are no hours that something lasted
    elif question.kind == "how_many":
        amount = None if whole else _amount(quote, start, end, country)
    elif question.kind == "when":
        when = None if whole else dates.date_at(quote, start, end, article_day)
    elif question.kind not in ("who", "where"):
        amount, when = _either(quote, start, end, article_day, country)
    name = not (whole or amount or when or time) and names.is_name(value)
    timely = is_timely(question.time, article_day, when.span if when else None)
    return Meaning(
        value,
        quote,
        passage.text,
        whole,
        amount,
        when,
        name,
        timely,
        course.stage_at(quote, start, end),
        amount is not None and parts.is_part(quote, amount.start, amount.end),
        when is not None and _is_recent(quote, when, article_day),
        question.total
        and amount is not None
        and parts.is_limited(quote, amount.end, question.terms),
        time,
    )


def _is_recent(quote: str, when: DateMention, article_day: date | None) -> bool:
    if when.span is None or article_day is None or when.span.last > article_day:
        return False
    # «El siglo XII» is no day of the article's time.
    short = (when.span.last - when.span.first).days < LONGEST
    return short and re.search(r"\d{4}", quote[when.start : when.end]) is None


def _amount(quote: str, start: int, end: int, country: str | None) -> Amount | None:
    amount = amounts.amount_at(quote, start, end, country)
    value = fold_words(quote[start:end])
    # «Fueron 2000.» looks like a year and «uno» like an article; the question knows better.
    if amount is None and re.fullmatch(r"\d{4}|una?(?: \w+)?|uno", value):
        return amounts.bare_amount(int(value) if value.isdecimal() else 1)
    return amount


def _either(
    quote: str, start: int, end: int, article_day: date | None, country: str | None
) -> tuple[Amount | None, DateMention | None]:
    """The amount or the date that the value is, where it is hardly more than that."""
    start += hedges.leading(quote[start:end])
    when = dates.date_at(quote, start, end, article_day)
    if when is not None and min(when.end, end) - max(when.start, start) >= COVERS * (end - start):
        return None, when
    amount = amounts.amount_at(quote, start, end, country)
    covered = min(amount.end, end) - max(amount.start, start) if amount else 0
    return (amount if covered >= COVERS * (end - start) else None), None
