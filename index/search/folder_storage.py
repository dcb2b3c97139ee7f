"""An archive in a folder as far as it needs no encoder: its rows, copies and change of encoder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from index.encoders.protocol import Encoder
from index.exact.expressions import Expression, Order
from index.listing import Listed, Listing
from index.search.naming.answering import NamesByDirectory
from index.search.naming.directory import Directories
from index.search.reencoding import NEXT_NAME, FolderReencoding
from index.storage import backup
from index.storage.store import Store
from index.storage.tables import Table
from index.storage.waiting_records import WaitingRecords
from index.types import (
    Discarded,
    Document,
    FileState,
    Found,
    NamedMention,
    Original,
    Stats,
)


class FolderStorage(NamesByDirectory):
    """The database of an archive, opened without its encoder; see :class:`index.backend.Storage`.

    Safe to share between threads, and between processes over the same folder.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._records = WaitingRecords(store)
        self.directories = Directories(store)
        self._sources: tuple[str, dict[str, tuple[int, int]]] = ("", {})

    @property
    def folder(self) -> Path:
        """Where the archive lies."""
        return self.store.path.parent

    @property
    def location(self) -> str:
        """The folder as people write it."""
        return str(self.folder)

    @property
    def fingerprint(self) -> str:
        """Which state the archive is in; ``""`` before it was written to."""
        return self.store.fingerprint

    def stats(self) -> Stats:
        """Return how much there is, and of which encoder."""
        store = self.store
        return Stats(
            store.count_documents(),
            store.count_passages(),
            store.meta("encoder"),
            store.fingerprint,
            store.meta(NEXT_NAME),
        )

    def reading(self) -> AbstractContextManager[None]:
        """Hold one state for several reads, whatever is written meanwhile."""
        return self.store.reading()

    def find(self, expression: Expression, order: Order = "date", most: int | None = None) -> Found:
        """Find every passage of which an expression is true.

        :param most: how many are given at most; all of them are counted. All when ``None``.
        :raises BusyError: the rows of exact search are to be made and another process is writing.
        """
        self.store.make_words()
        with self.store.reading():
            known = self.directories.known(expression)
            if most == 0:
                return Found(self.store.count_matches(expression, known), ())
            ids = self.store.matches(expression, order, known)
            passages = self.store.passages(ids[:most])
        return Found(len(ids), tuple(passages[id] for id in ids[:most]))

    def document(self, id: str) -> Document | None:
        """Return the document of that id, whole, or ``None``."""
        return self.store.document(id)

    def original(self, id: str) -> Original | None:
        """Return a kept file of pages, or ``None``."""
        return self.store.original(id)

    def summaries(self) -> list[tuple[str, str, str, str | None, int, int | None]]:
        """Return (id, title, source, date, passages, pages) of every document, newest first."""
        return self.store.summaries()

    def listed(self, listing: Listing) -> Listed:
        """Return a page of the list of documents."""
        return self.store.listed(listing)

    def sources(self) -> dict[str, tuple[int, int]]:
        """Map each source to how many documents are of it, and how many of those have no date.

        Counted once a state: a million documents take a second.
        """
        if self.store.is_writing:
            return self.store.sources()
        with self.store.reading():
            fingerprint, known = self.store.fingerprint, self._sources
            if not fingerprint or known[0] != fingerprint:
                known = fingerprint, self.store.sources()
                self._sources = known
        return known[1]

    def mentions(self, document: str) -> Sequence[NamedMention]:
        """Return who and what a document names, in the order of its text."""
        return self.store.mentions(document)

    def count_unrecognised(self) -> int:
        """Return how many documents' names were never looked for."""
        return self.store.count_unrecognised()

    def file(self, path: str) -> FileState | None:
        """Return the file as it was when added, or ``None``."""
        return self.store.file(path)

    def files_under(self, folder: str) -> list[tuple[FileState, list[str]]]:
        """Return the files inside a folder, however deep, with the ids of their documents."""
        return self.store.files_under(folder)

    def documents_of(self, path: str) -> dict[int, str]:
        """Map each entry to the id of the article that the file gave there."""
        return self.store.documents_of(path)

    def places(self, document: str) -> list[tuple[str, int]]:
        """Return (path, entry) of every place that the document was found in."""
        return self.store.places(document)

    def bin(self) -> list[tuple[str, str, str, str | None, str]]:
        """Return (id, title, source, date, removed) of the bin's documents, the last first."""
        return self.store.bin()

    def discarded(self, id: str) -> Discarded | None:
        """Return a document of the bin, whole, or ``None``."""
        return self.store.discarded(id)

    def purge(self) -> int:
        """Empty the bin for good, and return how many documents were in it."""
        return self.store.purge()

    def records(self, table: Table) -> list[dict[str, Any]]:
        """Return every row of a registered table, the first first; those that wait come last."""
        return self._records.all(table)

    def keep_record(self, table: Table, record: Mapping[str, str]) -> bool:
        """Keep a row for good, in its table or until a writer has done in a file beside it.

        :returns: whether it is in its table already.
        :raises ArchiveError: it could be kept in neither place.
        """
        return self._records.keep(table, record)

    def settle_records(self) -> bool:
        """Put the rows that wait into their tables, and return whether none waits any more."""
        return self._records.settle()

    def check(self) -> list[str]:
        """Return what is wrong with the database, in Spanish; empty when nothing is."""
        return self.store.check()

    def backup(self, target: Path, *, replace: bool = False) -> None:
        """Write a copy of the database to a file; see :func:`index.storage.backup.backup`."""
        backup.backup(self.store, target, replace=replace)

    def reencoding(self, encoder: Encoder) -> FolderReencoding:
        """Return a change to another encoder, not begun yet."""
        return FolderReencoding(self.store, encoder)

    def close(self) -> None:
        """Close the database; the archive can no longer be used through this."""
        self.store.close()
