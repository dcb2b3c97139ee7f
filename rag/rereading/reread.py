"""Puts the values of readings where the words of their sentences place them.

Before the rules of sameness and the second look (:mod:`rag.claims.second_look`) see them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from index.text.analyzer import analyze
from rag.claims.sameness import hopeless
from rag.documents.sentences import split_sentences
from rag.questions.query import Query
from rag.reader.protocol import Reading
from rag.rereading.ages import age_of
from rag.rereading.counted import counts_others
from rag.rereading.deeds import only_speaks_of_it
from rag.rereading.definitions import definitions
from rag.rereading.doers import doer
from rag.rereading.durations import (
    asks_how_long,
    is_moment,
    is_no_clock,
    is_no_duration,
    is_no_end,
    is_time,
)
from rag.rereading.figures import figure_beside, figure_of
from rag.rereading.offices import is_of_another_office
from rag.rereading.ones import surely_one
from rag.rereading.purposes import is_of_something_else
from rag.rereading.qualified import figure_qualified
from rag.rereading.reasons import reason

Place = tuple[int, int]

_APPOSED: Final = re.compile(r",\s+(?:el|la|los|las)\s+")
DEFINED: Final = 0.6
"""Chance of a passage that says by its form who or what the named one is, how old or how many, or
did it."""


def reread(query: Query, readings: Sequence[Reading]) -> list[Reading]:
    """The readings with their values where they belong, in their order; those that cannot answer
    without a chance."""
    again = [_reread(query.standalone, reading) for reading in readings]
    return _without_moments(again) if asks_how_long(query.standalone) else again


def _without_moments(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, without a chance how long it had lasted by then where another says how long it
    did."""
    values = [(r.hit.passage.text, *r.value) for r in readings]
    at_the_time = [is_moment(*value) for value in values]
    whole = any(
        reading.score and is_time(*value) and not moment
        for reading, value, moment in zip(readings, values, at_the_time, strict=True)
    )
    return [
        hopeless(reading) if moment and whole else reading
        for reading, moment in zip(readings, at_the_time, strict=True)
    ]


def _reread(question: str, reading: Reading) -> Reading:
    if reading.signals is not None and reading.signals.floor:
        return reading  # what is asked for by its number needs no second look
    text = reading.hit.passage.text
    if said := definitions(question, text):
        return _defined(reading, text, said)
    if (did := _doer(question, reading, text)) is not None:
        return did
    if (told := _told(question, text)) is not None:
        return _surely(reading, *told)
    if (beside := figure_beside(question, text, reading.quote)) is not None:
        reading = replace(reading, quote=beside[0], value=beside[1])
    first, last = reading.quote
    sentence = text[first:last]
    start, end = (offset - first for offset in reading.value)
    if (
        is_of_another_office(question, text, *reading.value)
        or only_speaks_of_it(question, sentence, start, end)
        or is_no_end(question, sentence, start, end)
        or is_no_clock(question, sentence, start, end)
    ):
        return hopeless(reading)
    place = (
        figure_qualified(question, sentence, start, end)
        or figure_of(question, sentence, start, end)
        or reason(question, sentence, start, end)
    )
    start, end = place or (start, end)
    if counts_others(question, text, reading.quote, (first + start, first + end)):
        return hopeless(reading)
    if is_of_something_else(question, sentence, start, end) or is_no_duration(
        question, sentence, start, end
    ):
        return hopeless(reading)
    return replace(reading, value=(first + start, first + end))


def _defined(reading: Reading, text: str, said: Sequence[Place]) -> Reading:
    start, end = reading.value
    near = [place for place in said if place[0] < end and start < place[1]]
    value = near[0] if near else said[0]
    if not near and _APPOSED.fullmatch(text[end : value[0]]):
        value = start, end  # «un miembro de mesa, el docente Celso Britos»
    if start <= value[0] and value[1] <= end:
        value = start, end  # «relator especial, el neozelandés Hugh Paratene»
    quote = next((s for s in split_sentences(text) if s[0] <= value[0] < s[1]), reading.quote)
    return _surely(reading, value, quote)


def _doer(question: str, reading: Reading, text: str) -> Reading | None:
    """The reading with who or what did it as its value, where a sentence of the passage says so;
    one that has all of the question's words besides answers it."""
    for first, last in split_sentences(text):
        place = doer(question, text[first:last])
        if place is None:
            continue
        value = first + place[0], first + place[1]
        told = frozenset(analyze(f"{reading.hit.passage.title} {text}"))
        if not frozenset(analyze(question)) <= told:
            return replace(reading, value=value, quote=(first, last))
        return _surely(reading, value, (first, last))
    return None


def _told(question: str, text: str) -> tuple[Place, Place] | None:
    """The figure that a sentence of a text gives by its form, and that sentence."""
    if (age := age_of(question, text)) is not None:
        return age
    for first, last in split_sentences(text):
        if (one := surely_one(question, text[first:last])) is not None:
            return (first + one[0], first + one[1]), (first, last)
    return None


def _surely(reading: Reading, value: Place, quote: Place) -> Reading:
    """The reading with what a sentence says by its form."""
    signals = reading.signals and replace(reading.signals, floor=DEFINED, ceiling=1.0)
    score = max(reading.score, DEFINED)
    return replace(reading, value=value, quote=quote, score=score, signals=signals)
