"""The product's engine over the task's passages: int8 encoder, SQLite, FAISS, BM25.

Indexing ends where the passages are committed to disk and both derived indexes are built
and saved; the other systems, but for LanceDB, keep theirs in memory only.
"""

from __future__ import annotations

import os
from typing import Final

from eval.bench.candidate import Indexed
from eval.bench.stopwatch import Stopwatch
from eval.bench.task import WARM_PASSAGE, WARM_QUERIES, Model, Task
from index import HybridIndex
from index.encoders import loading
from index.encoders.bundled import BundledEncoder
from index.text import searched_text

BEYOND_WESTERN: Final = "Київ"


def warm() -> BundledEncoder:
    """The encoder with its sessions started, on every core, for passages and for queries, and
    the whole of its tokenizer: other systems load theirs whole, ours two thirds of it only
    for the first text with letters beyond Western ones."""
    model = loading.load_default()
    model.encode_passages([WARM_PASSAGE] * (os.cpu_count() or 1))
    model.encode_passages([BEYOND_WESTERN])
    model.encode_queries(WARM_QUERIES[:1])
    return model


class Engine:
    """``HybridIndex.from_texts`` and ``search``."""

    def load(self, model: Model) -> None:
        """The bundled encoder in int8, whatever the others use."""
        self._encoder = warm()

    def index(self, task: Task) -> Indexed:
        """Encode, analyse, store, and build what is derived."""
        watch = Stopwatch()
        with (
            watch.stage("whole"),
            watch.over(BundledEncoder, "encode_passages", "encode"),
            watch.over(searched_text, "terms_of", "analyse"),
        ):
            self._index = HybridIndex.from_texts(task.texts, encoder=self._encoder)
            with watch.stage("derived"):
                self._index.prepare()
        return Indexed(len(task.texts), watch.split("whole", rest="store"))

    def rank(self, query: str, depth: int) -> list[int]:
        """As ``hemeroteca search`` does it."""
        return [int(hit.passage.source) for hit in self._index.search(query, depth)]
