"""The rows of the tables that a program registers, in an archive on a server.

None of them waits for a writer: each goes into its table in a transaction of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from psycopg.sql import SQL, Composable, Identifier, Placeholder

from index.postgres.connections import Connections
from index.storage.tables import Table


class TableRecords(Connections):
    """The rows of registered tables."""

    tables: tuple[Table, ...] = ()

    def check_registered(self, table: Table) -> None:
        """:raises ValueError: the table is not registered."""
        if table not in self.tables:
            raise ValueError(f"The archive was opened without the table {table.name}.")

    def keep_record(self, table: Table, record: Mapping[str, str]) -> bool:
        """Keep a row for good, once however often it is given; it waits for no writer.

        :raises ValueError: the row is none of the table's, or the table not registered.
        """
        self.check_registered(table)
        # PostgreSQL takes no NUL in a text, and nobody misses it.
        values = [value.replace("\0", "\ufffd") for value in table.values(record)]
        values = [value.encode("utf-8", "replace").decode() for value in values]
        columns = _columns(table.names)
        marks = _marks(len(values))
        with self.transaction():
            # Two that keep the same row at once would not see each other.
            self.query("SELECT pg_advisory_xact_lock(hashtext(%s))", (table.name,))
            self.change(
                SQL(
                    "INSERT INTO {table} ({columns}) SELECT {marks} WHERE NOT EXISTS "
                    "(SELECT 1 FROM {table} WHERE ({columns}) = ({marks}))"
                ).format(table=Identifier(table.name), columns=columns, marks=marks),
                (*values, *values),
            )
        return True

    def settle_records(self) -> bool:
        """Say that no row waits: each goes into its table at once."""
        return True

    def put_rows(self, table: Table, rows: Iterable[Sequence[object]]) -> None:
        """Put rows back with their numbers, but for those that are none; inside
        :meth:`writing`."""
        names = ("id", *table.names)
        sound = [row for row in rows if _is_row(table, row)]
        self.change_many(
            SQL("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT (id) DO NOTHING").format(
                Identifier(table.name), _columns(names), _marks(len(names))
            ),
            sound,
        )
        self.query(
            SQL(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), "
                "greatest((SELECT max(id) FROM {table}), 1), EXISTS (SELECT 1 FROM {table}))"
            ).format(table=Identifier(table.name)),
            (table.name,),
        )

    def records(self, table: Table) -> list[dict[str, Any]]:
        """Return every row with its number as ``id``, the first that came first."""
        self.check_registered(table)
        names = ("id", *table.names)
        rows = self.query(
            SQL("SELECT {} FROM {} ORDER BY id").format(_columns(names), Identifier(table.name))
        )
        return [dict(zip(names, row, strict=True)) for row in rows]


def _columns(names: Iterable[str]) -> Composable:
    return SQL(", ").join(map(Identifier, names))


def _marks(count: int) -> Composable:
    return SQL(", ").join([Placeholder()] * count)


def _is_row(table: Table, row: Sequence[object]) -> bool:
    if len(row) != 1 + len(table.names) or not isinstance(row[0], int):
        return False
    try:
        table.values(dict(zip(table.names, row[1:], strict=True)))
    except ValueError:
        return False
    return True
