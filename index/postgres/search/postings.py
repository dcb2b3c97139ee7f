"""Passages by their words: BM25 over packed blocks of postings, exact for every passage.

A block holds up to :data:`MOST` of the passages in which a term stands, in order of passage, with
how often it stands there and how long the passage is: ten bytes each. A question reads the blocks
of its own terms and weighs them as :mod:`index.search.bm25` does, to the bit; how many passages
have a term is how many are read, so that nothing else has to be kept but the archive's totals.

Writers change the blocks that they touch at the end of their transaction. Passages come in
ascending order of id, since one writes at a time; new ones go to a term's last block.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.postgres.connections import Connections
from index.search.bm25 import K1, B

MOST: Final = 190
"""Pairs of a block: 1,900 bytes, so that its row lies on its page and not beside the table."""

PAIR: Final = np.dtype([("passage", "<u4"), ("times", "<u2"), ("length", "<u4")])
"""A passage, counted from the block's first, how often the term stands in it, and its terms."""

_COLUMNS: Final = "unnest(%s::text[], %s::bigint[], %s::bigint[], %s::integer[], %s::bytea[])"
"""Blocks handed over as columns."""

Scored = tuple[NDArray[np.int64], NDArray[np.float32]]
"""Ids of passages, ascending, and the BM25 of each, none of them zero."""


@dataclass(slots=True)
class PostingChanges:
    """What a transaction changes: passages that go and that come, by the terms that they had.

    :param fresh: ids of those that come and are higher than any there was.
    """

    gone: dict[int, list[str]] = field(default_factory=dict)
    come: dict[int, list[str]] = field(default_factory=dict)
    fresh: set[int] = field(default_factory=set)

    def put(self, id: int, terms: str, *, fresh: bool = False) -> None:
        """Note that a passage comes, with its stored terms."""
        self.come[id] = terms.split(" ") if terms else []
        if fresh:
            self.fresh.add(id)

    def drop(self, id: int, terms: str) -> None:
        """Note that a passage goes, which had those stored terms."""
        if self.come.pop(id, None) is None:
            self.gone[id] = terms.split(" ") if terms else []

    def write(self, connections: Connections) -> None:
        """Write all of it and forget it; inside :meth:`Connections.writing`."""
        if not (self.gone or self.come):
            return
        blocks = self._touched(connections)
        _write(connections, self._merged(blocks))
        lengths = sum(map(len, self.come.values())) - sum(map(len, self.gone.values()))
        connections.change(
            "UPDATE totals SET passages = passages + %s, length = length + %s",
            (len(self.come) - len(self.gone), lengths),
        )
        self.gone, self.come, self.fresh = {}, {}, set()

    def _pairs(self) -> tuple[dict[str, set[int]], dict[str, dict[int, tuple[int, int]]]]:
        """Return by term the passages that go, and those that come with times and length."""
        gone: defaultdict[str, set[int]] = defaultdict(set)
        come: defaultdict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
        for id, terms in self.gone.items():
            for term in set(terms):
                gone[term].add(id)
        for id, terms in self.come.items():
            for term, times in Counter(terms).items():
                come[term][id] = (times, len(terms))
        return gone, come

    def _touched(self, connections: Connections) -> dict[str, list[tuple[int, bytes]]]:
        """Read the blocks in which the changed pairs lie or belong: (first, data) by term."""
        gone, come = self._pairs()
        asked: list[tuple[str, int]] = []
        for term in gone.keys() | come.keys():
            ids = gone[term] | (come[term].keys() - self.fresh)
            if fresh := come[term].keys() & self.fresh:
                ids.add(min(fresh))  # the others of them are beyond it, as is nothing else
            asked += [(term, id) for id in ids]
        rows = connections.query(
            "SELECT DISTINCT b.term, b.first, b.data FROM unnest(%s::text[], %s::bigint[]) "
            "AS c (term, id) CROSS JOIN LATERAL (SELECT p.term, p.first, p.data FROM postings p "
            "WHERE p.term = c.term AND p.first <= c.id ORDER BY p.first DESC LIMIT 1) b "
            "ORDER BY b.term, b.first",
            ([term for term, _ in asked], [id for _, id in asked]),
        )
        blocks: defaultdict[str, list[tuple[int, bytes]]] = defaultdict(list)
        for term, first, data in rows:
            blocks[term].append((first, bytes(data)))
        return blocks

    def _merged(
        self, blocks: dict[str, list[tuple[int, bytes]]]
    ) -> Iterable[tuple[str, int | None, NDArray[np.int64]]]:
        """Yield (term, first id of the block before, what it holds now), where that changes."""
        gone, come = self._pairs()
        for term in gone.keys() | come.keys():
            own = blocks.get(term, [])
            firsts = np.array([first for first, _ in own], np.int64)
            places: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
            for id, (times, length) in come[term].items():
                place = int(np.searchsorted(firsts, id, "right")) - 1
                places[place].append((id, min(times, 65_535), length))
            for place, (first, data) in enumerate(own):
                rows = unpacked([first], [data])
                remains = rows[~np.isin(rows[:, 0], list(gone[term]))]
                added = places.pop(place, [])
                if not added and len(remains) == len(rows):
                    continue
                full = len(remains) == len(rows) >= MOST
                if full and min(row[0] for row in added) > rows[-1, 0]:
                    places[-1] += added  # behind a full one: a block of their own
                    continue
                both = np.concatenate([remains, np.array(added, np.int64).reshape(-1, 3)])
                yield term, first, both[np.argsort(both[:, 0])]
            if rest := places.get(-1):
                yield term, None, np.array(sorted(rest), np.int64)


def unpacked(firsts: Sequence[int], blocks: Sequence[bytes]) -> NDArray[np.int64]:
    """Return the pairs of a term's blocks, int64 (pairs, 3): passage, times, length."""
    pairs = np.frombuffer(b"".join(blocks), PAIR)
    counts = [len(block) // PAIR.itemsize for block in blocks]
    rows = np.empty((len(pairs), 3), np.int64)
    rows[:, 0] = pairs["passage"] + np.repeat(np.array(firsts, np.int64), counts)
    rows[:, 1], rows[:, 2] = pairs["times"], pairs["length"]
    return rows


def packed(rows: NDArray[np.int64]) -> bytes:
    """Return a block of pairs, int64 (pairs, 3) in order of passage."""
    pairs = np.empty(len(rows), PAIR)
    pairs["passage"] = rows[:, 0] - rows[0, 0]
    pairs["times"], pairs["length"] = rows[:, 1], rows[:, 2]
    return pairs.tobytes()


def _write(
    connections: Connections, changed: Iterable[tuple[str, int | None, NDArray[np.int64]]]
) -> None:
    vanished: list[tuple[str, int]] = []
    same: list[tuple[Any, ...]] = []
    new: list[tuple[Any, ...]] = []
    for term, before, rows in changed:
        parts = [rows[at : at + MOST] for at in range(0, len(rows), MOST)]
        made = [(term, int(p[0, 0]), int(p[-1, 0]), len(p), packed(p)) for p in parts]
        if before is not None and made and made[0][1] == before:
            same.append(made.pop(0))
        elif before is not None:
            vanished.append((term, before))
        new += made
    if vanished:
        connections.change(
            "DELETE FROM postings p USING unnest(%s::text[], %s::bigint[]) AS c (term, first) "
            "WHERE p.term = c.term AND p.first = c.first",
            [list(column) for column in zip(*vanished, strict=True)],
        )
    if same:
        connections.change(
            "UPDATE postings p SET last = c.last, count = c.count, data = c.data "
            f"FROM {_COLUMNS} AS c (term, first, last, count, data) "
            "WHERE p.term = c.term AND p.first = c.first",
            [list(column) for column in zip(*same, strict=True)],
        )
    if new:
        connections.change(
            f"INSERT INTO postings SELECT * FROM {_COLUMNS}",
            [list(column) for column in zip(*new, strict=True)],
        )


def counts(connections: Connections, terms: Iterable[str]) -> dict[str, int]:
    """Return in how many passages each of some terms stands; those in none are left out."""
    rows = connections.query("SELECT term, count FROM term_counts(%s)", (list(set(terms)),))
    return dict(rows)


def totals(connections: Connections) -> tuple[int, int]:
    """Return how many passages there are, and how many terms they hold together."""
    passages, length = connections.query("SELECT passages, length FROM totals")[0]
    return passages, length


def scores(connections: Connections, terms: Sequence[str], passages: int, length: int) -> Scored:
    """Return the BM25 of every passage that has one of the query's terms.

    :param passages: how many there are in the archive.
    :param length: how many terms they hold together.
    """
    rows = connections.query(
        "SELECT term, first, data FROM postings WHERE term = ANY(%s) ORDER BY term, first",
        (list(set(terms)),),
    )
    blocks: defaultdict[str, tuple[list[int], list[bytes]]] = defaultdict(lambda: ([], []))
    for term, first, data in rows:
        blocks[term][0].append(first)
        blocks[term][1].append(data)
    columns = {term: unpacked(*own) for term, own in blocks.items()}
    frequencies = {term: len(column) for term, column in columns.items()}
    return weighed(columns, frequencies, terms, passages, length)


def weighed(
    columns: Mapping[str, NDArray[np.int64]],
    frequencies: Mapping[str, int],
    terms: Sequence[str],
    passages: int,
    length: int,
) -> Scored:
    """Return the BM25 of every passage in some columns.

    :param columns: int64 (pairs, 3) of each term: passage, times, length.
    :param frequencies: how many passages of the archive have each term.
    :param terms: of the query, with repeats.
    :param passages: how many there are in the archive.
    :param length: how many terms they hold together.
    """
    if not columns:
        return np.empty(0, np.int64), np.empty(0, np.float32)
    lowest = min(int(column[0, 0]) for column in columns.values())
    highest = max(int(column[-1, 0]) for column in columns.values())
    total = np.zeros(highest - lowest + 1, np.float32)
    mean = (length / passages if passages else 0) or 1
    weights = {
        term: _weights(column, frequencies[term], passages, mean)
        for term, column in columns.items()
    }
    for term in terms:  # in their order and as often as asked, as the folder adds them up
        if term in columns:
            total[columns[term][:, 0] - lowest] += weights[term]
    places = np.flatnonzero(total)
    return places + lowest, total[places]


def _weights(
    column: NDArray[np.int64], frequency: int, passages: int, mean: float
) -> NDArray[np.float32]:
    """Return Lucene's BM25 of a term in each passage that has it, float32 (pairs,)."""
    times = column[:, 1].astype(np.float32)
    idf = np.log1p(np.float64((passages - frequency + 0.5) / (frequency + 0.5)))
    saturation = K1 * (1 - B + B * column[:, 2] / mean)
    weights: NDArray[np.float32] = (idf * times / (times + saturation)).astype(np.float32)
    return weights
