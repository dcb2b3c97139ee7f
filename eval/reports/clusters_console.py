"""The tables of the press clusters in the terminal: every figure, then by kind and by relation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from eval.datasets.types import KINDS
from eval.reports.spanish_figures import decimal, or_dash

LABELS: Final[Mapping[str, str]] = {
    "right": "contestadas bien",
    "answered": "contestadas, de las que tienen respuesta",
    "right_when_answered": "bien, de todas las contestadas",
    "source_recall": "párrafos que responden, citados",
    "source_precision": "citas que responden",
    "disagree_precision": "desacuerdos dichos que lo son",
    "disagree_recall": "desacuerdos hallados",
    "agree_precision": "coincidencias dichas que lo son",
    "agree_recall": "coincidencias halladas",
    "declined": "sin respuesta, declinadas",
    "auroc": "AUROC de la abstención",
    "followups": "preguntas de seguimiento, bien",
}
"""What each figure is called, in the order in which they are shown."""

RELATIONS: Final[Mapping[str, str]] = {
    "single": "una sola fuente",
    "agree": "las fuentes coinciden",
    "disagree": "las fuentes difieren",
    "evolve": "cambia con el tiempo",
    "none": "ninguna fuente responde",
}

COLUMNS: Final = ("right", "right_when_answered", "source_recall", "source_precision", "declined")
"""Figures that are shown for each group of questions."""


def show_clusters(out: Console, figures: Mapping[str, Any]) -> None:
    """Show the figures of :func:`eval.answers.cluster_figures.figures`."""
    table = Table(
        title=f"Cúmulos de prensa · {figures['clusters']} cúmulos, {figures['questions']} "
        f"preguntas, {figures['answerable']} con respuesta, "
        f"{figures['followup_questions']} de seguimiento"
    )
    table.add_column("medida")
    table.add_column("valor", justify="right")
    table.add_column("intervalo del 95 %", justify="right")
    for key, label in LABELS.items():
        ends = figures["intervals"][key]
        interval = " – ".join(decimal(end, 3) for end in ends) if ends else ""
        table.add_row(label, or_dash(figures[key]), interval)
    table.add_row("error de calibración", or_dash(figures["calibration_error"]), "")
    for name in ("p50", "p95"):
        table.add_row(f"ms por pregunta, {name}", decimal(figures["query_ms"][name], 1), "")
    out.print(table)
    for title, key, names in (
        ("Según lo que se pregunta", "by_kind", KINDS),
        ("Según lo que dicen las fuentes", "by_relation", RELATIONS),
    ):
        out.print(_groups(title, figures[key], names))


def _groups(title: str, groups: Mapping[str, Any], names: Mapping[str, str]) -> Table:
    table = Table(title=title)
    table.add_column("preguntas")
    table.add_column("cuántas", justify="right")
    for column in COLUMNS:
        table.add_column(LABELS[column], justify="right")
    for key, group in groups.items():
        cells = [or_dash(group[column]) for column in COLUMNS]
        table.add_row(names.get(key, key), str(group["questions"]), *cells)
    return table
