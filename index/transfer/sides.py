"""What copying needs of an archive, and how a folder and a server give it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.backend import Storage
from index.postgres.search import nearest
from index.postgres.storage import PostgresStorage
from index.postgres.vectors import received
from index.search.folder_storage import FolderStorage
from index.search.searched_terms import searchable_passages
from index.storage.rows.names import NameRows
from index.storage.store import VECTOR_TYPE, as_bytes
from index.storage.tables import Table
from index.text import searched_text
from index.types import Discarded, Document, FileState, NamedMention, Original


@dataclass(frozen=True, slots=True)
class Names:
    """Who and what a document names.

    :param version: of what recognised them.
    """

    mentions: Sequence[NamedMention]
    version: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with the vectors of its passages, and its names.

    :param vectors: float32 (passages, dimension).
    :param names: ``None`` where they were never looked for.
    """

    document: Document
    vectors: Sequence[NDArray[np.float32]]
    names: Names | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of all of it: equal where nothing differs, if only by a bit."""
        total = hashlib.sha256(repr(self.document).encode("utf-8", "surrogatepass"))
        for vector in self.vectors:
            total.update(as_bytes(vector))
        total.update(repr(self.names).encode("utf-8", "surrogatepass"))
        return total.hexdigest()

    @property
    def terms(self) -> list[str]:
        """The terms of each passage, as they are stored."""
        texts = searchable_passages(self.document, self.document.spans)
        return [searched_text.terms_of(text) for text in texts]


class Side(Protocol):
    """An archive that is copied from or to."""

    @property
    def storage(self) -> Storage:
        """The archive itself."""

    def writing(self) -> AbstractContextManager[None]:
        """Make changes, all or none."""

    def meta(self, key: str) -> str | None:
        """Return what is recorded under a key."""

    def set_meta(self, key: str, value: str | None) -> None:
        """Record a value; only inside :meth:`writing`."""

    def ids(self) -> list[str]:
        """Return the ids of all documents, in the order in which they came."""

    def entry(self, id: str) -> Entry | None:
        """Return a document with its vectors, ``None`` where there is none."""

    def put(self, entry: Entry) -> None:
        """Store a document; only inside :meth:`writing`."""

    def drop(self, id: str) -> None:
        """Remove a document; only inside :meth:`writing`."""

    def original_ids(self) -> list[str]:
        """Return the ids of all files of pages."""

    def put_original(self, original: Original) -> None:
        """Keep a file of pages; only inside :meth:`writing`."""

    def files(self) -> Mapping[FileState, Sequence[tuple[int, str]]]:
        """Map each file to its (entry, document id) pairs."""

    def put_file(self, state: FileState, documents: Iterable[tuple[int, str]]) -> None:
        """Record a file; only inside :meth:`writing`."""

    def forget_file(self, path: str) -> None:
        """Forget a file; only inside :meth:`writing`."""

    def put_discarded(self, discarded: Discarded) -> None:
        """Put a document into the bin; only inside :meth:`writing`."""

    def put_rows(self, table: Table, rows: Iterable[Sequence[object]]) -> None:
        """Put rows of a registered table; only inside :meth:`writing`."""

    def prepare(self) -> None:
        """Build what searching needs, where that takes long."""


_FILES = (
    "SELECT f.path, f.size, f.mtime_ns, f.sha256, p.entry, p.document FROM files f "
    "LEFT JOIN places p ON p.path = f.path ORDER BY f.path, p.entry"
)


def _files_of(rows: Iterable[Any]) -> dict[FileState, list[tuple[int, str]]]:
    found: dict[FileState, list[tuple[int, str]]] = {}
    for *state, entry, document in rows:
        places = found.setdefault(FileState(*state), [])
        if document is not None:
            places.append((entry, document))
    return found


def _names(rows: NameRows, id: str) -> Names | None:
    version = rows.recognised_by(id)
    return None if version is None else Names(tuple(rows.mentions(id)), version)


def _put_names(rows: NameRows, entry: Entry) -> None:
    if entry.names is not None:
        rows.put_mentions(entry.document.id, entry.names.mentions, entry.names.version)


class FolderSide:
    """An archive in a folder."""

    def __init__(self, storage: FolderStorage) -> None:
        self.storage = storage
        self._store = store = storage.store
        self.writing = store.writing
        self.meta, self.set_meta = store.meta, store.set_meta
        self.put_original, self.put_discarded = store.put_original, store.put_discarded
        self.put_file, self.forget_file = store.put_file, store.forget_file
        self.put_rows = store.put_rows

    def ids(self) -> list[str]:
        """Return the ids of all documents, in the order in which they came."""
        return [id for (id,) in self._store.query("SELECT id FROM documents ORDER BY rowid")]

    def entry(self, id: str) -> Entry | None:
        """Return a document with its vectors, ``None`` where there is none."""
        document = self._store.document(id)
        if document is None:
            return None
        rows = self._store.query(
            "SELECT vector FROM passages WHERE document = ? ORDER BY id", (id,)
        )
        vectors = [np.frombuffer(sent, VECTOR_TYPE) for (sent,) in rows]
        return Entry(document, vectors, _names(self._store, id))

    def put(self, entry: Entry) -> None:
        """Store a document; only inside :attr:`writing`."""
        self._store.put_document(entry.document, entry.terms, np.array(entry.vectors, np.float32))
        _put_names(self._store, entry)

    def drop(self, id: str) -> None:
        """Remove a document; only inside :attr:`writing`."""
        self._store.remove_document(id)

    def original_ids(self) -> list[str]:
        """Return the ids of all files of pages."""
        return [id for (id,) in self._store.query("SELECT id FROM originals ORDER BY id")]

    def files(self) -> dict[FileState, list[tuple[int, str]]]:
        """Map each file to its (entry, document id) pairs."""
        return _files_of(self._store.query(_FILES))

    def prepare(self) -> None:
        """Leave the indexes to the first search, which makes them."""


class ServerSide:
    """An archive on a server."""

    def __init__(self, storage: PostgresStorage) -> None:
        self.storage = storage
        self.writing = storage.writing
        self.meta, self.set_meta = storage.meta, storage.set_meta
        self.put_original, self.put_discarded = storage.put_original, storage.put_discarded
        self.put_file, self.forget_file = storage.put_file, storage.forget_file
        self.put_rows = storage.put_rows

    def ids(self) -> list[str]:
        """Return the ids of all documents, in the order in which they came."""
        return [id for (id,) in self.storage.query("SELECT id FROM documents ORDER BY number")]

    def entry(self, id: str) -> Entry | None:
        """Return a document with its vectors, ``None`` where there is none."""
        document = self.storage.document(id)
        if document is None:
            return None
        rows = self.storage.query(
            "SELECT vector_send(vector) FROM passages WHERE document = %s ORDER BY id", (id,)
        )
        vectors = [received(sent) for (sent,) in rows]
        return Entry(document, vectors, _names(self.storage, id))

    def put(self, entry: Entry) -> None:
        """Store a document; only inside :attr:`writing`."""
        self.storage.put_document(entry.document, entry.terms, np.array(entry.vectors, np.float32))
        _put_names(self.storage, entry)

    def drop(self, id: str) -> None:
        """Remove a document; only inside :attr:`writing`."""
        self.storage.remove_document(id)

    def original_ids(self) -> list[str]:
        """Return the ids of all files of pages."""
        return [id for (id,) in self.storage.query("SELECT id FROM originals ORDER BY id")]

    def files(self) -> dict[FileState, list[tuple[int, str]]]:
        """Map each file to its (entry, document id) pairs."""
        return _files_of(self.storage.query(_FILES))

    def prepare(self) -> None:
        """Build the index of vectors where there are enough."""
        rows = self.storage.query("SELECT vector_dims(vector) FROM passages LIMIT 1")
        if rows:
            nearest.prepare(self.storage, self.storage.count_passages(), rows[0][0])
