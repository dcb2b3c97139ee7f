"""The pipeline of the user's card: the yardstick of every speed.

Plain sentence-transformers in fp32, a flat FAISS index, and its fifty nearest passages
reordered by rank-bm25 over lower-case words.
"""

from __future__ import annotations

from eval.bench.candidate import Indexed
from eval.bench.peers.plain import PlainEncoder
from eval.bench.stopwatch import Stopwatch
from eval.bench.task import Model, Task
from eval.retrieval import card


class Card:
    """FAISS 50 → rank-bm25."""

    def load(self, model: Model) -> None:
        """The fp32 weights, with torch."""
        self._encoder = PlainEncoder(model)

    def index(self, task: Task) -> Indexed:
        """Encode in one call, as anyone would, and build both indexes in memory."""
        watch = Stopwatch()
        with watch.stage("encode"):
            vectors = self._encoder.passages(task.texts)
        with watch.stage("derived"):
            self._rank = card.ranking(task.texts, vectors, self._encoder.query)
        return Indexed(len(task.texts), watch.seconds)

    def rank(self, query: str, depth: int) -> list[int]:
        """The query's encoding, FAISS, rank-bm25."""
        return self._rank(query, depth)
