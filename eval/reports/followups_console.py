"""Shows the table of the follow-up measurement, and the questions that were misunderstood."""

from __future__ import annotations

from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.answers.followups import SYSTEMS, TOP, FollowupsRun
from eval.datasets.dialogues import SPLITS
from eval.reports.spanish_figures import decimal

_NAMES: Final = {
    "conversation": "la conversación",
    "standalone": "pregunta autónoma",
    "literal": "pregunta tal cual",
    "concatenated": "anterior + pregunta",
}
_HALVES: Final = {"report": "informe", "tune": "ajuste"}


def _percent(counts: tuple[int, int]) -> str:
    right, total = counts
    return f"{decimal(100 * right / total, 1)} % ({right} de {total})" if total else "—"


def show_followups(out: Console, run: FollowupsRun) -> None:
    """Show the shares by half and way of asking, then every miss."""
    table = Table(title=f"Preguntas de seguimiento con su pasaje entre los {TOP} primeros")
    table.add_column("modo")
    for split in SPLITS:
        table.add_column(_HALVES[split], justify="right")
    for system in SYSTEMS:
        cells = [_percent(run.share(system, split)) for split in SPLITS]
        table.add_row(_NAMES[system], *cells)
    out.print(table)
    out.print(f"Preguntas autónomas que quedan como estaban: {_percent(run.unchanged)}")
    out.print(f"Saludos y agradecimientos que no buscan nada: {_percent(run.smalltalk)}")
    for before, question, meant in run.changed:
        out.print(escape(f"  cambiada: {question} → {meant}  (tras «{before}»)"))
    for turn in run.turns:
        if turn.kind == "followup" and not turn.hits[SYSTEMS[0]]:
            half = _HALVES[turn.split]
            line = f"  {turn.dialogue} ({half}): {turn.question} → {turn.standalone}"
            out.print(escape(line), soft_wrap=True)
