"""Letters into words, by the white between them rather than by the spaces that were drawn.

A justified line is drawn in pieces («conformi», «dad»), with spaces of no width, with letters
apart, or without any space at all. The advance widths of the letters tell where the pen stood
after each; what white lies between two letters beyond that is what a reader sees.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

# In ems. A font's space is .20 to .33 wide and the tightest justification leaves half of it;
# kerning and rounding move letters by less than .06.
DRAWN_SPACE: Final = 0.07
UNDRAWN_SPACE: Final = 0.17
# Letters set apart: below this it is rounding, not the typesetter's wish.
_APART: Final = 0.06
_MOST_APART: Final = 0.8
# Where so many drawn spaces have no width the font's widths are wrong, and the spaces count.
_WITHOUT_WIDTH: Final = 0.3
_FEW: Final = 5


class Glyph(NamedTuple):
    """A letter as it is printed: its place from pen to pen, and the font's height."""

    char: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool
    spaced: bool
    """Whether a space was drawn before it."""


def words_of(run: Sequence[Glyph]) -> list[tuple[int, int]]:
    """Part a run of letters, drawn one after the other on one line, into words.

    :returns: (first, one past the last) of each word.
    """
    if not run:
        return []
    gaps = [(after.x0 - before.x1) / max(before.size, 0.1) for before, after in pairwise(run)]
    apart = _letters_apart([gap for gap, after in zip(gaps, run[1:], strict=True)])
    narrow = [
        gap <= apart + DRAWN_SPACE for gap, after in zip(gaps, run[1:], strict=True) if after.spaced
    ]
    trusted = len(narrow) > 2 and sum(narrow) > _WITHOUT_WIDTH * len(narrow)
    words, first = list[tuple[int, int]](), 0
    for i, gap in enumerate(gaps, 1):
        needed = apart + (DRAWN_SPACE if run[i].spaced else UNDRAWN_SPACE)
        if gap > needed or (trusted and run[i].spaced):
            words.append((first, i))
            first = i
    words.append((first, len(run)))
    return _spelled_out(words, run)


def _letters_apart(gaps: Sequence[float]) -> float:
    """Tell how far the letters of a run are set apart: what most of them are."""
    if len(gaps) < _FEW:
        return 0.0
    usual = sorted(gaps)[(len(gaps) - 1) * 2 // 5]
    return min(usual, _MOST_APART) if usual > _APART else 0.0


def _spelled_out(words: list[tuple[int, int]], run: Sequence[Glyph]) -> list[tuple[int, int]]:
    """Join what was drawn with a space after every letter («T I T U L A R»)."""
    single = sum(end - start == 1 and run[start].char.isalpha() for start, end in words)
    if single <= _FEW or single < 0.8 * len(words):
        return words
    gaps = [run[b].x0 - run[a - 1].x1 for (_, a), (b, _) in pairwise(words)]
    most = 1.5 * median(gaps)
    joined = [words[0]]
    for gap, (start, end) in zip(gaps, words[1:], strict=True):
        if gap <= most:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
