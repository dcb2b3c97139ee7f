"""A text in words and marks, what each looks like, and which tokens it is of.

Names are spans of words, not of tokens: «EE.UU.» is one token or four, as the vocabulary has it. A
word is known by its first and its last token; most names need no more, since each token's state
knows its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Place = tuple[int, int]
"""Start, and one past the end, in code points."""

_WORD: Final = re.compile(r"[^\W_]+|[^\w\s]|_")
_BEFORE, _AFTER = 3, 2
"""Words before and after one with a capital that may be of a name («sierra de Lombrada»); of the
words of names in the training passages 8 of 4,796 lie farther off."""

_SMALL: Final = frozenset("de del la los las y e".split())
_INNER: Final = _SMALL | frozenset("el para en por a al sobre".split())
"""Words that stand in names and that none ends with."""

_ENDS: Final = frozenset(".!?…:")
_OPENS: Final = frozenset("\"'«“(¿¡‘—–-")
_QUOTES: Final = frozenset('"«“”»')
_LONG: Final = 12
"""Letters from which a word counts as long; its share of them is one of the numbers."""

SHAPES: Final = 14
"""Numbers that say what a word looks like."""

SEEN: Final = (0, -1, 1, -2, 2)
"""Words whose looks are seen with each: itself, and two on either side."""


def words_of(text: str, begin: int = 0, end: int | None = None) -> list[Place]:
    """Return the words and marks of a text from one place to another, in order."""
    stop = len(text) if end is None else end
    return [match.span() for match in _WORD.finditer(text, begin, stop)]


def is_small(word: str) -> bool:
    """Return whether a word may stand in a name but not at its end."""
    return word in _INNER


def likely(text: str, words: Sequence[Place]) -> NDArray[np.int64]:
    """Return the positions of the words that may be of a name, ascending: those with a capital, and
    those near one."""
    keep = np.zeros(len(words), bool)
    for at, (start, end) in enumerate(words):
        word = text[start:end]
        if word[0].isalpha() and not word.islower() and any(map(str.isupper, word)):
            keep[max(0, at - _BEFORE) : at + _AFTER + 1] = True
    return np.flatnonzero(keep)


def looks(text: str, words: Sequence[Place]) -> NDArray[np.float32]:
    """Return what each word and its neighbours look like, of shape (words, 5 · :data:`SHAPES`)."""
    own = np.zeros((len(words) + 4, SHAPES), np.float32)
    before, ended = ".", 0
    for row, (start, end) in enumerate(words, 2):
        own[row] = _shape(text[start:end], before, spaced=row > 2 and start > ended)
        own[row, 7] = row == 2 or before in _ENDS
        before, ended = text[start:end], end
    rows = np.arange(2, len(words) + 2)
    return np.concatenate([own[rows + step] for step in SEEN], axis=1)


def _shape(word: str, before: str, *, spaced: bool) -> tuple[float, ...]:
    letters, upper, several = word[0].isalpha(), word.isupper(), len(word) > 1
    return (
        letters and word[0].isupper() and not (several and upper),
        letters and upper and several,
        letters and word.islower(),
        word[0].isdigit(),
        not word[0].isalnum(),
        not several,
        any(map(str.isupper, word[1:])) and not upper,
        0.0,  # whether a sentence begins here
        before in _OPENS,
        before == ",",
        word in _SMALL,
        word in _QUOTES,
        spaced,
        min(len(word), _LONG) / _LONG,
    )


def tokens_of(
    words: Sequence[Place], offsets: Sequence[Place]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first and the last token of each word, int64 (words,) both.

    :param offsets: of every token in the text; marks that stand for nothing in it are empty.
    """
    places = np.array(offsets, np.int64).reshape(-1, 2)
    real = np.flatnonzero(places[:, 1] > places[:, 0])
    if not len(real) or not len(words):
        return np.zeros(len(words), np.int64), np.zeros(len(words), np.int64)
    starts, ends = places[real, 0], places[real, 1]
    bounds = np.array(words, np.int64)
    first = np.minimum(np.searchsorted(ends, bounds[:, 0], side="right"), len(real) - 1)
    last = np.maximum(np.searchsorted(starts, bounds[:, 1], side="left") - 1, 0)
    return real[first], real[last]
