"""Writes the report: one HTML page that explains the figures at a glance.

The page stands alone, so that it can be mailed, and it asks nothing of the network.
Everything that comes from a data set is escaped by Jinja; a content security policy in
the page forbids scripts and outside requests in any case.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, Final

import jinja2
import numpy as np

from eval import abstention, metrics, misses, plots
from eval.answers import AnswersRun
from eval.files import write_text
from eval.retrieval import RetrievalRun
from eval.types import KINDS

_TEMPLATE: Final = Path(__file__).with_name("report.html.j2")
PAGE: Final = "index.html"

#: What each system is, for readers of the table.
SYSTEM_NOTES: Final = {
    "hybrid": "el de este programa: significado y palabras, puntuaciones exactas combinadas",
    "dense": "solo el significado (vectores)",
    "bm25": "solo las palabras (BM25 con análisis del español)",
    "rrf": "fusión por rangos recíprocos de los dos anteriores, k = 60",
    "card": "los 50 primeros de FAISS reordenados con rank-bm25",
    "card-plain": "lo mismo, sin análisis del español",
}


def _retrieval(run: RetrievalRun) -> dict[str, Any]:
    counts = Counter(question.kind for question in run.questions)
    shown = {kind: counts[kind] for kind in KINDS if counts[kind]}
    kinds = np.array([question.kind for question in run.questions])
    first = list(metrics.METRICS).index("recall@1")
    by_kind = {
        name: {kind: float(result.values[kinds == kind, first].mean()) for kind in shown}
        for name, result in run.systems.items()
    }
    return {
        "run": run,
        "misses": misses.retrieval_misses(run),
        "recall_plot": plots.recall_by_cutoff(
            metrics.CUTOFFS, {name: list(each.by_cutoff) for name, each in run.systems.items()}
        ),
        "kind_plot": plots.recall_by_kind(by_kind, shown),
        "latency_plot": plots.latencies({name: r.query_ms for name, r in run.systems.items()}),
    }


def _answers(run: AnswersRun) -> dict[str, Any]:
    figures = run.to_dict()
    return {
        "run": run,
        "figures": figures,
        "misses": misses.answer_misses(run),
        "risk_plot": plots.risk_coverage(abstention.risk_coverage(run.confidence, run.right)),
        "reliability_plot": plots.reliability(run.bins()),
        "latency_plot": plots.times([record.milliseconds for record in run.records]),
    }


def render(retrieval: RetrievalRun | None = None, answers: AnswersRun | None = None) -> str:
    """The page for whichever of the two was measured."""
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["decimal"] = _decimal
    environment.filters["percent"] = lambda share: f"{_decimal(100 * share, 1)} %"
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        retrieval=_retrieval(retrieval) if retrieval else None,
        answers=_answers(answers) if answers else None,
        metrics=list(metrics.METRICS),
        depth=metrics.DEPTH,
        kinds=KINDS,
        notes=SYSTEM_NOTES,
    )


def _decimal(value: float, digits: int = 3) -> str:
    """A number as Spanish readers write it."""
    return f"{value:.{digits}f}".replace(".", ",")


def write(
    folder: Path, retrieval: RetrievalRun | None = None, answers: AnswersRun | None = None
) -> Path:
    """Write the page into the folder, made when missing; returns its path."""
    path = folder / PAGE
    write_text(path, render(retrieval, answers))
    return path
