"""Nearest passages by meaning: compared one by one while they are few, by an HNSW index beyond.

The index is over the vectors' half precision (two bytes a number instead of four) and only
proposes; every score is computed from the vectors as they are stored. HNSW: Malkov and Yashunin
2018, "Efficient and robust approximate nearest neighbor search using Hierarchical Navigable Small
World graphs", IEEE TPAMI 42(4), as pgvector builds it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from psycopg.sql import SQL, Composable, Literal

from index.postgres.connections import Connections
from index.postgres.search import vector_index
from index.search.filters import day_of
from index.text.folding import fold_name
from index.types import Filters

EXACT_UP_TO: Final = 10_000
"""Passages that are all compared with the question; see ``docs/postgres.md``."""

FEW: Final = 5_000
"""Passages left by a filter that are all compared, whatever the archive's size."""

LOOK_AT: Final = 200
"""Passages that HNSW looks at (``hnsw.ef_search``) at least."""

MOST_AT_ONCE: Final = 1_000
"""Passages that it looks at in one go, which is pgvector's own limit; where more are wanted, from
half a million on, it goes on from where it stopped (``hnsw.iterative_scan``)."""

VISITED, MEMORY = 1_000, 4
"""Passages that may be visited for each that is looked at, and what that may take for each go, in
``work_mem`` (4 MB): some 20 are visited, and pgvector shall not stop before it is told to."""

MOST_HALF: Final = 4_000
"""Numbers of a ``halfvec`` that pgvector puts into an index."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Which passages may be found, as a condition on ``documents d`` and ``passages p``.

    :param parameters: of the condition.
    """

    condition: Composable
    parameters: tuple[Any, ...] = ()

    @classmethod
    def of(
        cls, filters: Filters | None, sources: Sequence[str], mentioning: Collection[int]
    ) -> Limits | None:
        """Return the condition of some filters, ``None`` where they admit all.

        :param sources: every source there is.
        :param mentioning: the passages that mention all whom the filters name.
        :raises InputError: a date is none.
        """
        if not filters:
            return None
        parts: list[tuple[SQL, Any]] = []
        if filters.documents:
            parts.append((SQL("d.id = ANY(%s)"), sorted(filters.documents)))
        if filters.sources:
            names = {fold_name(source) for source in filters.sources}
            same = [source for source in sources if fold_name(source) in names]
            parts.append((SQL("d.source = ANY(%s)"), same))
        if filters.date_from:
            parts.append((SQL("d.date >= %s"), day_of(filters.date_from)))
        if filters.date_to:
            parts.append((SQL("d.date <= %s"), day_of(filters.date_to)))
        if filters.names:
            parts.append((SQL("p.id = ANY(%s)"), sorted(mentioning)))
        whole = SQL(" AND ").join(condition for condition, _ in parts)
        return cls(whole, tuple(value for _, value in parts))

    def admitted(self, connections: Connections, ids: Sequence[int]) -> set[int]:
        """Return those of some passages that may be found."""
        rows = connections.query(
            SQL(
                "SELECT p.id FROM passages p JOIN documents d ON d.id = p.document "
                "WHERE p.id = ANY(%s) AND {}"
            ).format(self.condition),
            (list(ids), *self.parameters),
        )
        return {id for (id,) in rows}

    def few(self, connections: Connections) -> list[int] | None:
        """Return all that may be found where they are at most :data:`FEW`, else ``None``."""
        rows = connections.query(
            SQL(
                "SELECT p.id FROM documents d JOIN passages p ON p.document = d.id "
                "WHERE {} LIMIT %s"
            ).format(self.condition),
            (*self.parameters, FEW + 1),
        )
        return [id for (id,) in rows] if len(rows) <= FEW else None


def looked_at(passages: int, count: int) -> int:
    """Return how many passages HNSW looks at: the root of twice as many as there are.

    Chosen by ``python -m eval.growth.nearness``: recall@10 is .96 with 200 looked at of 200,000 and
    .99 with 600, at 1.5 times the processor time of a search; of 20,000, 200 are enough.

    :param passages: how many there are in one index.
    :param count: how many are wanted.
    """
    return max(count, LOOK_AT, math.isqrt(2 * passages))


def nearest(
    connections: Connections,
    vector: NDArray[np.float32],
    count: int,
    passages: int,
    limits: Limits | None,
) -> list[int]:
    """Return the ids of the ``count`` nearest passages; inside a transaction.

    :param passages: how many there are.
    """
    if limits is not None:
        few = limits.few(connections)
        if few is not None:
            return _compared(connections, vector, count, few)
    is_small = passages <= EXACT_UP_TO or count > MOST_AT_ONCE
    indexed = {} if is_small else vector_index.parts(connections, len(vector))
    if not indexed or not all(indexed.values()):
        return _compared(connections, vector, count, None, limits)
    depth = looked_at(passages // len(indexed), count)
    goes = 1 if limits is not None else math.ceil(depth / MOST_AT_ONCE)
    at_once = min(math.ceil(depth / goes), MOST_AT_ONCE)
    connections.query(
        "SELECT set_config('hnsw.ef_search', %s, true), "
        "set_config('hnsw.iterative_scan', %s, true), set_config('enable_seqscan', 'off', true)",
        (str(at_once), "off" if limits is None and goes == 1 else "relaxed_order"),
    )
    if goes > 1:
        connections.query(
            "SELECT set_config('hnsw.max_scan_tuples', %s, true), "
            "set_config('hnsw.scan_mem_multiplier', %s, true)",
            (str(VISITED * depth), str(MEMORY * goes)),
        )
    # What a later go meets may be nearer than what the first one met.
    rows = connections.query(
        SQL(
            "SELECT id FROM (SELECT p.id, p.vector <#> %s::vector AS far FROM passages p {where} "
            "ORDER BY p.vector::halfvec({size}) <#> %s::vector::halfvec({size}) LIMIT %s) met "
            "ORDER BY far LIMIT %s"
        ).format(where=_where(limits), size=Literal(len(vector))),
        (
            vector,
            *(() if limits is None else limits.parameters),
            vector,
            (goes - 1) * at_once * len(indexed) + count,
            count,
        ),
    )
    connections.query("SELECT set_config('enable_seqscan', 'on', true)")
    return [id for (id,) in rows]


def _compared(
    connections: Connections,
    vector: NDArray[np.float32],
    count: int,
    among: Sequence[int] | None,
    limits: Limits | None = None,
) -> list[int]:
    """Return the nearest by comparing all that are in question.

    :param among: those alone; the limits are then theirs already.
    """
    if among is not None:
        limits = Limits(SQL("p.id = ANY(%s)"), (list(among),))
    rows = connections.query(
        SQL(
            "SELECT p.id FROM passages p {} ORDER BY p.vector <#> %s::vector, p.id LIMIT %s"
        ).format(_where(limits)),
        (*(() if limits is None else limits.parameters), vector, count),
    )
    return [id for (id,) in rows]


def _where(limits: Limits | None) -> Composable:
    if limits is None:
        return SQL("")
    return SQL("JOIN documents d ON d.id = p.document WHERE {}").format(limits.condition)


def cosines(
    connections: Connections, vector: NDArray[np.float32], ids: Sequence[int]
) -> dict[int, float]:
    """Map each of some passages to the exact cosine of its vector and the query's."""
    rows = connections.query(
        "SELECT id, -(vector <#> %s::vector) FROM passages WHERE id = ANY(%s)", (vector, list(ids))
    )
    return dict(rows)


def prepare(connections: Connections, passages: int, dimension: int) -> None:
    """Build the HNSW index where there are enough passages and none is there for such vectors."""
    if passages > EXACT_UP_TO and dimension <= MOST_HALF:
        vector_index.build(connections, passages, dimension)
