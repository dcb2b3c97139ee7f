"""Carries out the command that answers a sheet of questions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rag.cli import printing
from rag.cli.arguments import Commands
from rag.cli.exits import DONE, UNUSABLE
from rag.cli.opening import open_to_ask
from rag.cli.progress import progress_bar
from rag.documents.report import Progress

_PROBLEMS: int = 20
"""Rows with problems that are named one by one; the file has them all."""


def add_commands(commands: Commands) -> None:
    """Add the command of this module."""
    batch = commands.add(
        "batch",
        _batch,
        "Responde a las preguntas de una hoja (.csv, .xlsx) y escribe otra con las respuestas.",
        json=True,
    )
    batch.add_argument(
        "questions",
        metavar="PREGUNTAS",
        help="hoja con una columna «pregunta» y, si se quiere, fuente, desde, hasta y esperada",
    )
    batch.add_argument(
        "--out", required=True, metavar="RESPUESTAS", help="acaba en .xlsx, .csv o .jsonl"
    )


def _batch(options: argparse.Namespace) -> int:
    archive = open_to_ask(options.archive, options.encoder)
    with _progress("Preguntas") as advance:
        report = archive.batch_file(options.questions, options.out, progress=advance)
    for note in report.notes:
        print(note, file=sys.stderr)
    for row, error in report.problems[:_PROBLEMS]:
        print(f"✗ Fila {row}: {error}", file=sys.stderr)
    if (more := len(report.problems) - _PROBLEMS) > 0:
        print(f"✗ Y {more} filas más con problemas: están en la hoja.", file=sys.stderr)
    if options.json:
        printing.print_json(report.to_dict())
    else:
        blank = f" Filas en blanco: {report.blank}." if report.blank else ""
        print(
            f"Preguntas: {report.questions}. Respondidas: {report.answered}; sin respuesta en las "
            f"fuentes: {report.abstained}; con problemas: {len(report.problems)}.{blank}\n"
            f"Las respuestas están en «{report.out}»."
        )
    return DONE if report.done else UNUSABLE


@contextmanager
def _progress(label: str) -> Iterator[Progress]:
    """Show a bar; where nobody looks at a terminal, a line at every tenth."""
    if sys.stderr.isatty():
        with progress_bar(label) as advance:
            yield advance
        return
    told = -1

    def tell(done: int, total: int) -> None:
        nonlocal told
        tenth = 10 * done // max(total, 1)
        if tenth > told:
            told = tenth
            print(f"{label}: {done} de {total}", file=sys.stderr, flush=True)

    yield tell
