"""Which passages their words propose, and what each candidate's words weigh."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.postgres.connections import Connections
from index.postgres.search.nearest import Limits

TOGETHER: Final = 500
"""Passages that are looked at together for whether a filter admits them."""


def best(
    connections: Connections,
    ids: NDArray[np.int64],
    scores: NDArray[np.float32],
    count: int,
    limits: Limits | None,
) -> list[int]:
    """Return the ``count`` highest of those that may be found, the first ones among equals."""
    if limits is None and count < len(ids):
        least = np.partition(scores, -count)[-count]
        reach = np.flatnonzero(scores >= least)
        ids, scores = ids[reach], scores[reach]
    ordered: list[int] = ids[np.lexsort((ids, -scores))].tolist()
    if limits is None:
        return ordered[:count]
    found: list[int] = []
    for at in range(0, len(ordered), TOGETHER):
        part = ordered[at : at + TOGETHER]
        admitted = limits.admitted(connections, part)
        found += [id for id in part if id in admitted]
        if len(found) >= count:
            break
    return found[:count]


def looked_up(
    ids: NDArray[np.int64], scores: NDArray[np.float32], wanted: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Return the score of each wanted id, 0 where it is not among the ascending ``ids``."""
    if not len(ids):
        return np.zeros(len(wanted), np.float32)
    places = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    looked_up: NDArray[np.float32] = np.where(ids[places] == wanted, scores[places], 0)
    return looked_up.astype(np.float32)
