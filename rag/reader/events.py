"""Whether a passage speaks at all of what a question says happened.

«¿Cuántos murieron?» is not answered by how many were sent. The reader sees a figure, the
right noun and the right country, and is sure; but a passage without one word of death cannot
say how many died. Only events whose words can be listed are judged: deaths, injuries, arrests,
disappearances and prices. In the built-in tuning half and every fourth question of
``squad_es_dev`` 30 questions ask for one of them; of the reader's answers one falls, a wrong one,
and no right one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from index.text.folding import fold
from rag.language import ENGLISH, SPANISH


@dataclass(frozen=True, slots=True)
class Event:
    """Beginnings of words, without accents.

    :param question: those by which a question asks for it, in Spanish or English.
    :param passage: those by which a passage can speak of it; every way that is known, since a
        missing one costs an answer.
    """

    question: re.Pattern[str]
    passage: re.Pattern[str]


def _beginnings(words: Sequence[str], signs: str = "") -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})" + (f"|[{signs}]" if signs else ""))


EVENTS: Final = tuple(
    Event(
        _beginnings((*event.question, *ENGLISH.events.get(name, ()))),
        _beginnings(event.passage, event.signs),
    )
    for name, event in SPANISH.events.items()
)


LEAST: Final = 4
"""Letters of a term from which its beginning tells what it names."""

_NAMED: Final = tuple(
    (event.question, _beginnings(event.question))
    for event in SPANISH.events.values()
    if not event.signs  # «dinero» is said of other things than what one cost
)


def spoken_of(terms: Collection[str], text: str) -> frozenset[str]:
    """Those terms of a question that name an event which a text names in whatever word: «evacuados»
    where it tells of people «desalojadas».

    :param terms: analysed.
    """
    folded = fold(text)
    named = [words for words, pattern in _NAMED if pattern.search(folded)]
    return frozenset(
        term
        for term in terms
        for words in named
        for word in words
        if len(term) >= LEAST and (word.startswith(term) or term.startswith(word))
    )


def omits_event(question: str, *texts: str) -> bool:
    """Whether the question asks for an event that none of the texts speaks of.

    :param texts: a passage and the title of its article.
    """
    folded = fold(question)
    events = [event for event in EVENTS if event.question.search(folded)]
    passage = [fold(text) for text in texts] if events else []  # most questions ask for none
    return any(not any(map(event.passage.search, passage)) for event in events)
