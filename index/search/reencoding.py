"""A change of encoder that takes hours, may be killed at any time, and is never half seen.

Passages for the new encoder gather in a table of their own, a few documents a
transaction, while the archive answers from the old ones. Once every document has them
they take the place of the old ones in one transaction. What is added or changed meanwhile
is noticed and made good before that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.encoders.protocol import Encoder
from index.errors import ArchiveError, Remedy
from index.search import searched_terms
from index.storage.integrity import PASSAGE
from index.storage.store import Store, as_bytes
from index.text import analyzer, searched_text
from index.types import Document, Span

NEXT: Final = "next_encoder"
NEXT_NAME: Final = "next_encoder_name"

_WAITING: Final = (
    "FROM documents d WHERE EXISTS (SELECT 1 FROM passages p WHERE p.document = d.id) "
    "AND NOT EXISTS (SELECT 1 FROM next_passages n WHERE n.document = d.id)"
)


class FolderReencoding:
    """One change of encoder; begun anew, it goes on where it was left.

    :param encoder: the new one.
    """

    def __init__(self, store: Store, encoder: Encoder) -> None:
        self.store = store
        self.encoder = encoder
        # Terms are kept beside the vectors, so another analyzer begins anew too.
        self._key = f"{encoder.fingerprint} {analyzer.VERSION}"

    def begin(self) -> None:
        """Take up what was made for this encoder; forget what was made for another."""
        with self.store.writing(keep_fingerprint=True):
            if self.store.meta(NEXT) != self._key:
                self._forget()
                self.store.set_meta(NEXT, self._key)
                self.store.set_meta(NEXT_NAME, self.encoder.name)

    def waiting(self, most: int) -> list[str]:
        """Return the ids of up to ``most`` documents that are still to be encoded."""
        return [id for (id,) in self.store.query(f"SELECT d.id {_WAITING} LIMIT ?", (most,))]

    def count_waiting(self) -> int:
        """Return how many documents are still to be encoded."""
        return int(self.store.query(f"SELECT count(*) {_WAITING}")[0][0])

    def put(
        self, pieces: Sequence[tuple[Document, Sequence[Span]]], vectors: NDArray[np.float32]
    ) -> None:
        """Keep the passages of some documents, as split for the new encoder.

        :param vectors: float32 (passages of all of them, dimension).
        :raises ArchiveError: the archive is meanwhile being given yet another encoder.
        """
        at = 0
        with self.store.writing(keep_fingerprint=True):
            self._check()
            for document, spans in pieces:
                own, at = vectors[at : at + len(spans)], at + len(spans)
                if self._is_as_it_was(document):
                    self._put(document, spans, own)

    def _put(self, document: Document, spans: Sequence[Span], vectors: NDArray[np.float32]) -> None:
        texts = searched_terms.searchable_passages(document, spans)
        for position, (span, text, vector) in enumerate(zip(spans, texts, vectors, strict=True)):
            terms = searched_text.terms_of(text)
            row = (span.paragraph, span.start, span.end, terms, as_bytes(vector))
            self.store.change(
                "INSERT OR REPLACE INTO next_passages VALUES (?,?,?,?,?,?,?)",
                (document.id, position, *row),
            )

    def finish(self) -> bool:
        """Let the new passages take the place of the old ones.

        :returns: whether they did; not if documents came meanwhile that have none.
        :raises ArchiveError: the archive is meanwhile being given yet another encoder.
        """
        change = self.store.change
        with self.store.writing():
            self._check()
            if self.count_waiting():
                return False
            self.store.forget_words()  # at once, and made anew by the next exact search
            change("DELETE FROM passages")
            change(
                'INSERT INTO passages (document, paragraph, start, "end", terms, vector, checksum) '
                'SELECT document, paragraph, start, "end", terms, vector, '
                f"{PASSAGE} FROM (SELECT n.* FROM next_passages n "
                "JOIN documents d ON d.id = n.document ORDER BY d.rowid, n.position)"
            )
            self.store.set_meta("encoder", self.encoder.fingerprint)
            self.store.set_meta("encoder_name", self.encoder.name)
            self._forget()
        return True

    def abandon(self) -> None:
        """Forget what was made; the archive keeps the encoder it has."""
        if self.store.meta(NEXT) is not None:
            with self.store.writing(keep_fingerprint=True):
                self._forget()

    def _forget(self) -> None:
        self.store.change("DELETE FROM next_passages")
        self.store.set_meta(NEXT, None)
        self.store.set_meta(NEXT_NAME, None)

    def _check(self) -> None:
        if self.store.meta(NEXT) != self._key:
            raise ArchiveError(
                f"Otro proceso ha cambiado o está cambiando el codificador del archivo "
                f"«{self.store.path.parent}».",
                Remedy.CHECK_ENCODER,
            )

    def _is_as_it_was(self, document: Document) -> bool:
        rows = self.store.query("SELECT title FROM documents WHERE id = ?", (document.id,))
        return rows == [(document.title,)]  # the id stands for the text
