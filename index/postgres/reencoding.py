"""A change of encoder on a server: how its rows of passages are written, and what hangs on them."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.encoders.protocol import Encoder
from index.postgres.search import finding, vector_index
from index.postgres.search.postings import PostingChanges
from index.postgres.store import Store
from index.search.reencoding import StepwiseReencoding
from index.storage.integrity import checksum
from index.storage.store import as_bytes

TOGETHER: Final = 5_000
"""Passages whose words are indexed in one step."""


class PostgresReencoding(StepwiseReencoding):
    """One change of encoder on a server.

    :param storage: the rows of the archive.
    """

    def __init__(self, storage: Store, encoder: Encoder) -> None:
        super().__init__(storage, encoder, storage.shown)
        self.storage = storage

    def _keep(self, row: tuple[str, int, int, int, int, str], vector: NDArray[np.float32]) -> None:
        document, _, paragraph, start, end, terms = row
        written = checksum(document, paragraph, start, end, terms, as_bytes(vector))
        self.storage.change(
            "INSERT INTO next_passages VALUES (?,?,?,?,?,?,?::vector,?)", (*row, vector, written)
        )

    def _replace(self) -> None:
        change = self.storage.change
        vector_index.drop(self.storage)
        change("DELETE FROM passages")
        change("DELETE FROM postings")
        change("UPDATE totals SET passages = 0, length = 0")
        change(
            'INSERT INTO passages (document, paragraph, start, "end", terms, vector, checksum) '
            'SELECT n.document, paragraph, start, "end", terms, vector, n.checksum '
            "FROM next_passages n JOIN documents d ON d.id = n.document "
            "ORDER BY d.number, n.position"
        )
        self._index_words()
        self.storage.set_meta(finding.KEY, None)  # the next exact search makes them

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
