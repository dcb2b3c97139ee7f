"""The order in which blocks are read: down each column, and columns from the left.

Of two blocks that share some width the upper one comes first; of two side by side the left one,
unless something between them in height spans both, such as the headline of the next article.
Headlines side by side span together what they span: with them other articles begin, unless a
column between them runs on.

Breuel, «High performance document layout analysis» (2003), section 2.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rag.documents.pages.types import Block

Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]

# Blocks that overlap by less than this share of the narrower one stand side by side.
_OVERHANG: Final = 0.08
# More blocks are sorted by place alone: the comparison takes their number cubed.
_MOST: Final = 250


# In a narrow column a headline is set smaller, by so much at most; then it is bold.
_NARROW: Final = 0.9
# Of headlines side by side the tops differ by less than this, in sizes.
_LEVEL: Final = 0.7


def in_order(blocks: Sequence[Block], headline: float = 1e9) -> list[Block]:
    """Put the blocks of a page in the order in which they are read.

    :param headline: size from which letters are those of a headline.
    """
    if len(blocks) < 2:
        return list(blocks)
    if len(blocks) > _MOST:
        return sorted(blocks, key=lambda block: block.box[1])
    box = np.array([block.box for block in blocks])
    x0, y0, x1, y1 = box.T
    middle = (y0 + y1) / 2
    over = _over(x0, x1, x0, x1)
    # [i, c]: i shares some width with what c spans together with the headlines beside it.
    spanned = _over(x0, x1, *_spans(blocks, box, headline))
    higher = middle[:, None] < middle
    above = higher & (over | (spanned & (y1[:, None] <= y0 + 1.0)))
    left = ~over & ~above.T & ((x0 + x1)[:, None] < (x0 + x1))
    # between[i, j, c]: c lies between i and j in height, and spans both.
    spans = spanned[:, None, :] & spanned[None, :, :]
    inside = (middle[:, None, None] < middle) & (middle < middle[None, :, None])
    blocked = (spans & (inside | inside.transpose(1, 0, 2))).any(axis=2)
    before = above | (left & ~blocked)
    return [blocks[i] for i in _sorted(before, x0, y0)]


def _over(x0: Numbers, x1: Numbers, other_x0: Numbers, other_x1: Numbers) -> Truths:
    """Tell which of some blocks share some width with which of others."""
    shared = np.minimum(x1[:, None], other_x1) - np.maximum(x0[:, None], other_x0)
    narrower = np.minimum((x1 - x0)[:, None], other_x1 - other_x0)
    over: Truths = shared > np.maximum(_OVERHANG * narrower, 1.0)
    return over


def _spans(blocks: Sequence[Block], box: Numbers, headline: float) -> tuple[Numbers, Numbers]:
    """Give the edges of what each block spans together with the headlines beside it, unless a
    column that runs on between them shows that nothing begins across it."""
    x0, y0, x1, y1 = box.T
    left, right = x0.copy(), x1.copy()
    heads = [
        i
        for i, block in enumerate(blocks)
        if block.size >= headline or (block.bold and block.size >= _NARROW * headline)
    ]
    for i in heads:
        level = _LEVEL * blocks[i].size
        for j in heads:
            if abs(y0[i] - y0[j]) > level:
                continue
            between = (x0 >= min(x1[i], x1[j])) & (x1 <= max(x0[i], x0[j]))
            top = min(y0[i], y0[j])
            if not (between & (y0 < top - level) & (y1 > top + level)).any():
                left[i], right[i] = min(left[i], x0[j]), max(right[i], x1[j])
    return left, right


def _sorted(before: Truths, x0: Numbers, y0: Numbers) -> list[int]:
    """Sort so that whatever comes before stands before; a circle is cut at its highest block."""
    waiting = set(range(len(before)))
    needs = before.sum(axis=0)
    order: list[int] = []
    last = -1
    while waiting:
        free = [i for i in waiting if needs[i] <= 0]
        # What follows the last block in its own column goes on with it.
        goes_on = [i for i in free if last >= 0 and before[last, i]]
        if free:
            best = min(goes_on or free, key=lambda i: (x0[i], y0[i]))
        else:
            best = min(waiting, key=lambda i: (needs[i], y0[i]))
        waiting.discard(best)
        order.append(best)
        needs = needs - before[best]
        last = best
    return order
