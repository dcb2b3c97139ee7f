"""The table of a writer in the terminal: what it wrote, what is shown, and why the rest is not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from eval.answers.writing import labels
from eval.reports.spanish_figures import decimal


def show_writing(out: Console, figures: Mapping[str, Any]) -> None:
    """Show the figures of :func:`eval.answers.writing.figures`."""
    table = Table(title=f"Redactor · {figures['model']}")
    table.add_column("medida")
    table.add_column("valor", justify="right")
    for key, label in labels().items():
        value = figures[key]
        told = "–" if value is None else decimal(value) if isinstance(value, float) else str(value)
        table.add_row(label, told)
    for reason, count in figures["dropped"].items():
        table.add_row(f"no mostradas: {reason}", str(count))
    out.print(table)
