"""Documents that were removed and can be brought back, whole with their lines and places."""

from __future__ import annotations

import json

from index.storage.integrity import checksum
from index.storage.rows.names import NameRows
from index.storage.rows.printed import PrintedRows
from index.types import Discarded, Document, FileState, PrintedLine, Span


class BinRows(PrintedRows, NameRows):
    """The bin, and what is forgotten for good with it: files of pages, and names."""

    def put_discarded(self, discarded: Discarded) -> None:
        """Put a document into the bin, in place of the same one; only inside :meth:`writing`."""
        document = discarded.document
        known = (document.title, document.source, document.date, document.author, document.text)
        row = (document.id, discarded.removed, *known, details_of(discarded))
        self.forget_discarded(document.id)
        self.change(
            "INSERT INTO removed VALUES (?,?,?,?,?,?,?,?,?,?)",
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
            self.forget_unused_names()
            count = self.change("DELETE FROM removed")
            self.forget_originals()
        return count


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
