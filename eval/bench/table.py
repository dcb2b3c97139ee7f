"""Shows a run of the bench in the terminal."""

from __future__ import annotations

from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.bench.registry import REFERENCE, YARDSTICK
from eval.bench.results import MEMORY, SHOWN, BenchRun, SystemRun
from eval.console import decimal, optional
from eval.retrieval_run import Comparison

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
    "× por CPU",
    "carga s",
    "ms p50",
    "ms p95",
    *SHOWN,
    "MiB antes",
    "después",
    "máximo",
)


def show(out: Console, run: BenchRun) -> None:
    """The table of systems, what the indexing consists of, and what was left out."""
    table = Table(
        title=f"Sistemas · {escape(run.dataset.name)} · {len(run.dataset.answerable)} preguntas "
        f"sobre {len(run.dataset.passages)} pasajes · rondas: {run.rounds}"
    )
    table.add_column("sistema")
    for name in _FIGURES:
        table.add_column(name, justify="right")
    quality = run.quality()
    compared = run.comparisons(quality)
    for name, system in run.systems.items():
        if system.skipped:
            table.add_row(name, *["–"] * len(_FIGURES), style="dim")
            continue
        means = (
            dict(zip(SHOWN, quality[name].mean(axis=0).tolist(), strict=True))
            if name in quality
            else {}
        )
        cells = [
            optional(means.get(metric)) + _mark(compared.get(name, {}).get(metric))
            for metric in SHOWN
        ]
        table.add_row(
            name,
            *_speed_cells(run, name, system),
            *cells,
            *(optional(system.memory(moment), digits=0) for moment in MEMORY),
            style="bold" if name == REFERENCE else "",
        )
    out.print(table)
    for name, system in run.systems.items():
        if system.skipped:
            out.print(f"{name}: no se midió ({system.skipped}).", markup=False)
    _show_split(out, run)
    out.print(
        f"× {YARDSTICK}: pasajes por segundo frente a {YARDSTICK} en la misma ronda; por CPU, por "
        "segundo de trabajo de los núcleos. MiB: memoria residente antes y después de indexar."
    )
    if compared:
        out.print(
            f"▼ por debajo de {REFERENCE}, ▲ por encima: diferencia que no se explica por azar "
            "(p < 0,05, aleatorización por pares, Holm)."
        )


def _speed_cells(run: BenchRun, name: str, system: SystemRun) -> list[str]:
    latency = system.latency()
    return [
        decimal(system.median("speed"), 1),
        optional(run.ratio(name), digits=2),
        optional(run.ratio(name, "thrift"), digits=2),
        decimal(system.median("load_s"), 1),
        optional(latency.p50 if latency else None, digits=1),
        optional(latency.p95 if latency else None, digits=1),
    ]


def _mark(comparison: Comparison | None) -> str:
    if comparison is None or not comparison.significant:
        return " "
    return "▼" if comparison.difference > 0 else "▲"


def _show_split(out: Console, run: BenchRun) -> None:
    table = Table(title="En qué se va el tiempo de indexar, en segundos")
    table.add_column("sistema")
    for stage in _STAGES.values():
        table.add_column(stage, justify="right")
    table.add_column("total", justify="right")
    for name, system in run.measured.items():
        if split := system.split():
            cells = [optional(split.get(stage), digits=2) for stage in _STAGES]
            table.add_row(name, *cells, decimal(system.median("seconds"), 2))
    if table.row_count:
        out.print(table)
