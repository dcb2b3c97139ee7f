"""Passages by the million from a few thousand real sentences.

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
    """The stock that passages are made of.

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
class Made:
    """A document with what the store needs beside it.

    :param terms: of each passage.
    :param vectors: float32 (passages, dimension).
    """

    document: Document
    terms: Sequence[str]
    vectors: NDArray[np.float32]


def sentences(
    passages: Sequence[PassageText], encoder: Encoder, cache: EmbeddingCache
) -> Sentences:
    """The sentences of real passages, encoded once and kept in the cache."""
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


def documents(stock: Sentences, size: int, seed: int = SEED) -> Iterator[Made]:
    """Documents with ``size`` passages in all; the same for the same seed."""
    chance = np.random.default_rng(seed)
    for start in range(0, size, PER_DOCUMENT):
        yield _document(stock, start // PER_DOCUMENT, min(PER_DOCUMENT, size - start), chance)


def _document(stock: Sentences, number: int, count: int, chance: np.random.Generator) -> Made:
    articles = len(stock.bounds) - 1
    home = int(chance.integers(articles))
    title = f"Artículo {number + 1}"  # makes the text, and so the document's id, its own
    text, spans, terms = title, [], []
    vectors = np.empty((count, stock.vectors.shape[1]), np.float32)
    for place in range(count):
        rows = [
            _drawn(stock, home if chance.random() < AT_HOME else int(article), chance)
            for article in chance.integers(articles, size=chance.integers(FEWEST, MOST + 1))
        ]
        start = len(text) + 2
        text += "\n\n" + " ".join(stock.texts[row] for row in rows)
        spans.append(Span(start, len(text), place + 1))
        terms.append(" ".join(stock.terms[row] for row in rows))
        vectors[place] = _noisy(stock.vectors[rows].mean(axis=0), chance)
    day = f"{2000 + number % 25}-{1 + number % 12:02d}-{1 + number % 28:02d}"
    source = f"Diario {number % 200}"
    return Made(Document(text, tuple(spans), title, source, day), terms, vectors)


def _drawn(stock: Sentences, article: int, chance: np.random.Generator) -> int:
    low, high = stock.bounds[article : article + 2]
    return int(chance.integers(low, high)) if high > low else int(chance.integers(len(stock.texts)))


def _noisy(mean: NDArray[np.float32], chance: np.random.Generator) -> NDArray[np.float32]:
    noise = chance.standard_normal(len(mean), np.float32)
    vector = mean / np.linalg.norm(mean) + NOISE * noise / np.linalg.norm(noise)
    unit: NDArray[np.float32] = vector / np.linalg.norm(vector)
    return unit


def likeness(stock: Sentences, encoder: Encoder, size: int = 200) -> float:
    """Mean cosine of made vectors with the encoder's own of the same passages."""
    cosines: list[float] = []
    for made in documents(stock, size, seed=SEED + 1):
        texts = [made.document.text[span.start : span.end] for span in made.document.spans]
        cosines += (encoder.encode_passages(texts) * made.vectors).sum(axis=1).tolist()
    return float(np.mean(cosines))
