"""The rows of the tables that a program registers, beside the articles and of no weight in a
search, but lost with the archive all the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from index.storage.database import Database
from index.storage.tables import Table


class TableRecords(Database):
    """The rows of registered tables."""

    def put_record(self, table: Table, record: Mapping[str, str]) -> None:
        """Put a row in, once however often it is given; only inside :meth:`writing`.

        :raises ValueError: the row is none of the table's.
        """
        statement = table.insertion
        self.change(statement, table.values(record))

    def put_rows(self, table: Table, rows: Iterable[Sequence[object]]) -> None:
        """Put rows back with their numbers, but for those that are none; inside
        :meth:`writing`."""
        statement = table.reinsertion
        for row in rows:
            self.change(statement, row)

    def records(self, table: Table) -> list[dict[str, Any]]:
        """Return every row with its number as ``id``, the first that came first."""
        statement = table.selection
        names = ("id", *table.names)
        return [dict(zip(names, row, strict=True)) for row in self.query(statement)]
