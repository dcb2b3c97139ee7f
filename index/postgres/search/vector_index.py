"""The HNSW index of an archive's vectors: whether it is there, how it is built, and how it goes.

An owner may have parted the table of passages by hash; each part has an index of its own then.
"""

from __future__ import annotations

from typing import Any, Final

import psycopg
from psycopg import errors
from psycopg.sql import SQL, Identifier, Literal

from index.postgres.connections import LOCK, Connections
from index.postgres.failures import translate_errors
from index.postgres.pools import SCHEMA, connect

LEAST_MEMORY, MOST_MEMORY = 512 * 1024, 8 * 1024 * 1024
"""Bounds of what building may take, in kB; the upper one is for five million passages."""

BESIDE_VECTOR: Final = 1_000
"""Bytes of a passage in pgvector's graph while it is built, its half vector apart: 32 neighbours of
16 bytes, what is known of it, and a sixteenth of that for the levels above."""

TABLE: Final = "passages"

INDEX: Final = "_by_vector"
"""What the name of an index of vectors adds to its table's."""


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


def build(connections: Connections, passages: int, dimension: int) -> None:
    """Build the index, of each part that lacks it for vectors of that size.

    Readers and writers go on meanwhile. Whoever finds another process at it leaves it to that one.

    :param passages: how many there are.
    """
    own_indexes = parts(connections, dimension)
    missing = [name for name, there in own_indexes.items() if not there]
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
        memory = f"{memory_for(passages // len(own_indexes), dimension)}kB"
        own.execute("SELECT set_config('maintenance_work_mem', %s, false)", (memory,))
        for name in missing:
            try:
                _build(own, name, dimension)
            except (errors.DiskFull, errors.OutOfMemory):  # what several workers would share
                own.execute("SET max_parallel_maintenance_workers = 0")
                _build(own, name, dimension)


def memory_for(passages: int, dimension: int) -> int:
    """Return the kB that building an index may take: as much as its graph needs, within bounds.

    A graph that does not fit is written half made, and the rest is inserted row by row, which
    takes several times as long.
    """
    need = passages * (2 * dimension + BESIDE_VECTOR) // 1024
    return min(max(need, LEAST_MEMORY), MOST_MEMORY)


def _build(own: psycopg.Connection[Any], name: str, dimension: int) -> None:
    index, table = Identifier(name + INDEX), Identifier(name)
    own.execute(SQL("DROP INDEX CONCURRENTLY IF EXISTS {}").format(index))
    own.execute(
        SQL(
            "CREATE INDEX CONCURRENTLY {} ON {} USING hnsw ((vector::halfvec({})) halfvec_ip_ops)"
        ).format(index, table, Literal(dimension))
    )


def drop(connections: Connections) -> None:
    """Drop the index of vectors, which are about to be others; inside a transaction."""
    for name in parts(connections, 0):
        connections.change(SQL("DROP INDEX IF EXISTS {}").format(Identifier(name + INDEX)))
