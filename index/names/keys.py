"""What two forms of one name have in common: its words as they are compared.

«Kim Jong-un», «Kim Jong Un» and «KIM JONG UN», «Serguéi Shoigú» and «Sergei Shoigu», «EE. UU.» and
«Estados Unidos», «la ministra Wernicke» and «Wernicke» have one key.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from index.names.words import ABBREVIATIONS, ALIASES, ARTICLES, SMALL, TITLES
from index.text.folding import fold_words
from index.text.spanish import SPANISH
from index.types import Kind

Key = tuple[str, ...]
"""The words of a name, folded, in one spelling, without titles and articles; never empty."""

_DOTTED: Final = re.compile(r"(?<!\w)(?:[^\W\d_]{1,2}\.\s?){2,}(?!\w)|(?<!\w)(?:[^\W\d_]\.){2,}")
_MARKS: Final = re.compile(r"[^\w\s]|_")
_EXPANSIONS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), whole) for pattern, whole in SPANISH.expansions
)
_FROM_A_WORD: Final = 3
"""Letters of an acronym that one word gives at most."""

_AND: Final = re.compile(r"(?<!\w)[ye](?!\w)")
"""«Ortega y Gasset», while «E. Montaño» has an initial."""

_LETTERS: Final = frozenset("aeoy")

INITIAL: Final = 1
"""Letters of a word that stands for a longer one («J. Pérez»)."""


@lru_cache(maxsize=100_000)
def key_of(form: str, kind: Kind) -> Key:
    """Return the key of a form; forms of one kind and key are one name."""
    text = form
    for pattern, whole in _EXPANSIONS:
        text = pattern.sub(whole, text)
    if kind == "person":
        text = _AND.sub(" ", text)
    else:  # a person's initials are words of their own: «C. J. Cela»
        text = _DOTTED.sub(lambda dots: re.sub(r"[.\s]", "", dots.group()) + " ", text)
    plain = " ".join(_MARKS.sub(" ", fold_words(text.replace("’", "'"))).split())
    plain = _aliased(plain, kind)
    words = tuple(SPANISH.spellings.get(word, word) for word in plain.split())
    small = SMALL
    if kind == "person":
        small = SMALL - _LETTERS
        while len(words) > 1 and words[0] in TITLES:
            words = words[1:]
    elif len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    told = tuple(word for word in words if word not in small) or words
    return told or (form.strip() or "?",)


def _aliased(plain: str, kind: Kind) -> str:
    if kind == "person":
        return plain
    first, _, rest = plain.partition(" ")
    bare = rest if first in ARTICLES and rest else plain
    aliases = ALIASES[kind]
    return aliases.get(plain) or aliases.get(bare) or plain


def is_abbreviation(form: str, kind: Kind) -> bool:
    """Return whether a form is short for a name that has a longer one («EE. UU.», «CDMX»)."""
    letters = [c for c in form if c.isalpha()]
    plain = " ".join(_MARKS.sub(" ", fold_words(form)).split())
    capitals = bool(letters) and all(c.isupper() for c in letters)
    return capitals and (plain in ABBREVIATIONS or " ".join(key_of(form, kind)) != plain)


def is_acronym_of(short: Key, long: Key, form: str) -> bool:
    """Return whether the one word of ``short`` is made of the first letters of the words of
    ``long`` («INEGI», «Instituto Nacional de Estadística y Geografía»).

    :param form: as the short one is written; it has at least two capitals.
    """
    if len(short) != 1 or len(long) < 2 or not 2 <= len(short[0]) <= 10:
        return False
    if sum(c.isupper() for c in form) < 2:
        return False
    letters, words = short[0], list(long)
    if letters == "".join(word[0] for word in words):
        return True
    return len(letters) <= 2 * len(words) and _woven(letters, words)


def _woven(letters: str, words: list[str]) -> bool:
    """Return whether every word gives its first letter, and perhaps two that follow in it, in
    order: INEGI ends in the g and an i of «Geografía»."""
    if not words:
        return not letters
    word, rest = words[0], words[1:]
    return any(
        letters[:1] == word[0]
        and _follow(letters[1:count], word[1:])
        and _woven(letters[count:], rest)
        for count in range(1, min(_FROM_A_WORD, len(letters)) + 1)
    )


def _follow(letters: str, word: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)


def is_part(few: Key, many: Key) -> bool:
    """Return whether the words of one name stand in another in the same order; a letter alone
    stands for a word that it begins, if another word is the same."""
    if not 0 < len(few) < len(many):
        return len(few) == len(many) and few != many and _matches(few, many)
    return _matches(few, many)


def _matches(few: Key, many: Key) -> bool:
    at, whole = 0, 0
    for word in few:
        while at < len(many) and not _stands_for(word, many[at]):
            at += 1
        if at == len(many):
            return False
        whole += word == many[at]
        at += 1
    return whole > 0


def _stands_for(word: str, other: str) -> bool:
    return word == other or (len(word) == INITIAL and other.startswith(word))
