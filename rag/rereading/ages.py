"""How old somebody is: the age that a sentence sets beside the one asked about.

«Belinda Roca, de 29 años, es la alcaldesa más joven de Nublar»: asked for the age of the alcaldesa,
the sentence says it, though question and sentence share few words. Only an age whose owner the
form of the sentence tells counts; a visitor's is not the host's.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from index.text.analyzer import analyze
from index.text.folding import fold
from rag.documents.sentences import split_sentences
from rag.questions.verbs import is_verb

Place = tuple[int, int]

_ASKS: Final = re.compile(
    r"^[¿\s]*(?:cu[aá]ntos\s+años|qu[eé]\s+edad)\s+(?:tiene|ten[ií]a)\s+(?P<who>[^?,;:]+?)\s*\?*$",
    re.IGNORECASE,
)
_AGE: Final = re.compile(
    r"(?:,\s+de|\s+\(|,|\s+tiene|\s+ten[ií]a)\s*(?P<age>\d{1,3}\s+años)(?:\s+de\s+edad)?(?=\s*[,.;)]|\s+y\s|$)"
)
_PART: Final = re.compile(r",\s+|\s+\(")
_MARK: Final = re.compile(r"[.;:«»“”\n]\s*|\s(?:que|mientras|cuando|donde|pero)\s")
_COPULA: Final = re.compile(r"^\W*(?:es|era|fue|ser[aá]|ha sido|sigue siendo)\s", re.IGNORECASE)
_ASIDE: Final = re.compile(r"^(?:,|\)|\s+y)+\s*(?=[a-záéíóúñü])")
_ARTICLE: Final = re.compile(r"^(?:el|la|los|las|un|una|su)\s+", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+")
_OF_ANOTHER: Final = frozenset("de del a al con contra por para sobre entre ante".split())
_LONGEST: Final = 2
"""Parts between commas that may name who is so old: «la alcaldesa de Nublar, Belinda Roca»."""


def age_of(question: str, text: str) -> tuple[Place, Place] | None:
    """Where a text tells the age that a question asks for, and its sentence; ``None`` where it
    does not, or tells two.

    >>> text = "Ana Ruiz, de 29 años, es la alcaldesa de Nublar."
    >>> place, _ = age_of("¿Cuántos años tiene la alcaldesa de Nublar?", text)
    >>> text[slice(*place)]
    '29 años'
    """
    asked = _ASKS.match(question.strip())
    if asked is None:
        return None
    who = _ARTICLE.sub("", asked["who"])
    if not analyze(who) or any(word.islower() and is_verb(word) for word in _WORD.findall(who)):
        return None
    found = [
        ((start + m.start("age"), start + m.end("age")), (start, end))
        for start, end in split_sentences(text)
        for m in _AGE.finditer(text[start:end])
        if _is_of(who, text[start:end], m)
    ]
    return found[0] if len(found) == 1 else None


def _is_of(who: str, sentence: str, age: re.Match[str]) -> bool:
    """Whether an age is that of the one asked about, by what stands before and after it."""
    before = _MARK.split(sentence[: age.start()])[-1]
    parts = _PART.split(before)[-_LONGEST:]
    terms = _terms(who)
    for first in range(len(parts) - 1, -1, -1):
        named, verb = _after_verb(" ".join(parts[first:]))
        if terms <= _terms(named):
            return _begins(who, named)
        if verb:
            return False
    after = _MARK.split(sentence[age.end() :])[0]
    copula, aside = _COPULA.search(after), _ASIDE.match(after)
    if copula is None and aside is None:
        return False
    told = after[copula.end() if copula else aside.end() if aside else 0 :]
    if copula is None:
        told = _PART.split(told)[0]
    return terms <= _terms(sentence[age.end() :]) and _begins(who, told)


def _begins(who: str, told: str) -> bool:
    """Whether what is told has the first word of the one asked about, and nobody else whose it is:
    «la hija de la alcaldesa»."""
    words = _WORD.findall(told)
    head = fold(_WORD.findall(who)[0])
    at = next((n for n, word in enumerate(words) if fold(word) == head), None)
    if at is None:
        return False
    near = [fold(word) for word in words[max(0, at - 2) : at]]
    return not _OF_ANOTHER & {*near}


def _after_verb(text: str) -> tuple[str, bool]:
    """What stands after the last verb of a text, all of it where there is none, and whether there
    is: «ayer murió Juan Mora», «visitó a Juan Mora»."""
    verbs = [m for m in _WORD.finditer(text) if m[0].islower() and is_verb(m[0])]
    if not verbs:
        return text, False
    return re.sub(r"^\s+al?\s", " ", text[verbs[-1].end() :]), True


@lru_cache(maxsize=16)
def _terms(text: str) -> frozenset[str]:
    return frozenset(analyze(text))
