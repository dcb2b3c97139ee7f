"""The engine: passages in, hits out, by meaning and by words.

A search takes one consistent view of the store, brings the derived indexes to it if
another thread or process has changed the archive, and gives every candidate its exact
score of both kinds before they are fused.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoders.protocol import Encoder, Progress
from index.errors import ArchiveError, EncoderChangedError, InputError, Remedy
from index.search import encoder_choice, fusion, searched_terms
from index.search.candidates import candidates
from index.search.filters import allowed_positions, check_search
from index.search.folder_storage import FolderStorage
from index.search.naming import encoding
from index.search.snapshot_cache import SnapshotCache
from index.storage import atomic_writes
from index.storage.store import Store
from index.storage.tables import Table
from index.text import analyzer, searched_text
from index.text.searched_text import searchable
from index.types import (
    Discarded,
    Document,
    FileState,
    Filters,
    Hit,
    Mode,
    Original,
    Span,
)


class HybridIndex(FolderStorage):
    """Passages searchable by meaning (FAISS) and by words (BM25), kept in one folder.

    Safe to share between threads, and between processes over the same folder.
    """

    in_steps = False

    def __init__(self, store: Store, encoder: Encoder) -> None:
        super().__init__(store)
        self._snapshots = SnapshotCache(self.folder, store, encoder)

    @property
    def encoder(self) -> Encoder:
        """The one that the archive's vectors are from."""
        return self._snapshots.encoder

    @classmethod
    def open(
        cls, folder: str | Path, encoder: Encoder | None = None, tables: Sequence[Table] = ()
    ) -> HybridIndex:
        """Open the index in a folder; it is created when missing.

        :param encoder: the one to use; the one the index was made with, or the default
            for a new one, when ``None``.
        :param tables: those of the program over the engine, made where they are missing.
        :raises ArchiveError: the folder holds something else, or was made with another encoder.
        """
        folder = Path(folder)
        try:
            atomic_writes.make_folder(folder)
        except OSError as error:
            raise ArchiveError(
                f"«{folder}» no puede ser la carpeta de un archivo ({error}).",
                Remedy.OTHER_FOLDER,
            ) from error
        store = Store(folder, tables)
        encoder = encoder_choice.choose(folder, store, encoder)
        searched_terms.refresh(store)
        return cls(store, encoder)

    @classmethod
    def from_texts(
        cls,
        texts: Sequence[str],
        encoder: Encoder | None = None,
        vectors: NDArray[np.float32] | None = None,
        titles: Sequence[str] | None = None,
    ) -> HybridIndex:
        """Make a throw-away index over bare passages, in a temporary folder.

        Passage ``i`` is found with ``hit.passage.source == str(i)``; equal texts are
        told apart by it.

        :param vectors: float32 (texts, dimension) from the same encoder, if already there;
            with titles they are those of :func:`searchable`.
        :param titles: of the article that each passage comes from, searched with it.
        :raises InputError: the vectors are not of that shape.
        """
        folder = tempfile.mkdtemp(prefix="hemeroteca-")
        index = cls.open(folder, encoder)
        weakref.finalize(index, shutil.rmtree, folder, ignore_errors=True)
        titles = titles or [""] * len(texts)
        searched = [searchable(title, text) for title, text in zip(titles, texts, strict=True)]
        if vectors is None:
            vectors = index.encoder.encode_passages(searched)
        expected = (len(texts), index.encoder.dimension)
        if vectors.shape != expected:
            raise InputError(f"Los vectores tienen la forma {vectors.shape} y no {expected}.")
        with index.writing():
            for i, text in enumerate(texts):
                key = f"{i}\n{text}"  # equal texts stay two documents
                span = Span(len(key) - len(text), len(key), 1)
                document = Document(key, (span,), title=titles[i], source=str(i))
                index._put(document, [searched[i]], vectors[i : i + 1])
        return index

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make changes to the index, all or none.

        :raises ArchiveError: another process is writing, or has meanwhile made the
            archive with another encoder.
        """
        with self.store.writing():
            recorded = self.store.meta("encoder")
            if recorded is None:
                self.store.set_meta("encoder", self.encoder.fingerprint)
                self.store.set_meta("encoder_name", self.encoder.name)
            elif recorded != self.encoder.fingerprint:
                self._snapshots.refresh_encoder()
            searched_terms.record(self.store)
            yield

    def add(self, documents: Sequence[Document], progress: Progress | None = None) -> None:
        """Encode the documents' passages and store them; only inside :meth:`writing`.

        Documents that are there already are left as they are.
        """
        fresh = {d.id: d for d in documents if self.store.document(d.id) is None}
        encoded = encoding.encoded(self.encoder, list(fresh.values()), progress)
        for document, one in zip(fresh.values(), encoded, strict=True):
            self._put(document, one.texts, one.vectors)
            if one.mentions is not None:
                self.store.put_mentions(document.id, one.mentions, one.recogniser)

    def encode_ahead(self, documents: Sequence[Document], progress: Progress | None = None) -> None:
        """Do nothing: one writes, and nobody waits for it but writers."""

    def _put(self, document: Document, texts: Sequence[str], vectors: NDArray[np.float32]) -> None:
        analysed = [searched_text.terms_of(text) for text in texts]
        self.store.put_document(document, analysed, vectors)

    def update(self, document: Document) -> None:
        """Change what is known of a document that is there; only inside :meth:`writing`.

        The title is searched with each passage, so with another title they are encoded anew.
        """
        before = self.store.document(document.id)
        self.store.update_document(document)
        if before is None or before.title == document.title:
            return
        whole = replace(document, spans=before.spans, lines=(), original=None)
        (one,) = encoding.encoded(self.encoder, [whole])
        rows = self.store.texts(document.id)
        for (id, _, _), text, vector in zip(rows, one.texts, one.vectors, strict=True):
            self.store.set_terms(id, searched_text.terms_of(text))
            self.store.set_vector(id, vector)
        if one.mentions is not None:
            self.store.put_mentions(document.id, one.mentions, one.recogniser)

    def recognise(self, progress: Progress | None = None) -> int:
        """Look for the names of documents whose names were never looked for, such as those of an
        archive of before, some documents a transaction.

        :param progress: called with (documents done, documents in all).
        :returns: how many documents that were.
        """
        return encoding.recognise(self.store, self.encoder, progress)

    def search(
        self, query: str, k: int = 10, mode: Mode = "hybrid", filters: Filters | None = None
    ) -> list[Hit]:
        """Return the ``k`` best passages for a question, best first.

        :param mode: ``hybrid``, or ``dense`` or ``bm25`` alone; every hit carries both
            exact scores whichever orders them.
        :raises InputError: ``k`` is not positive or the mode unknown.
        """
        check_search(k, mode)
        words = analyzer.analyze(query)
        while True:
            encoder = self.encoder
            with suppress(EncoderChangedError):
                hits = self.search_vector(self.encode_query(query), words, k, mode, filters)
                if encoder is self.encoder:
                    return hits
            self._snapshots.refresh_encoder()

    def search_vector(
        self,
        vector: NDArray[np.float32],
        terms: Sequence[str],
        k: int = 10,
        mode: Mode = "hybrid",
        filters: Filters | None = None,
    ) -> list[Hit]:
        """Do as :meth:`search` for a question already encoded and analysed.

        :raises EncoderChangedError: the archive has another encoder's vectors by now.
        """
        with self._snapshots.current() as snapshot:
            if len(vector) != snapshot.dense.dimension:  # encoded before the change was noticed
                raise EncoderChangedError("El archivo ha cambiado de codificador. Repita.")
            names = filters.names if filters else ()
            ids = snapshot.catalogue.ids
            mentioned = self.directories.mentioning(names, ids) if names else None
            allowed = allowed_positions(snapshot.catalogue, filters, mentioned)
            by_words = snapshot.bm25.scores(terms)
            positions = candidates(snapshot, vector, by_words, k, mode, allowed)
            dense, bm25 = snapshot.dense.cosines(vector, positions), by_words[positions]
            scale, max_idf = self.encoder.cosine_scale, snapshot.bm25.max_idf
            fused = fusion.fuse(dense, bm25, scale, max_idf)
            scores = {"hybrid": fused, "dense": dense, "bm25": bm25}[mode]
            order = np.lexsort((positions, -scores))[:k].tolist()
            ids = snapshot.catalogue.ids[positions].tolist()
            passages = self.store.passages([ids[i] for i in order])
        return [
            Hit(passages[ids[i]], float(scores[i]), float(dense[i]), float(bm25[i])) for i in order
        ]

    def encode_query(self, query: str) -> NDArray[np.float32]:
        """Return the query's vector, float32 (dimension,); the last ones are remembered, since the
        same question is first searched and then compared with sentences."""
        return self._snapshots.encode_query(query)

    def remove(self, id: str) -> bool:
        """Remove a document and all that hangs on it; only inside :meth:`writing`.

        :returns: whether there was one.
        """
        return self.store.remove_document(id)

    def discard(self, id: str, removed: str) -> bool:
        """Take a document out of all that is searched, and keep it in the bin; only inside
        :meth:`writing`.

        :returns: whether there was one.
        """
        return self.store.discard(id, removed)

    def put_discarded(self, discarded: Discarded) -> None:
        """Put a document into the bin; only inside :meth:`writing`."""
        self.store.put_discarded(discarded)

    def bring_back(self, discarded: Discarded) -> None:
        """Store a document of the bin again, with its places; only inside :meth:`writing`."""
        self.add([discarded.document])
        self.store.put_places(discarded.document.id, discarded.places)

    def put_original(self, original: Original) -> None:
        """Keep a file of pages for the documents put in after it; only inside :meth:`writing`."""
        self.store.put_original(original)

    def forget_originals(self) -> None:
        """Forget the files of pages that no document names; only inside :meth:`writing`."""
        self.store.forget_originals()

    def put_file(self, state: FileState, documents: Iterable[tuple[int, str]]) -> None:
        """Record a file and its (entry, document id) pairs; only inside :meth:`writing`."""
        self.store.put_file(state, documents)

    def forget_file(self, path: str) -> None:
        """Forget a file; its documents stay. Only inside :meth:`writing`."""
        self.store.forget_file(path)

    def put_rows(self, table: Table, rows: Iterable[Sequence[object]]) -> None:
        """Put rows back with their numbers, but for those that are none of the table's; only
        inside :meth:`writing`."""
        self.store.put_rows(table, rows)

    def term_counts(self, terms: Iterable[str]) -> Mapping[str, int]:
        """Return in how many passages each of some terms stands, those in none left out."""
        while True:
            with suppress(EncoderChangedError), self._snapshots.current() as snapshot:
                return snapshot.bm25.counts(terms)
            self._snapshots.refresh_encoder()

    def prepare(self) -> None:
        """Bring the derived indexes to the present state, which the next search does otherwise."""
        with self._snapshots.current():
            pass
