"""From the tags of words to names: the best run of tags in which every name has a beginning.

BIO tags (Ramshaw and Marcus 1995): a word begins a name of a kind, goes on with one, or is of none.
A x
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.encoders.naming.words import Place, is_small
from index.types import KINDS, Mention

TAGS: Final = 1 + 2 * len(KINDS)
"""Nothing, then beginning and going on for each of :data:`index.types.KINDS`."""

_NEVER: Final = -1e4
"""What is added to a run of tags that cannot be; sums of logarithms of chances stay far above."""


def _following() -> NDArray[np.float32]:
    """Return what is added for each tag (rows) before each other (columns): 0, or never."""
    table = np.zeros((TAGS, TAGS), np.float32)
    for going_on in range(2, TAGS, 2):
        table[:, going_on] = _NEVER
        table[[going_on - 1, going_on], going_on] = 0
    return table


_FOLLOWING: Final = _following()


def _within() -> NDArray[np.float32]:
    """Return the same after a word that no name ends with: what has begun goes on."""
    table = np.full((TAGS, TAGS), _NEVER, np.float32)
    table[0] = _FOLLOWING[0]
    for begun in range(1, TAGS, 2):
        table[[begun, begun + 1], begun + 1] = 0
    return table


_WITHIN: Final = _within()


def best_tags(
    scores: NDArray[np.float32], small: Sequence[bool], follows: NDArray[np.float32]
) -> list[int]:
    """Return the best run of tags.

    :param scores: log probabilities, of shape (words, :data:`TAGS`).
    :param small: of each word, whether no name ends with it.
    :param follows: what a tag (rows) before another (columns) adds, of shape (TAGS, TAGS).
    """
    if not len(scores):
        return []
    total = scores[0].copy()
    total[2::2] += _NEVER
    tables = follows + _FOLLOWING, follows + _WITHIN
    came_from = []
    for row, after_small in zip(scores[1:], small, strict=False):
        ways = total[:, None] + tables[after_small]
        best = ways.argmax(axis=0)
        total = ways[best, np.arange(TAGS)] + row
        came_from.append(best)
    if small[-1]:
        total[1:] += _NEVER
    tags = [int(total.argmax())]
    for best in reversed(came_from):
        tags.append(int(best[tags[-1]]))
    return tags[::-1]


def mentions(
    text: str,
    words: Sequence[Place],
    positions: NDArray[np.int64],
    scores: NDArray[np.float32],
    follows: NDArray[np.float32],
) -> Iterator[Mention]:
    """Yield the names of a text, in order.

    :param words: all of its words.
    :param positions: of those that were tagged, ascending; the others are of no name.
    :param scores: of those, float32 (positions, :data:`TAGS`).
    :param follows: as :func:`best_tags` takes it.
    """
    cuts = np.flatnonzero(np.diff(positions) > 1) + 1
    for run, own in zip(np.split(positions, cuts), np.split(scores, cuts), strict=True):
        places = [words[at] for at in run.tolist()]
        small = [is_small(text[start:end]) for start, end in places]
        begun: tuple[int, int, int] | None = None  # tag, start, end
        for tag, (start, end) in zip(best_tags(own, small, follows), places, strict=True):
            if begun is not None and tag == begun[0] + 1:
                begun = begun[0], begun[1], end
                continue
            if begun is not None:
                yield _mention(*begun)
            begun = (tag, start, end) if tag else None
        if begun is not None:
            yield _mention(*begun)


def _mention(tag: int, start: int, end: int) -> Mention:
    return Mention(start, end, KINDS[(tag - 1) // 2])
