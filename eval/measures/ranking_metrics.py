"""Computes retrieval metrics per question, by ``ir-measures``.

``ir-measures`` wraps trec_eval and the MS MARCO scripts, the references everyone compares
with. This module only names the metrics as the JSON and the tables do (``recall@1``,
``ndcg@10``) and hands over rankings in a form that leaves the wrapped tools no ties to break
their own way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import ir_measures
import numpy as np
import numpy.typing as npt
from ir_measures import RR, R, nDCG

Floats = npt.NDArray[np.float64]

#: How deep rankings go: the deepest cut-off of the metrics.
DEPTH: Final = 100
#: Metrics of the table, named as in the JSON.
METRICS: Final[Mapping[str, ir_measures.Measure]] = {
    "recall@1": R @ 1,
    "recall@5": R @ 5,
    "recall@10": R @ 10,
    "recall@100": R @ 100,
    "mrr@10": RR @ 10,
    "ndcg@10": nDCG @ 10,
}
#: Cut-offs of the plot "recall by k".
CUTOFFS: Final = (1, 2, 3, 5, 10, 20, 50, 100)


def per_question(
    measures: Sequence[ir_measures.Measure],
    relevant: Sequence[Mapping[str, int]],
    rankings: Sequence[Sequence[str]],
) -> Floats:
    """Compute each metric for each question: an array questions × measures.

    :param relevant: passage id → grade, for each question.
    :param rankings: passage ids, best first, for each question.
    """
    judgements = {str(i): dict(grades) for i, grades in enumerate(relevant)}
    # trec_eval sorts by score in single precision and breaks ties by id: whole numbers
    # counted down keep our order exactly.
    scores = {
        str(i): {passage: float(len(ranking) - rank) for rank, passage in enumerate(ranking)}
        for i, ranking in enumerate(rankings)
    }
    column = {measure: j for j, measure in enumerate(measures)}
    values = np.zeros((len(relevant), len(measures)))
    for result in ir_measures.iter_calc(list(measures), judgements, scores):
        values[int(result.query_id), column[result.measure]] = result.value
    return values


def table(relevant: Sequence[Mapping[str, int]], rankings: Sequence[Sequence[str]]) -> Floats:
    """Compute the metrics of :data:`METRICS` for each question, in that order."""
    return per_question(list(METRICS.values()), relevant, rankings)


def recall_by_cutoff(
    relevant: Sequence[Mapping[str, int]], rankings: Sequence[Sequence[str]]
) -> Floats:
    """Compute the mean recall at each of :data:`CUTOFFS`."""
    means: Floats = per_question([R @ k for k in CUTOFFS], relevant, rankings).mean(axis=0)
    return means


def ceiling(relevant: Sequence[Mapping[str, int]]) -> dict[str, float]:
    """Compute the best that any system could reach: below 1 where a question has more relevant
    passages than the metric looks at."""
    perfect = [sorted(grades, key=lambda passage: -grades[passage]) for grades in relevant]
    best: list[float] = table(relevant, perfect).mean(axis=0).tolist()
    return dict(zip(METRICS, best, strict=True))


def first_rank(relevant: Mapping[str, int], ranking: Sequence[str]) -> int | None:
    """Return the rank from 1 of the first relevant passage, ``None`` when none is ranked."""
    return next((rank for rank, passage in enumerate(ranking, 1) if passage in relevant), None)
