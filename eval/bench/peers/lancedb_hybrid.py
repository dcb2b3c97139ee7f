"""Runs LanceDB's hybrid search: vectors and Spanish full text on disk, joined by rank (RRF).

Vectors come from plain sentence-transformers, since LanceDB's own embedding function has no
place for e5's prefixes. At these sizes LanceDB compares with every vector, as it advises.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from datetime import timedelta

import lancedb
import pyarrow
from lancedb.index import FTS
from lancedb.rerankers import RRFReranker

from eval.bench.candidate import IndexingResult
from eval.bench.peers.plain import PlainEncoder
from eval.bench.stopwatch import Stopwatch
from eval.bench.task import Model, Task


class LanceDB:
    """A table with a vector and a text column, ``query_type="hybrid"``."""

    def load(self, model: Model) -> None:
        """Load the fp32 weights, with torch."""
        self._encoder = PlainEncoder(model)
        self._folder = tempfile.mkdtemp(prefix="hemeroteca-lancedb-")
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._database = lancedb.connect(self._folder)

    def index(self, task: Task) -> IndexingResult:
        """Encode, write the table, build the full text index."""
        stopwatch = Stopwatch()
        with stopwatch.stage("encode"):
            vectors = self._encoder.passages(task.texts)
        with stopwatch.stage("store"):
            width = vectors.shape[1]
            rows = pyarrow.table(
                {
                    "row": pyarrow.array(range(len(task.texts)), pyarrow.int64()),
                    "text": pyarrow.array(task.texts, pyarrow.string()),
                    "vector": pyarrow.FixedSizeListArray.from_arrays(vectors.ravel(), width),
                }
            )
            self._table = self._database.create_table("passages", rows)
        with stopwatch.stage("derived"):
            self._table.create_index("text", config=FTS(language="Spanish"))
            self._table.wait_for_index(["text_idx"], timedelta(minutes=5))
        return IndexingResult(len(task.texts), stopwatch.seconds)

    def rank(self, query: str, depth: int) -> list[int]:
        """Search both to that depth and join them; 100 deep it finds no better."""
        nearest = (
            self._table.search(query_type="hybrid", vector_column_name="vector")
            .vector(self._encoder.query(query))
            .text(query)
            .distance_type("dot")
            .rerank(RRFReranker())
            .limit(depth)
            .to_arrow()
        )
        rows: list[int] = nearest["row"].to_pylist()
        return rows
