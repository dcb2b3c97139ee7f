"""A reader without weights, to test all that lies around the trained one.

A sentence is chosen by meaning (the encoder's cosine), by the share of the question's words that it
holds, and by whether it holds the kind of thing asked for.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from index import Hit, HybridIndex
from index.text.analyzer import analyze
from rag.documents.sentences import split_sentences
from rag.questions.english import is_english
from rag.questions.query import Query
from rag.questions.question_words import Kind, counted_term, kind_of
from rag.reader.calibration import THRESHOLD
from rag.reader.protocol import Reading
from rag.values.figures import Figure, find_figures

SENTENCES = 7
"""Sentences compared by meaning."""

NEUTRAL_WORDS = 0.8
"""Stands for the share of words where the question is in English."""

BIAS, MEANING, WORDS, PASSAGE, KIND = -3.65, 3.22, 2.18, 1.56, 0.82
"""Log odds that a sentence answers, once fitted on the built-in tuning half."""

CONFIDENCE = (0.71, 0.94)
"""From those to the log odds that it is right as an answer."""


class SentenceReader:
    """At most one sentence a passage, best first.

    :param index: for the encoder and the weights of terms.
    """

    depth = 10
    threshold = THRESHOLD

    def __init__(self, index: HybridIndex) -> None:
        self._index = index

    def prepare(self) -> None:
        """There is nothing to load."""

    def read(self, query: Query, hits: Sequence[Hit]) -> list[Reading]:
        """As any reader."""
        question = query.text
        hits = hits[: self.depth]
        sentences = self._sentences(question, hits)
        if not sentences:
            return []
        encoder, best = self._index.encoder, dict[int, Reading]()
        texts = [hits[rank].passage.text[start:end] for rank, start, end, _, _ in sentences]
        cosines = encoder.encode_passages(texts) @ self._index.encode_query(question)
        scale = encoder.cosine_scale
        for (rank, start, end, words, fits), text, cosine in zip(
            sentences, texts, cosines.tolist(), strict=True
        ):
            odds = BIAS + MEANING * (cosine - scale.floor) / scale.span + WORDS * words
            odds += PASSAGE * hits[rank].score + KIND * fits
            score = 1 / (1 + math.exp(-(CONFIDENCE[0] + CONFIDENCE[1] * odds)))
            if rank not in best or score > best[rank].score:
                figure = _figure_of(text, counted_term(question))
                value = (start + figure.start, start + figure.end) if figure else (start, end)
                best[rank] = Reading(hits[rank], (start, end), value, score)
        return sorted(best.values(), key=lambda reading: -reading.score)

    def _weights(self, terms: Sequence[str]) -> dict[str, float]:
        """How telling each distinct term is: its inverse document frequency in the archive."""
        passages = [set(stored.split(" ")) for stored in self._index.store.terms()]
        frequency = {term: sum(term in passage for passage in passages) for term in terms}
        return {
            term: math.log1p((len(passages) - n + 0.5) / (n + 0.5)) for term, n in frequency.items()
        }

    def _sentences(
        self, question: str, hits: Sequence[Hit]
    ) -> list[tuple[int, int, int, float, float]]:
        """(rank, start, end, words, fits) of those worth comparing by meaning."""
        weights = self._weights(analyze(question))
        total = sum(weights.values())
        foreign = not total or is_english(question)
        kind, counted = kind_of(question), counted_term(question)
        found = []
        for rank, hit in enumerate(hits):
            about = set(analyze(hit.passage.title))
            for start, end in split_sentences(hit.passage.text):
                text = hit.passage.text[start:end]
                if text.startswith("¿"):
                    continue  # a question answers none
                terms = about | set(analyze(text))
                held = sum(weight for term, weight in weights.items() if term in terms)
                words = NEUTRAL_WORDS if foreign else held / total
                found.append((rank, start, end, words, _fits(text, kind, counted)))
        found.sort(key=lambda s: (-(s[3] + 0.5 * s[4]) + 0.1 * s[0], s[0], s[1]))
        return found[:SENTENCES]


def _fits(text: str, kind: Kind, counted: str | None) -> float:
    if kind == "how_many":
        if _figure_of(text, counted) is not None:
            return 1.0
        return 0.5 * any(not figure.date for figure in find_figures(text))
    if kind == "when":
        return float(any(figure.date for figure in find_figures(text)))
    if kind in ("who", "where"):
        return float(re.search(r"(?<=\w )[A-ZÁÉÍÓÚÑ]\w+", text) is not None)
    return 0.0


def _figure_of(sentence: str, counted: str | None) -> Figure | None:
    """The figure of a sentence that counts a noun, ``None`` when none does."""
    if counted is None:
        return None
    counting = (f for f in find_figures(sentence) if not f.date and counted in f.nouns)
    return next(counting, None)
