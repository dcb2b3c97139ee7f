"""From the tags of words to names: the best run of tags in which every name has a beginning.

BIO tags (Ramshaw and Marcus 1995): a word begins a name of a kind, goes on with one, or is of none.
A name goes on only after it has begun, so the best run is found by Viterbi's algorithm over the
tags' log probabilities with what is impossible left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.encoders.naming.words import Place
from index.types import KINDS, Mention

TAGS: Final = 1 + 2 * len(KINDS)
"""Nothing, then beginning and going on for each of :data:`index.types.KINDS`."""

_NEVER: Final = -1e4


def _following() -> NDArray[np.float32]:
    """Return what is added for each tag (rows) before each other (columns): 0, or never."""
    table = np.zeros((TAGS, TAGS), np.float32)
    for going_on in range(2, TAGS, 2):
        table[:, going_on] = _NEVER
        table[[going_on - 1, going_on], going_on] = 0
    return table


_FOLLOWING: Final = _following()


def best_tags(scores: NDArray[np.float32]) -> list[int]:
    """Return the best run of tags.

    :param scores: log probabilities, of shape (words, :data:`TAGS`).
    """
    if not len(scores):
        return []
    total = scores[0].copy()
    total[2::2] += _NEVER
    came_from = []
    for row in scores[1:]:
        ways = total[:, None] + _FOLLOWING
        best = ways.argmax(axis=0)
        total = ways[best, np.arange(TAGS)] + row
        came_from.append(best)
    tags = [int(total.argmax())]
    for best in reversed(came_from):
        tags.append(int(best[tags[-1]]))
    return tags[::-1]


def mentions(
    words: Sequence[Place], positions: NDArray[np.int64], scores: NDArray[np.float32]
) -> Iterator[Mention]:
    """Yield the names of a text, in order.

    :param words: all of its words.
    :param positions: of those that were tagged, ascending; the others are of no name.
    :param scores: of those, float32 (positions, :data:`TAGS`).
    """
    cuts = np.flatnonzero(np.diff(positions) > 1) + 1
    for run, own in zip(np.split(positions, cuts), np.split(scores, cuts), strict=True):
        begun: tuple[int, int, int] | None = None  # tag, start, end
        for tag, at in zip(best_tags(own), run.tolist(), strict=True):
            start, end = words[at]
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
