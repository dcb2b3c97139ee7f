"""Runs txtai's hybrid index: dense and BM25 side by side, joined by a convex combination.

Its defaults but for e5's prefixes (its option ``instructions``): transformers with the
folder's mean pooling, FAISS, its own BM25 over words in lower case, equal weights.
"""

from __future__ import annotations

from txtai import Embeddings

from eval.bench.candidate import IndexingResult
from eval.bench.task import WARM_PASSAGE, WARM_QUERIES, Model, Task


class Txtai:
    """``Embeddings(hybrid=True)``."""

    def load(self, model: Model) -> None:
        """Load the fp32 weights, with torch."""
        self._embeddings = Embeddings(
            path=model.folder,
            instructions={"query": model.query, "data": model.passage},
            hybrid=True,
            gpu=False,
        )
        self._embeddings.index([WARM_PASSAGE])
        self._embeddings.search(WARM_QUERIES[0], 1)

    def index(self, task: Task) -> IndexingResult:
        """Encode and build both indexes in memory; what was indexed before is dropped."""
        self._embeddings.index(list(task.texts))
        return IndexingResult(len(task.texts))

    def rank(self, query: str, depth: int) -> list[int]:
        """Search; each side proposes ten times the depth, as txtai has it."""
        return [int(row) for row, _ in self._embeddings.search(query, depth)]
