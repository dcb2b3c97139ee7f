"""Of several figures of one sentence, the one that meets what the question narrows it by.

«El consumo bajó un 1,8 %, admitió el viceministro, aunque la patronal sostiene que fue el 0,9»:
asked what it was «según la patronal», the second figure answers, whichever a reader marks. So does
that of before, or of those who voted against, where it is asked for
(:mod:`rag.questions.qualifications`). A figure gives way only where its own part of the sentence
does not meet the qualification, one other's alone does, and the two are apart: by opposed deeds, by
a contrast between them, or since somebody else gives the first.

On the readings of 1,671 questions of own clusters five values change, all of them to the figure
that is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from index.text.folding import fold, optional_accents
from rag.claims.attribution import attribution_in
from rag.language import SPANISH
from rag.questions.qualifications import qualifications_of
from rag.questions.question_words import counted_term, kind_of
from rag.questions.verbs import is_verb
from rag.reader.forms import asks_several
from rag.rereading.ones import noun_beside
from rag.rereading.rivals import YEAR, parts_of, rivals
from rag.values.amount_types import Amount

Place = tuple[int, int]

_CONTRAST: Final = re.compile(
    optional_accents(
        "|".join(rf"\b{words}\b" for words in (*SPANISH.attribution.contrasts, "contra", "cuando"))
    )
    + "|;",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(rf"\b(?:{'|'.join(SPANISH.qualifications.before)})\b")
_AGAINST: Final = ("contra", "frente a")
_EARLIER: Final = re.compile(
    rf"\b(?:{'|'.join(each for each in SPANISH.qualifications.earlier if each not in _AGAINST)})\b"
    rf"|\b(?:{'|'.join(_AGAINST)})\b.*{YEAR.pattern}"
)
"""«contra 174 en 2012» is of before, «contra 37 de su rival» is not."""
_NUMBERED: Final = re.compile(r"\b(?:el|la|del|al)\s+(?P<noun>[^\W\d_]+)\s*$", re.IGNORECASE)
"""«la línea 9»: a number that is a name."""


def figure_qualified(question: str, sentence: str, start: int, end: int) -> Place | None:
    """The figure that takes the place of the value ``sentence[start:end]``; ``None`` where it
    stays."""
    if asks_several(question) or kind_of(question) in ("when", "who", "where", "why"):
        return None
    asked = list(_asked(question))
    marked, figures = rivals(question, sentence, start, end) if asked else (None, [])
    if marked is None:
        return None
    told = [fold(sentence[slice(*part)]) for part in parts_of(sentence, figures)]
    for words, opposed in asked:
        meeting = [n for n, part in enumerate(told) if words.search(part)]
        better = figures[meeting[0]] if len(meeting) == 1 else marked
        if (
            better is not marked
            and (opposed or _are_apart(sentence, marked, better, words))
            and _counts_the_same(question, sentence, marked, better)
        ):
            return better.start, better.end
    return None


def _asked(question: str) -> Iterator[tuple[re.Pattern[str], bool]]:
    """Words that a figure's part of the sentence must have, one pattern for each qualification, and
    whether they are one of two opposed deeds."""
    for each in qualifications_of(question):
        if each.scope == "clause":
            yield each.words, False
        elif each.scope == "part" and kind_of(question) == "how_many":
            yield each.words, True
    if _BEFORE.search(fold(question)):
        yield _EARLIER, False


def _are_apart(sentence: str, marked: Amount, better: Amount, words: re.Pattern[str]) -> bool:
    """Whether the two stand against one another, or somebody else gives the first."""
    one, other = sorted((marked, better), key=lambda figure: figure.start)
    if _CONTRAST.search(sentence, one.end, other.start):
        return True
    giver = fold(attribution_in(sentence, marked.start, marked.end))
    return bool(giver) and words.search(giver) is None


def _counts_the_same(question: str, sentence: str, marked: Amount, better: Amount) -> bool:
    """Whether a figure has no noun of its own, or that of the other, or of the question, and is no
    number that is a name."""
    noun = noun_beside(sentence, better)
    if not noun:
        named = _NUMBERED.search(sentence, 0, better.start)
        return named is None or is_verb(named["noun"])
    counted = counted_term(question)
    return counted in noun or bool(noun & noun_beside(sentence, marked))
