"""Runs the pipeline of the user's card: the yardstick of every speed.

Plain sentence-transformers in fp32, a flat FAISS index, and its fifty nearest passages
reordered by rank-bm25 over lower-case words.
"""

from __future__ import annotations

from eval.bench.candidate import IndexingResult
from eval.bench.peers.plain import PlainEncoder
from eval.bench.stopwatch import Stopwatch
from eval.bench.task import Model, Task
from eval.retrieval import card


class Card:
    """FAISS 50 → rank-bm25."""

    def load(self, model: Model) -> None:
        """Load the fp32 weights, with torch."""
        self._encoder = PlainEncoder(model)

    def index(self, task: Task) -> IndexingResult:
        """Encode in one call, as anyone would, and build both indexes in memory."""
        stopwatch = Stopwatch()
        with stopwatch.stage("encode"):
            vectors = self._encoder.passages(task.texts)
        with stopwatch.stage("derived"):
            self._rank = card.ranking(task.texts, vectors, self._encoder.query)
        return IndexingResult(len(task.texts), stopwatch.seconds)

    def rank(self, query: str, depth: int) -> list[int]:
        """Encode the query, search FAISS, reorder by rank-bm25."""
        return self._rank(query, depth)
