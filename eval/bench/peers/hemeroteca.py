"""Runs the product's engine over the task's passages: int8 encoder, SQLite, FAISS, BM25.

Indexing ends where the passages are committed to disk and both derived indexes are built
and saved; the other systems, but for LanceDB, keep theirs in memory only.
"""

from __future__ import annotations

import os
from typing import Final

from eval.bench.candidate import IndexingResult
from eval.bench.stopwatch import Stopwatch
from eval.bench.task import WARM_PASSAGE, WARM_QUERIES, Model, Task
from index import HybridIndex
from index.encoders import loading
from index.encoders.bundled import BundledEncoder
from index.text import searched_text

BEYOND_WESTERN: Final = "Київ"


def load_warm_encoder() -> BundledEncoder:
    """Load the encoder and start its sessions, on every core, for passages and for queries.

    The whole of its tokenizer is loaded too: other systems load theirs whole, ours two thirds of
    it only for the first text with letters beyond Western ones.
    """
    model = loading.load_default()
    model.encode_passages([WARM_PASSAGE] * (os.cpu_count() or 1))
    model.encode_passages([BEYOND_WESTERN])
    model.encode_queries(WARM_QUERIES[:1])
    return model


class Engine:
    """``HybridIndex.from_texts`` and ``search``."""

    def load(self, model: Model) -> None:
        """Load the bundled encoder in int8, whatever the others use."""
        self._encoder = load_warm_encoder()

    def index(self, task: Task) -> IndexingResult:
        """Encode, analyse, store, and build what is derived."""
        stopwatch = Stopwatch()
        with (
            stopwatch.stage("whole"),
            stopwatch.time_calls(BundledEncoder, "encode_passages", "encode"),
            stopwatch.time_calls(searched_text, "terms_of", "analyse"),
        ):
            self._index = HybridIndex.from_texts(task.texts, encoder=self._encoder)
            with stopwatch.stage("derived"):
                self._index.prepare()
        return IndexingResult(len(task.texts), stopwatch.split("whole", rest="store"))

    def rank(self, query: str, depth: int) -> list[int]:
        """Search as ``hemeroteca search`` does."""
        return [int(hit.passage.source) for hit in self._index.search(query, depth)]
