"""Measures retrieval: which system puts the passages that answer on top.

All systems run over the same passages, vectors and questions; every metric comes with a
bootstrap interval, and every difference to the reference system with a paired test, so
that a table is never read as saying more than it does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from eval.cache import EmbeddingCache
from eval.datasets.types import Dataset, Question
from eval.measures import latency, ranking_metrics, significance
from eval.measures.comparison import compare
from eval.measures.latency import Latency
from eval.retrieval import systems
from eval.retrieval.results import RetrievalRun, SystemResult
from index.encoders.protocol import Encoder
from index.errors import InputError

Progress = Callable[[str, int, int], None]

#: Hits asked for when a query is timed: what the product asks for.
_TIMED_DEPTH: Final = 10


def run(
    dataset: Dataset,
    encoder: Encoder,
    names: Sequence[str],
    *,
    cache: EmbeddingCache,
    progress: Progress = lambda _stage, _done, _total: None,
) -> RetrievalRun:
    """Ask every answerable question of every system, and measure what each finds.

    :param progress: called with a stage (Spanish), how many done, of how many.
    """
    names = systems.check_names(names)
    questions = dataset.answerable
    if not questions:
        raise InputError(
            f"El conjunto «{dataset.name}» no tiene preguntas con respuesta: no hay nada que "
            "medir en la búsqueda."
        )
    queries = [question.text for question in questions]
    texts = [passage.searched for passage in dataset.passages]
    compared = systems.build(
        names,
        texts=texts,
        vectors=cache.vectors(
            encoder, "passages", texts, lambda done, of: progress("Codificando pasajes", done, of)
        ),
        queries=queries,
        query_vectors=cache.vectors(
            encoder,
            "queries",
            queries,
            lambda done, of: progress("Codificando preguntas", done, of),
        ),
        encoder=encoder,
    )
    timed_queries = latency.sample(queries)
    encoding_ms = latency.times_ms(lambda query: encoder.encode_queries([query]), timed_queries)
    results: dict[str, SystemResult] = {}
    for number, system in enumerate(compared):
        progress("Buscando", number, len(compared))
        results[system.name] = _measure(system, dataset, questions, timed_queries, encoding_ms)
    progress("Calculando intervalos", len(compared), len(compared))
    values = {name: result.values for name, result in results.items()}
    reference = "hybrid" if "hybrid" in values else names[0]
    ends = significance.bootstrap_intervals(np.hstack(list(values.values())))
    rows = iter(ends.tolist())
    intervals = {
        name: {metric: _pair(next(rows)) for metric in ranking_metrics.METRICS} for name in values
    }
    return RetrievalRun(
        dataset.name,
        dataset.passages,
        questions,
        results,
        intervals,
        reference,
        compare(values, reference, ranking_metrics.METRICS),
    )


def _pair(ends: list[float]) -> tuple[float, float]:
    low, high = ends
    return low, high


def _measure(
    system: systems.System,
    dataset: Dataset,
    questions: Sequence[Question],
    timed_queries: Sequence[str],
    encoding_ms: Sequence[float],
) -> SystemResult:
    ids = [passage.id for passage in dataset.passages]
    rankings = [
        [ids[row] for row in system.rank(question.text, ranking_metrics.DEPTH)]
        for question in questions
    ]
    relevant = [question.relevant for question in questions]
    query_ms = latency.times_ms(lambda query: system.rank(query, _TIMED_DEPTH), timed_queries)
    if system.encodes:
        query_ms = [a + b for a, b in zip(encoding_ms, query_ms, strict=True)]
    return SystemResult(
        name=system.name,
        rankings=rankings,
        values=ranking_metrics.table(relevant, rankings),
        by_cutoff=ranking_metrics.recall_by_cutoff(relevant, rankings),
        query_ms=Latency.of(query_ms),
    )
