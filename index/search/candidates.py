"""Which passages are worth scoring exactly: the best by meaning, and the best by words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.search.snapshot import Snapshot
from index.types import Mode

CANDIDATES = 100
"""Passages that each kind proposes before fusion, at least; recall@100 is .99 there."""


def candidates(
    snapshot: Snapshot,
    vector: NDArray[np.float32],
    by_words: NDArray[np.float32],
    k: int,
    mode: Mode,
    allowed: NDArray[np.int64] | None,
) -> NDArray[np.int64]:
    """Return positions that either kind proposes, each once; of one kind only if it orders alone.

    :param vector: of the query, float32 (dimension,).
    :param by_words: BM25 of every passage, float32 (passages,).
    :param k: how many are wanted in the end.
    :param allowed: positions that may be found, ascending; all when ``None``.
    """
    proposed, depth = [np.empty(0, np.int64)], max(k, CANDIDATES)
    if mode != "bm25":
        proposed.append(snapshot.dense.nearest(vector, depth, allowed))
    if mode != "dense":
        having = by_words > 0
        pool = np.flatnonzero(having) if allowed is None else allowed[having[allowed]]
        proposed.append(pool[_best(by_words[pool], depth)])
    return np.unique(np.concatenate(proposed))


def _best(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Return the places of the ``count`` highest scores, the first ones among equals, in no order.

    Only those that reach the last of them are sorted: of a million passages a question's
    words stand in a third.
    """
    if count < len(scores):
        least = np.partition(scores, -count)[-count]
        reach = np.flatnonzero(scores >= least)
    else:
        reach = np.arange(len(scores))
    best: NDArray[np.int64] = reach[np.lexsort((reach, -scores[reach]))[:count]]
    return best
