"""Files, printed lines, files of pages, the bin and registered tables of an archive on a server.

What :mod:`index.storage.file_records` keeps in SQLite, row for row; how lines and the details of
the bin are packed is written down there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from index.postgres.connections import Connections
from index.storage.file_records import details_of, discarded_of, packed, unpacked
from index.storage.integrity import checksum
from index.storage.tables import Table
from index.types import Discarded, FileState, Original, PrintedLine


class FileRecords(Connections):
    """Files, the places of documents in them, and the rows of registered tables."""

    tables: tuple[Table, ...] = ()

    def file(self, path: str) -> FileState | None:
        """Return the file as it was when added, or ``None``."""
        rows = self.query("SELECT path, size, mtime_ns, sha256 FROM files WHERE path = %s", (path,))
        return FileState(*rows[0]) if rows else None

    def files_under(self, folder: str) -> list[tuple[FileState, list[str]]]:
        """Return the files inside a folder, however deep, with the ids of their documents."""
        inside = folder.rstrip("/\\")
        rows = self.query(
            "SELECT f.path, f.size, f.mtime_ns, f.sha256, p.document FROM files f "
            "LEFT JOIN places p ON p.path = f.path WHERE starts_with(f.path, %s) "
            "AND substr(f.path, %s, 1) IN ('/', '\\') ORDER BY f.path, p.entry",
            (inside, len(inside) + 1),
        )
        return [
            (FileState(*state), [document for *_, document in run if document])
            for state, run in groupby(rows, key=lambda row: row[:4])
        ]

    def forget_file(self, path: str) -> None:
        """Forget a file and the places in it; its documents stay. Only inside :meth:`writing`."""
        self.change("DELETE FROM files WHERE path = %s", (path,))

    def put_file(self, state: FileState, documents: Iterable[tuple[int, str]]) -> None:
        """Record a file and its (entry, document id) pairs; only inside :meth:`writing`."""
        self.forget_file(state.path)
        self.change(
            "INSERT INTO files VALUES (%s, %s, %s, %s)",
            (state.path, state.size, state.mtime_ns, state.sha256),
        )
        self.change_many(
            "INSERT INTO places VALUES (%s, %s, %s)",
            [(state.path, entry, document) for entry, document in documents],
        )

    def documents_of(self, path: str) -> dict[int, str]:
        """Map each entry to the id of the article that the file gave there."""
        return dict(self.query("SELECT entry, document FROM places WHERE path = %s", (path,)))

    def places(self, document: str) -> list[tuple[str, int]]:
        """Return (path, entry) of every place that the document was found in."""
        return self.query(
            "SELECT path, entry FROM places WHERE document = %s ORDER BY path, entry", (document,)
        )

    def forget_empty_files(self, paths: Sequence[str]) -> None:
        """Forget those of some files that have no article left, so that they can be added again;
        only inside :meth:`writing`."""
        self.change(
            "DELETE FROM files WHERE path = ANY(%s) "
            "AND NOT EXISTS (SELECT 1 FROM places WHERE places.path = files.path)",
            (list(paths),),
        )

    # -- registered tables

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
        columns = ", ".join(table.names)
        marks = ", ".join(["%s"] * len(values))
        with self.transaction():
            # Two that keep the same row at once would not see each other.
            self.query("SELECT pg_advisory_xact_lock(hashtext(%s))", (table.name,))
            self.change(
                f"INSERT INTO {table.name} ({columns}) SELECT {marks} WHERE NOT EXISTS "
                f"(SELECT 1 FROM {table.name} WHERE ({columns}) = ({marks}))",
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
            f"INSERT INTO {table.name} ({', '.join(names)}) VALUES "
            f"({', '.join(['%s'] * len(names))}) ON CONFLICT (id) DO NOTHING",
            sound,
        )
        self.query(
            f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "
            f"greatest((SELECT max(id) FROM {table.name}), 1), "
            f"EXISTS (SELECT 1 FROM {table.name}))"
        )

    def records(self, table: Table) -> list[dict[str, Any]]:
        """Return every row with its number as ``id``, the first that came first."""
        self.check_registered(table)
        names = ("id", *table.names)
        rows = self.query(f"SELECT {', '.join(names)} FROM {table.name} ORDER BY id")
        return [dict(zip(names, row, strict=True)) for row in rows]


def _is_row(table: Table, row: Sequence[object]) -> bool:
    if len(row) != 1 + len(table.names) or not isinstance(row[0], int):
        return False
    try:
        table.values(dict(zip(table.names, row[1:], strict=True)))
    except ValueError:
        return False
    return True


class PrintedRecords(FileRecords):
    """The printed lines of documents, the files of pages, and the bin."""

    def put_lines(self, document: str, lines: Iterable[PrintedLine]) -> None:
        """Record where a document's lines are printed; only inside :meth:`writing`."""
        rows = []
        for page, run in groupby(lines, key=lambda line: line.page):
            own = list(run)
            start, end = own[0].start, own[-1].end
            row = (document, start, end, page, b"".join(packed(line, start) for line in own))
            rows.append((*row, checksum(*row)))
        if rows:
            self.change_many("INSERT INTO printed_lines VALUES (%s, %s, %s, %s, %s, %s)", rows)

    def lines(self, document: str) -> Iterator[PrintedLine]:
        """Return where a document's lines are printed, in the order of its text."""
        rows = self.query(
            "SELECT start, page, lines FROM printed_lines WHERE document = %s ORDER BY start",
            (document,),
        )
        return (line for row in rows for line in unpacked(*row))

    def lines_of_passages(self, ids: Sequence[int]) -> dict[int, tuple[PrintedLine, ...]]:
        """Map each of those passages that has pages to the printed lines that reach into it."""
        rows = self.query(
            'SELECT p.id, p.start, p."end", l.start, l.page, l.lines FROM passages p '
            'JOIN printed_lines l ON l.document = p.document AND l.start < p."end" '
            'AND l."end" > p.start WHERE p.id = ANY(%s) ORDER BY p.id, l.start',
            (list(ids),),
        )
        found: dict[int, tuple[PrintedLine, ...]] = {}
        for id, first, last, *run in rows:
            own = (x for x in unpacked(*run) if x.start < last and x.end > first)
            found[id] = (*found.get(id, ()), *own)
        return {id: lines for id, lines in found.items() if lines}

    def put_original(self, original: Original) -> None:
        """Keep a file of pages, once however often it is given; only inside :meth:`writing`."""
        row = (original.id, original.name, original.data)
        self.change(
            "INSERT INTO originals VALUES (%s, %s, %s, %s) ON CONFLICT (id) DO NOTHING",
            (*row, checksum(*row)),
        )

    def original(self, id: str) -> Original | None:
        """Return a kept file of pages, or ``None``."""
        rows = self.query("SELECT id, name, data FROM originals WHERE id = %s", (id,))
        return Original(rows[0][0], rows[0][1], bytes(rows[0][2])) if rows else None

    def forget_originals(self, id: str | None = None) -> None:
        """Forget that one, or all, of which no document is any more; inside :meth:`writing`."""
        self.change(
            "DELETE FROM originals o WHERE id = coalesce(%s, id) AND NOT EXISTS "
            "(SELECT 1 FROM documents d WHERE d.original = o.id) AND NOT EXISTS "
            "(SELECT 1 FROM removed r WHERE r.original = o.id)",
            (id,),
        )

    # -- the bin

    def put_discarded(self, discarded: Discarded) -> None:
        """Put a document into the bin, in place of the same one; only inside :meth:`writing`."""
        document = discarded.document
        known = (document.title, document.source, document.date, document.author, document.text)
        row = (document.id, discarded.removed, *known, details_of(discarded))
        self.forget_discarded(document.id)
        self.change(
            "INSERT INTO removed VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (*row, checksum(*row), document.original),
        )

    def discarded(self, id: str) -> Discarded | None:
        """Return a document of the bin, or ``None``."""
        rows = self.query(
            "SELECT removed, title, source, date, author, text, details, original FROM removed "
            "WHERE id = %s",
            (id,),
        )
        return discarded_of(*rows[0]) if rows else None

    def bin(self) -> list[tuple[str, str, str, str | None, str]]:
        """Return (id, title, source, date, removed) of the bin's documents, the last first."""
        return self.query(
            "SELECT id, title, source, date, removed FROM removed ORDER BY removed DESC, title, id"
        )

    def forget_discarded(self, id: str) -> None:
        """Take a document out of the bin; only inside :meth:`writing`."""
        self.change("DELETE FROM removed WHERE id = %s", (id,))

    def purge(self) -> int:
        """Empty the bin in a transaction of its own, and return how many documents were in it."""
        with self.writing(keep_fingerprint=True):  # nothing of it is searched
            count = self.change("DELETE FROM removed")
            self.forget_originals()
        return count
