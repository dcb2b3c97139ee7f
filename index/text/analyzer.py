"""Text to terms: the Spanish analysis that BM25 counts with.

In this order, each step for a reason that was paid for: numbers are read first and
become one term each; words are lower-cased; stop words fall; Snowball stems what is
left *with* its accents, since its rules look for them; only then are accents folded, so
that "envió" and "envio" meet, while ñ stays a letter of its own (año is not ano);
and names with several transliterations take one spelling. The words come from
:data:`index.text.spanish.SPANISH`.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache

import Stemmer

from index.text.folding import fold_term
from index.text.numbers import canonical, find_numbers
from index.text.spanish import SPANISH

VERSION = 4
"""Raised whenever the same text would give other terms: stored terms are then made anew."""

_WORD = re.compile(r"[^\W_]+")
_EXPANSIONS = tuple(
    (re.compile(pattern, re.IGNORECASE), whole) for pattern, whole in SPANISH.expansions
)
_STOP_WORDS = SPANISH.stop_words
_SPELLINGS = SPANISH.spellings
_LONGEST_TERM = 40
"""Longer strings without a space are addresses or noise; their head is term enough."""

_local = threading.local()


def analyze(text: str) -> list[str]:
    """Return the terms of a text or question, in order, with repeats.

    >>> analyze("¿Cuántos soldados envió Corea del Norte?")
    ['sold', 'envi', 'core', 'nort']
    >>> analyze("once mil, 11.000 o 11,000 años")
    ['11000', '11000', '11000', 'año']
    """
    text = unicodedata.normalize("NFC", text)
    for abbreviation, whole in _EXPANSIONS:
        text = abbreviation.sub(whole, text)
    terms: list[str] = []
    at = 0
    for number in find_numbers(text):
        terms.extend(_words(text[at : number.start]))
        terms.append(canonical(number.value))
        at = number.end
    terms.extend(_words(text[at:]))
    return terms


def _words(text: str) -> list[str]:
    words = (match.group().lower()[:_LONGEST_TERM] for match in _WORD.finditer(text))
    return [_term(word) for word in words if word not in _STOP_WORDS]


@lru_cache(maxsize=200_000)  # the vocabulary of some 100,000 paragraphs; about 30 MB
def _term(word: str) -> str:
    word = _SPELLINGS.get(fold_term(word), word)
    stem = fold_term(str(_stemmer().stemWord(word)))
    # Snowball leaves short plurals alone: años/año and días/día must still meet.
    if len(stem) > 3 and stem[-1] == "s" and stem[-2] in "aeiou":
        return stem[:-1]
    return stem


def _stemmer() -> Stemmer.Stemmer:
    """Return this thread's stemmer: Snowball's state is not to be shared."""
    if not hasattr(_local, "stemmer"):
        _local.stemmer = Stemmer.Stemmer(SPANISH.stemmer)
    stemmer: Stemmer.Stemmer = _local.stemmer
    return stemmer
