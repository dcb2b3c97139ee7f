"""Which files the documents came from, and the rows of the tables that a program registers.

Beside the articles and of no weight in a search, but lost with the archive all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from index.storage.database import Database
from index.storage.tables import Table
from index.types import FileState


class FileRecords(Database):
    """Files, the places of documents in them, and the rows of registered tables."""

    def file(self, path: str) -> FileState | None:
        """Return the file as it was when added, or ``None``."""
        rows = self.query("SELECT path, size, mtime_ns, sha256 FROM files WHERE path = ?", (path,))
        return FileState(*rows[0]) if rows else None

    def put_file(self, state: FileState, documents: Iterable[tuple[int, str]]) -> None:
        """Record a file and its (entry, document id) pairs; only inside :meth:`writing`."""
        self.change("DELETE FROM files WHERE path = ?", (state.path,))
        self.change(
            "INSERT INTO files VALUES (?,?,?,?)",
            (state.path, state.size, state.mtime_ns, state.sha256),
        )
        for entry, document in documents:
            self.change("INSERT INTO places VALUES (?,?,?)", (state.path, entry, document))

    def documents_of(self, path: str) -> dict[int, str]:
        """Map each entry to the id of the article that the file gave there."""
        return dict(self.query("SELECT entry, document FROM places WHERE path = ?", (path,)))

    def places(self, document: str) -> list[tuple[str, int]]:
        """Return (path, entry) of every place that the document was found in."""
        return self.query(
            "SELECT path, entry FROM places WHERE document = ? ORDER BY path, entry", (document,)
        )

    # -- registered tables

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
