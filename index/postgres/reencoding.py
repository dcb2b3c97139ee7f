"""A change of encoder on a server: hours long, killed at any time, never half seen.

As :mod:`index.search.reencoding` does it in a folder: passages for the new encoder gather in a
table of their own and take the place of the old ones in one transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.encoders.protocol import Encoder
from index.errors import ArchiveError, Remedy
from index.postgres.search import finding
from index.postgres.search.nearest import INDEX
from index.postgres.search.postings import PostingChanges
from index.postgres.store import Store
from index.search.searched_terms import searchable_passages
from index.storage.integrity import checksum
from index.storage.store import as_bytes
from index.text import analyzer, searched_text
from index.types import Document, Span

NEXT: Final = "next_encoder"
NEXT_NAME: Final = "next_encoder_name"

TOGETHER: Final = 5_000
"""Passages whose words are indexed in one step."""

_WAITING: Final = (
    "FROM documents d WHERE EXISTS (SELECT 1 FROM passages p WHERE p.document = d.id) "
    "AND NOT EXISTS (SELECT 1 FROM next_passages n WHERE n.document = d.id)"
)


class PostgresReencoding:
    """One change of encoder; begun anew, it goes on where it was left.

    :param encoder: the new one.
    """

    def __init__(self, storage: Store, encoder: Encoder) -> None:
        self.storage = storage
        self.encoder = encoder
        # Terms are kept beside the vectors, so another analyzer begins anew too.
        self._key = f"{encoder.fingerprint} {analyzer.VERSION}"

    def begin(self) -> None:
        """Take up what was made for this encoder; forget what was made for another."""
        with self.storage.writing(keep_fingerprint=True):
            if self.storage.meta(NEXT) != self._key:
                self._forget()
                self.storage.set_meta(NEXT, self._key)
                self.storage.set_meta(NEXT_NAME, self.encoder.name)

    def waiting(self, most: int) -> list[str]:
        """Return the ids of up to ``most`` documents that are still to be encoded."""
        return [id for (id,) in self.storage.query(f"SELECT d.id {_WAITING} LIMIT %s", (most,))]

    def count_waiting(self) -> int:
        """Return how many documents are still to be encoded."""
        return int(self.storage.query(f"SELECT count(*) {_WAITING}")[0][0])

    def put(
        self, pieces: Sequence[tuple[Document, Sequence[Span]]], vectors: NDArray[np.float32]
    ) -> None:
        """Keep the passages of some documents, as split for the new encoder.

        :param vectors: float32 (passages of all of them, dimension).
        :raises ArchiveError: the archive is meanwhile being given yet another encoder.
        """
        at = 0
        with self.storage.writing(keep_fingerprint=True):
            self._check()
            for document, spans in pieces:
                own, at = vectors[at : at + len(spans)], at + len(spans)
                if self._is_as_it_was(document):
                    self._put(document, spans, own)

    def _put(self, document: Document, spans: Sequence[Span], vectors: NDArray[np.float32]) -> None:
        rows = []
        texts = searchable_passages(document, spans)
        for place, (span, text, vector) in enumerate(zip(spans, texts, vectors, strict=True)):
            row = (span.paragraph, span.start, span.end, searched_text.terms_of(text))
            written = checksum(document.id, *row, as_bytes(vector))
            rows.append((document.id, place, *row, vector, written))
        self.storage.change("DELETE FROM next_passages WHERE document = %s", (document.id,))
        self.storage.change_many(
            "INSERT INTO next_passages VALUES (%s, %s, %s, %s, %s, %s, %s::vector, %s)", rows
        )

    def finish(self) -> bool:
        """Let the new passages take the place of the old ones.

        :returns: whether they did; not if documents came meanwhile that have none.
        :raises ArchiveError: the archive is meanwhile being given yet another encoder.
        """
        storage, change = self.storage, self.storage.change
        with storage.writing():
            self._check()
            if self.count_waiting():
                return False
            change(f"DROP INDEX IF EXISTS {INDEX}")
            for table in ("passages", "postings"):
                change(f"DELETE FROM {table}")
            change("UPDATE totals SET passages = 0, length = 0")
            change(
                'INSERT INTO passages (document, paragraph, start, "end", terms, vector, checksum) '
                'SELECT n.document, paragraph, start, "end", terms, vector, n.checksum '
                "FROM next_passages n JOIN documents d ON d.id = n.document "
                "ORDER BY d.number, n.position"
            )
            self._index_words()
            storage.set_meta(finding.KEY, None)  # the next exact search makes them
            storage.set_meta("encoder", self.encoder.fingerprint)
            storage.set_meta("encoder_name", self.encoder.name)
            storage.set_meta("analyzer", str(analyzer.VERSION))
            self._forget()
        return True

    def _index_words(self) -> None:
        after = 0
        while rows := self.storage.query(
            "SELECT id, terms FROM passages WHERE id > %s ORDER BY id LIMIT %s", (after, TOGETHER)
        ):
            changes = PostingChanges()
            for id, terms in rows:
                changes.put(id, terms, fresh=True)
            changes.write(self.storage)
            after = rows[-1][0]

    def abandon(self) -> None:
        """Forget what was made; the archive keeps the encoder it has."""
        if self.storage.meta(NEXT) is not None:
            with self.storage.writing(keep_fingerprint=True):
                self._forget()

    def _forget(self) -> None:
        self.storage.change("DELETE FROM next_passages")
        self.storage.set_meta(NEXT, None)
        self.storage.set_meta(NEXT_NAME, None)

    def _check(self) -> None:
        if self.storage.meta(NEXT) != self._key:
            raise ArchiveError(
                f"Otro proceso ha cambiado o está cambiando el codificador del archivo "
                f"«{self.storage.shown}».",
                Remedy.CHECK_ENCODER,
            )

    def _is_as_it_was(self, document: Document) -> bool:
        rows = self.storage.query("SELECT title FROM documents WHERE id = %s", (document.id,))
        return rows == [(document.title,)]  # the id stands for the text
