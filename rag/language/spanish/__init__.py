"""Spanish as it is read: what is searched with, and the words of every reader, in one object.

A module a kind of words. Imports the base in ``index.text`` and the types of
:mod:`rag.language`; everybody else comes in by the door, :data:`rag.language.SPANISH`.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Final

from index.text.language import Language
from index.text.spanish import SPANISH as TEXT
from rag.language.spanish.attribution_words import ATTRIBUTION
from rag.language.spanish.date_words import CLOCK, COURSE, DATES, TENSES
from rag.language.spanish.event_words import COUNTED, EVENTS, THINGS
from rag.language.spanish.grammar_words import GRAMMAR, NOUNS
from rag.language.spanish.hedge_words import HEDGES
from rag.language.spanish.money_words import CURRENCIES, MONEY
from rag.language.spanish.name_words import NAMES
from rag.language.spanish.quantity_words import QUANTITIES
from rag.language.spanish.question_words import (
    FUNCTION_WORDS,
    QUALIFICATIONS,
    QUESTIONS,
    REQUESTS,
)
from rag.language.spanish.seats import SEATS
from rag.language.spanish.sentence_words import SENTENCES
from rag.language.spanish.small_talk_words import SMALL_TALK
from rag.language.spanish.unit_words import UNITS
from rag.language.spanish.verb_words import VERBS
from rag.language.types import ReadingLanguage


def _as_searched(language: Language) -> dict[str, Any]:
    return {field.name: getattr(language, field.name) for field in fields(language)}


SPANISH: Final = ReadingLanguage(
    **_as_searched(TEXT),
    hedges=HEDGES,
    questions=QUESTIONS,
    tenses=TENSES,
    course=COURSE,
    dates=DATES,
    clock=CLOCK,
    quantities=QUANTITIES,
    units=(*UNITS, *CURRENCIES),
    money=MONEY,
    attribution=ATTRIBUTION,
    names=NAMES,
    grammar=GRAMMAR,
    nouns=NOUNS,
    verbs=VERBS,
    sentences=SENTENCES,
    events=EVENTS,
    things=THINGS,
    qualifications=QUALIFICATIONS,
    counted=COUNTED,
    seats=SEATS,
    small_talk=SMALL_TALK,
    requests=REQUESTS,
    function_words=FUNCTION_WORDS,
)
