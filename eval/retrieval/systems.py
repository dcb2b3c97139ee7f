"""Builds the systems compared in one run, all over the same passages and the same vectors.

``hybrid`` is what the search does, and ``read`` its best passages in the order that the reader
gives them (slow, so only when named); ``dense`` and ``bm25`` are its halves alone, ``rrf`` the
usual way of joining them, and ``card`` the pipeline of the user's card taken literally:
FAISS top 50 reordered by rank-bm25 over lower-case words (``card-terms``: over our
Spanish terms, which makes it a harder one to beat).
Queries are encoded once, before, so that every system meets the same vectors and the
time of encoding is counted apart and added to those that need it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from eval import system_names
from eval.cache import Vectors
from eval.retrieval import card
from eval.retrieval.card import Rank, Terms
from index import HybridIndex
from index.encoders.protocol import Encoder
from index.text.analyzer import analyze
from index.types import Mode
from rag.questions.query import Query
from rag.reader.span_reader import SpanReader

#: Constant of reciprocal rank fusion (Cormack et al. 2009, and every library since).
RRF_K: Final = 60
#: How deep both rankings are fused: as deep as the metrics look.
_RRF_DEPTH: Final = 100


@dataclass(frozen=True, slots=True)
class System:
    """A way of ranking passages.

    :param rank: query, depth → row numbers of passages, best first.
    :param encodes: whether it needs the query's vector.
    """

    name: str
    rank: Rank
    encodes: bool


@dataclass(frozen=True, slots=True)
class Corpus:
    """What every system is built from."""

    texts: Sequence[str]
    vectors: Vectors
    query_vectors: Mapping[str, Vectors]
    index: HybridIndex


def reciprocal_rank_fusion(rankings: Sequence[Sequence[int]], k: int = RRF_K) -> list[int]:
    """Join rankings by the sum of 1 / (k + rank); ties keep the order of first appearance."""
    scores: defaultdict[int, float] = defaultdict(float)
    for ranking in rankings:
        for rank, row in enumerate(ranking, 1):
            scores[row] += 1 / (k + rank)
    return sorted(scores, key=lambda row: -scores[row])


def _mode(corpus: Corpus, mode: Mode) -> Rank:
    def rank(query: str, depth: int) -> list[int]:
        vector = corpus.query_vectors[query]
        hits = corpus.index.search_vector(vector, analyze(query), depth, mode)
        return [int(hit.passage.source) for hit in hits]

    return rank


def _hybrid(corpus: Corpus) -> System:
    return System("hybrid", _mode(corpus, "hybrid"), encodes=True)


def _read(corpus: Corpus) -> System:
    """Rank as the hybrid does, but the passages that the reader reads in the order it gives."""
    reader, find = SpanReader(), _mode(corpus, "hybrid")

    def rank(query: str, depth: int) -> list[int]:
        vector = corpus.query_vectors[query]
        hits = corpus.index.search_vector(vector, analyze(query), reader.depth)
        read = [int(reading.hit.passage.source) for reading in reader.read(Query.of(query), hits)]
        seen = set(read)
        return (read + [row for row in find(query, depth) if row not in seen])[:depth]

    return System("read", rank, encodes=True)


def _dense(corpus: Corpus) -> System:
    return System("dense", _mode(corpus, "dense"), encodes=True)


def _bm25(corpus: Corpus) -> System:
    return System("bm25", _mode(corpus, "bm25"), encodes=False)


def _rrf(corpus: Corpus) -> System:
    dense, bm25 = _mode(corpus, "dense"), _mode(corpus, "bm25")

    def rank(query: str, depth: int) -> list[int]:
        deep = max(depth, _RRF_DEPTH)
        return reciprocal_rank_fusion([dense(query, deep), bm25(query, deep)])[:depth]

    return System("rrf", rank, encodes=True)


def _card(corpus: Corpus, name: str = "card", terms: Terms = card.plain_words) -> System:
    vector_of = corpus.query_vectors.__getitem__
    return System(name, card.ranking(corpus.texts, corpus.vectors, vector_of, terms), encodes=True)


def _card_terms(corpus: Corpus) -> System:
    return _card(corpus, "card-terms", analyze)


BUILDERS: Final[Mapping[str, Callable[[Corpus], System]]] = {
    "hybrid": _hybrid,
    "read": _read,
    "dense": _dense,
    "bm25": _bm25,
    "rrf": _rrf,
    "card": _card,
    "card-terms": _card_terms,
}
#: Compared unless others are named.
DEFAULT: Final = ("hybrid", "dense", "bm25", "rrf", "card", "card-terms")


def check_names(names: Sequence[str]) -> list[str]:
    """Return the names without repetition.

    :raises InputError: when one is unknown or there is none.
    """
    return system_names.check_names(names, BUILDERS)


def build(
    names: Sequence[str],
    *,
    texts: Sequence[str],
    vectors: Vectors,
    queries: Sequence[str],
    query_vectors: Vectors,
    encoder: Encoder,
) -> list[System]:
    """Build the named systems over the same passages and vectors."""
    index = HybridIndex.from_texts(texts, encoder=encoder, vectors=vectors)
    by_query = dict(zip(queries, query_vectors, strict=True))
    corpus = Corpus(texts, vectors, by_query, index)
    return [BUILDERS[name](corpus) for name in check_names(names)]
