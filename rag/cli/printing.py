"""How the command line shows things: tables and progress for people, dicts for ``--json``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from index import Hit
from rag.answers.listings import DocumentSummary
from rag.documents.adding import Progress as Advance
from rag.documents.report import AddReport, FileReport

STATUS = {
    "added": "añadido",
    "updated": "actualizado",
    "unchanged": "sin cambios",
    "failed": "no se pudo",
}


@contextmanager
def progress(label: str) -> Iterator[Advance]:
    """A progress bar on standard error, gone when done; none where nobody looks."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def show_failures(report: AddReport) -> None:
    """One line on standard error for each file that could not be used."""
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    for file in report.failed:
        console.print(Text(f"✗ {file.reason}"))


def show_report(report: AddReport) -> None:
    """One line a file that was added, updated or found twice, then the counts."""
    console = Console(soft_wrap=True, highlight=False)
    for file in report.files:
        if file.status in ("added", "updated") or file.same_as:
            console.print(Text(_report_line(file)))
    counts = ", ".join(
        f"{sum(f.status == status for f in report.files)} {name}"
        for status, name in (
            ("added", "añadidos"),
            ("updated", "actualizados"),
            ("unchanged", "sin cambios"),
            ("failed", "no se pudieron usar"),
        )
    )
    clutter = sum(file.clutter for file in report.files)
    console.print(f"Archivos: {counts}. Párrafos de relleno web omitidos: {clutter}.")


def _report_line(file: FileReport) -> str:
    facts = f"{len(file.documents)} artículo(s), {file.passages} pasajes"
    if file.clutter:
        facts += f", {file.clutter} párrafo(s) omitido(s)"
    if file.same_as:
        facts = f"el mismo artículo ya estaba como {file.same_as}"
    note = f" ({file.reason})" if file.reason else ""
    return f"✓ {file.path}: {STATUS[file.status]}, {facts}{note}"


def summary_dict(summary: DocumentSummary) -> dict[str, Any]:
    """One object of ``list --json``."""
    return asdict(summary)


def show_list(summaries: Sequence[DocumentSummary]) -> None:
    """A table of the documents, newest first."""
    table = Table(box=None, header_style="bold")
    table.add_column("id", no_wrap=True)  # to be copied whole
    for name in ("fecha", "fuente", "título"):
        table.add_column(name, overflow="fold")
    table.add_column("pasajes", justify="right")
    for summary in summaries:
        cells = (summary.id, summary.date or "", summary.source, summary.title)
        table.add_row(*map(escape, cells), str(summary.passages))
    Console().print(table)
    print(f"{len(summaries)} documentos")


def show_check(stats: dict[str, Any], problems: Sequence[str]) -> None:
    """Counts, then what is wrong."""
    if "documents" in stats:
        print(
            f"Archivo «{stats['folder']}»: {stats['documents']} documentos, "
            f"{stats['passages']} pasajes, codificador {stats['encoder']}."
        )
    else:
        print(f"Archivo «{stats['folder']}»:")
    if stats.get("next_encoder"):
        print(
            f"El cambio al codificador «{stats['next_encoder']}» está sin terminar; sigue con "
            f"«hemeroteca reencode --encoder {stats['next_encoder']}»."
        )
    for problem in problems:
        print(f"✗ {problem}")
    if not problems:
        print("Todo está en orden.")


def show_hits(hits: Sequence[Hit]) -> None:
    """The passages found, each with its origin and its scores."""
    console = Console(soft_wrap=True, highlight=False)
    if not hits:
        console.print("No se encontró ningún pasaje.")
    for number, hit in enumerate(hits, 1):
        passage = hit.passage
        origin = ", ".join(filter(None, (passage.title, passage.source, passage.date)))
        console.print(Text(f"{number}. {origin}, párrafo {passage.paragraph}", style="bold"))
        console.print(
            Text(
                f"   {hit.score:.3f} (significado {hit.dense:.3f}, palabras {hit.bm25:.2f})",
                style="dim",
            )
        )
        console.print(Text(f"   {passage.text}\n"))
