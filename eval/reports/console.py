"""Shows figures and progress in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.answers.claims import ClaimItem, ClaimsRun, share
from eval.answers.measuring import AnswersRun
from eval.measures import ranking_metrics
from eval.reports.spanish_figures import decimal, or_dash, percent_or_dash
from eval.retrieval.results import RetrievalRun
from rag.cli.progress import StageProgress, stage_bar

# Wide enough that no figure is cut where the width is unknown (a file, a pipe, CI).
_PLAIN_WIDTH = 120


def console(*, stderr: bool) -> Console:
    """Make a console; output that is no terminal is not wrapped at 80 columns."""
    out = Console(stderr=stderr, highlight=False)
    if not out.is_terminal:
        out.width = max(out.width, _PLAIN_WIDTH)
    return out


def progress() -> AbstractContextManager[StageProgress]:
    """Show a progress bar on standard error that vanishes when done; none without a terminal."""
    return stage_bar(elapsed=True)


def show_retrieval(out: Console, run: RetrievalRun) -> None:
    """Show the table of systems, and mark the differences that are real."""
    table = Table(
        title=f"Búsqueda · {escape(run.dataset)} · {len(run.questions)} preguntas sobre "
        f"{len(run.passages)} pasajes"
    )
    table.add_column("sistema")
    for metric in ranking_metrics.METRICS:
        table.add_column(metric, justify="right")
    table.add_column("ms p50", justify="right")
    table.add_column("ms p95", justify="right")
    for name, result in run.systems.items():
        cells: list[str] = []
        for metric in ranking_metrics.METRICS:
            mark = "" if name == run.reference else run.comparisons[name][metric].mark
            cells.append(decimal(run.mean(name, metric), 3) + (mark or " "))
        times = [decimal(result.query_ms.p50, 1), decimal(result.query_ms.p95, 1)]
        table.add_row(name, *cells, *times, style="bold" if name == run.reference else "")
    ceiling = run.ceiling
    if ceiling["recall@1"] < 1:
        best = [decimal(ceiling[metric], 3) + " " for metric in ranking_metrics.METRICS]
        table.add_section()
        table.add_row("máximo", *best, "", "", style="dim")
    out.print(table)
    if run.comparisons:
        low, high = run.intervals[run.reference]["recall@1"]
        out.print(
            f"▼ por debajo de {run.reference}, ▲ por encima: diferencia que no se explica por azar "
            "(p < 0,05, aleatorización por pares, Holm).\n"
            f"recall@1 de {run.reference}: intervalo del 95 % de {decimal(low, 3)} a "
            f"{decimal(high, 3)}."
        )


def show_answers(out: Console, run: AnswersRun) -> None:
    """Show the figures of the answers, one a line."""
    figures = run.figures
    source = "el pasaje correcto" if run.source == "gold" else "los pasajes hallados"
    table = Table(
        title=f"Respuestas leyendo {source} · {escape(run.dataset)} · {figures['questions']} "
        f"preguntas, {figures['answerable']} con respuesta"
    )
    table.add_column("medida")
    table.add_column("valor", justify="right")
    table.add_column("intervalo del 95 %", justify="right")
    for key, name in (("exact_match", "coincidencia exacta"), ("f1", "F1")):
        low, high = figures["intervals"][key]
        table.add_row(
            name,
            f"{decimal(figures[key], 1)} %",
            f"{decimal(low, 1)} – {decimal(high, 1)}",
        )
    for name, value in (
        ("preguntas contestadas", f"{figures['answered']}"),
        ("de ellas, bien", percent_or_dash(figures["accuracy_when_answered"])),
        ("AUROC de la abstención", or_dash(figures["abstention_auroc"])),
        ("error de calibración", or_dash(figures["expected_calibration_error"])),
        ("precisión de las citas", percent_or_dash(figures["citation_precision"])),
        ("pasajes correctos citados", percent_or_dash(figures["citation_recall"])),
        ("ms por pregunta, p50", decimal(figures["query_ms"]["p50"], 1)),
        ("ms por pregunta, p95", decimal(figures["query_ms"]["p95"], 1)),
    ):
        table.add_row(name, value, "")
    out.print(table)


_PARTS = {
    "amount": "cantidades",
    "date": "fechas",
    "agreeing": "fuentes que coinciden",
    "other": "las demás",
    "tuning": "escritas antes del código, a la vista",
    "held_out": "escritas antes, apartadas",
    "late": "escritas después, a la vista",
    "final": "escritas al final",
}


def show_claims(out: Console, run: ClaimsRun) -> None:
    """Show readings and grouping, whole and in parts, and what came out wrong."""
    table = Table(title="Afirmaciones")
    for name in ("medida", "casos", "bien"):
        table.add_column(name, justify="left" if name == "medida" else "right")
    for title, items in (
        ("cifras y fechas leídas", run.readings),
        ("fuentes agrupadas", run.questions),
    ):
        table.add_row(title, *_share_cells(items), style="bold")
        for part, label in _PARTS.items():
            if members := [item for item in items if part in (item.part, item.split)]:
                table.add_row(f"  {label}", *_share_cells(members))
    out.print(table)
    out.print(
        f"Desacuerdos donde no los hay: {run.false_disagreements}. "
        f"Desacuerdos no vistos: {run.missed_disagreements}."
    )
    for item in (*run.readings, *run.questions):
        if not item.right:
            outcome = f"{item.outcome} en vez de {item.expected}"
            out.print(f"✗ {item.id} {item.text}: {outcome}", markup=False)


def _share_cells(items: Sequence[ClaimItem]) -> tuple[str, str]:
    return str(len(items)), percent_or_dash(share(items))
