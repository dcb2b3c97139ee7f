"""Which files the documents came from, where their lines are printed, the files of pages
themselves, the bin, and the rows of the tables that a program registers.

Beside the articles and of no weight in a search, but lost with the archive all the same.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from index.storage.database import Database
from index.storage.integrity import checksum
from index.storage.tables import Table
from index.types import Discarded, Document, FileState, Original, PrintedLine, Span

_LINE: Final = struct.Struct("<7i")
"""Start and end from the start of the run, the box in hundredths of a point, the quality in
thousandths or -1: 28 bytes."""


class FileRecords(Database):
    """Files, the places of documents in them, and the rows of registered tables."""

    def file(self, path: str) -> FileState | None:
        """Return the file as it was when added, or ``None``."""
        rows = self.query("SELECT path, size, mtime_ns, sha256 FROM files WHERE path = ?", (path,))
        return FileState(*rows[0]) if rows else None

    def files_under(self, folder: str) -> list[tuple[FileState, list[str]]]:
        """Return the files inside a folder, however deep, with the ids of their documents."""
        rows = self.query(
            "SELECT f.path, f.size, f.mtime_ns, f.sha256, p.document FROM files f "
            "LEFT JOIN places p ON p.path = f.path "
            "WHERE substr(f.path, 1, length(?1)) = ?1 "
            "AND substr(f.path, length(?1) + 1, 1) IN ('/', '\\') ORDER BY f.path, p.entry",
            (folder.rstrip("/\\"),),
        )
        return [
            (FileState(*state), [document for *_, document in run if document])
            for state, run in groupby(rows, key=lambda row: row[:4])
        ]

    def forget_file(self, path: str) -> None:
        """Forget a file and the places in it; its documents stay. Only inside :meth:`writing`."""
        self.change("DELETE FROM files WHERE path = ?", (path,))

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


class PrintedRecords(FileRecords):
    """The printed lines of documents and the files of pages, as they came."""

    def put_lines(self, document: str, lines: Iterable[PrintedLine]) -> None:
        """Record where a document's lines are printed; only inside :meth:`writing`."""
        for page, run in groupby(lines, key=lambda line: line.page):
            own = list(run)
            start, end = own[0].start, own[-1].end
            row = (document, start, end, page, b"".join(packed(line, start) for line in own))
            self.change(
                'INSERT INTO printed_lines (document, start, "end", page, lines, checksum) '
                "VALUES (?,?,?,?,?,?)",
                (*row, checksum(*row)),
            )

    def lines(self, document: str) -> Iterator[PrintedLine]:
        """Return where a document's lines are printed, in the order of its text."""
        rows = self.query(
            "SELECT start, page, lines FROM printed_lines WHERE document = ? ORDER BY start",
            (document,),
        )
        return (line for row in rows for line in unpacked(*row))

    def lines_of_passages(self, ids: Sequence[int]) -> dict[int, tuple[PrintedLine, ...]]:
        """Map each of those passages that has pages to the printed lines that reach into it."""
        marks = ",".join("?" * len(ids))
        rows = self.query(
            'SELECT p.id, p.start, p."end", l.start, l.page, l.lines FROM passages p '
            'JOIN printed_lines l ON l.document = p.document AND l.start < p."end" '
            f'AND l."end" > p.start WHERE p.id IN ({marks}) ORDER BY p.id, l.start',
            ids,
        )
        found: dict[int, tuple[PrintedLine, ...]] = {}
        for id, first, last, *run in rows:
            own = (x for x in unpacked(*run) if x.start < last and x.end > first)
            found[id] = (*found.get(id, ()), *own)
        return {id: lines for id, lines in found.items() if lines}

    def put_original(self, original: Original) -> None:
        """Keep a file of pages, once however often it is given; only inside :meth:`writing`."""
        row = (original.id, original.name, original.data)
        self.change("INSERT OR IGNORE INTO originals VALUES (?,?,?,?)", (*row, checksum(*row)))

    def original(self, id: str) -> Original | None:
        """Return a kept file of pages, or ``None``."""
        rows = self.query("SELECT id, name, data FROM originals WHERE id = ?", (id,))
        return Original(*rows[0]) if rows else None

    def forget_originals(self, id: str | None = None) -> None:
        """Forget that one, or all, of which no document is any more; inside :meth:`writing`."""
        self.change(
            "DELETE FROM originals WHERE id = coalesce(?, id) AND NOT EXISTS "
            "(SELECT 1 FROM documents d WHERE d.original = originals.id) AND NOT EXISTS "
            "(SELECT 1 FROM removed r WHERE r.original = originals.id)",
            (id,),
        )


class BinRecords(PrintedRecords):
    """Documents that were removed and can be brought back."""

    def put_discarded(self, discarded: Discarded) -> None:
        """Put a document into the bin, in place of the same one; only inside :meth:`writing`."""
        document = discarded.document
        row = (
            document.id,
            discarded.removed,
            document.title,
            document.source,
            document.date,
            document.author,
            document.text,
            details_of(discarded),
        )
        self.change(
            "INSERT OR REPLACE INTO removed VALUES (?,?,?,?,?,?,?,?,?,?)",
            (*row, checksum(*row), document.original),
        )

    def discarded(self, id: str) -> Discarded | None:
        """Return a document of the bin, or ``None``."""
        rows = self.query(
            "SELECT removed, title, source, date, author, text, details, original FROM removed "
            "WHERE id = ?",
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
        self.change("DELETE FROM removed WHERE id = ?", (id,))

    def purge(self) -> int:
        """Empty the bin in a transaction of its own, and return how many documents were in it."""
        with self.writing(keep_fingerprint=True):  # nothing of it is searched
            count = self.change("DELETE FROM removed")
            self.forget_originals()
        return count

    def put_places(self, document: str, places: Iterable[tuple[FileState, int]]) -> None:
        """Record where a document came from, but where other articles have come in its place;
        only inside :meth:`writing`."""
        for state, entry in places:
            self.change(
                "INSERT OR IGNORE INTO files VALUES (?,?,?,?)",
                (state.path, state.size, state.mtime_ns, state.sha256),
            )
            if self.file(state.path) == state:
                self.change(
                    "INSERT OR IGNORE INTO places VALUES (?,?,?)", (state.path, entry, document)
                )


def details_of(discarded: Discarded) -> str:
    """Write what a document of the bin has besides its columns, as JSON."""
    document = discarded.document
    return json.dumps(
        {
            "spans": [[s.start, s.end, s.paragraph] for s in document.spans],
            "lines": [[x.start, x.end, x.page, x.box, x.quality] for x in document.lines],
            "places": [
                [file.path, file.size, file.mtime_ns, file.sha256, entry]
                for file, entry in discarded.places
            ],
        }
    )


def discarded_of(
    removed: str,
    title: str,
    source: str,
    date: str | None,
    author: str,
    text: str,
    details: str,
    original: str | None,
) -> Discarded:
    """Read a document of the bin from its row.

    :raises ValueError: the details are damaged.
    """
    kept = json.loads(details)
    lines = tuple(
        PrintedLine(start, end, page, (box[0], box[1], box[2], box[3]), quality)
        for start, end, page, box, quality in kept["lines"]
    )
    spans = tuple(Span(*span) for span in kept["spans"])
    document = Document(text, spans, title, source, date, author, lines, original)
    places = tuple((FileState(*file), entry) for *file, entry in kept["places"])
    return Discarded(document, removed, places)


def packed(line: PrintedLine, start: int) -> bytes:
    """Return a line as a row of ``printed_lines`` holds it.

    :param start: of the row's run of lines.
    """
    box = (round(100 * side) for side in line.box)
    quality = -1 if line.quality is None else round(1000 * line.quality)
    return _LINE.pack(line.start - start, line.end - start, *box, quality)


def unpacked(start: int, page: int, lines: bytes) -> Iterator[PrintedLine]:
    """Yield the lines of one row of ``printed_lines``."""
    # A damaged length gives fewer lines: an answer is not refused for want of a box.
    whole = memoryview(lines)[: len(lines) // _LINE.size * _LINE.size]
    for first, last, left, top, right, bottom, quality in _LINE.iter_unpack(whole):
        box = (left / 100, top / 100, right / 100, bottom / 100)
        sure = None if quality < 0 else quality / 1000
        yield PrintedLine(start + first, start + last, page, box, sure)
