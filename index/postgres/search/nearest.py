"""Nearest passages by meaning: compared one by one while they are few, by an HNSW index beyond.

The index is over the vectors' half precision (two bytes a number instead of four) and only
proposes; every score is computed from the vectors as they are stored. HNSW: Malkov and Yashunin
2018, "Efficient and robust approximate nearest neighbor search using Hierarchical Navigable Small
World graphs", IEEE TPAMI 42(4), as pgvector builds it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from psycopg.sql import SQL, Composable, Identifier, Literal

from index.postgres.connections import LOCK, Connections
from index.postgres.failures import translate_errors
from index.postgres.pools import SCHEMA, connect
from index.search.filters import day_of
from index.text.folding import fold_name
from index.types import Filters

EXACT_UP_TO: Final = 10_000
"""Passages that are all compared with the question; see ``docs/postgres.md``."""

FEW: Final = 5_000
"""Passages left by a filter that are all compared, whatever the archive's size."""

LOOK_AT: Final = 200
"""Passages that HNSW keeps in view at least (``hnsw.ef_search``); see ``docs/postgres.md``."""

MOST_LOOKED_AT: Final = 1_000
"""pgvector's own limit."""

MOST_HALF: Final = 4_000
"""Numbers of a ``halfvec`` that pgvector puts into an index."""

TABLE: Final = "passages"

INDEX: Final = "_by_vector"
"""What the name of an index of vectors adds to its table's."""


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
    """Return how many passages HNSW keeps in view (``hnsw.ef_search``).

    :param passages: how many there are.
    :param count: how many are wanted.
    """
    return min(max(count, LOOK_AT), MOST_LOOKED_AT)


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
    is_small = passages <= EXACT_UP_TO or count > MOST_LOOKED_AT
    indexed = {} if is_small else parts(connections, len(vector))
    if not indexed or not all(indexed.values()):
        return _compared(connections, vector, count, None, limits)
    connections.query(
        "SELECT set_config('hnsw.ef_search', %s, true), "
        "set_config('hnsw.iterative_scan', %s, true), set_config('enable_seqscan', 'off', true)",
        (
            str(looked_at(passages // len(indexed), count)),
            "relaxed_order" if limits is not None else "off",
        ),
    )
    rows = connections.query(
        SQL(
            "SELECT p.id FROM passages p {where} "
            "ORDER BY p.vector::halfvec({size}) <#> %s::vector::halfvec({size}) LIMIT %s"
        ).format(where=_where(limits), size=Literal(len(vector))),
        (*(() if limits is None else limits.parameters), vector, count),
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


def parts(connections: Connections, dimension: int) -> dict[str, bool]:
    """Map the table of passages, or each of those that it was parted into, to whether it has its
    index of vectors of that size."""
    rows = connections.query(
        "SELECT c.relname, pg_get_indexdef(i.indexrelid) "
        "FROM (SELECT to_regclass(%s)::oid AS whole) t JOIN pg_class c ON c.relkind = 'r' "
        "AND (c.oid = t.whole "
        "OR c.oid IN (SELECT h.inhrelid FROM pg_inherits h WHERE h.inhparent = t.whole)) "
        "LEFT JOIN (pg_index i JOIN pg_class x ON x.oid = i.indexrelid AND i.indisvalid) "
        "ON i.indrelid = c.oid AND x.relname = c.relname || %s ORDER BY c.relname",
        (f"{SCHEMA}.{TABLE}", INDEX),
    )
    return {name: f"halfvec({dimension})" in (definition or "") for name, definition in rows}


def prepare(connections: Connections, passages: int, dimension: int) -> None:
    """Build the HNSW index where there are enough passages and none is there for such vectors.

    Readers and writers go on meanwhile. Whoever finds another process at it leaves it to that one.
    """
    if passages <= EXACT_UP_TO or dimension > MOST_HALF:
        return
    missing = [name for name, there in parts(connections, dimension).items() if not there]
    if not missing:
        return
    with translate_errors(connections.shown), connect(connections.primary) as own:
        rows = own.execute(
            "SELECT pg_try_advisory_lock(%s) AND pg_has_role(c.relowner, 'USAGE') "
            "FROM pg_class c WHERE c.oid = 'passages'::regclass",
            (LOCK + 1,),
        ).fetchall()
        if not rows or not rows[0][0]:
            return
        own.execute("SELECT set_config('maintenance_work_mem', '512MB', false)")
        for name in missing:
            index, table = Identifier(name + INDEX), Identifier(name)
            own.execute(SQL("DROP INDEX CONCURRENTLY IF EXISTS {}").format(index))
            own.execute(
                SQL(
                    "CREATE INDEX CONCURRENTLY {} ON {} USING hnsw "
                    "((vector::halfvec({})) halfvec_ip_ops)"
                ).format(index, table, Literal(dimension))
            )


def drop(connections: Connections) -> None:
    """Drop the index of vectors, which are about to be others; inside a transaction."""
    for name in parts(connections, 0):
        connections.change(SQL("DROP INDEX IF EXISTS {}").format(Identifier(name + INDEX)))
