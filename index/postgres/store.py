"""Documents and passages of an archive on a server, row by row, with their checksums.

What :mod:`index.storage.store` keeps in SQLite, and beside it the postings that words are found
by, which are changed in the same transaction.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from index.listing import Listed, Listing, listed
from index.postgres.address import Address
from index.postgres.file_records import PrintedRecords
from index.postgres.search import exact, finding
from index.postgres.search.postings import PostingChanges
from index.postgres.vectors import received
from index.storage.integrity import checksum
from index.storage.store import as_bytes, check_storable
from index.types import Discarded, Document, Passage, Span


class _Waiting(threading.local):
    """What a thread's transaction has changed and not yet written."""

    def __init__(self) -> None:
        self.postings = PostingChanges()


class Store(PrintedRecords):
    """The rows of one archive; what changes them belongs inside :meth:`writing`."""

    def __init__(self, address: Address) -> None:
        super().__init__(address)
        self._waiting = _Waiting()

    def complete(self) -> None:
        """Write the changed postings, which wait so that many changes are one."""
        self._waiting.postings.write(self)

    def abandon(self) -> None:
        """Forget the changed postings, written or not."""
        self._waiting.postings = PostingChanges()

    def put_document(
        self, document: Document, terms: Sequence[str], vectors: NDArray[np.float32]
    ) -> None:
        """Insert a document with its passages; only inside :meth:`writing`.

        :param terms: the analysed terms of each passage, separated by spaces.
        :param vectors: float32 (passages, dimension).
        :raises InputError: the text holds what a database cannot give back as it was.
        """
        check_storable(document)
        finding.begin_words(self)
        key = document.id
        metadata = (document.title, document.source, document.date, document.author, document.text)
        self.change(
            "INSERT INTO documents (id, title, source, date, author, text, checksum, original) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            (key, *metadata, checksum(key, *metadata), document.original),
        )
        self.put_lines(key, document.lines)
        self.forget_discarded(key)
        rows = [
            (key, span.paragraph, span.start, span.end, words)
            for span, words in zip(document.spans, terms, strict=True)
        ]
        ids = self._new_ids(len(rows))
        texts = [document.text[span.start : span.end] for span in document.spans]
        self.change_many(
            'INSERT INTO passages (id, document, paragraph, start, "end", terms, vector, checksum, '
            "words) VALUES (%s, %s, %s, %s, %s, %s, %s::vector, %s, %s::tsvector)",
            [
                (
                    *(id, *row, vector, checksum(*row, as_bytes(vector))),
                    exact.words_of(document.title, text),
                )
                for id, row, vector, text in zip(ids, rows, vectors, texts, strict=True)
            ],
        )
        finding.put_forms(self, [document.title, *texts])
        for id, words in zip(ids, terms, strict=True):
            self._waiting.postings.put(id, words, fresh=True)

    def _new_ids(self, count: int) -> list[int]:
        rows = self.query(
            "SELECT nextval(pg_get_serial_sequence('passages', 'id')) FROM generate_series(1, %s)",
            (count,),
        )
        return [id for (id,) in rows]

    def update_document(self, document: Document) -> None:
        """Change what is known of a document whose text is the same; inside :meth:`writing`."""
        known = (document.title, document.source, document.date, document.author)
        self.change(
            "UPDATE documents SET title = %s, source = %s, date = %s, author = %s, "
            "original = coalesce(%s, original), checksum = %s WHERE id = %s",
            (*known, document.original, checksum(document.id, *known, document.text), document.id),
        )
        # The title is searched with each passage: those for another encoder are made anew.
        self.change("DELETE FROM next_passages WHERE document = %s", (document.id,))

    def set_passages(
        self, ids: Sequence[int], terms: Sequence[str], vectors: NDArray[np.float32] | None = None
    ) -> None:
        """Change terms and vectors of some passages; only inside :meth:`writing`.

        :param vectors: float32 (ids, dimension); ``None`` keeps them.
        """
        rows = self.query(
            'SELECT id, document, paragraph, start, "end", terms, vector_send(vector) '
            "FROM passages WHERE id = ANY(%s)",
            (list(ids),),
        )
        kept = {id: row for id, *row in rows}
        changed = []
        for place, (id, words) in enumerate(zip(ids, terms, strict=True)):
            *head, before, sent = kept[id]
            vector = received(sent) if vectors is None else vectors[place]
            changed.append((words, vector, checksum(*head, words, as_bytes(vector)), id))
            self._waiting.postings.drop(id, before)
            self._waiting.postings.put(id, words)
        self.change_many(
            "UPDATE passages SET terms = %s, vector = %s::vector, checksum = %s WHERE id = %s",
            changed,
        )
        finding.put_words(self, ids)

    def remove_document(self, id: str) -> bool:
        """Remove a document and all that hangs on it; inside :meth:`writing`."""
        paths = [path for path, _ in self.places(id)]
        for passage, terms in self.query(
            "SELECT id, terms FROM passages WHERE document = %s", (id,)
        ):
            self._waiting.postings.drop(passage, terms)
        originals = self.query("DELETE FROM documents WHERE id = %s RETURNING original", (id,))
        if not originals:
            return False
        self._state.changes += 1
        if originals[0][0] is not None:
            self.forget_originals(originals[0][0])
        self.forget_empty_files(paths)
        return True

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

    def put_places(self, discarded: Discarded) -> None:
        """Record where a document came from, but where other articles have come in its place;
        only inside :meth:`writing`."""
        for state, entry in discarded.places:
            self.change(
                "INSERT INTO files VALUES (%s, %s, %s, %s) ON CONFLICT (path) DO NOTHING",
                (state.path, state.size, state.mtime_ns, state.sha256),
            )
            if self.file(state.path) == state:
                self.change(
                    "INSERT INTO places VALUES (%s, %s, %s) ON CONFLICT (path, entry) DO NOTHING",
                    (state.path, entry, discarded.document.id),
                )

    def document(self, id: str) -> Document | None:
        """Return the document of that id, whole, or ``None``."""
        with self.reading():
            rows = self.query(
                "SELECT text, title, source, date, author, original FROM documents WHERE id = %s",
                (id,),
            )
            if not rows:
                return None
            spans = self.query(
                'SELECT start, "end", paragraph FROM passages WHERE document = %s ORDER BY id',
                (id,),
            )
            lines = tuple(self.lines(id))
        text, title, source, date, author, original = rows[0]
        places = tuple(Span(*s) for s in spans)
        return Document(text, places, title, source, date, author, lines, original)

    def among(self, ids: Sequence[str]) -> set[str]:
        """Return those of some ids that documents have."""
        rows = self.query("SELECT id FROM documents WHERE id = ANY(%s)", (list(ids),))
        return {id for (id,) in rows}

    def summaries(self) -> list[tuple[str, str, str, str | None, int, int | None]]:
        """Return (id, title, source, date, passages, pages) of every document, newest first."""
        return self.query(
            "SELECT d.id, d.title, d.source, d.date, "
            "(SELECT count(*) FROM passages p WHERE p.document = d.id), "
            "(SELECT nullif(count(DISTINCT l.page), 0) FROM printed_lines l "
            "WHERE l.document = d.id) FROM documents d "
            "ORDER BY d.date IS NULL, d.date DESC, d.title, d.id"
        )

    def listed(self, listing: Listing) -> Listed:
        """Return a page of the list of documents."""
        return listed(self.summaries(), listing)

    def texts(self, document: str) -> list[tuple[int, str, str]]:
        """Return (passage id, title, text) of a document's passages."""
        return self.query(
            'SELECT p.id, d.title, substr(d.text, p.start + 1, p."end" - p.start) '
            "FROM passages p JOIN documents d ON d.id = p.document "
            "WHERE d.id = %s ORDER BY p.id",
            (document,),
        )

    def count_sources(self) -> dict[str, tuple[int, int]]:
        """Map each source to how many documents are of it, and how many of those have no date."""
        rows = self.query(
            "SELECT source, count(*), count(*) - count(date) FROM documents GROUP BY source"
        )
        return {source: (documents, undated) for source, documents, undated in rows}

    def passages(self, ids: Sequence[int]) -> dict[int, Passage]:
        """Return the passages of those ids, with their text; unknown ids are left out."""
        rows = self.query(
            "SELECT p.id, p.document, d.title, d.source, d.date, p.paragraph, p.start, "
            'p."end", substr(d.text, p.start + 1, p."end" - p.start) FROM passages p '
            "JOIN documents d ON d.id = p.document WHERE p.id = ANY(%s)",
            (list(ids),),
        )
        passages = {row[0]: Passage(*row) for row in rows}
        for id, lines in self.lines_of_passages(ids).items():
            passages[id] = replace(passages[id], lines=lines)
        return passages
