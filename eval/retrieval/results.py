"""Holds what a retrieval run measured: rankings, figures, intervals, comparisons, their JSON."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from eval.datasets.types import PassageText, Question
from eval.measures import ranking_metrics
from eval.measures.comparison import Comparison
from eval.measures.latency import Latency

Floats = npt.NDArray[np.float64]
Trait = Literal["kind", "style"]


@dataclass(frozen=True, slots=True)
class SystemResult:
    """What one system ranked, and how well.

    :param rankings: passage ids, best first, for each question.
    :param values: questions × :data:`eval.measures.ranking_metrics.METRICS`.
    :param by_cutoff: mean recall at :data:`eval.measures.ranking_metrics.CUTOFFS`.
    """

    name: str
    rankings: list[list[str]]
    values: Floats
    by_cutoff: Floats
    query_ms: Latency


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that have something in common.

    :param means: system → metric → mean over them.
    """

    trait: Trait
    name: str
    questions: int
    means: dict[str, dict[str, float]]


@dataclass(frozen=True)
class RetrievalRun:
    """Everything measured in one run.

    Without slots, so that what the table, the page and the JSON all show is computed once.

    :param questions: the answerable ones, in the order of the rankings.
    :param intervals: system → metric → ends of the 95 % interval.
    :param reference: the system that the others are compared with.
    :param comparisons: other system → metric → comparison.
    """

    dataset: str
    passages: tuple[PassageText, ...]
    questions: tuple[Question, ...]
    systems: dict[str, SystemResult]
    intervals: dict[str, dict[str, tuple[float, float]]]
    reference: str
    comparisons: dict[str, dict[str, Comparison]]

    def mean(self, system: str, metric: str) -> float:
        """Return the figure of the table: a metric's mean over the questions."""
        column = list(ranking_metrics.METRICS).index(metric)
        return float(self.systems[system].values[:, column].mean())

    @cached_property
    def ceiling(self) -> dict[str, float]:
        """Return what a perfect system would reach on these questions."""
        return ranking_metrics.ceiling([question.relevant for question in self.questions])

    @cached_property
    def groups(self) -> list[Group]:
        """Group the questions by kind and by style of wording, the largest groups first."""
        members: dict[tuple[Trait, str], list[int]] = {}
        for row, question in enumerate(self.questions):
            members.setdefault(("kind", question.kind), []).append(row)
            for style in question.styles:
                members.setdefault(("style", style), []).append(row)
        groups = [
            Group(
                trait,
                name,
                len(rows),
                {
                    system: dict(
                        zip(
                            ranking_metrics.METRICS,
                            result.values[rows].mean(axis=0).tolist(),
                            strict=True,
                        )
                    )
                    for system, result in self.systems.items()
                },
            )
            for (trait, name), rows in members.items()
        ]
        return sorted(groups, key=lambda group: (group.trait, -group.questions))

    def to_dict(self) -> dict[str, Any]:
        """What ``--json`` prints: each system's mean metrics and query times, with what helps to
        judge them beside them."""
        return {
            "dataset": self.dataset,
            "passages": len(self.passages),
            "questions": len(self.questions),
            "systems": {
                name: {
                    **{
                        metric: _digits(self.mean(name, metric))
                        for metric in ranking_metrics.METRICS
                    },
                    "query_ms": result.query_ms.to_dict(),
                }
                for name, result in self.systems.items()
            },
            "intervals": {
                name: {metric: [_digits(low), _digits(high)] for metric, (low, high) in by.items()}
                for name, by in self.intervals.items()
            },
            "significance": {
                "reference": self.reference,
                "test": "paired randomisation, two-sided, Holm",
                "systems": {
                    name: {
                        metric: {
                            "difference": _digits(each.difference),
                            "p": _digits(each.p),
                            "p_corrected": _digits(each.p_corrected),
                            "significant": each.significant,
                        }
                        for metric, each in by_metric.items()
                    }
                    for name, by_metric in self.comparisons.items()
                },
            },
            "ceiling": {metric: _digits(value) for metric, value in self.ceiling.items()},
            "groups": [
                {
                    "trait": group.trait,
                    "name": group.name,
                    "questions": group.questions,
                    "systems": {
                        name: {metric: _digits(value) for metric, value in means.items()}
                        for name, means in group.means.items()
                    },
                }
                for group in self.groups
            ],
        }


def _digits(value: float) -> float:
    # Finer digits than the test set can tell apart only make files differ.
    return round(value, 5)
