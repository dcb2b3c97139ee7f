"""Documents and passages: the archive's one truth, row by row.

Everything else (FAISS, BM25) can be made again from what lies here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from index.errors import DamageError, InputError, Remedy
from index.storage import integrity, schema
from index.storage.exact.records import ExactRecords
from index.storage.integrity import DOCUMENT, PASSAGE, checksum
from index.storage.rows.documents import DocumentRows
from index.storage.table_records import TableRecords
from index.types import Document

ID_BATCH = 500
"""Ids in one SQL statement, under SQLite's least limit of 999 parameters."""

VECTOR_BATCH = 4096
"""Vectors of 384 numbers in 6 MB."""

VECTOR_TYPE = np.dtype(np.float32)


class Store(DocumentRows, TableRecords, ExactRecords):
    """The rows of one archive; what changes them belongs inside :meth:`writing`."""

    FOLDED_TITLE = "folded(d.title)"
    FOLDED_SOURCE = "folded(d.source)"
    PLACE = "instr"

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
        self.forget_empty_files(paths)
        return removed

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
    no UTF-8.

    :raises InputError: one of them stands in the document.
    """
    fields = (document.text, document.title, document.source, document.author)
    if any(re.search("[\0\ud800-\udfff]", field) for field in fields):
        raise InputError(
            f"El documento «{ascii(document.title)[1:-1]}» contiene caracteres que no son texto "
            "(nulos o mitades de pares sustitutos). Quítelos y repita."
        )
