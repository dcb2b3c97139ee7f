"""Term counts in compressed columns, without a Python loop over postings, and their BM25 weights.

bm25s builds its matrix passage by passage from lists of strings, all in memory: 7.6 s for
50,000 made passages. Here terms become numbers as they come, a block of passages at a time is
sorted and counted by NumPy, and the blocks are laid into columns: 1.5 s in the same run,
with the same weights (the tests compare them). Every weight changes with every passage, but
no count does: counts are kept, so that a change costs what it changes and the arithmetic of
the weights.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

BLOCK = 20_000
"""Passages counted at a time: under a million terms, so 8 MB to sort."""

CHUNK = 4_000_000
"""Counts weighed or joined at a time, about: what is needed beside them stays under 150 MB."""


@dataclass(frozen=True, slots=True)
class Block:
    """How often each term stands in each passage of some, by term and then passage.

    :param term: int32 (pairs,).
    :param passage: int32 (pairs,), counted over all blocks.
    :param times: uint16 (pairs,).
    :param lengths: int32 (passages of the block,), in terms.
    """

    term: NDArray[np.int32]
    passage: NDArray[np.int32]
    times: NDArray[np.uint16]
    lengths: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Columns:
    """The counts of all terms, each term's side by side.

    :param vocabulary: term → number of its column; a column may have become empty.
    :param times: uint16 (pairs,), how often the term stands in the passage.
    :param passages: int32 (pairs,), ascending in each column.
    :param bounds: int64 (terms + 1,): where each column starts.
    :param lengths: int32 (passages,), in terms.
    """

    vocabulary: dict[str, int]
    times: NDArray[np.uint16]
    passages: NDArray[np.int32]
    bounds: NDArray[np.int64]
    lengths: NDArray[np.int32]

    def chunks(self) -> Iterator[tuple[int, int]]:
        """(first, last + 1) of columns that hold :data:`CHUNK` counts together, about."""
        first, terms = 0, len(self.bounds) - 1
        while first < terms:
            last = int(np.searchsorted(self.bounds, self.bounds[first] + CHUNK, "right")) - 1
            yield first, max(last, first + 1)
            first = max(last, first + 1)


def columns(passages: Iterable[Sequence[str]]) -> Columns:
    """The counts of the passages.

    :param passages: the terms of each passage; they are read once, and not kept.
    """
    vocabulary: defaultdict[str, int] = defaultdict()
    vocabulary.default_factory = vocabulary.__len__
    blocks = list(_counted(passages, vocabulary))
    lengths = np.concatenate([np.empty(0, np.int32), *(block.lengths for block in blocks)])
    frequency = np.zeros(len(vocabulary), np.int64)
    for block in blocks:
        frequency += np.bincount(block.term, minlength=len(vocabulary))
    bounds = np.concatenate([[0], np.cumsum(frequency)])
    times = np.empty(bounds[-1], np.uint16)
    places = np.empty(bounds[-1], np.int32)
    free = bounds[:-1].copy()
    blocks.reverse()
    while blocks:  # each is let go of as the columns fill
        block = blocks.pop()
        inside = np.bincount(block.term, minlength=len(vocabulary))
        before = np.cumsum(inside) - inside
        target = free[block.term] + np.arange(len(block.term)) - before[block.term]
        times[target] = block.times
        places[target] = block.passage
        free += inside
    return Columns(dict(vocabulary), times, places, bounds, lengths)


def weights(counted: Columns, k1: float, b: float) -> NDArray[np.float32]:
    """Lucene's BM25 of each pair (Kamphuis et al. 2020, "Which BM25 do you mean?", table 1).

    :returns: float32 (pairs,).
    """
    size, frequency = len(counted.lengths), np.diff(counted.bounds)
    rarity = np.log1p((size - frequency + 0.5) / (frequency + 0.5))
    mean = counted.lengths.mean() or 1 if size else 1
    saturation = k1 * (1 - b + b * counted.lengths / mean)
    result = np.empty(len(counted.times), np.float32)
    for first, last in counted.chunks():
        part = slice(counted.bounds[first], counted.bounds[last])
        times = counted.times[part].astype(np.float32)
        rare = np.repeat(rarity[first:last], frequency[first:last])
        result[part] = rare * times / (times + saturation[counted.passages[part]])
    return result


def joined(before: Columns, kept: NDArray[np.bool_], fresh: Columns) -> Columns:
    """The counts of the passages that were kept, in their order, and of the fresh ones after them.

    :param kept: (passages before,).
    """
    vocabulary = dict(before.vocabulary)
    numbers = [vocabulary.setdefault(term, len(vocabulary)) for term in fresh.vocabulary]
    terms, known = len(vocabulary), len(before.bounds) - 1
    position = (np.cumsum(kept) - 1).astype(np.int32)
    # Fresh columns in the order of the joint numbers; terms come in any other.
    owner = np.repeat(np.array(numbers, np.int32), np.diff(fresh.bounds))
    order = np.argsort(owner, kind="stable")
    added, owner = fresh.passages[order] + np.int32(kept.sum()), owner[order]
    counts = fresh.times[order]
    starts = np.searchsorted(owner, np.arange(terms + 1))
    frequency, times, places = [np.empty(0, np.int64)], [counts[:0]], [added[:0]]
    bounds = np.concatenate([before.bounds, np.full(terms - known, before.bounds[-1])])
    whole = Columns(vocabulary, before.times, before.passages, bounds, before.lengths)
    for first, last in whole.chunks():
        part = slice(bounds[first], bounds[last])
        new = slice(starts[first], starts[last])
        old = kept[before.passages[part]]
        term = np.repeat(np.arange(first, last, dtype=np.int32), np.diff(bounds[first : last + 1]))
        term = np.concatenate([term[old], owner[new]])
        side = np.argsort(term, kind="stable")
        times.append(np.concatenate([before.times[part][old], counts[new]])[side])
        places.append(np.concatenate([position[before.passages[part][old]], added[new]])[side])
        frequency.append(np.bincount(term - first, minlength=last - first))
    return Columns(
        vocabulary,
        np.concatenate(times),
        np.concatenate(places),
        np.concatenate([[0], np.cumsum(np.concatenate(frequency))]).astype(np.int64),
        np.concatenate([before.lengths[kept], fresh.lengths]),
    )


def _counted(
    passages: Iterable[Sequence[str]], vocabulary: defaultdict[str, int]
) -> Iterator[Block]:
    start, rest = 0, iter(passages)
    most = np.iinfo(np.uint16).max
    while block := list(islice(rest, BLOCK)):
        numbers = array("i")
        for terms in block:
            numbers.extend(map(vocabulary.__getitem__, terms))
        lengths = np.array([len(terms) for terms in block], np.int32)
        owner = np.repeat(np.arange(len(block)), lengths)
        pairs, times = np.unique(
            np.frombuffer(numbers, np.int32).astype(np.int64) * BLOCK + owner, return_counts=True
        )
        term, passage = np.divmod(pairs, BLOCK)
        yield Block(
            term.astype(np.int32),
            (passage + start).astype(np.int32),
            np.minimum(times, most).astype(np.uint16),
            lengths,
        )
        start += len(block)
