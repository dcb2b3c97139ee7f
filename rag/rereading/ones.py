"""«Un pescador» for a question of how many: one that is told by its article and no figure.

It is the answer where what is counted stands beside it and no figure stands beside the same word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from index.text.analyzer import analyze
from index.text.folding import fold
from rag.language import SPANISH
from rag.questions.question_words import counted_term
from rag.questions.verbs import is_participle, is_verb
from rag.rereading.deeds import deed_of
from rag.values import amounts
from rag.values.amount_types import Amount
from rag.values.units import COUNT, unit_at

Place = tuple[int, int]

_COUNTED: Final = re.compile(
    rf"(?:\s+(?!(?:{'|'.join(sorted(SPANISH.grammar.prepositions - {'de'}))}|y|e|que)\b)"
    r"[a-záéíóúñü%€$]+){1,5}"
)
_UN: Final = re.compile(r"\b(?:un|una)\s+(?P<noun>[a-záéíóúñü]+)\b", re.IGNORECASE)
_NOT_ONE: Final = re.compile(r"\b(?:no|ni|sin|casi|tampoco|apenas)\b")
"""Words by which «un pescador» may be none, or one that did not."""
_WORD: Final = re.compile(r"[^\W_]+")


def single(question: str, sentence: str, figures: Sequence[Amount]) -> Place | None:
    """Where «un pescador» stands, if pescadores are counted and no figure stands by the word."""
    counted = counted_term(question)
    if counted is None or any(counted in noun_beside(sentence, figure) for figure in figures):
        return None
    words = [word.lower() for word in _WORD.findall(question)]
    ones = [
        m
        for m in _UN.finditer(sentence)
        if analyze(m["noun"]) == [counted]
        and unit_at(f"2 {m['noun']}", 0, 1)[0] is COUNT
        and any(word in (f"{m['noun']}s", f"{m['noun']}es") for word in words)
    ]
    return ones[0].span() if len(ones) == 1 else None


def surely_one(question: str, sentence: str) -> Place | None:
    """Where «un pescador» stands in a sentence that says all that the question does, the deed too.

    >>> sentence = "Un pescador de 54 años murió en el naufragio de Zarco."
    >>> surely_one("¿Cuántos pescadores murieron en el naufragio de Zarco?", sentence)
    (0, 11)
    """
    place = single(question, sentence, amounts.find_amounts(sentence))
    if place is None or not frozenset(analyze(question)) <= frozenset(analyze(sentence)):
        return None
    if _NOT_ONE.search(fold(sentence)):
        return None
    deeds = {deed_of(word) for word in _WORD.findall(question) if _tells(word)}
    after = (deed_of(word) for word in _WORD.findall(sentence[place[1] :]) if _tells(word))
    before = [deed_of(word) for word in _WORD.findall(sentence[: place[0]])[-1:] if _tells(word)]
    return place if deeds & {next(after, None), *before} else None


def _tells(word: str) -> bool:
    """Whether a word is a verb, or a participle, and no auxiliary."""
    verb = word.islower() and (is_verb(word) or is_participle(word))
    return verb and fold(word) not in SPANISH.verbs.auxiliaries


def counted_beside(sentence: str, figure: Amount) -> re.Match[str] | None:
    """The few words after a number, which say what it counts."""
    return _COUNTED.match(sentence, figure.end)


def noun_beside(sentence: str, figure: Amount) -> frozenset[str]:
    """The terms of the few words after a number without a unit."""
    noun = counted_beside(sentence, figure)
    return frozenset(analyze(noun.group())) if noun and figure.unit is COUNT else frozenset()
