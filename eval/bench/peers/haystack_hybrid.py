"""Runs Haystack's in-memory store: BM25 and embeddings retrieved apart, joined by rank (RRF).

As its documentation builds a hybrid pipeline; the embedders are those of its integration
with sentence-transformers, with e5's prefixes by their option ``prefix``. Each retriever gives
its ten, Haystack's default: joined 100 deep it finds less (docs/performance.md).
"""

from __future__ import annotations

from haystack import Document, Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import (
    InMemoryBM25Retriever,
    InMemoryEmbeddingRetriever,
)
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack.utils import ComponentDevice
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)

from eval.bench.candidate import IndexingResult
from eval.bench.stopwatch import Stopwatch
from eval.bench.task import DEPTH, WARM_PASSAGE, WARM_QUERIES, Model, Task


class Haystack:
    """A pipeline of two retrievers and a joiner."""

    def load(self, model: Model) -> None:
        """Load the fp32 weights twice over, as Haystack has an embedder for each role."""
        self._passages = SentenceTransformersDocumentEmbedder(
            model=model.folder,
            prefix=model.passage,
            device=ComponentDevice.from_str("cpu"),
            local_files_only=True,
            progress_bar=False,
        )
        self._passages.warm_up()
        self._passages.run([Document(content=WARM_PASSAGE)])
        queries = SentenceTransformersTextEmbedder(
            model=model.folder,
            prefix=model.query,
            device=ComponentDevice.from_str("cpu"),
            local_files_only=True,
            progress_bar=False,
        )
        queries.warm_up()
        queries.run(WARM_QUERIES[0])
        self._store = InMemoryDocumentStore()
        pipeline = Pipeline()
        pipeline.add_component("embedder", queries)
        pipeline.add_component("dense", InMemoryEmbeddingRetriever(self._store, top_k=DEPTH))
        pipeline.add_component("bm25", InMemoryBM25Retriever(self._store, top_k=DEPTH))
        pipeline.add_component("joiner", DocumentJoiner("reciprocal_rank_fusion"))
        pipeline.connect("embedder.embedding", "dense.query_embedding")
        pipeline.connect("dense", "joiner")
        pipeline.connect("bm25", "joiner")
        self._pipeline = pipeline

    def index(self, task: Task) -> IndexingResult:
        """Encode, and write into the store, which counts words for BM25 as it goes."""
        stopwatch = Stopwatch()
        documents = [
            Document(id=str(row), content=text, meta={"row": row})
            for row, text in enumerate(task.texts)
        ]
        with stopwatch.stage("encode"):
            embedded = self._passages.run(documents)["documents"]
        with stopwatch.stage("store"):
            self._store.write_documents(embedded)
        return IndexingResult(len(task.texts), stopwatch.seconds)

    def rank(self, query: str, depth: int) -> list[int]:
        """Run the pipeline once."""
        output = self._pipeline.run({"embedder": {"text": query}, "bm25": {"query": query}})
        return [int(document.id) for document in output["joiner"]["documents"]][:depth]
