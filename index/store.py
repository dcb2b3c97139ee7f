"""Documents, passages and vectors in SQLite, changed only in transactions.

Everything else (FAISS, BM25) can be made again from what lies here. Every committed
change sets a new fingerprint, by which the derived structures know that they are stale.
"""

from __future__ import annotations

import re
import sqlite3
import threading
import uuid
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import schema
from index.errors import ArchiveError, InputError
from index.types import Document, Passage, Span

DATABASE = "archive.sqlite3"
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


class Store:
    """The database of one archive; each thread gets a connection of its own.

    :param folder: the archive's folder; the database is created in it when missing.
    :raises ArchiveError: the database is not ours or cannot be opened.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / DATABASE
        self._local = threading.local()
        self._all: weakref.WeakSet[schema.Connection] = weakref.WeakSet()
        self._lock = threading.Lock()
        with schema.explained(self.path):
            schema.prepare(self._connection, self.path)

    @property
    def _connection(self) -> schema.Connection:
        connection: schema.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = schema.connect(self.path)
            with self._lock:
                self._all.add(connection)
        return connection

    def close(self) -> None:
        """Close every thread's connection."""
        with self._lock:
            for connection in list(self._all):
                connection.close()
            self._all.clear()
        self._local = threading.local()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One consistent view for several reads."""
        connection = self._connection
        if connection.in_transaction:
            yield
            return
        with schema.explained(self.path):
            connection.execute("BEGIN")
            try:
                yield
            finally:
                connection.execute("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All of the changes inside, or none of them; a changed archive gets a new fingerprint.

        :raises ArchiveError: another process has been writing for longer than the wait.
        """
        connection = self._connection
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise ArchiveError(
                f"El archivo «{self.path.parent}» lo está modificando otro proceso ({error}). "
                "Espere a que termine y repita."
            ) from error
        before = connection.total_changes
        with schema.explained(self.path):
            try:
                yield
                if connection.total_changes != before:
                    self.set_meta("fingerprint", uuid.uuid4().hex)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    # -- facts about the archive

    def meta(self, key: str) -> str | None:
        """A recorded fact, such as the encoder's fingerprint."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Record a fact; only inside :meth:`writing`."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @property
    def fingerprint(self) -> str:
        """Which state this is; ``""`` for an archive that was never written to."""
        return self.meta("fingerprint") or ""

    def count_passages(self) -> int:
        """How many passages there are."""
        (count,) = self._connection.execute("SELECT count(*) FROM passages").fetchone()
        return int(count)

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
