"""A change of encoder that takes hours, may be killed at any time, and is never half seen.

Passages for the new encoder gather in a table of their own, a few documents a
transaction, while the archive answers from the old ones. Once every document has them
they take the place of the old ones in one transaction. What is added or changed meanwhile
is noticed and made good before that. The same in a folder and on a server, but for how rows of
passages are written.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.encoders.protocol import Encoder
from index.errors import ArchiveError, Remedy
from index.search.searched_terms import searchable_passages
from index.storage.integrity import PASSAGE
from index.storage.rows.access import Rows
from index.storage.store import Store, as_bytes
from index.text import analyzer, searched_text
from index.types import Document, Span

NEXT: Final = "next_encoder"
NEXT_NAME: Final = "next_encoder_name"

_WAITING: Final = (
    "FROM documents d WHERE EXISTS (SELECT 1 FROM passages p WHERE p.document = d.id) "
    "AND NOT EXISTS (SELECT 1 FROM next_passages n WHERE n.document = d.id)"
)


class StepwiseReencoding(ABC):
    """One change of encoder; begun anew, it goes on where it was left.

    :param rows: of the archive.
    :param encoder: the new one.
    :param shown: where the archive lies, as people write it.
    """

    def __init__(self, rows: Rows, encoder: Encoder, shown: str) -> None:
        self.rows, self.shown = rows, shown
        self.encoder = encoder
        # Terms are kept beside the vectors, so another analyzer begins anew too.
        self._key = f"{encoder.fingerprint} {analyzer.VERSION}"

    @abstractmethod
    def _keep(self, row: tuple[str, int, int, int, int, str], vector: NDArray[np.float32]) -> None:
        """Keep one of the new passages; inside a transaction.

        :param row: document, position, paragraph, start, end and terms.
        """

    @abstractmethod
    def _replace(self) -> None:
        """Let the new passages take the place of the old ones; inside a transaction."""

    def begin(self) -> None:
        """Take up what was made for this encoder; forget what was made for another."""
        with self.rows.writing(keep_fingerprint=True):
            if self.rows.meta(NEXT) != self._key:
                self._forget()
                self.rows.set_meta(NEXT, self._key)
                self.rows.set_meta(NEXT_NAME, self.encoder.name)

    def waiting(self, most: int) -> list[str]:
        """Return the ids of up to ``most`` documents that are still to be encoded."""
        return [id for (id,) in self.rows.query(f"SELECT d.id {_WAITING} LIMIT ?", (most,))]

    def count_waiting(self) -> int:
        """Return how many documents are still to be encoded."""
        return int(self.rows.query(f"SELECT count(*) {_WAITING}")[0][0])

    def put(
        self, pieces: Sequence[tuple[Document, Sequence[Span]]], vectors: NDArray[np.float32]
    ) -> None:
        """Keep the passages of some documents, as split for the new encoder.

        :param vectors: float32 (passages of all of them, dimension).
        :raises ArchiveError: the archive is meanwhile being given yet another encoder.
        """
        at = 0
        with self.rows.writing(keep_fingerprint=True):
            self._check()
            for document, spans in pieces:
                own, at = vectors[at : at + len(spans)], at + len(spans)
                if self._is_as_it_was(document):
                    self._put(document, spans, own)

    def _put(self, document: Document, spans: Sequence[Span], vectors: NDArray[np.float32]) -> None:
        self.rows.change("DELETE FROM next_passages WHERE document = ?", (document.id,))
        texts = searchable_passages(document, spans)
        for position, (span, text, vector) in enumerate(zip(spans, texts, vectors, strict=True)):
            place = (span.paragraph, span.start, span.end)
            self._keep((document.id, position, *place, searched_text.terms_of(text)), vector)

    def finish(self) -> bool:
        """Let the new passages take the place of the old ones.

        :returns: whether they did; not if documents came meanwhile that have none.
        :raises ArchiveError: the archive is meanwhile being given yet another encoder.
        """
        with self.rows.writing():
            self._check()
            if self.count_waiting():
                return False
            self._replace()
            self.rows.set_meta("encoder", self.encoder.fingerprint)
            self.rows.set_meta("encoder_name", self.encoder.name)
            self.rows.set_meta("analyzer", str(analyzer.VERSION))
            self._forget()
        return True

    def abandon(self) -> None:
        """Forget what was made; the archive keeps the encoder it has."""
        if self.rows.meta(NEXT) is not None:
            with self.rows.writing(keep_fingerprint=True):
                self._forget()

    def _forget(self) -> None:
        self.rows.change("DELETE FROM next_passages")
        self.rows.set_meta(NEXT, None)
        self.rows.set_meta(NEXT_NAME, None)

    def _check(self) -> None:
        if self.rows.meta(NEXT) != self._key:
            raise ArchiveError(
                f"Otro proceso ha cambiado o está cambiando el codificador del archivo "
                f"«{self.shown}».",
                Remedy.CHECK_ENCODER,
            )

    def _is_as_it_was(self, document: Document) -> bool:
        rows = self.rows.query("SELECT title FROM documents WHERE id = ?", (document.id,))
        return rows == [(document.title,)]  # the id stands for the text


class FolderReencoding(StepwiseReencoding):
    """The same in a folder.

    :param store: of the archive.
    """

    def __init__(self, store: Store, encoder: Encoder) -> None:
        super().__init__(store, encoder, str(store.path.parent))
        self.store = store

    def _keep(self, row: tuple[str, int, int, int, int, str], vector: NDArray[np.float32]) -> None:
        self.store.change(
            "INSERT INTO next_passages VALUES (?,?,?,?,?,?,?)", (*row, as_bytes(vector))
        )

    def _replace(self) -> None:
        self.store.forget_words()  # at once, and made anew by the next exact search
        self.store.change("DELETE FROM passages")
        self.store.change(
            'INSERT INTO passages (document, paragraph, start, "end", terms, vector, checksum) '
            'SELECT document, paragraph, start, "end", terms, vector, '
            f"{PASSAGE} FROM (SELECT n.* FROM next_passages n "
            "JOIN documents d ON d.id = n.document ORDER BY d.rowid, n.position)"
        )
