"""The pipeline of the user's card, taken literally: the yardstick of every speed.

Plain sentence-transformers in fp32, a flat FAISS index, and its fifty nearest passages
reordered by rank-bm25 over lower-case words; :mod:`eval.systems` has the ranking.
"""

from __future__ import annotations

from eval import systems
from eval.bench.candidate import Indexed
from eval.bench.stopwatch import Stopwatch
from eval.bench.task import WARM_PASSAGE, WARM_QUERIES, Task
from eval.cache import Vectors
from index import encoder
from index.encoder import Encoder


class Card:
    """FAISS 50 → rank-bm25."""

    def load(self) -> None:
        """The fp32 weights, with torch."""
        self._encoder: Encoder = encoder.load_reference()
        self._encoder.encode_passages([WARM_PASSAGE])
        self._encoder.encode_queries(WARM_QUERIES[:1])

    def index(self, task: Task) -> Indexed:
        """Encode in one call, as anyone would, and build both indexes in memory."""
        watch = Stopwatch()
        with watch.stage("encode"):
            vectors = self._encoder.encode_passages(task.texts)
        with watch.stage("derived"):
            self._rank = systems.card_ranking(task.texts, vectors, self._vector_of)
        return Indexed(len(task.texts), watch.seconds)

    def _vector_of(self, query: str) -> Vectors:
        vector: Vectors = self._encoder.encode_queries([query])[0]
        return vector

    def rank(self, query: str, depth: int) -> list[int]:
        """The query's encoding, FAISS, rank-bm25."""
        return self._rank(query, depth)
