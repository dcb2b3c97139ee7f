"""Shows how many of the disagreements that are stated are real, and which are not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.reports.spanish_figures import percent_or_dash

_SETS: Final = {"builtin": "conjunto propio, ajuste", "clusters": "cúmulos de prensa"}
_COLUMNS: Final = {
    "stated": "dichos",
    "real": "de verdad",
    "false": "falsos",
    "unlabelled": "sin juzgar",
    "named": "con su nombre",
}
_MARKS: Final = {"false": "✗", "unlabelled": "?"}


def show_differences(out: Console, figures: Mapping[str, Any]) -> None:
    """Show the figures of :func:`eval.answers.differences.figures`, then all that are not real."""
    table = Table(title="Desacuerdos y cambios que se dicen, juzgados a mano")
    table.add_column("preguntas")
    for label in (*_COLUMNS.values(), "de verdad, de los juzgados"):
        table.add_column(label, justify="right")
    for name, counts in figures["sets"].items():
        cells = [str(counts[key]) for key in _COLUMNS]
        table.add_row(_SETS[name], *cells, percent_or_dash(counts["precision"]))
    out.print(table)
    for each in figures["stated"]:
        if each["verdict"] in _MARKS:
            line = f"{_MARKS[each['verdict']]} {each['question']}"
            text = "" if each["text"] in line else f" {each['text']}"
            judged = f" (sin juzgar: {', '.join(each['unlabelled'])})" if each["unlabelled"] else ""
            values = f"{' / '.join(each['values'])} · {each['stated']}{judged}"
            out.print(escape(f"{line}{text} → {values}"), soft_wrap=True)
