"""The same news in several outlets: near-identical passages count as one source.

An agency's text that two papers print is one testimony, not two; a figure that one of them
changed is news, so passages whose numbers differ are never one.
"""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from index.text.analyzer import analyze
from index.text.folding import fold_words
from index.text.numbers import find_numbers

SAME: Final = 0.9
"""Similarity over which two sentences are one piece of news in two outlets."""

SHINGLES: Final = 0.6
"""Share of word triples that two passages have in common from which they are one text with
small changes: changing one word in twenty leaves .74 of the triples."""

SHORT: Final = 10
"""Terms up to which two texts are one only with the very same terms: in a single short sentence two
papers tell the same thing in the same words without having it of one another."""

COMPARED: Final = 400
"""Characters; longer sentences are rare and must be equal, as comparing the parts of two
takes time with the cube of their length (4 s at 3,000)."""


def outlet_of(source: str, document: str) -> str:
    """Return the outlet of a document, as two are told apart, whatever their case: one that names
    none is of an outlet of its own.

    :param source: the outlet's name as the document has it.
    :param document: its id.
    """
    return fold_words(source) or document


def alike(one: str, other: str) -> bool:
    """Whether two sentences say the same in nearly the same words."""
    one, other = (" ".join(text.split()) for text in (one, other))
    if one == other or max(len(one), len(other)) > COMPARED:
        return one == other
    if numbers(one) != numbers(other):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= SAME and matcher.ratio() >= SAME


def is_same_text(passage: str, other: str) -> bool:
    """Whether two passages are the same text but for small changes, figures apart."""
    if passage == other:
        return True
    if numbers(passage) != numbers(other):
        return False
    shingles, others = _shingles(passage), _shingles(other)
    if not shingles or not others:
        return fold_words(passage) == fold_words(other)
    if min(len(analyze(passage)), len(analyze(other))) <= SHORT:
        return analyze(passage) == analyze(other)
    return len(shingles & others) >= SHINGLES * len(shingles | others)


@lru_cache(maxsize=64)
def numbers(text: str) -> Counter[str]:
    """The numbers of a text, each as often as it stands there."""
    return Counter(str(number.value.normalize()) for number in find_numbers(text))


@lru_cache(maxsize=64)
def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = analyze(text)
    return frozenset(zip(words, words[1:], words[2:], strict=False))
