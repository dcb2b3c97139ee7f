"""Of several figures of one sentence, the one that the question's own words stand by.

«La rueda gira a nueve vueltas por minuto y la muela superior a cuarenta»: asked for the muela, the
figure beside it counts, whichever a reader marks. A figure gives way only to one whose part of
the sentence has words of the question that its own has not, years included.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from index.text.analyzer import analyze
from index.text.folding import fold
from rag.claims import parts
from rag.claims.meaning import COVERS
from rag.documents.sentences import split_sentences
from rag.questions.question_words import counted_term, kind_of
from rag.questions.verbs import is_verb
from rag.reader.forms import asks_several
from rag.reader.measures import measure_of, measures_asked
from rag.rereading.deeds import deed_of
from rag.rereading.ones import counted_beside, noun_beside, single
from rag.rereading.rivals import MARK, YEAR, is_hour, of_one_measure, parts_of
from rag.values import amounts
from rag.values.amount_types import Amount

Place = tuple[int, int]

_ONE: Final = re.compile(r"\s+(?:y|con)\s+")
_HOUR: Final = re.compile(r"\bhoras? (?!\w*(?:dur|tard))")
_OF_THEM: Final = re.compile(r"\bde\s+l[oa]s\s*$")
_DENIED: Final = re.compile(r"\bno\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
TOLD: Final = 2
"""Words of the question beside a figure from which it is the one that is asked for. With one, on
the tuning clusters, eight figures changed in passages that do not answer, none in one that does."""
LEAST: Final = 2
"""Words of a question from which a sentence that has them all is the one that is asked for."""
_AND: Final = re.compile(r"\s(?:y|e)\s")
_NO: Final = re.compile(r"\b[Nn]o\b")
_NEAR: Final = 40
"""Characters before a figure in which a «no» denies it."""
_WORD: Final = re.compile(r"[^\W_]+")


def figure_of(question: str, sentence: str, start: int, end: int) -> Place | None:
    """The figure that takes the place of the value ``sentence[start:end]``; ``None`` where it
    stays."""
    if asks_several(question) or kind_of(question) in ("when", "who", "where", "why"):
        return None
    found = [a for a in amounts.find_amounts(sentence) if not is_hour(sentence, a)]
    marked = [a for a in found if a.start < end and start < a.end]
    if (one := single(question, sentence, found)) is not None:
        return one if marked or not found else None
    if not marked or len(found) < 2 or _HOUR.search(fold(question)):
        return None
    if kind_of(question) != "how_many" and marked[-1].end - marked[0].start < COVERS * (
        end - start
    ):
        return None
    same = of_one_measure(question, sentence, found, marked[0])
    if marked[0] not in same or len(same) < 2:
        return None
    if any(_ONE.fullmatch(sentence[a.end : b.start]) for a, b in pairwise(same)):
        return None  # «cuatro años y tres meses»
    pieces = parts_of(sentence, same)
    better = _by_year(question, sentence, pieces)
    if better is None:
        better = _by_words(question, sentence, same, pieces, same.index(marked[0]))
    if better is None or (len(marked) == 1 and better == same.index(marked[0])):
        return None
    if any(a is not same[better] and a in marked for a in found) or same[better] not in marked:
        return same[better].start, same[better].end
    return None


def figure_beside(question: str, text: str, sentence: Place) -> tuple[Place, Place] | None:
    """The sentence of a text that says all that the question does, and its figure, where the one
    that was read does not; ``None`` where none does, several do, or no figure is asked for.

    «Para una autocaravana cuesta 31 euros. Para una tienda cuesta 18 euros.»
    """
    asked = frozenset(analyze(question))
    if kind_of(question) != "how_many" or len(asked) < LEAST:
        return None
    if asked <= frozenset(analyze(text[slice(*sentence)])):
        return None
    whole = [s for s in split_sentences(text) if asked <= frozenset(analyze(text[slice(*s)]))]
    if len(whole) != 1:
        return None
    start, end = whole[0]
    asked_for = measures_asked(question)
    found = [
        figure
        for figure in amounts.find_amounts(text[start:end])
        if figure.value is not None and (asked_for is None or measure_of(figure) & asked_for)
    ]
    counted = counted_term(question)
    if len(found) != 1:
        return None
    noun = noun_beside(text[start:end], found[0])
    if counted is not None and noun and counted not in noun:
        return None
    return whole[0], (start + found[0].start, start + found[0].end)


def _by_year(question: str, sentence: str, pieces: Sequence[Place]) -> int | None:
    """The figure in whose piece the one year of the question stands, where others have others."""
    asked = set(YEAR.findall(question))
    if len(asked) != 1:
        return None
    years = [set(YEAR.findall(sentence[slice(*part)])) for part in pieces]
    fitting = [place for place, told in enumerate(years) if told == asked]
    others = [place for place, told in enumerate(years) if told and not told & asked]
    return fitting[0] if len(fitting) == 1 and others else None


def _by_words(
    question: str, sentence: str, figures: Sequence[Amount], pieces: Sequence[Place], at: int
) -> int | None:
    """The figure whose piece has words of the question, where that of the marked one has none."""
    asked = _specifying(question)
    counted = counted_term(question)
    own = [
        _terms_beside(sentence, figure, piece)
        for figure, piece in zip(figures, pieces, strict=True)
    ]
    nouns = [noun_beside(sentence, figure) for figure in figures]
    own = [terms | (noun & asked) for terms, noun in zip(own, nouns, strict=True)]
    denied = _NO.search(question) is not None

    def shares(n: int) -> bool:
        """Whether a figure and the marked one are of one enumeration, and the marked one has no
        word of the question: «Cinco de ellos eran de caza y cuatro, de compañía»."""
        if denied or own[at] & asked or abs(n - at) != 1:
            return False
        first, last = (figures[place] for place in sorted((n, at)))
        if _AND.search(sentence, first.end, last.start) is None:
            return False
        told = sentence[figures[n].start : figures[n].end]
        if told in question or parts.is_part(sentence, figures[at].start, figures[at].end):
            return False
        noun, other = nouns[at], nouns[n]
        return not noun or not other or noun == other or bool(other & asked)

    if counted is not None and counted in nouns[at]:
        others = [n for n, terms in enumerate(nouns) if n != at and terms and counted not in terms]
        if len(others) == len(figures) - 1:
            return None
    elif counted is not None:
        fitting = [n for n, terms in enumerate(nouns) if counted in terms]
        if len(fitting) == 1 and nouns[at]:
            return fitting[0]
    better = [
        n
        for n, terms in enumerate(own)
        if n != at
        # Only a later figure goes without the noun that the one before has.
        and (nouns[n] or not nouns[at] or n > at)
        and len((terms & asked) - own[at]) >= (1 if shares(n) else TOLD)
        and len(terms - asked) <= len(own[at] - asked)
        and (not own[at] & asked or (terms <= asked and not own[at] <= asked))
        and _may_be(question, sentence, figures, n)
        and not _does(question, sentence, pieces[at], pieces[n])
    ]
    return better[0] if len(better) == 1 else None


def _does(question: str, sentence: str, own: Place, other: Place) -> bool:
    """Whether a piece tells of the deed that is asked about, and the other has another verb."""
    deeds = {deed_of(word) for word in _WORD.findall(question) if is_verb(word.lower())}
    verbs, others = (
        {deed_of(w) for w in _WORD.findall(sentence[slice(*piece)]) if w.islower() and is_verb(w)}
        for piece in (own, other)
    )
    return bool(verbs & deeds) and bool(others) and not others & deeds


def _may_be(question: str, sentence: str, figures: Sequence[Amount], at: int) -> bool:
    """Whether a figure is neither denied nor, without a word of the deed asked for, the whole that
    another is some of: «6 de los 40 barcos que pescan allí son chilenos»."""
    figure = figures[at]
    if _DENIED.search(sentence, max(0, figure.start - _NEAR), figure.start):
        return False
    if parts.is_part(sentence, figure.start, figure.end):
        return False
    if not _OF_THEM.search(sentence, 0, figure.start):
        return True
    after = _WORD.search(sentence, figure.end)
    deeds = {deed_of(word) for word in _WORD.findall(question) if is_verb(word.lower())}
    return after is not None and deed_of(after.group()) in deeds


def _specifying(question: str) -> frozenset[str]:
    """The terms that say which: without the verb, which the second figure mostly lacks, and what
    is counted."""
    words = [word for word in _WORD.findall(question) if not (word.islower() and is_verb(word))]
    counted = counted_term(question)
    return frozenset(analyze(" ".join(words))) - {counted}


def _terms_beside(sentence: str, figure: Amount, part: Place) -> frozenset[str]:
    """The terms of a figure's part without it and what it counts."""
    noun = counted_beside(sentence, figure)
    end = noun.end() if noun and noun.end() <= part[1] else figure.end
    after = MARK.split(sentence[end : part[1]])[0]
    return frozenset(analyze(f"{sentence[part[0] : figure.start]} {after}"))
