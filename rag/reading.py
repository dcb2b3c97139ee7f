"""Reads the best sentence in each of the best passages.

A question is compared with every sentence by meaning (cosine) and by words (the share of
the question's term weight that it holds); a question of how many prefers sentences with
a figure of what it counts, one of when those with a date. The passage's own search score
counts too. The weights are a logistic regression fitted by
``python -m eval.fit_sentences`` (figures there).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from index import Hit, HybridIndex
from index.analyzer import analyze
from rag.english import is_english
from rag.figures import Figure, figure_of, find_figures
from rag.questions import Kind, counted_term, kind_of
from rag.sentences import split_sentences

PASSAGES: Final = 10
"""Passages read: the right one is among the first ten for 97 % of squad_es_dev."""

SENTENCES: Final = 7
"""Sentences compared by meaning. Six, seven and eight find the right one equally often (59 % of
the built-in tuning half); six leave out the second figure of the question that the sample shows."""

NEUTRAL_WORDS: Final = 0.8
"""Stands for the share of words where the question is in English. Right sentences hold .47
of a Spanish question's weight (80 of the built-in tuning half); across languages their
cosine and their passage's score are lower too, which makes up for .32 more."""

_DATE_WORDS: Final = re.compile(
    r"\b(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre"
    r"|diciembre|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo|ayer|hoy|mañana)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one passage.

    :param hit: the passage.
    :param quote: offsets in the passage of the sentence that answers.
    :param value: offsets in the passage of the short answer; the sentence's own where no
        shorter one was found.
    :param score: probability that this sentence answers, 0…1.
    """

    hit: Hit
    quote: tuple[int, int]
    value: tuple[int, int]
    score: float


class Reader(Protocol):
    """Reads an answer in each of some passages."""

    def read(self, question: str, hits: Sequence[Hit]) -> list[Reading]:
        """At most one reading a passage, best first."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The regression: log odds that a sentence answers, by its features."""

    bias: float
    meaning: float
    words: float
    passage: float
    kind: float


WEIGHTS: Final = Weights(bias=-3.65, meaning=3.22, words=2.18, passage=1.56, kind=0.82)
"""Fitted on the built-in tuning half; 500 questions of squad_es_train give
-3.95, 2.50, 2.91, 1.44, 0.04: much the same but for the kind, which matters in news."""

CONFIDENCE: Final = (0.71, 0.94)
"""Bias and slope from a sentence's log odds to those that it is right as an answer,
unanswerable questions included (built-in tuning half; squad_es_train: 0.28, 0.80)."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a hit with what is known of it before its meaning is.

    :param rank: of the passage in the search, from 0.
    :param words: share of the question's term weight that the sentence and its article's
        title hold, 0…1.
    :param fits: 1 when it holds the kind of thing that is asked for, ½ when it may, else 0.
    """

    rank: int
    start: int
    end: int
    text: str
    words: float
    fits: float


class SentenceReader:
    """The reader that needs no model but the encoder.

    :param index: for the encoder and the weights of terms.
    """

    def __init__(self, index: HybridIndex) -> None:
        self._index = index

    def read(self, question: str, hits: Sequence[Hit]) -> list[Reading]:
        """At most one reading a passage, best first."""
        hits = hits[:PASSAGES]
        sentences = self.sentences(question, hits)
        if not sentences:
            return []
        cosines = self.cosines(question, sentences)
        best: dict[int, tuple[float, Sentence]] = {}
        for sentence, cosine in zip(sentences, cosines, strict=True):
            features = self.features(sentence, float(cosine), hits)
            odds = WEIGHTS.bias + sum(
                weight * feature
                for weight, feature in zip(
                    (WEIGHTS.meaning, WEIGHTS.words, WEIGHTS.passage, WEIGHTS.kind),
                    features,
                    strict=True,
                )
            )
            score = 1 / (1 + math.exp(-(CONFIDENCE[0] + CONFIDENCE[1] * odds)))
            if sentence.rank not in best or score > best[sentence.rank][0]:
                best[sentence.rank] = score, sentence
        readings = [
            _reading(question, hits[rank], sentence, score)
            for rank, (score, sentence) in best.items()
        ]
        return sorted(readings, key=lambda reading: -reading.score)

    def sentences(self, question: str, hits: Sequence[Hit]) -> list[Sentence]:
        """The sentences worth comparing by meaning, by their words and their passage's rank."""
        weights = self._index.term_weights(analyze(question))
        total = sum(weights.values())
        # A question in another language shares no words with the passages that answer it:
        # its words then speak neither for nor against a sentence.
        foreign = not total or is_english(question)
        kind, counted = kind_of(question), counted_term(question)
        found: list[Sentence] = []
        for rank, hit in enumerate(hits):
            about = set(analyze(hit.passage.title))
            for start, end in split_sentences(hit.passage.text):
                text = hit.passage.text[start:end]
                if text.startswith("¿"):
                    continue  # a question answers none
                terms = about | set(analyze(text))
                held = sum(weight for term, weight in weights.items() if term in terms)
                words = NEUTRAL_WORDS if foreign else held / total
                fits = _fits(text, kind, counted)
                found.append(Sentence(rank, start, end, text, words, fits))
        found.sort(key=lambda s: (-(s.words + 0.5 * s.fits) + 0.1 * s.rank, s.rank, s.start))
        return found[:SENTENCES]

    def cosines(self, question: str, sentences: Sequence[Sentence]) -> NDArray[np.float32]:
        """Cosine of the question with each sentence, float32 (sentences,)."""
        encoder = self._index.encoder
        vectors = encoder.encode_passages([sentence.text for sentence in sentences])
        cosines: NDArray[np.float32] = vectors @ self._index.encode_query(question)
        return cosines

    def features(
        self, sentence: Sentence, cosine: float, hits: Sequence[Hit]
    ) -> tuple[float, float, float, float]:
        """(meaning, words, passage, kind), each about 0…1."""
        scale = self._index.encoder.cosine_scale
        meaning = (cosine - scale.floor) / scale.span
        return meaning, sentence.words, hits[sentence.rank].score, sentence.fits


def _fits(text: str, kind: Kind, counted: str | None) -> float:
    if kind == "how_many":
        if counted is not None and figure_of(text, counted) is not None:
            return 1.0
        return 0.5 * any(not figure.date for figure in find_figures(text))
    if kind == "when":
        dated = any(figure.date for figure in find_figures(text))
        return float(dated or _DATE_WORDS.search(text) is not None)
    if kind in ("who", "where"):
        return float(re.search(r"(?<=\w )[A-ZÁÉÍÓÚÑ]\w+", text) is not None)
    return 0.0


def _reading(question: str, hit: Hit, sentence: Sentence, score: float) -> Reading:
    quote = value = (sentence.start, sentence.end)
    figure = _figure(question, sentence.text)
    if figure is not None:
        value = (sentence.start + figure.start, sentence.start + figure.end)
    return Reading(hit, quote, value, score)


def _figure(question: str, sentence: str) -> Figure | None:
    """The figure that answers how many, if the sentence counts the very thing asked for."""
    counted = counted_term(question)
    return figure_of(sentence, counted) if counted else None
