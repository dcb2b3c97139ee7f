"""Shows a run of the bench in the terminal."""

from __future__ import annotations

from typing import Final

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.bench.registry import REFERENCE, YARDSTICK
from eval.bench.results import TABLE_METRICS, BenchRun, SystemRun
from eval.measures.comparison import Comparison
from eval.reports.spanish_figures import decimal, or_dash

_STAGES: Final = {
    "read": "lectura",
    "cut": "corte",
    "analyse": "análisis",
    "encode": "codificación",
    "store": "almacén y resto",
    "derived": "índices",
}
_FIGURES: Final = (
    "pasajes/s",
    f"× {YARDSTICK}",
    "× CPU",
    "ms p50",
    "ms p95",
    *TABLE_METRICS,
    "MiB",
    "MiB máx.",
)


def show(out: Console, run: BenchRun) -> None:
    """Show the systems, why some have no figures, and where indexing spends its time."""
    # Twelve columns: with lines between them they would not fit where lines are 120 wide.
    table = Table(
        title=f"Sistemas · {escape(run.dataset.name)} · {len(run.dataset.answerable)} preguntas "
        f"sobre {len(run.dataset.passages)} pasajes · rondas: {run.rounds}",
        box=box.SIMPLE_HEAD,
    )
    table.add_column("sistema")
    for name in _FIGURES:
        table.add_column(name, justify="right")
    quality, comparisons = run.quality, run.comparisons
    for name, system in run.systems.items():
        if system.skip_reason:
            table.add_row(name, *["–"] * len(_FIGURES), style="dim")
            continue
        means = (
            dict(zip(TABLE_METRICS, quality[name].mean(axis=0).tolist(), strict=True))
            if name in quality
            else {}
        )
        quality_cells = [
            or_dash(means.get(metric)) + _mark(comparisons.get(name, {}).get(metric))
            for metric in TABLE_METRICS
        ]
        memory = [or_dash(system.memory(moment), 0) for moment in ("indexed", "peak")]
        style = "bold" if name == REFERENCE else ""
        table.add_row(name, *_speeds(run, name, system), *quality_cells, *memory, style=style)
    out.print(table)
    for name, system in run.systems.items():
        if system.skip_reason:
            out.print(f"{name}: no se midió ({system.skip_reason}).", markup=False)
    _show_split(out, run)
    out.print(
        f"× {YARDSTICK}: pasajes por segundo frente a {YARDSTICK} en la misma ronda; × CPU, por "
        "segundo de trabajo de los núcleos. MiB: memoria residente después de indexar."
    )
    if comparisons:
        out.print(
            f"▼ por debajo de {REFERENCE}, ▲ por encima: diferencia que no se explica por azar "
            "(p < 0,05, aleatorización por pares, Holm)."
        )


def _speeds(run: BenchRun, name: str, system: SystemRun) -> list[str]:
    latency = system.latency()
    return [
        decimal(system.median("speed"), 1),
        or_dash(run.ratio(name), 2),
        or_dash(run.ratio(name, "cpu_speed"), 2),
        or_dash(latency.p50 if latency else None, 1),
        or_dash(latency.p95 if latency else None, 1),
    ]


def _mark(comparison: Comparison | None) -> str:
    return (comparison.mark if comparison else "") or " "


def _show_split(out: Console, run: BenchRun) -> None:
    table = Table(
        title="En qué se va el tiempo de indexar, en segundos; la carga, aparte",
        box=box.SIMPLE_HEAD,
    )
    table.add_column("sistema")
    for stage in ("carga", *_STAGES.values(), "total"):
        table.add_column(stage, justify="right")
    for name, system in run.measured.items():
        split = system.split()
        table.add_row(
            name,
            decimal(system.median("load_s"), 1),
            *(or_dash(split.get(stage), 2) for stage in _STAGES),
            decimal(system.median("seconds"), 2),
        )
    if table.row_count:
        out.print(table)
