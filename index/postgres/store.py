"""Documents and passages of an archive on a server, row by row, with their checksums.

What :mod:`index.storage.store` keeps in SQLite, and beside it the postings that words are found
by, which are changed in the same transaction.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.postgres.address import Address
from index.postgres.search import exact, finding
from index.postgres.search.postings import PostingChanges
from index.postgres.table_records import TableRecords
from index.postgres.vectors import received
from index.storage.integrity import checksum
from index.storage.rows.documents import DocumentRows
from index.storage.store import as_bytes, check_storable
from index.text.folding import fold_name
from index.types import Document


class _Waiting(threading.local):
    """What a thread's transaction has changed and not yet written."""

    def __init__(self) -> None:
        self.postings = PostingChanges()


class Store(DocumentRows, TableRecords):
    """The rows of one archive; what changes them belongs inside :meth:`writing`."""

    FOLDED_TITLE = "d.folded_title"
    FOLDED_SOURCE = "d.folded_source"
    PLACE = "strpos"

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
            "INSERT INTO documents (id, title, source, date, author, text, checksum, original, "
            "folded_title, folded_source) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (key, *metadata, checksum(key, *metadata), document.original, *_folded(document)),
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
        written = checksum(document.id, *known, document.text)
        self.change(
            "UPDATE documents SET title = %s, source = %s, date = %s, author = %s, "
            "original = coalesce(%s, original), checksum = %s, folded_title = %s, "
            "folded_source = %s WHERE id = %s",
            (*known, document.original, written, *_folded(document), document.id),
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


def _folded(document: Document) -> tuple[str, str]:
    """Return title and source as lists are ordered and filtered by them."""
    return fold_name(document.title), fold_name(document.source)
