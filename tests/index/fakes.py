"""Stand-ins that are quick and always the same."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import Document, HybridIndex, Span
from index.encoders.cosine_scale import CosineScale
from index.encoders.protocol import Progress
from index.storage.store import Store
from index.storage.tables import Column, Table
from index.types import Kind, Mention, Original, PrintedLine

DIMENSION = 32

REMARKS = Table(
    "remarks",
    (Column("created"), Column("kind", ("praise", "blame")), Column("words")),
    label="su nota",
)
"""A table of a program over the engine."""


class FakeEncoder:
    """Hashed bag of words: texts that share words are near; unit length, never random."""

    dimension = DIMENSION
    max_tokens = 512
    cosine_scale = CosineScale(0.1, 0.8)

    def __init__(self, name: str = "falso") -> None:
        self.name = name
        self.fingerprint = f"{name}-1"
        self.encoded: list[str] = []

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def vector(self, text: str) -> NDArray[np.float32]:
        total = np.full(DIMENSION, 0.01)
        for word in text.lower().split():
            digest = hashlib.sha256(f"{self.name} {word}".encode("utf-8", "surrogatepass")).digest()
            total[digest[0] % DIMENSION] += 1.0 if digest[1] % 2 else -1.0
        unit: NDArray[np.float32] = (total / np.linalg.norm(total)).astype(np.float32)
        return unit

    def encode_passages(
        self, texts: Sequence[str], progress: Progress | None = None
    ) -> NDArray[np.float32]:
        self.encoded += texts
        if progress is not None:
            progress(len(texts), len(texts))
        rows = [self.vector(text) for text in texts]
        return np.array(rows, np.float32).reshape(len(texts), DIMENSION)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = [self.vector(text) for text in texts]
        return np.array(rows, np.float32).reshape(len(texts), DIMENSION)


def article(
    *paragraphs: str, title: str = "", source: str = "", date: str | None = None
) -> Document:
    """A document of those paragraphs, one passage each."""
    text, spans = "", []
    for number, paragraph in enumerate(paragraphs, 1):
        text += "\n\n" if text else ""
        spans.append(Span(len(text), len(text) + len(paragraph), number))
        text += paragraph
    return Document(text, tuple(spans), title=title, source=source, date=date)


def put(store: Store, *documents: Document) -> None:
    """Write documents with vectors of four numbers, each passage's of its own."""
    with store.writing():
        for document in documents:
            spans = len(document.spans)
            vectors = np.arange(4 * spans, dtype=np.float32).reshape(spans, 4)
            store.put_document(document, [f"t{i}" for i in range(spans)], vectors)


SCAN = Original.of("acta.pdf", b"%PDF-1.7 \0 de mentira \xff")


def printed(*paragraphs: str) -> Document:
    """A document of :data:`SCAN`: a page a paragraph, a printed line a line of text."""
    document, lines, at = article(*paragraphs, title="Acta"), list[PrintedLine](), 0
    for page, paragraph in enumerate(paragraphs, 1):
        for row, line in enumerate(paragraph.split("\n")):
            box = (72.25, 100.0 + 12 * row, 72.25 + 5 * len(line), 110.01 + 12 * row)
            sure = None if page == 1 else 0.875
            lines.append(PrintedLine(at, at + len(line), page, box, sure))
            at += len(line) + 1
        at += 1
    return replace(document, lines=tuple(lines), original=SCAN.id)


@dataclass(frozen=True, slots=True)
class Row:
    """A passage as it is stored."""

    id: int
    document: str
    terms: str
    vector: NDArray[np.float32]


def rows(store: Store) -> list[Row]:
    """Every passage in order of id."""
    stored = store.query("SELECT id, document, terms, vector FROM passages ORDER BY id")
    return [Row(*each, np.frombuffer(vector, np.float32)) for *each, vector in stored]


def filled(folder: Path, *documents: Document, encoder: FakeEncoder | None = None) -> HybridIndex:
    """An index in the folder with those documents."""
    index = HybridIndex.open(folder, encoder or FakeEncoder(), (REMARKS,))
    with index.writing():
        index.add(documents)
    return index


def together(*actions: threading.Thread) -> None:
    """Start all, wait for all."""
    for action in actions:
        action.start()
    for action in actions:
        action.join()


class FakeNamer(FakeEncoder):
    """Knows some names by heart, and finds them wherever they stand."""

    recogniser = "de memoria"
    known: Mapping[str, Kind] = {
        "Kim Jong-un": "person", "Kim Jong Un": "person", "Kim Yo-jong": "person", "Kim": "person",
        "Vladimir Putin": "person", "Putin": "person", "Juan Vega": "person", "Ana Vega": "person",
        "Vega": "person", "EE. UU.": "place", "Estados Unidos": "place", "Kursk": "place",
        "Organización de las Naciones Unidas": "organisation", "ONU": "organisation",
        "Sindicato del Metal": "organisation", "Sindicato": "organisation",
    }  # fmt: skip

    def encode_and_name(
        self, texts: Sequence[str], begins: Sequence[int], progress: Progress | None = None
    ) -> tuple[NDArray[np.float32], list[list[Mention]]]:
        longest = sorted(self.known, key=len, reverse=True)
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
        named = [
            [
                Mention(m.start(), m.end(), self.known[m.group()])
                for m in pattern.finditer(text, begin)
            ]
            for text, begin in zip(texts, begins, strict=True)
        ]
        return self.encode_passages(texts, progress), named
