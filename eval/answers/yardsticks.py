"""Simple systems that answer press clusters with a sentence: what Hemeroteca is measured against.

``card`` is the pipeline of the user's card taken literally (FAISS top 50 reordered by rank-bm25)
and answers with the sentence of its first passage whose vector is nearest to the question's;
``bm25`` is rank-bm25 alone, with the sentence that shares most of the question's words. Neither
declines, compares sources or understands follow-ups; each cites the passage that it answers from.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from rank_bm25 import BM25Okapi

from eval.answers.clusters import ClusterAnswer, Progress
from eval.datasets.clusters import Cluster, ClusterQuestion
from eval.retrieval.card import Rank, Vectors, plain_words, ranking
from index.encoders.protocol import Encoder
from rag.documents.sentences import split_sentences

Sentence = Callable[[str, Sequence[str]], str]
"""Question and sentences in, the sentence that answers out."""


def run(
    name: str,
    clusters: Sequence[Cluster],
    encoder: Encoder,
    progress: Progress = lambda _stage, _done, _total: None,
) -> tuple[ClusterAnswer, ...]:
    """Every question and follow-up answered by a system of that name, all articles together.

    :param name: one of :data:`SYSTEMS`.
    :param progress: called with a stage (Spanish), how many done, of how many.
    """
    places: list[tuple[str, str]] = []
    texts: list[str] = []
    for cluster in clusters:
        for article in cluster.articles:
            for number, paragraph in enumerate(article.paragraphs, 1):
                places.append((cluster.id, f"{article.id}.{number}"))
                texts.append(paragraph)
    rank, sentence = SYSTEMS[name](texts, encoder)
    asked = [(c, question) for c in clusters for question in (*c.questions, *c.followups)]
    answers: list[ClusterAnswer] = []
    for cluster, question in asked:
        progress("Preguntando", len(answers), len(asked))
        start = time.perf_counter()
        row = rank(question.text, 1)[0]
        text = texts[row]
        value = sentence(question.text, [text[a:b] for a, b in split_sentences(text)])
        took = 1000 * (time.perf_counter() - start)
        at = places[row][1] if places[row][0] == cluster.id else None
        answers.append(_answer(cluster, question, value, at, took))
    progress("Preguntando", len(asked), len(asked))
    return tuple(answers)


def _answer(
    cluster: Cluster, question: ClusterQuestion, value: str, at: str | None, took: float
) -> ClusterAnswer:
    return ClusterAnswer(cluster.id, question, False, value, at, (at,), "single", 1.0, took)


def _card(texts: Sequence[str], encoder: Encoder) -> tuple[Rank, Sentence]:
    def vector_of(query: str) -> Vectors:
        vector: Vectors = encoder.encode_queries([query])[0]
        return vector

    def nearest(question: str, sentences: Sequence[str]) -> str:
        return sentences[int((encoder.encode_passages(sentences) @ vector_of(question)).argmax())]

    return ranking(texts, encoder.encode_passages(texts), vector_of), nearest


def _bm25(texts: Sequence[str], _encoder: Encoder) -> tuple[Rank, Sentence]:
    words = BM25Okapi([plain_words(text) for text in texts])

    def rank(query: str, depth: int) -> list[int]:
        order: list[int] = np.argsort(-words.get_scores(plain_words(query)), kind="stable").tolist()
        return order[:depth]

    def sharing(question: str, sentences: Sequence[str]) -> str:
        asked = set(plain_words(question))
        return max(sentences, key=lambda each: len(asked & set(plain_words(each))))

    return rank, sharing


SYSTEMS: Final[dict[str, Callable[[Sequence[str], Encoder], tuple[Rank, Sentence]]]] = {
    "card": _card,
    "bm25": _bm25,
}
