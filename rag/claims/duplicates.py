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

COMPARED: Final = 400
"""Characters; longer sentences are rare and must be equal, as comparing the parts of two
takes time with the cube of their length (4 s at 3,000)."""


def alike(said: str, again: str) -> bool:
    """Whether two sentences say the same in nearly the same words."""
    said, again = (" ".join(text.split()) for text in (said, again))
    if said == again or max(len(said), len(again)) > COMPARED:
        return said == again
    if numbers(said) != numbers(again):
        return False
    matcher = SequenceMatcher(None, said, again, autojunk=False)
    return matcher.quick_ratio() >= SAME and matcher.ratio() >= SAME


def one_text(passage: str, other: str) -> bool:
    """Whether two passages are the same text but for small changes, figures apart."""
    if passage == other:
        return True
    if numbers(passage) != numbers(other):
        return False
    one, two = _shingles(passage), _shingles(other)
    if not one or not two:
        return fold_words(passage) == fold_words(other)
    return len(one & two) >= SHINGLES * len(one | two)


@lru_cache(maxsize=64)
def numbers(text: str) -> Counter[str]:
    """The numbers of a text, each as often as it stands there."""
    return Counter(str(number.value.normalize()) for number in find_numbers(text))


@lru_cache(maxsize=64)
def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = analyze(text)
    return frozenset(zip(words, words[1:], words[2:], strict=False))
