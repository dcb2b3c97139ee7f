"""Small data sets and runs that several tests look at."""

from __future__ import annotations

import numpy as np

from eval.answers.measuring import AnswerRecord, AnswersRun
from eval.datasets.types import Dataset, PassageText, Question
from eval.measures import ranking_metrics, significance
from eval.measures.comparison import compare
from eval.measures.latency import Latency
from eval.retrieval.results import RetrievalRun, SystemResult

#: Everything that must not act in a page: markup, an attribute break, a template, a comment.
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\" onclick='x' {{ 7 * 7 }} "
    "{% raw %} <!-- </style> https://ejemplo.invalid/a.js &lt;b&gt; \u202e\x00"
)


def dataset(extra: str = "") -> Dataset:
    """Three passages; two questions that they answer and one that they do not."""
    passages = tuple(
        PassageText(f"p{i}", f"{text}{extra}", f"Título {i}{extra}")
        for i, text in enumerate(
            ("El puente se abrió en 1998.", "Lo diseñó Ana Ruiz.", "Costó mucho dinero.")
        )
    )
    questions = (
        Question(f"q0{extra}", f"¿Cuándo?{extra}", (f"1998{extra}",), {"p0": 1}, kind="when"),
        Question(f"q1{extra}", f"¿Quién?{extra}", ("Ana Ruiz", "Ruiz"), {"p1": 1}, kind="who"),
        Question(f"q2{extra}", f"¿Cuánto?{extra}", answerable=False, kind="how_many", about="p2"),
    )
    return Dataset(f"conjunto{extra}", passages, questions)


def retrieval_run(extra: str = "", others: tuple[str, ...] = ("dense", "card")) -> RetrievalRun:
    """``hybrid`` finds one first and the other nowhere; the others find both second."""
    data = dataset(extra)
    questions = data.answerable
    rankings = {"hybrid": [["p0", "p1", "p2"], ["p0", "p2"]]}
    rankings |= {name: [["p2", "p0"], ["p2", "p1"]] for name in others}
    relevant = [question.relevant for question in questions]
    systems = {
        name: SystemResult(
            name,
            found,
            ranking_metrics.table(relevant, found),
            ranking_metrics.recall_by_cutoff(relevant, found),
            Latency(4.25, 9.5),
        )
        for name, found in rankings.items()
    }
    ends = significance.bootstrap_intervals(
        np.hstack([result.values for result in systems.values()])
    )
    rows = iter(ends.tolist())
    return RetrievalRun(
        dataset=data.name,
        passages=data.passages,
        questions=questions,
        systems=systems,
        intervals={
            name: {metric: tuple(next(rows)) for metric in ranking_metrics.METRICS}
            for name in systems
        },
        reference="hybrid",
        comparisons=compare(
            {name: result.values for name, result in systems.items()},
            "hybrid",
            ranking_metrics.METRICS,
        ),
    )


def answers_run(extra: str = "") -> AnswersRun:
    """One right, one wrong though sure, one answered that nothing answers."""
    data = dataset(extra)
    when, who, cost = data.questions
    return AnswersRun(
        data.name,
        data.passages,
        "retrieved",
        (
            AnswerRecord(when, f"1998{extra}", 0.9, True, 1.0, 1.0, True, ("p0", "p1"), 10.0),
            AnswerRecord(who, f"Pedro{extra}", 0.8, True, 0.0, 0.0, False, ("p2", None), 20.0),
            AnswerRecord(cost, f"mucho{extra}", 0.2, True, 0.0, 0.0, False, (), 30.0),
        ),
    )
