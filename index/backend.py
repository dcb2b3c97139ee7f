"""What an archive needs of storage and search: the seam behind which either may be another.

``Storage`` is what can be done without the archive's encoder, to look after it even where that
encoder is gone; ``Backend`` adds what needs one. :class:`index.search.hybrid.HybridIndex` keeps
both promises with SQLite, FAISS and BM25 in a folder. An implementation is put through
``tests/index/conformance.py``.

Rules that hold for all of it:

- Every method may be called from any thread, and an archive may be open in several processes.
- What is changed inside :meth:`Backend.writing` is there wholly once the block has ended well,
  even after a power cut, and not at all if it was left by an error or a crash. Inside, the thread
  that writes sees its own changes; everybody else sees the state before, without waiting.
- One writes at a time. Another waits, and is told with :class:`~index.errors.BusyError` when that
  takes too long.
- A state has a fingerprint. It changes with every change to what is searched and with nothing
  else: not with records, not with a change of encoder until it is finished.
- Scores are exact: a hit's ``dense`` and ``bm25`` are those of its passage among all passages of
  the state that was searched, however few of them were looked at.
- Errors are :class:`~index.errors.HemerotecaError`: ``DamageError`` where what is stored is not
  what was written, ``BusyError`` for another writer, ``ArchiveError`` for what else the storage
  cannot do, ``InputError`` for what the caller gave. Nothing is changed then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.encoders.protocol import Encoder, Progress
from index.exact.expressions import Expression, Order
from index.listing import Listed, Listing, Row
from index.names.protocol import NamingStorage, Recognising
from index.storage.tables import Table
from index.types import (
    Discarded,
    Document,
    FileState,
    Filters,
    Found,
    Hit,
    Mode,
    Original,
    Span,
    Stats,
)


class Reencoding(Protocol):
    """A change of encoder in steps, which may be killed between any two and taken up again. Until
    :meth:`finish` the archive answers with its old encoder."""

    @property
    def encoder(self) -> Encoder:
        """The new one."""

    def begin(self) -> None:
        """Take up what was made for this encoder; forget what was made for another."""

    def waiting(self, most: int) -> list[str]:
        """Return the ids of up to ``most`` documents that are still to be encoded."""

    def count_waiting(self) -> int:
        """Return how many documents are still to be encoded."""

    def put(
        self, pieces: Sequence[tuple[Document, Sequence[Span]]], vectors: NDArray[np.float32]
    ) -> None:
        """Keep the passages of some documents, as split for the new encoder.

        Documents that were changed or removed meanwhile are passed over.

        :param vectors: float32 (passages of all of them, dimension).
        :raises ArchiveError: the archive is meanwhile being given yet another encoder.
        """

    def finish(self) -> bool:
        """Let the new passages take the place of the old ones, in one transaction.

        :returns: whether they did; not if documents came meanwhile that have none.
        :raises ArchiveError: the archive is meanwhile being given yet another encoder.
        """

    def abandon(self) -> None:
        """Forget what was made; the archive keeps the encoder it has."""


class Storage(NamingStorage, Protocol):
    """What can be done with an archive without its encoder."""

    @property
    def location(self) -> str:
        """Where the archive lies, as people write it."""

    @property
    def fingerprint(self) -> str:
        """Which state the archive is in; ``""`` before it was written to."""

    def stats(self) -> Stats:
        """Return how much there is, and of which encoder."""

    def reading(self) -> AbstractContextManager[None]:
        """Hold one state for several reads, whatever is written meanwhile."""

    def find(self, expression: Expression, order: Order = "date", most: int | None = None) -> Found:
        """Return every passage of which an expression is true, and no other, of one state.

        Text is compared as :mod:`index.exact.expressions` says, with the words of
        :func:`index.exact.words.forms_of` and :func:`index.text.analyzer.analyze`; outlets as
        :func:`index.text.folding.fold_name` writes them. By date, passages come as documents of
        :meth:`summaries` do, those of one document in reading order.

        :param most: how many are given at most; all are counted. All when ``None``.
        """

    def document(self, id: str) -> Document | None:
        """Return the document of that id, whole and with its passages, or ``None``."""

    def original(self, id: str) -> Original | None:
        """Return a kept file of pages, or ``None``."""

    def summaries(self) -> Sequence[Row]:
        """Return the row of every document, newest first."""

    def listed(self, listing: Listing) -> Listed:
        """Return a page of the list of documents, as :func:`index.listing.listed` says."""

    def sources(self) -> Mapping[str, tuple[int, int]]:
        """Map each source to how many documents are of it, and how many of those have no date."""

    def file(self, path: str) -> FileState | None:
        """Return the file as it was when added, or ``None``."""

    def files_under(self, folder: str) -> Sequence[tuple[FileState, Sequence[str]]]:
        """Return the files inside a folder, however deep, with the ids of their documents.

        :param folder: as the files' own paths are written, without a separator at its end.
        """

    def documents_of(self, path: str) -> Mapping[int, str]:
        """Map each entry to the id of the article that the file gave there."""

    def places(self, document: str) -> Sequence[tuple[str, int]]:
        """Return (path, entry) of every place that the document was found in, in order."""

    def bin(self) -> Sequence[tuple[str, str, str, str | None, str]]:
        """Return (id, title, source, date, removed) of every document in the bin, the last that
        came first; ``removed`` is its time in ISO 8601."""

    def discarded(self, id: str) -> Discarded | None:
        """Return a document of the bin, whole, or ``None``."""

    def purge(self) -> int:
        """Empty the bin for good, with the originals that only its documents name, in a
        transaction of its own and without another fingerprint.

        :returns: how many documents were in it.
        :raises BusyError: another process is writing.
        """

    def records(self, table: Table) -> Sequence[Mapping[str, Any]]:
        """Return every row of a registered table with its number as ``id``, the first first; those
        that wait come last.

        :raises ValueError: the table is not registered.
        """

    def keep_record(self, table: Table, record: Mapping[str, str]) -> bool:
        """Keep a row of a registered table for good, once however often it is given.

        A long transaction of somebody else does not hold it up: after about a second it is kept
        elsewhere, safe from a crash, and goes in with :meth:`settle_records`.

        :returns: whether it is in its table already.
        :raises ValueError: the row is none of the table's, or the table not registered.
        :raises ArchiveError: it could not be kept.
        """

    def settle_records(self) -> bool:
        """Put the rows that wait into their tables; whether none waits any more. Never fails."""

    def check(self) -> Sequence[str]:
        """Return what is wrong with what is stored, in Spanish; empty when nothing is."""

    def backup(self, target: Path, *, replace: bool = False) -> None:
        """Write a copy of the present state to a file, while the archive is in use.

        :param replace: whether a file that is there already may be replaced.
        :raises InputError: there is such a file, or no such folder.
        :raises ArchiveError: the archive is damaged or the disk full; no file is left behind.
        """

    def reencoding(self, encoder: Encoder) -> Reencoding:
        """Return a change to another encoder, not begun yet."""

    def close(self) -> None:
        """Let go of everything; the archive can no longer be used through this."""


class Backend(Storage, Recognising, Protocol):
    """An archive that is written to and searched, with the encoder that its vectors are from."""

    @property
    def encoder(self) -> Encoder:
        """The one that the vectors are from; another one once the archive was given it."""

    @property
    def in_steps(self) -> bool:
        """Whether many write here, so that long work is better done before :meth:`writing` and
        written in many short transactions."""

    def encode_ahead(self, documents: Sequence[Document], progress: Progress | None = None) -> None:
        """Encode documents that this thread is about to write, so that :meth:`add` and
        :meth:`update` need not; outside of :meth:`writing`. It need not do anything."""

    def writing(self) -> AbstractContextManager[None]:
        """Make changes to the archive, all or none.

        :raises BusyError: another process is writing.
        :raises ArchiveError: the archive was given another encoder, which cannot be loaded.
        """

    def add(self, documents: Sequence[Document], progress: Progress | None = None) -> None:
        """Encode the documents' passages and store them; only inside :meth:`writing`.

        Those that are there already stay; names are kept too where the encoder recognises them.

        :param progress: called with (passages encoded, passages in all).
        """

    def update(self, document: Document) -> None:
        """Change what is known of a document whose text is there, and encode its passages anew
        if its title changes; only inside :meth:`writing`."""

    def put_original(self, original: Original) -> None:
        """Keep a file of pages, once however often it is given, for the documents that are put in
        after it; only inside :meth:`writing`."""

    def forget_originals(self) -> None:
        """Forget the files of pages that no document names; only inside :meth:`writing`."""

    def remove(self, id: str) -> bool:
        """Remove a document, and with the last one of a file its record and, with the last one
        that names it, its original; only inside :meth:`writing`.

        :returns: whether there was one.
        """

    def discard(self, id: str, removed: str) -> bool:
        """Do as :meth:`remove`, but keep the document, its places and its original in the bin;
        only inside :meth:`writing`. Adding the same document takes it out of the bin.

        :param removed: when, ISO 8601 with its time.
        :returns: whether there was one.
        """

    def put_discarded(self, discarded: Discarded) -> None:
        """Put a document into the bin that is in no archive, such as one of a damaged archive;
        only inside :meth:`writing`."""

    def bring_back(self, discarded: Discarded) -> None:
        """Encode a document of the bin and store it again, with those of its places that no other
        article has taken meanwhile; only inside :meth:`writing`."""

    def put_file(self, state: FileState, documents: Iterable[tuple[int, str]]) -> None:
        """Record a file and its (entry, document id) pairs in place of what was recorded of it;
        only inside :meth:`writing`, whose end must see every document there."""

    def forget_file(self, path: str) -> None:
        """Forget a file; its documents stay. Only inside :meth:`writing`."""

    def put_rows(self, table: Table, rows: Iterable[Sequence[object]]) -> None:
        """Put rows back with their numbers first, but for those that are none of the table's;
        only inside :meth:`writing`."""

    def search(
        self, query: str, k: int = 10, mode: Mode = "hybrid", filters: Filters | None = None
    ) -> Sequence[Hit]:
        """Return the ``k`` best passages of one state for a query, best first.

        :param mode: what orders them; every hit carries both exact scores all the same.
        :param filters: which passages may be found; they do not change anybody's score.
        :raises InputError: ``k`` is not positive, the mode unknown, or a date none.
        """

    def term_counts(self, terms: Iterable[str]) -> Mapping[str, int]:
        """Return in how many passages of the present state each of some analysed terms stands;
        those in none are left out. Some hundreds of terms take a few milliseconds, however many
        passages there are.

        :param terms: as :func:`index.text.analyzer.analyze` gives them.
        """

    def prepare(self) -> None:
        """Do now what the next search would have to do first."""
