"""Makes passages by the million from a few thousand real sentences.

Real articles of that number cannot be shipped, so real sentences are recombined: a passage
has two to five of them, seven in ten from one article and the rest from any, and ten
passages are a document. The vector of a sentence is the encoder's; that of a passage is
the mean of its sentences' with noise, since encoding a million passages would take nine hours
of two cores (how near it comes to the encoder's own vector of the passage is measured in
each run, see :func:`likeness`). Terms are those of its sentences.

What is not as in life: no term is rarer than the sentences make it, so every term of a
question has hits in proportion to the size, and the words' half of a search works harder
than over real articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eval.cache import EmbeddingCache
from eval.datasets.types import PassageText
from index import Document, Span
from index.encoders.protocol import Encoder
from index.text.analyzer import analyze
from rag.documents.sentences import split_sentences

PER_DOCUMENT: Final = 10
"""Passages of a document: press articles have 5 to 15."""

FEWEST, MOST = 2, 5
"""Sentences of a passage."""

AT_HOME: Final = 0.7
"""Share of sentences from the document's own article."""

NOISE: Final = 0.2
"""Length of the noise beside a vector of length 1: two passages of the same sentences have a
cosine of .96 then, and none is another's equal."""

SEED: Final = 8
"""Every run makes the same passages."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences that passages are made of.

    :param texts: of all articles, one article after the other.
    :param terms: of each sentence, as they are stored.
    :param vectors: float32 (sentences, dimension), unit length.
    :param bounds: int64 (articles + 1,): where each article's sentences begin.
    """

    texts: Sequence[str]
    terms: Sequence[str]
    vectors: NDArray[np.float32]
    bounds: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A document with what the store needs beside it.

    :param terms: of each passage.
    :param vectors: float32 (passages, dimension).
    """

    document: Document
    terms: Sequence[str]
    vectors: NDArray[np.float32]


def encode_sentences(
    passages: Sequence[PassageText], encoder: Encoder, cache: EmbeddingCache
) -> Sentences:
    """Split real passages into sentences, and encode those that the cache lacks."""
    parts = [
        [passage.text[start:end] for start, end in split_sentences(passage.text)]
        for passage in passages
    ]
    texts = [text for part in parts for text in part]
    return Sentences(
        texts,
        [" ".join(analyze(text)) for text in texts],
        cache.vectors(encoder, "passages", texts),
        np.cumsum([0, *(len(part) for part in parts)]),
    )


def recombine(
    sentences: Sentences, size: int, seed: int = SEED, per_document: int = PER_DOCUMENT
) -> Iterator[PreparedDocument]:
    """Yield documents with ``size`` passages in all; the same for the same seed."""
    chance = np.random.default_rng(seed)
    for start in range(0, size, per_document):
        yield _document(sentences, start // per_document, min(per_document, size - start), chance)


def _document(
    sentences: Sentences, number: int, count: int, chance: np.random.Generator
) -> PreparedDocument:
    articles = len(sentences.bounds) - 1
    home = int(chance.integers(articles))
    title = f"Artículo {number + 1}"  # makes the text, and so the document's id, its own
    text, spans, terms = title, [], []
    vectors = np.empty((count, sentences.vectors.shape[1]), np.float32)
    for place in range(count):
        rows = [
            _draw_row(sentences, home if chance.random() < AT_HOME else int(article), chance)
            for article in chance.integers(articles, size=chance.integers(FEWEST, MOST + 1))
        ]
        start = len(text) + 2
        text += "\n\n" + " ".join(sentences.texts[row] for row in rows)
        spans.append(Span(start, len(text), place + 1))
        terms.append(" ".join(sentences.terms[row] for row in rows))
        vectors[place] = _add_noise(sentences.vectors[rows].mean(axis=0), chance)
    day = f"{2000 + number % 25}-{1 + number % 12:02d}-{1 + number % 28:02d}"
    source = f"Diario {number % 200}"
    return PreparedDocument(Document(text, tuple(spans), title, source, day), terms, vectors)


def _draw_row(sentences: Sentences, article: int, chance: np.random.Generator) -> int:
    low, high = sentences.bounds[article : article + 2]
    if high == low:  # an article without sentences: any will do
        low, high = 0, len(sentences.texts)
    return int(chance.integers(low, high))


def _add_noise(mean: NDArray[np.float32], chance: np.random.Generator) -> NDArray[np.float32]:
    noise = chance.standard_normal(len(mean), np.float32)
    vector = mean / np.linalg.norm(mean) + NOISE * noise / np.linalg.norm(noise)
    unit: NDArray[np.float32] = vector / np.linalg.norm(vector)
    return unit


def likeness(sentences: Sentences, encoder: Encoder, size: int = 200) -> float:
    """Compute the mean cosine of made vectors with the encoder's own of the same passages."""
    cosines: list[float] = []
    for prepared in recombine(sentences, size, seed=SEED + 1):
        texts = [prepared.document.text[span.start : span.end] for span in prepared.document.spans]
        cosines += (encoder.encode_passages(texts) * prepared.vectors).sum(axis=1).tolist()
    return float(np.mean(cosines))
