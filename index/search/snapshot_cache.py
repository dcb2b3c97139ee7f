"""What a search looks at: one state of the archive, its indexes, and its encoder.

All three may change while the archive is open, by this process or another. A snapshot holds
still for as long as it is used.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoders.protocol import Encoder
from index.errors import EncoderChangedError
from index.search import encoder_choice, snapshot
from index.search.snapshot import Snapshot
from index.storage.store import Store

REMEMBERED = 64
"""Query vectors kept, of 1.5 kB each."""


class SnapshotCache:
    """The last snapshot of one archive and its encoder; safe to share between threads.

    :param encoder: the one that the archive's vectors are from.
    """

    def __init__(self, folder: Path, store: Store, encoder: Encoder) -> None:
        self._folder = folder
        self._store = store
        self._lock = threading.Lock()
        self._use(encoder)

    def _use(self, encoder: Encoder) -> None:
        self._encode_query = lru_cache(maxsize=REMEMBERED)(
            lambda query: encoder.encode_queries([query])[0]
        )
        self._last: Snapshot | None = None
        self.encoder = encoder  # last: who sees it encodes with it

    def encode_query(self, query: str) -> NDArray[np.float32]:
        """Return the query's vector, float32 (dimension,); the last ones are remembered."""
        vector: NDArray[np.float32] = self._encode_query(query)
        return vector

    @contextmanager
    def current(self) -> Iterator[Snapshot]:
        """Hold one consistent state of the store, with the indexes over it.

        :raises EncoderChangedError: the archive has another encoder's vectors by now.
        """
        if self._store.is_writing:
            yield snapshot.uncommitted_snapshot(self._store, self.encoder.dimension)
            return
        with self._store.reading():
            last = self._last
            if last is not None and last.fingerprint == self._store.fingerprint:
                yield last
                return
        # Anew, now that it is our turn: a view from before the wait would bring the indexes
        # back to an earlier state, and the next thread would have to bring them forth again.
        with self._lock, self._store.reading():
            yield self._refreshed()

    def _refreshed(self) -> Snapshot:
        last, store = self._last, self._store
        if last is None or last.fingerprint != store.fingerprint:
            if store.meta("encoder") not in (None, self.encoder.fingerprint):
                error = encoder_choice.mismatch(self._folder, store, self.encoder)
                raise EncoderChangedError(str(error), error.remedy, **error.values)
            last = snapshot.current_snapshot(store, self._folder, self.encoder.dimension)
            self._last = last
        return last

    def refresh_encoder(self) -> None:
        """Take up the encoder that the archive was given meanwhile, if it was.

        :raises ArchiveError: it cannot be loaded by its name.
        """
        with self._lock:
            if self._store.meta("encoder") not in (None, self.encoder.fingerprint):
                self._use(encoder_choice.load_recorded(self._folder, self._store, self.encoder))
