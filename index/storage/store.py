"""Documents and passages: the archive's one truth, row by row.

Everything else (FAISS, BM25) can be made again from what lies here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from index.errors import DamageError, InputError, Remedy
from index.listing import Listed, Listing, Order
from index.storage import integrity, schema
from index.storage.exact.records import ExactRecords
from index.storage.integrity import DOCUMENT, PASSAGE, checksum
from index.storage.naming.records import NameRecords
from index.text.folding import fold_name
from index.types import Discarded, Document, Passage, Span

ID_BATCH = 500
"""Ids in one SQL statement, under SQLite's least limit of 999 parameters."""

VECTOR_BATCH = 4096
"""Vectors of 384 numbers in 6 MB."""

_SUMMARY = (
    "SELECT d.id, d.title, d.source, d.date, "
    "(SELECT count(*) FROM passages p WHERE p.document = d.id), "
    "(SELECT nullif(count(DISTINCT l.page), 0) FROM printed_lines l WHERE l.document = d.id)"
)
_NEWEST = "d.date IS NULL, d.date DESC, d.title, d.id"
_ORDERS: dict[Order, str] = {
    "newest": _NEWEST,
    "oldest": "d.date IS NULL, d.date, d.title, d.id",
    "title": f"folded(d.title), {_NEWEST}",
    "source": f"d.source = '', folded(d.source), {_NEWEST}",
}

VECTOR_TYPE = np.dtype(np.float32)


class Store(NameRecords, ExactRecords):
    """The rows of one archive; what changes them belongs inside :meth:`writing`."""

    # -- documents and passages

    def put_document(
        self, document: Document, terms: Sequence[str], vectors: NDArray[np.float32]
    ) -> None:
        """Insert a document with its passages; only inside :meth:`writing`.

        :param terms: the analysed terms of each passage, separated by spaces.
        :param vectors: float32 (passages, dimension).
        :raises InputError: the text holds what SQLite cannot give back as it was.
        """
        check_storable(document)
        self.begin_words()
        key = document.id
        metadata = (document.title, document.source, document.date, document.author, document.text)
        self.change(
            "INSERT INTO documents (id, title, source, date, author, text, checksum, original) "
            "VALUES (?,?,?,?,?,?,?,?)",
            (key, *metadata, checksum(key, *metadata), document.original),
        )
        self.put_lines(key, document.lines)
        self.forget_discarded(key)
        for span, words, vector in zip(document.spans, terms, vectors, strict=True):
            row = (key, span.paragraph, span.start, span.end, words, as_bytes(vector))
            self.change(
                'INSERT INTO passages (document, paragraph, start, "end", terms, vector, checksum) '
                "VALUES (?,?,?,?,?,?,?)",
                (*row, checksum(*row)),
            )
        self.put_words(document)

    def update_document(self, document: Document) -> None:
        """Change what is known of a document whose text is the same; inside :meth:`writing`."""
        self.change(
            "UPDATE documents SET title = ?, source = ?, date = ?, author = ?, "
            "original = coalesce(?, original) WHERE id = ?",
            (
                document.title,
                document.source,
                document.date,
                document.author,
                document.original,
                document.id,
            ),
        )
        self.change(f"UPDATE documents SET checksum = {DOCUMENT} WHERE id = ?", (document.id,))
        # The title is searched with each passage: those for another encoder are made anew.
        self.change("DELETE FROM next_passages WHERE document = ?", (document.id,))
        self.put_words(document)

    def remove_document(self, id: str) -> bool:
        """Remove a document and all that hangs on it; inside :meth:`writing`."""
        paths = [path for path, _ in self.places(id)]
        originals = self.query(
            "SELECT original FROM documents WHERE id = ? AND original IS NOT NULL", (id,)
        )
        removed = self.change("DELETE FROM documents WHERE id = ?", (id,)) > 0
        for (original,) in originals:
            self.forget_originals(original)
        for path in paths:  # a file is forgotten with its last article, so it can be added again
            self.change(
                "DELETE FROM files WHERE path = ? "
                "AND NOT EXISTS (SELECT 1 FROM places WHERE places.path = files.path)",
                (path,),
            )
        return removed

    def discard(self, id: str, removed: str) -> bool:
        """Put a document into the bin; inside :meth:`writing`.

        :param removed: when, ISO 8601 with its time.
        """
        document = self.document(id)
        if document is None:
            return False
        places = [(self.file(path), entry) for path, entry in self.places(id)]
        known = tuple((file, entry) for file, entry in places if file is not None)
        self.put_discarded(Discarded(document, removed, known))
        return self.remove_document(id)

    def document(self, id: str) -> Document | None:
        """Return the document of that id, whole, or ``None``."""
        rows = self.query(
            "SELECT text, title, source, date, author, original FROM documents WHERE id = ?", (id,)
        )
        if not rows:
            return None
        spans = self.query(
            'SELECT start, "end", paragraph FROM passages WHERE document = ? ORDER BY id', (id,)
        )
        text, title, source, date, author, original = rows[0]
        lines = tuple(self.lines(id))
        places = tuple(Span(*s) for s in spans)
        return Document(text, places, title, source, date, author, lines, original)

    def summaries(self) -> list[tuple[str, str, str, str | None, int, int | None]]:
        """Return (id, title, source, date, passages, pages) of every document, newest first."""
        return self.query(f"{_SUMMARY} FROM documents d ORDER BY {_NEWEST}")

    def listed(self, listing: Listing) -> Listed:
        """Return a page of the list; passages and pages are counted of that page alone."""
        self._connection.create_function("folded", 1, fold_name, deterministic=True)
        conditions, values = ["instr(folded(d.title), ?)"], [fold_name(listing.title)]
        if not values[0]:
            conditions, values = ["1"], []
        if listing.sources:
            names = {fold_name(name) for name in listing.sources}
            alike = [source for source in self.sources() if fold_name(source) in names]
            conditions.append("d.source IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(alike))
        for day, sign in ((listing.date_from, ">="), (listing.date_to, "<=")):
            if day:
                conditions.append(f"d.date {sign} ?")
                values.append(day)
        where = f"FROM documents d WHERE {' AND '.join(conditions)}"
        with self.reading():
            total = self.query(f"SELECT count(*) {where}", values)[0][0]
            most = -1 if listing.most is None else listing.most
            rows = self.query(
                f"{_SUMMARY} {where} ORDER BY {_ORDERS[listing.order]} LIMIT ? OFFSET ?",
                (*values, most, listing.skip),
            )
        return Listed(total, rows)

    def texts(self, document: str | None = None) -> list[tuple[int, str, str]]:
        """Return (passage id, title, text) of a document's or all passages, to search them anew."""
        return self.query(
            'SELECT p.id, d.title, substr(d.text, p.start + 1, p."end" - p.start) '
            "FROM passages p JOIN documents d ON d.id = p.document "
            "WHERE d.id = coalesce(?, d.id) ORDER BY p.id",
            (document,),
        )

    def set_terms(self, id: int, terms: str) -> None:
        """Change the analysed terms of a passage; only inside :meth:`writing`."""
        self.forget_ancestry()
        self.change("UPDATE passages SET terms = ? WHERE id = ?", (terms, id))
        self.change(f"UPDATE passages SET checksum = {PASSAGE} WHERE id = ?", (id,))

    def set_vector(self, id: int, vector: NDArray[np.float32]) -> None:
        """Change the vector of a passage; only inside :meth:`writing`."""
        self.forget_ancestry()
        self.change("UPDATE passages SET vector = ? WHERE id = ?", (as_bytes(vector), id))
        self.change(f"UPDATE passages SET checksum = {PASSAGE} WHERE id = ?", (id,))

    def document_metadata(self) -> list[tuple[str, str, str | None]]:
        """Return (id, source, date) of every document."""
        return self.query("SELECT id, source, date FROM documents ORDER BY rowid")

    def sources(self) -> dict[str, tuple[int, int]]:
        """Map each source to how many documents are of it, and how many of those have no date."""
        rows = self.query(
            "SELECT source, count(*), count(*) - count(date) FROM documents GROUP BY source"
        )
        return {source: (documents, undated) for source, documents, undated in rows}

    def passage_owners(self) -> Iterator[tuple[int, str]]:
        """Return (passage id, document id) of every passage, in no order."""
        return self.iterate("SELECT id, document FROM passages")  # from the index alone

    def terms(self, after: int = 0) -> Iterator[str]:
        """Return the terms of every passage beyond the id ``after``, in order of id."""
        rows = self.iterate("SELECT terms FROM passages WHERE id > ? ORDER BY id", (after,))
        return (terms for (terms,) in rows)

    def all_vectors(self, dimension: int, after: int = 0) -> Iterator[NDArray[np.float32]]:
        """Return the vectors of all passages in order of id, some thousands at a time.

        :param after: of those beyond this id only.
        :raises DamageError: one has another length than the encoder's.
        """
        rows = self.iterate("SELECT vector FROM passages WHERE id > ? ORDER BY id", (after,))
        while batch := [vector for (vector,) in islice(rows, VECTOR_BATCH)]:
            yield self._matrix(batch, dimension)

    def vectors(self, ids: Sequence[int], dimension: int) -> NDArray[np.float32]:
        """Return the vectors of those passages, float32 (ids, dimension), in the order of ``ids``.

        :raises DamageError: one is missing, or has another length than the encoder's.
        """
        rows: dict[int, bytes] = {}
        for start in range(0, len(ids), ID_BATCH):
            batch = ids[start : start + ID_BATCH]
            marks = ",".join("?" * len(batch))
            rows |= self.query(f"SELECT id, vector FROM passages WHERE id IN ({marks})", batch)
        return self._matrix([rows.get(id, b"") for id in ids], dimension)

    def _matrix(self, vectors: Sequence[bytes], dimension: int) -> NDArray[np.float32]:
        if any(len(vector) != dimension * VECTOR_TYPE.itemsize for vector in vectors):
            raise DamageError(
                f"Los vectores de la base de datos «{self.path}» están dañados.", Remedy.SALVAGE
            )
        return np.frombuffer(b"".join(vectors), VECTOR_TYPE).reshape(len(vectors), dimension)

    def passages(self, ids: Sequence[int]) -> dict[int, Passage]:
        """Return the passages of those ids, with their text; unknown ids are left out."""
        passages: dict[int, Passage] = {}
        for start in range(0, len(ids), ID_BATCH):
            batch = list(ids[start : start + ID_BATCH])
            marks = ",".join("?" * len(batch))
            for row in self.query(
                "SELECT p.id, p.document, d.title, d.source, d.date, p.paragraph, p.start, "
                'p."end", substr(d.text, p.start + 1, p."end" - p.start) FROM passages p '
                f"JOIN documents d ON d.id = p.document WHERE p.id IN ({marks})",
                batch,
            ):
                passages[row[0]] = Passage(*row)
            for id, lines in self.lines_of_passages(batch).items():
                passages[id] = replace(passages[id], lines=lines)
        return passages

    def tally(self) -> tuple[int, int]:
        """Return how many passages there are, and the sum of their ids: whether an index is of
        these."""
        count, total = self.query("SELECT count(*), coalesce(sum(id), 0) FROM passages")[0]
        return count, total

    def check(self) -> list[str]:
        """Return what is wrong with the database, in Spanish; empty when nothing is."""
        with self.reading():
            problems = integrity.problems(self._connection, schema.FORMAT)
        return problems or self.check_words()


def as_bytes(vector: NDArray[np.float32]) -> bytes:
    """Return the vector as it is stored: float32, in this machine's order of bytes."""
    return np.asarray(vector, np.float32).tobytes()


def check_storable(document: Document) -> None:
    """Refuse NUL, which ends a text for SQLite's ``substr``, and half a surrogate pair, which has
    no UTF-8."""
    fields = (document.text, document.title, document.source, document.author)
    if any(re.search("[\0\ud800-\udfff]", field) for field in fields):
        raise InputError(
            f"El documento «{ascii(document.title)[1:-1]}» contiene caracteres que no son texto "
            "(nulos o mitades de pares sustitutos). Quítelos y repita."
        )
