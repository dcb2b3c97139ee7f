"""The engine on a server: passages in, hits out, with the scores that a folder gives.

Words are scored from the posting blocks of the question's terms, meanings by pgvector; both kinds
propose candidates, every candidate gets both exact scores, and one fusion orders them, all in one
snapshot of the database.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from psycopg.sql import SQL

from index.encoders.protocol import Encoder, Progress
from index.errors import HemerotecaError
from index.postgres.address import Address
from index.postgres.search import in_sight, nearest, postings
from index.postgres.search.candidates import best, looked_up
from index.postgres.search.nearest import Limits
from index.postgres.storage import PostgresStorage
from index.search import encoder_choice, fusion
from index.search.filters import check_search
from index.search.naming import encoding
from index.storage.tables import Table
from index.text import analyzer, searched_text
from index.text.searched_text import searchable
from index.types import Discarded, Document, Filters, Hit, Mode

CANDIDATES = 100
"""Passages that each kind proposes before fusion, at least, as in a folder."""

REMEMBERED = 64
"""Query vectors kept, of 1.5 kB each."""


class _Ahead(threading.local):
    """What a thread encoded before it began to write."""

    def __init__(self) -> None:
        self.made: dict[encoding.Key, encoding.Made] = {}


class PostgresIndex(PostgresStorage):
    """Passages searchable by meaning (pgvector) and by words, kept on a server."""

    in_steps = True

    def __init__(
        self,
        address: Address,
        encoder: Encoder | None = None,
        tables: Sequence[Table] = (),
        *,
        create: bool = True,
    ) -> None:
        super().__init__(address, tables, create=create)
        self._ahead = _Ahead()
        self._changing_encoder = threading.Lock()
        try:
            self._use(encoder_choice.choose(self.shown, self, encoder))
            self._refresh_terms()
        except BaseException:
            self.close()
            raise

    def _use(self, encoder: Encoder) -> None:
        self._encode_query = lru_cache(maxsize=REMEMBERED)(
            lambda query: encoder.encode_queries([query])[0]
        )
        self._encoder = encoder  # last: who sees it encodes with it

    @property
    def encoder(self) -> Encoder:
        """The one that the archive's vectors are from."""
        return self._encoder

    # -- writing

    @contextmanager
    def writing(self, *, keep_fingerprint: bool = False, patience: float = 30.0) -> Iterator[None]:
        """Make changes to the archive, all or none.

        :param keep_fingerprint: what changes is not searched, so the state stays the same.
        :param patience: seconds to wait for another writer.
        :raises BusyError: another is writing.
        :raises ArchiveError: the archive was given another encoder, which cannot be loaded.
        """
        with super().writing(keep_fingerprint=keep_fingerprint, patience=patience):
            if not keep_fingerprint:
                self._record_encoder()
            yield
        self._ahead.made.clear()

    def _record_encoder(self) -> None:
        recorded = self.meta("encoder")
        if recorded is None:
            self.set_meta("encoder", self.encoder.fingerprint)
            self.set_meta("encoder_name", self.encoder.name)
        elif recorded != self.encoder.fingerprint:
            self._refresh_encoder()
        self.set_meta("analyzer", str(analyzer.VERSION))

    def _refresh_encoder(self) -> None:
        """Take up the encoder that the archive was given meanwhile.

        :raises ArchiveError: it cannot be loaded by its name.
        """
        with self._changing_encoder:
            if self.meta("encoder") not in (None, self.encoder.fingerprint):
                self._use(encoder_choice.load_recorded(self.shown, self, self.encoder))

    def _refresh_terms(self) -> None:
        """Analyse every passage anew if the stored terms are another analyzer's."""
        if self.meta("analyzer") in (None, str(analyzer.VERSION)):
            return
        with self.writing():
            for (id,) in self.query("SELECT id FROM documents"):
                rows = self.texts(id)
                texts = [searchable(title, text) for _, title, text in rows]
                terms = [searched_text.terms_of(text) for text in texts]
                self.set_passages([row[0] for row in rows], terms)

    def add(self, documents: Sequence[Document], progress: Progress | None = None) -> None:
        """Encode the documents' passages and store them; only inside :meth:`writing`.

        Documents that are there already are left as they are.
        """
        there = self.among([document.id for document in documents])
        fresh = {d.id: d for d in documents if d.id not in there}
        ahead = self._ahead.made
        ready = encoding.encoded(self.encoder, list(fresh.values()), progress, ahead)
        for document, one in zip(fresh.values(), ready, strict=True):
            terms = [searched_text.terms_of(text) for text in one.texts]
            self.put_document(document, terms, one.vectors)
            if one.mentions is not None:
                self.put_mentions(document.id, one.mentions, one.recogniser)

    def encode_ahead(self, documents: Sequence[Document], progress: Progress | None = None) -> None:
        """Encode documents before :meth:`writing`, so that :meth:`add` need not."""
        rows = self.query(
            "SELECT id, title FROM documents WHERE id = ANY(%s)", ([d.id for d in documents],)
        )
        there = dict(rows)
        fresh = [document for document in documents if there.get(document.id) != document.title]
        keys = encoding.keys_of(self.encoder, fresh)
        missing = [key for key in keys if key not in self._ahead.made]
        self._ahead.made |= encoding.made(self.encoder, missing, progress)

    def update(self, document: Document) -> None:
        """Change what is known of a document that is there; only inside :meth:`writing`."""
        before = self.document(document.id)
        self.update_document(document)
        if before is None or before.title == document.title:
            return
        whole = replace(document, spans=before.spans, lines=(), original=None)
        (one,) = encoding.encoded(self.encoder, [whole], None, self._ahead.made)
        ids = [row[0] for row in self.texts(document.id)]
        terms = [searched_text.terms_of(text) for text in one.texts]
        self.set_passages(ids, terms, one.vectors)
        if one.mentions is not None:
            self.put_mentions(document.id, one.mentions, one.recogniser)

    def recognise(self, progress: Progress | None = None) -> int:
        """Look for the names of documents whose names were never looked for, some documents a
        transaction.

        :param progress: called with (documents done, documents in all).
        :returns: how many documents that were.
        """
        return encoding.recognise(self, self.encoder, progress)

    def remove(self, id: str) -> bool:
        """Remove a document and all that hangs on it; only inside :meth:`writing`.

        :returns: whether there was one.
        """
        return self.remove_document(id)

    def bring_back(self, discarded: Discarded) -> None:
        """Store a document of the bin again, with its places; only inside :meth:`writing`."""
        self.add([discarded.document])
        self.put_places(discarded.document.id, discarded.places)

    # -- searching

    def search(
        self, query: str, k: int = 10, mode: Mode = "hybrid", filters: Filters | None = None
    ) -> list[Hit]:
        """Return the ``k`` best passages for a question, best first.

        :param mode: what orders them; every hit carries both exact scores all the same.
        :param filters: which passages may be found; they do not change anybody's score.
        :raises InputError: ``k`` is not positive, the mode unknown, or a date none.
        """
        check_search(k, mode)
        words = analyzer.analyze(query)
        while True:
            encoder, vector = self.encoder, self.encode_query(query)
            try:
                hits = self._search(encoder, vector, words, k, mode, filters)
            except HemerotecaError as error:
                if not self.retried(error):
                    raise
                continue
            if hits is not None:
                return hits
            self._refresh_encoder()

    def _search(
        self,
        encoder: Encoder,
        vector: NDArray[np.float32],
        words: Sequence[str],
        k: int,
        mode: Mode,
        filters: Filters | None,
    ) -> list[Hit] | None:
        """Search one snapshot; ``None`` where its vectors are not of this encoder."""
        with self.reading():
            self.complete()
            if self.meta("encoder") not in (None, encoder.fingerprint):
                return None
            names = filters.names if filters else ()
            mentioning = self.directories.mentioning_all(names) if names else ()
            limits = Limits.of(filters, list(self.sources()) if filters else (), mentioning)
            passages, length = postings.totals(self)
            if self.is_restricted():
                limits = limits or Limits(SQL("true"))
                ids, by_words = in_sight.scores(self, words, passages, length)
            else:
                ids, by_words = postings.scores(self, words, passages, length)
            depth, proposed = max(k, CANDIDATES), list[int]()
            if mode != "bm25":
                proposed += nearest.nearest(self, vector, depth, passages, limits)
            if mode != "dense":
                proposed += best(self, ids, by_words, depth, limits)
            chosen = np.unique(np.array(proposed, np.int64))
            found = nearest.cosines(self, vector, chosen.tolist())
            dense = np.array([found[id] for id in chosen.tolist()], np.float32)
            bm25 = looked_up(ids, by_words, chosen)
            max_idf = float(np.log1p((passages + 0.5) / 0.5))
            fused = fusion.fuse(dense, bm25, encoder.cosine_scale, max_idf)
            scores = {"hybrid": fused, "dense": dense, "bm25": bm25}[mode]
            order = np.lexsort((chosen, -scores))[:k].tolist()
            whole = self.passages([int(chosen[i]) for i in order])
        return [
            Hit(whole[int(chosen[i])], float(scores[i]), float(dense[i]), float(bm25[i]))
            for i in order
        ]

    def encode_query(self, query: str) -> NDArray[np.float32]:
        """Return the query's vector, float32 (dimension,); the last ones are remembered."""
        vector: NDArray[np.float32] = self._encode_query(query)
        return vector

    def term_counts(self, terms: Iterable[str]) -> Mapping[str, int]:
        """Return in how many passages each of some terms stands, those in none left out."""
        self.complete()
        return postings.counts(self, terms)

    def prepare(self) -> None:
        """Build the index of vectors where the archive has grown to need one."""
        if not self.is_writing:
            nearest.prepare(self, self.count_passages(), self.encoder.dimension)
