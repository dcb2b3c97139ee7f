"""The table of the field cases in the terminal, by kind and part, and the open ones that fail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.datasets.field_cases import KINDS
from eval.reports.spanish_figures import percent_or_dash

PARTS: Final[Mapping[str, str]] = {"blind": "ciega", "open": "abierta"}
"""What each part is called."""

OUTCOMES: Final[Mapping[str, str]] = {
    "false": "dice lo que no es",
    "silent": "calla lo que hay",
    "shown": "le falta algo",
}
"""What each way of failing is called, the worst first."""


def rows(figures: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """A row a kind and one for all, with its cells: right of each part, then how they fail."""
    parts = figures["parts"]
    shown = [kind for kind in KINDS if any(kind in part["by_kind"] for part in parts.values())]
    by_kind = [
        (KINDS[kind], [part["by_kind"].get(kind) for part in parts.values()]) for kind in shown
    ]
    return [
        (label, _cells([counts or {} for counts in members]))
        for label, members in (*by_kind, ("todos", list(parts.values())))
    ]


def columns(figures: Mapping[str, Any]) -> list[str]:
    """The heads of :func:`rows`' cells."""
    parts = [f"{PARTS[part]}, bien" for part in figures["parts"]]
    return [*parts, "controles, bien", *OUTCOMES.values()]


def _cells(members: Sequence[Mapping[str, Any]]) -> list[str]:
    def total(key: str) -> int:
        return sum(counts.get(key, 0) for counts in members)

    right = [f"{m['right']} de {m['cases']}" if m else "–" for m in members]
    controls = f"{total('controls_right')} de {total('controls')}"
    return [*right, controls, *(str(total(name)) for name in OUTCOMES)]


def show_field(out: Console, figures: Mapping[str, Any]) -> None:
    """Show the figures of :func:`eval.answers.field_figures.figures`.

    Of the blind part only counts are shown: nobody is to tune on it.
    """
    table = Table(
        title=f"Casos de campo · {figures['cases']} casos, {figures['controls']} de control"
    )
    table.add_column("casos")
    for column in columns(figures):
        table.add_column(column, justify="right")
    for number, (label, cells) in enumerate(lines := rows(figures), 1):
        table.add_row(label, *cells, style="bold" if number == len(lines) else None)
    out.print(table)
    for name, part in figures["parts"].items():
        out.print(
            f"Parte {PARTS[name]}: {percent_or_dash(part['share'])} bien; siguientes preguntas "
            f"de una conversación: {part['later_turns_right']} de {part['later_turns']}."
        )
    for case in figures["cases_by_name"]:
        for turn in case.get("turns", ()):
            if turn["failed"]:
                said = "(se abstiene)" if turn["abstained"] else " / ".join(turn["claims"])
                line = (
                    f"✗ {case['name']} ({', '.join(turn['failed'])}) "
                    f"{turn['question']} → {said} · {turn['agreement']}"
                )
                out.print(escape(line), soft_wrap=True)
