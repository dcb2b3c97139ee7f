"""Shows how many names are found, by kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rich.console import Console
from rich.table import Table

from eval.entities.measuring import Counts
from index.types import Kind

_KINDS: Final[Mapping[Kind, str]] = {
    "person": "personas",
    "organisation": "organizaciones",
    "place": "lugares",
}


def show_entities(out: Console, title: str, counts: Mapping[Kind, Counts]) -> None:
    """Show precision, recall and F1 of each kind."""
    table = Table(title=title)
    table.add_column("clase")
    for label in ("precisión", "exhaustividad", "F1", "hallados", "hay"):
        table.add_column(label, justify="right")
    for kind, each in counts.items():
        figures = [f"{value:.3f}" for value in (each.precision, each.recall, each.f1)]
        table.add_row(_KINDS[kind], *figures, str(each.found), str(each.there))
    out.print(table)
