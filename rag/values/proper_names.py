"""Names of people and places as they stand in a text, where their form makes their kind sure.

«Tomás Arce» begins with a given name, «el pleno de Valdemora» and «en Sotomorales» say that it is a
place; of «Orlavia rechazó» nothing is known, and nothing is said. What is found here keeps
passages apart that tell of somebody or somewhere else (:mod:`rag.claims.sameness`), so it is meant
to miss names rather than to take them for what they are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from babel import Locale

from index.text.folding import fold, fold_words
from rag.language import SPANISH

Sort = Literal["person", "place"]

_WORDS: Final = SPANISH.names
_CAPITAL: Final = r"[A-ZÁÉÍÓÚÜÑ][^\W\d_]*(?:[-'’][^\W\d_]+)*"
_SPACE: Final = r"[^\S\n]+"
_JOINED: Final = rf"(?:{_SPACE}(?:de{_SPACE}l[oa]s?|del?|von|van|der|bin|al))?"
_NAME: Final = re.compile(rf"(?<![\w-]){_CAPITAL}(?:{_JOINED}{_SPACE}{_CAPITAL})*")
_SITED: Final = re.compile(
    rf"\b(?:{'|'.join(_WORDS.sited)})\s+(?:\w+\s+)?(?:de\s+l[oa]s?|del?)\s+$", re.IGNORECASE
)
_IN: Final = re.compile(r"\b(?:en|desde|hacia)\s+(?:l[oa]s?\s+|el\s+)?$", re.IGNORECASE)
_HEAD: Final = re.compile(
    rf"([^\W\d_]{{4,}}){_SPACE}(?:de{_SPACE}(?:l[oa]s?{_SPACE})?|del{_SPACE})?$"
)
_SENTENCE: Final = re.compile(r"(?:^|[.:;?!…»”\"]\s+|[¿¡«“(—–\n]\s*|\n\s*[-*]\s*)$")
_BEFORE: Final = 40
"""Characters before a name in which the words that tell its kind stand."""


@dataclass(frozen=True, slots=True)
class ProperName:
    """A name in a text.

    :param start: its first code point.
    :param words: its words as they are compared: folded, in one spelling, without small ones.
    :param sort: what it is of; ``None`` where its form does not tell.
    :param form: the whole name, folded.
    :param head: what stands before it or begins it and says of what it is the name («naviera»,
        «relator», «universidad»), folded; ``""`` where nothing does.
    """

    start: int
    end: int
    words: tuple[str, ...]
    sort: Sort | None
    form: str
    head: str


def proper_names(text: str) -> Iterator[ProperName]:
    """Yield the names of a text, in order; a capital that a sentence begins with is none alone."""
    for match in _NAME.finditer(text):
        start, end = match.span()
        parts = match.group().split()
        if _SENTENCE.search(text, max(0, start - 4), start) and len(parts) > 1:
            # «La Virgen», «En Lugo», «Tras Putin»: the first word may be none of the name.
            if not _is_given(parts[0]) and fold(parts[0]) in _small_words():
                start += len(parts[0]) + 1
                parts = parts[1:]
        elif _SENTENCE.search(text, max(0, start - 4), start):
            continue
        words = tuple(
            SPANISH.spellings.get(word, word)
            for part in parts
            if part[0].isupper() and (word := fold_words(part))
        )
        telling = tuple(word for word in words if word not in _WORDS.empty)
        telling = tuple(word for word in telling if word not in _WORDS.heads) or telling
        if telling:
            form = " ".join(map(fold_words, parts))
            sort = _sort(text, start, parts)
            yield ProperName(start, end, telling, sort, form, _head(text, start, parts))


def _head(text: str, start: int, parts: list[str]) -> str:
    if (first := fold_words(parts[0])) in _WORDS.heads:
        return first
    before = _HEAD.search(text, max(0, start - _BEFORE), start)
    head = fold_words(before[1]) if before else ""
    return "" if head in _small_words() else head


def _sort(text: str, start: int, parts: list[str]) -> Sort | None:
    before = text[max(0, start - _BEFORE) : start]
    name = " ".join(parts)
    if all(part.isupper() for part in parts):
        return None  # an acronym
    if fold_words(name) in _countries() or _SITED.search(before):
        return "place"
    if _is_given(parts[0]) and len(parts) > 1:
        return "person"
    if len(parts) == 1 and _IN.search(before):
        return "place"
    return None


def _is_given(word: str) -> bool:
    return fold_words(word.partition("-")[0]) in _given()


@lru_cache(maxsize=1)
def _given() -> frozenset[str]:
    return frozenset(map(fold_words, _WORDS.given))


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    return frozenset(map(fold, SPANISH.stop_words))


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    territories = Locale.parse(SPANISH.code).territories
    return frozenset(
        fold_words(name) for code, name in territories.items() if len(code) == 2 and code.isalpha()
    )
