"""A language as reading knows it, and the little that must be known of another.

The words come in groups, by what they do to a sentence (:mod:`rag.language.sentence_words`) or
to a number, a date or a name in it (:mod:`rag.language.value_words`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from index.text.language import Language
from rag.language.sentence_words import (
    AttributionWords,
    CountedWords,
    EventWords,
    GrammarWords,
    NounWords,
    QualificationWords,
    QuestionWords,
    RequestWords,
    SentenceWords,
    SmallTalk,
    ThingWords,
    VerbWords,
)
from rag.language.value_words import (
    ClockWords,
    CourseWords,
    DateWords,
    HedgeWords,
    MoneyWords,
    NameWords,
    QuantityWords,
    TenseWords,
    UnitWords,
)


class ForeignLanguage(NamedTuple):
    """What tells a question in another language, and how that language asks.

    :param words: that a question in it hardly does without.
    :param questions: patterns of what asks for each kind of answer.
    :param measures: as in :class:`~rag.language.sentence_words.QuestionWords`.
    :param starters: words that begin its sentences, as they are written there.
    :param events: beginnings of words by which a question asks for an event.
    """

    code: str
    words: frozenset[str]
    questions: Mapping[str, tuple[str, ...]]
    measures: tuple[tuple[tuple[str, ...], str], ...]
    starters: frozenset[str]
    events: Mapping[str, tuple[str, ...]]
    small_talk: SmallTalk


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ReadingLanguage(Language):
    """A language as the readers of questions, numbers, dates and names know it.

    :param events: what questions ask for and passages speak of, each under a name of its own.
    :param seats: names of a country, and of the seats of its government.
    :param function_words: words that tell a question in this language from one in another.
    """

    hedges: HedgeWords
    questions: QuestionWords
    tenses: TenseWords
    course: CourseWords
    dates: DateWords
    clock: ClockWords
    quantities: QuantityWords
    units: tuple[UnitWords, ...]
    money: MoneyWords
    attribution: AttributionWords
    names: NameWords
    grammar: GrammarWords
    nouns: NounWords
    verbs: VerbWords
    sentences: SentenceWords
    events: Mapping[str, EventWords]
    things: ThingWords
    qualifications: QualificationWords
    counted: CountedWords
    seats: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    small_talk: SmallTalk
    requests: RequestWords
    function_words: frozenset[str]
