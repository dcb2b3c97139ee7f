"""Documents, passages, files and feedback: the archive's one truth, row by row.

Everything else (FAISS, BM25) can be made again from what lies here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from index import schema
from index.database import Database
from index.errors import InputError
from index.types import Document, Passage, Span

ID_BATCH = 500
"""Ids in one SQL statement, under SQLite's least limit of 999 parameters."""


@dataclass(frozen=True, slots=True)
class Row:
    """A passage as the derived structures need it."""

    id: int
    document: str
    source: str
    date: str | None
    terms: str
    vector: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it was when it was added: equal size and time mean it was not touched."""

    path: str
    size: int
    mtime_ns: int
    sha256: str


class Store(Database):
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
        _check_storable(document)
        execute, key = self._connection.execute, document.id
        execute(
            "INSERT INTO documents (id, title, source, date, author, text) VALUES (?,?,?,?,?,?)",
            (
                key,
                document.title,
                document.source,
                document.date,
                document.author,
                document.text,
            ),
        )
        for span, words, vector in zip(document.spans, terms, vectors, strict=True):
            execute(
                'INSERT INTO passages (document, paragraph, start, "end", terms, vector) '
                "VALUES (?,?,?,?,?,?)",
                (key, span.paragraph, span.start, span.end, words, _bytes(vector)),
            )

    def update_document(self, document: Document) -> None:
        """Change what is known of a document whose text is the same; inside :meth:`writing`."""
        self._connection.execute(
            "UPDATE documents SET title = ?, source = ?, date = ?, author = ? WHERE id = ?",
            (document.title, document.source, document.date, document.author, document.id),
        )

    def remove_document(self, id: str) -> bool:
        """Remove a document and all that hangs on it; inside :meth:`writing`."""
        execute = self._connection.execute
        paths = [path for path, _ in self.places(id)]
        removed = execute("DELETE FROM documents WHERE id = ?", (id,)).rowcount > 0
        for path in paths:  # a file is forgotten with its last article, so it can be added again
            execute(
                "DELETE FROM files WHERE path = ? "
                "AND NOT EXISTS (SELECT 1 FROM places WHERE places.path = files.path)",
                (path,),
            )
        return removed

    def document(self, id: str) -> Document | None:
        """The document of that id, whole, or ``None``."""
        row = self._connection.execute(
            "SELECT text, title, source, date, author FROM documents WHERE id = ?", (id,)
        ).fetchone()
        if row is None:
            return None
        spans = self._connection.execute(
            'SELECT start, "end", paragraph FROM passages WHERE document = ? ORDER BY id', (id,)
        )
        text, title, source, date, author = row
        return Document(text, tuple(Span(*s) for s in spans), title, source, date, author)

    def summaries(self) -> list[tuple[str, str, str, str | None, int]]:
        """(id, title, source, date, passages) of every document, newest first."""
        return self._connection.execute(
            "SELECT d.id, d.title, d.source, d.date, count(p.id) FROM documents d "
            "LEFT JOIN passages p ON p.document = d.id GROUP BY d.id "
            "ORDER BY d.date IS NULL, d.date DESC, d.title, d.id"
        ).fetchall()

    def texts(self, document: str | None = None) -> list[tuple[int, str, str]]:
        """(passage id, title, text) of a document's or all passages, to search them anew."""
        return self._connection.execute(
            'SELECT p.id, d.title, substr(d.text, p.start + 1, p."end" - p.start) '
            "FROM passages p JOIN documents d ON d.id = p.document "
            "WHERE d.id = coalesce(?, d.id) ORDER BY p.id",
            (document,),
        ).fetchall()

    def set_terms(self, id: int, terms: str) -> None:
        """Change the analysed terms of a passage; only inside :meth:`writing`."""
        self._connection.execute("UPDATE passages SET terms = ? WHERE id = ?", (terms, id))

    def set_vector(self, id: int, vector: NDArray[np.float32]) -> None:
        """Change the vector of a passage; only inside :meth:`writing`."""
        self._connection.execute(
            "UPDATE passages SET vector = ? WHERE id = ?", (_bytes(vector), id)
        )

    def rows(self) -> Iterator[Row]:
        """Every passage in order of id, for the derived structures."""
        for id, document, source, date, terms, vector in self._connection.execute(
            "SELECT p.id, p.document, d.source, d.date, p.terms, p.vector "
            "FROM passages p JOIN documents d ON d.id = p.document ORDER BY p.id"
        ):
            yield Row(id, document, source, date, terms, np.frombuffer(vector, np.float32))

    def passages(self, ids: Sequence[int]) -> dict[int, Passage]:
        """The passages of those ids, with their text; unknown ids are left out."""
        found: dict[int, Passage] = {}
        for start in range(0, len(ids), ID_BATCH):
            batch = list(ids[start : start + ID_BATCH])
            marks = ",".join("?" * len(batch))
            for row in self._connection.execute(
                "SELECT p.id, p.document, d.title, d.source, d.date, p.paragraph, p.start, "
                'p."end", substr(d.text, p.start + 1, p."end" - p.start) FROM passages p '
                f"JOIN documents d ON d.id = p.document WHERE p.id IN ({marks})",
                batch,
            ):
                found[row[0]] = Passage(*row)
        return found

    # -- files

    def file(self, path: str) -> FileState | None:
        """The file as it was when added, or ``None``."""
        row = self._connection.execute(
            "SELECT path, size, mtime_ns, sha256 FROM files WHERE path = ?", (path,)
        ).fetchone()
        return FileState(*row) if row else None

    def put_file(self, state: FileState, documents: Iterable[tuple[int, str]]) -> None:
        """Record a file and its (entry, document id) pairs; only inside :meth:`writing`."""
        execute = self._connection.execute
        execute("DELETE FROM files WHERE path = ?", (state.path,))
        execute(
            "INSERT INTO files VALUES (?,?,?,?)",
            (state.path, state.size, state.mtime_ns, state.sha256),
        )
        for entry, document in documents:
            execute("INSERT INTO places VALUES (?,?,?)", (state.path, entry, document))

    def documents_of(self, path: str) -> dict[int, str]:
        """Entry → document id of the articles that the file gave."""
        return dict(
            self._connection.execute("SELECT entry, document FROM places WHERE path = ?", (path,))
        )

    def places(self, document: str) -> list[tuple[str, int]]:
        """(path, entry) of every place that the document was found in."""
        return self._connection.execute(
            "SELECT path, entry FROM places WHERE document = ? ORDER BY path, entry", (document,)
        ).fetchall()

    # -- what people said of answers

    def put_feedback(self, question: str, verdict: str, remark: str, answer_json: str) -> None:
        """Keep a verdict; in a transaction of its own, since the passages do not change."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with schema.explained(self.path):
            self._connection.execute(
                "INSERT INTO feedback (created, question, verdict, remark, answer_json) "
                "VALUES (?,?,?,?,?)",
                (now, question, verdict, remark, answer_json),
            )

    def feedback(self) -> list[dict[str, str | int]]:
        """Every verdict with its columns, oldest first."""
        cursor = self._connection.execute(
            "SELECT id, created, question, verdict, remark, answer_json FROM feedback ORDER BY id"
        )
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def check(self) -> list[str]:
        """What is wrong with the database, in Spanish; empty when nothing is."""
        problems = [
            f"SQLite: {row[0]}"
            for row in self._connection.execute("PRAGMA integrity_check")
            if row[0] != "ok"
        ]
        problems += [
            f"Referencia rota en la tabla {row[0]}, fila {row[1]}"
            for row in self._connection.execute("PRAGMA foreign_key_check")
        ]
        problems += [
            f"El pasaje {id} no cabe en su documento {document}"
            for id, document in self._connection.execute(
                "SELECT p.id, p.document FROM passages p JOIN documents d ON d.id = p.document "
                'WHERE p.start < 0 OR p."end" <= p.start OR p."end" > length(d.text)'
            )
        ]
        return problems


def _bytes(vector: NDArray[np.float32]) -> bytes:
    return np.asarray(vector, np.float32).tobytes()


def _check_storable(document: Document) -> None:
    """NUL ends a text for SQLite's ``substr``, and half a surrogate pair has no UTF-8."""
    fields = (document.text, document.title, document.source, document.author)
    if any(re.search("[\0\ud800-\udfff]", field) for field in fields):
        raise InputError(
            f"El documento «{ascii(document.title)[1:-1]}» contiene caracteres que no son texto "
            "(nulos o mitades de pares sustitutos). Quítelos y repita."
        )
