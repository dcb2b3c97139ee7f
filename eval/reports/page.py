"""Writes the report: one HTML page that explains the figures at a glance.

The page stands alone, so that it can be mailed, and it asks nothing of the network.
Everything that comes from a data set is escaped by Jinja; a content security policy in
the page forbids scripts and outside requests in any case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import jinja2

from eval.answers import cluster_figures
from eval.answers.clusters import ClusterAnswer
from eval.answers.measuring import AnswersRun
from eval.datasets.types import KINDS, STYLES
from eval.files import write_text
from eval.measures import abstention, ranking_metrics
from eval.reports import field_console, misses, plots
from eval.reports.clusters_console import COLUMNS, LABELS, RELATIONS
from eval.reports.spanish_figures import decimal, percent
from eval.retrieval.results import RetrievalRun

_TEMPLATE: Final = Path(__file__).with_name("report.html.j2")

#: What each system is, for readers of the table.
SYSTEM_NOTES: Final = {
    "hybrid": "el de este programa: significado y palabras, puntuaciones exactas combinadas",
    "read": "lo mismo, con los primeros pasajes en el orden que les da el lector",
    "dense": "solo el significado (vectores)",
    "bm25": "solo las palabras (BM25 con análisis del español)",
    "rrf": "fusión por rangos recíprocos de los dos anteriores, k = 60",
    "card": "los 50 primeros de FAISS reordenados con rank-bm25",
    "card-terms": "lo mismo, con nuestro análisis del español",
}


def _retrieval(run: RetrievalRun) -> dict[str, Any]:
    kinds = {group.name: group for group in run.groups if group.trait == "kind"}
    shown = [kinds[kind] for kind in KINDS if kind in kinds]
    return {
        "run": run,
        "misses": misses.retrieval_misses(run),
        "recall_plot": plots.recall_by_cutoff(
            ranking_metrics.CUTOFFS,
            {name: list(each.by_cutoff) for name, each in run.systems.items()},
        ),
        "kind_plot": plots.recall_by_kind(
            {
                name: {group.name: group.means[name]["recall@1"] for group in shown}
                for name in run.systems
            },
            {group.name: group.questions for group in shown},
        ),
        "groups": [
            (KINDS.get(group.name) or STYLES.get(group.name) or group.name, group)
            for group in run.groups
        ],
        "ceiling": run.ceiling,
        "latency_plot": plots.latencies({name: r.query_ms for name, r in run.systems.items()}),
    }


def _answers(run: AnswersRun) -> dict[str, Any]:
    return {
        "run": run,
        "figures": run.figures,
        "misses": misses.answer_misses(run),
        "risk_plot": plots.risk_coverage(abstention.risk_coverage(run.confidence, run.right)),
        "reliability_plot": plots.reliability(run.bins()),
        "latency_plot": plots.times([record.milliseconds for record in run.records]),
    }


def _clusters(figures: Mapping[str, Any], answers: Sequence[ClusterAnswer]) -> dict[str, Any]:
    wrong = [each for each in answers if not each.declined and not cluster_figures.right(each)]
    return {
        "figures": figures,
        "labels": LABELS,
        "columns": COLUMNS,
        "groups": (
            ("Según lo que se pregunta", figures["by_kind"], KINDS),
            ("Según lo que dicen las fuentes", figures["by_relation"], RELATIONS),
        ),
        "misses": sorted(wrong, key=lambda each: -each.confidence)[: misses.WORST],
    }


def _field(figures: Mapping[str, Any]) -> dict[str, Any]:
    turns = [(case, turn) for case in figures["cases_by_name"] for turn in case.get("turns", ())]
    return {
        "figures": figures,
        "columns": field_console.columns(figures),
        "rows": field_console.rows(figures),
        "outcomes": field_console.OUTCOMES,
        "misses": [(case, turn) for case, turn in turns if turn["failed"]],
    }


def render(
    retrieval: RetrievalRun | None = None,
    answers: AnswersRun | None = None,
    clusters: dict[str, Any] | None = None,
    field: dict[str, Any] | None = None,
) -> str:
    """The page for whichever was measured.

    :param clusters: what the template shows of the press clusters, by :func:`_clusters`.
    :param field: what it shows of the field cases, by :func:`_field`.
    """
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["decimal"] = decimal
    environment.filters["percent"] = percent
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        retrieval=_retrieval(retrieval) if retrieval else None,
        answers=_answers(answers) if answers else None,
        clusters=clusters,
        field=field,
        metrics=list(ranking_metrics.METRICS),
        depth=ranking_metrics.DEPTH,
        kinds=KINDS,
        notes=SYSTEM_NOTES,
    )


def write(
    folder: Path, retrieval: RetrievalRun | None = None, answers: AnswersRun | None = None
) -> Path:
    """Write the page into the folder, made when missing; returns its path.

    Either half alone has a name of its own, so that measuring one after the other into
    the same folder keeps both.
    """
    name = "index" if retrieval and answers else "retrieval" if retrieval else "answers"
    path = folder / f"{name}.html"
    write_text(path, render(retrieval, answers))
    return path


def write_clusters(
    folder: Path, figures: Mapping[str, Any], answers: Sequence[ClusterAnswer]
) -> Path:
    """Write the page of the press clusters into the folder; returns its path."""
    path = folder / "prensa.html"
    write_text(path, render(clusters=_clusters(figures, answers)))
    return path


def write_field(folder: Path, figures: Mapping[str, Any]) -> Path:
    """Write the page of the field cases into the folder; returns its path."""
    path = folder / "campo.html"
    write_text(path, render(field=_field(figures)))
    return path
