"""An encoder without weights, an archive over it, and articles to fill it with."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import HybridIndex
from index.encoders.cosine_scale import CosineScale
from index.encoders.protocol import Progress
from index.text.analyzer import analyze
from rag import Archive
from rag.answers.extractive import ExtractiveAnswerer
from rag.tables import TABLES
from tests.index.fakes import rows
from tests.rag.sentence_reader import SentenceReader

DIMENSION = 64


class FakeEncoder:
    """The vector of a text counts its analysed terms in 64 hashed places, so texts that
    share terms are near; always the same on every machine.

    :param before: called with the number of each call that encodes passages, from 1.
    """

    name = "falso"
    dimension = DIMENSION
    max_tokens = 512
    cosine_scale = CosineScale(0.0, 1.0)

    def __init__(
        self, fingerprint: str = "falso-1", before: Callable[[int], None] | None = None
    ) -> None:
        self.fingerprint = fingerprint
        self.calls = 0
        self.encoded = 0
        self._before = before

    def count_tokens(self, text: str) -> int:
        """Words."""
        return len(text.split())

    def encode_passages(
        self, texts: Sequence[str], progress: Progress | None = None
    ) -> NDArray[np.float32]:
        """Unit vectors (n, 64)."""
        if texts:
            self.calls += 1
            self.encoded += len(texts)
            if self._before is not None:
                self._before(self.calls)
        if progress is not None:
            progress(len(texts), len(texts))
        return self._encode(texts)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors (n, 64)."""
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            vector[0] = 0.1  # a text without terms has a direction too
            for term in analyze(text):
                vector[zlib.crc32(term.encode()) % self.dimension] += 1
            vector /= np.linalg.norm(vector)
        return vectors


class ShortEncoder(FakeEncoder):
    """Another one, whose vectors are shorter and which takes 25 words at a time."""

    dimension = 48
    max_tokens = 25

    def __init__(self, fingerprint: str = "corto-1") -> None:
        super().__init__(fingerprint)


def open_archive(folder: Path, encoder: FakeEncoder | None = None) -> Archive:
    """The archive in ``folder`` over a fake encoder."""
    index = HybridIndex.open(folder, encoder or FakeEncoder(), TABLES)
    return Archive(index, ExtractiveAnswerer(SentenceReader(index)))


def folder_of(archive: Archive) -> Path:
    """Where the archive lies."""
    return Path(archive.location)


def article(
    folder: Path, name: str, *paragraphs: str, title: str = "", date: str = "", source: str = ""
) -> Path:
    """A file with front matter, its folder made when missing."""
    head = [
        f"{key}: {value}"
        for key, value in (("title", title), ("date", date), ("source", source))
        if value
    ]
    front = ["---", *head, "---", ""] if head else []
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*front, "\n\n".join(paragraphs), ""]), encoding="utf-8")
    return path


def state(archive: Archive) -> tuple[object, ...]:
    """All that the archive's database holds, to compare before and after."""
    store = archive.backend.store
    documents = [store.document(row[0]) for row in store.summaries()]
    stored = [(r.id, r.document, r.terms, r.vector.tobytes()) for r in rows(store)]
    places = [(d.id, store.places(d.id)) for d in documents if d is not None]
    return store.fingerprint, documents, stored, places


RIVER = "El río Alcedo se desbordó el martes y anegó 300 viviendas en la comarca de Branalba."
TRAIN = "El tren de alta velocidad costará 1.200 millones de euros, según el ministerio de Obras."
MINE = "Los mineros de Ñielpán levantaron la huelga tras 41 días de paro en los pozos de cobre."
COMET = "El cometa Villagrán se verá sin telescopio durante la primera semana de septiembre."
