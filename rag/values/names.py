"""Tells whether two names are of one person, place or body.

«Kim Jong-un» and «Kim Jong Un», «Shoigú» and «Shoigu», «Pionyang» and «Pyongyang» meet by their
accents and by the spellings of the language; «Kim» is short for either Kim, «la ONU» for its
words. What a name cannot tell («el presidente ruso» and «Putin», «Kursk» and «Rusia») stays open.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from babel import Locale

from index.text.folding import fold_words
from rag.language import SPANISH

_WORDS: Final = SPANISH.names
_COUNTRY: Final = re.compile(rf"\b(?:{'|'.join(_WORDS.compass_countries)})\b")
_PLACE_WORD: Final = re.compile(rf"\b(?:{'|'.join(_WORDS.places)})\b")
_ARTICLE: Final = re.compile(rf"^(?:{'|'.join(_WORDS.articles)})\s+")
_EXPANSIONS: Final = tuple(
    (re.compile(abbreviation, re.IGNORECASE), fold_words(whole))
    for abbreviation, whole in SPANISH.expansions
)
LONGEST: Final = 8
"""Words of a name; longer spans are sentences, which only look like one another."""


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    """Return countries and continents in Spanish, from the Unicode consortium's tables."""
    return frozenset(map(fold_words, Locale.parse(SPANISH.code).territories.values()))


def tokens(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell it from others: folded, in one spelling, no titles."""
    plain = fold_words(name.replace("’", "'"))
    for abbreviation, whole in _EXPANSIONS:
        plain = abbreviation.sub(whole, plain)
    plain = re.sub(r"[^\w\s]", " ", plain)
    plain = " ".join(plain.split())
    plain = _ARTICLE.sub("", plain)
    plain = _WORDS.same.get(plain, plain)
    empty = _WORDS.empty - _WORDS.compass if _COUNTRY.search(plain) else _WORDS.empty
    words = [SPANISH.spellings.get(word, word) for word in plain.split()]
    return tuple(word for word in words if word not in empty) or tuple(words)


def is_name(text: str) -> bool:
    """Return whether a short span holds a proper name: a capital past its first word, or alone."""
    words = re.findall(r"[^\W\d_][\w.'’-]*", text)
    if not 0 < len(words) <= LONGEST:
        return False
    capital = [w for w in words if w[0].isupper() and fold_words(w) not in _WORDS.empty]
    return bool(capital)


def same_name(one: str, other: str) -> bool:
    """Return whether two names can be of one: the words of one are all in the other, or are its
    initials."""
    few, many = sorted((tokens(one), tokens(other)), key=len)
    if not few:
        return False
    if set(few) <= set(many):
        return True
    capital, others = _capitals(one), _capitals(other)
    if capital and others and (capital <= others or others <= capital):
        return True  # «el danés Overgaard»
    return len(few) == 1 and len(many) > 1 and few[0] == "".join(word[0] for word in many)


def _capitals(name: str) -> frozenset[str]:
    """The tokens of its words with a capital."""
    return frozenset(tokens(" ".join(re.findall(r"\b[^\W\d_a-záéíóúüñ][\w'’-]*", name))))


def sound_alike(one: str, other: str) -> bool:
    """Return whether two names may be one word of another script, spelled twice: «Saná», «Sanaa».

    They have the same consonants, doubled or not, and begin alike; «Marta» and «Mirta» do too, so
    it says no more than that they may be one.
    """
    words, others = tokens(one), tokens(other)
    return len(words) == len(others) > 0 and all(
        a == b or (a[0] == b[0] and _consonants(a) == _consonants(b))
        for a, b in zip(words, others, strict=True)
    )


def _consonants(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouy]", "", word))


def is_wide(place: str) -> bool:
    """Return whether a place is a country or a region, in which another may lie."""
    plain = _ARTICLE.sub("", fold_words(place))
    return (
        _PLACE_WORD.search(plain) is not None
        or plain in _countries()
        or " ".join(tokens(place)) in _countries()
    )
