"""Passages by their words: BM25 over our own Spanish terms.

Counts lie in compressed columns, a term's side by side. bm25s builds such a matrix passage by
passage from lists of strings, all in memory: 7.6 s for 50,000 made passages. Here terms become
numbers as they come, a block of passages at a time is sorted and counted by NumPy, and the blocks
are laid into columns: 1.5 s in the same run, with the same weights (the tests compare them).

Weights of all terms change with every passage added, but no count does: counts are kept beside
them, so that a change costs what it changes and the arithmetic of the weights. On disk both are
mapped, so that a search reads those of its own terms only. Scoring adds up their columns, as bm25s
does; importing it for that would bring SciPy in, a tenth of a cold start.

``lucene`` is the variant whose idf is never negative (Kamphuis et al. 2020, "Which BM25 do you
mean?", table 1). k1 and b were chosen on the 4,482 answerable questions of ``squad_es_train`` over
1,791 paragraphs, by MRR@10 after fusion: .8611 at (0.6, 0.6), .8597 at (0.7, 0.75), .8584 at
(0.9, 0.75), .8541 at (1.2, 0.75). Paragraphs are short: a term's second mention says little.
"""

from __future__ import annotations

import json
import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexFilesError

K1, B = 0.6, 0.6

BLOCK = 20_000
"""Passages counted at a time: under a million terms, so 8 MB to sort."""

CHUNK = 4_000_000
"""Counts weighed or merged at a time, about: what is needed beside them stays under 150 MB."""

FOLDER = "bm25"
TERMS, WEIGHTS = "terms.json", "weights"
ARRAYS = ("times", "passages", "bounds", "lengths")
"""Files of :class:`Columns`, each as ``.npy``."""


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
        """Yield (first, last + 1) of columns that hold :data:`CHUNK` counts together, about."""
        first, terms = 0, len(self.bounds) - 1
        while first < terms:
            last = int(np.searchsorted(self.bounds, self.bounds[first] + CHUNK, "right")) - 1
            yield first, max(last, first + 1)
            first = max(last, first + 1)


class BM25Index:
    """BM25 scores of a query with every passage.

    :param passages: the terms of each passage, as the analyzer gave them; read once.
    """

    def __init__(self, passages: Iterable[Sequence[str]]) -> None:
        self._set(count(passages))

    def _set(self, columns: Columns, weights: NDArray[np.float32] | None = None) -> None:
        self._columns = columns
        self._weights = weigh(columns) if weights is None else weights

    def updated(self, remains: NDArray[np.bool_], passages: Iterable[Sequence[str]]) -> BM25Index:
        """Return the index of those of its passages that remain, and of others after them.

        :param remains: (passages,).
        :param passages: the terms of each of the others.
        """
        index = BM25Index.__new__(BM25Index)
        index._set(merge(self._columns, remains, count(passages)))
        return index

    def __len__(self) -> int:
        return len(self._columns.lengths)

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """Return the BM25 of every passage for the query's terms, float32 (passages,)."""
        columns, scores = self._columns, np.zeros(len(self), np.float32)
        for term in terms:
            number = columns.vocabulary.get(term)
            if number is not None:
                column = slice(*columns.bounds[number : number + 2].tolist())
                scores[columns.passages[column]] += self._weights[column]
        return scores

    def counts(self, terms: Iterable[str]) -> dict[str, int]:
        """Return in how many passages each of the terms stands; those in none are left out."""
        columns, found = self._columns, dict[str, int]()
        for term in terms:
            number = columns.vocabulary.get(term)
            if number is not None:
                first, last = columns.bounds[number : number + 2].tolist()
                if last > first:
                    found[term] = last - first
        return found

    @property
    def max_idf(self) -> float:
        """Inverse document frequency of a term that no passage has: the most that one can have."""
        return math.log1p((len(self) + 0.5) / 0.5)

    def save(self, folder: Path) -> None:
        """Write the index into a folder, as arrays and JSON."""
        target = folder / FOLDER
        target.mkdir()
        # In the order of their numbers.
        terms = json.dumps(list(self._columns.vocabulary), ensure_ascii=False)
        (target / TERMS).write_text(terms, encoding="utf-8")
        for name in ARRAYS:
            np.save(target / f"{name}.npy", getattr(self._columns, name), allow_pickle=False)
        np.save(target / f"{WEIGHTS}.npy", self._weights, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> BM25Index:
        """Read an index written by :meth:`save`; the caller has verified its checksums.

        :raises IndexFilesError: a file is missing or cannot be read.
        """
        source, index = folder / FOLDER, cls.__new__(cls)
        try:
            terms = json.loads((source / TERMS).read_text(encoding="utf-8"))
            times, passages, bounds, lengths, weights = (
                np.load(source / f"{name}.npy", mmap_mode="r", allow_pickle=False)
                for name in (*ARRAYS, WEIGHTS)
            )
            if len(bounds) != len(terms) + 1 or {len(times), len(passages), len(weights)} != {
                int(bounds[-1])
            }:
                raise ValueError("columnas de otra longitud")
        except (OSError, EOFError, ValueError) as error:  # missing, empty, or none of ours
            raise IndexFilesError(f"El índice BM25 de «{folder}» no se puede leer.") from error
        numbers = {term: number for number, term in enumerate(terms)}
        index._set(Columns(numbers, times, passages, bounds, lengths), weights)
        return index


def count(passages: Iterable[Sequence[str]]) -> Columns:
    """Return the counts of the passages.

    :param passages: the terms of each passage; they are read once, and not kept.
    """
    vocabulary: defaultdict[str, int] = defaultdict()
    vocabulary.default_factory = vocabulary.__len__
    blocks = list(_blocks(passages, vocabulary))
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


def weigh(columns: Columns) -> NDArray[np.float32]:
    """Return Lucene's BM25 of each pair of term and passage, float32 (pairs,)."""
    size, frequency = len(columns.lengths), np.diff(columns.bounds)
    idf = np.log1p((size - frequency + 0.5) / (frequency + 0.5))
    mean = columns.lengths.mean() or 1 if size else 1
    saturation = K1 * (1 - B + B * columns.lengths / mean)
    weights = np.empty(len(columns.times), np.float32)
    for first, last in columns.chunks():
        part = slice(columns.bounds[first], columns.bounds[last])
        times = columns.times[part].astype(np.float32)
        idf_of_pair = np.repeat(idf[first:last], frequency[first:last])
        weights[part] = idf_of_pair * times / (times + saturation[columns.passages[part]])
    return weights


def merge(before: Columns, remains: NDArray[np.bool_], added: Columns) -> Columns:
    """Return the counts of the passages that remain, in their order, and of the added ones after
    them.

    :param remains: (passages before,).
    """
    vocabulary = dict(before.vocabulary)
    numbers = [vocabulary.setdefault(term, len(vocabulary)) for term in added.vocabulary]
    terms, terms_before = len(vocabulary), len(before.bounds) - 1
    position = (np.cumsum(remains) - 1).astype(np.int32)
    # Added columns in the order of the joint numbers; terms come in any other.
    owner = np.repeat(np.array(numbers, np.int32), np.diff(added.bounds))
    order = np.argsort(owner, kind="stable")
    new_passages, owner = added.passages[order] + np.int32(remains.sum()), owner[order]
    new_times = added.times[order]
    starts = np.searchsorted(owner, np.arange(terms + 1))
    frequency, times, places = [np.empty(0, np.int64)], [new_times[:0]], [new_passages[:0]]
    bounds = np.concatenate([before.bounds, np.full(terms - terms_before, before.bounds[-1])])
    whole = Columns(vocabulary, before.times, before.passages, bounds, before.lengths)
    for first, last in whole.chunks():
        part = slice(bounds[first], bounds[last])
        new = slice(starts[first], starts[last])
        old = remains[before.passages[part]]
        term = np.repeat(np.arange(first, last, dtype=np.int32), np.diff(bounds[first : last + 1]))
        term = np.concatenate([term[old], owner[new]])
        side = np.argsort(term, kind="stable")
        times.append(np.concatenate([before.times[part][old], new_times[new]])[side])
        old_passages = position[before.passages[part][old]]
        places.append(np.concatenate([old_passages, new_passages[new]])[side])
        frequency.append(np.bincount(term - first, minlength=last - first))
    return Columns(
        vocabulary,
        np.concatenate(times),
        np.concatenate(places),
        np.concatenate([[0], np.cumsum(np.concatenate(frequency))]).astype(np.int64),
        np.concatenate([before.lengths[remains], added.lengths]),
    )


@dataclass(frozen=True, slots=True)
class _Block:
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


def _blocks(
    passages: Iterable[Sequence[str]], vocabulary: defaultdict[str, int]
) -> Iterator[_Block]:
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
        yield _Block(
            term.astype(np.int32),
            (passage + start).astype(np.int32),
            np.minimum(times, most).astype(np.uint16),
            lengths,
        )
        start += len(block)
