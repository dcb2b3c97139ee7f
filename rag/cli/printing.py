"""Prints what commands have to show: lines and tables for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from index import Hit
from index.text.counts import Count
from rag.answers.listings import DocumentSummary
from rag.answers.types import Answer
from rag.documents.report import AddReport, FileReport, PageCounts
from rag.intake.sync_report import SyncReport

STATUS: Final = {
    "added": "añadido",
    "updated": "actualizado",
    "unchanged": "sin cambios",
    "failed": "no se pudo",
    "skipped": "no se lee",
}

_WOULD: Final = {"added": "entraría", "updated": "se actualizaría"}

_WAYS_OUT: Final = 3
"""Kinds that are not read of which the report says how they could be."""

_INSIDE_NAMED: Final = 4
"""Files inside a file that its line names; the JSON names all."""


def print_json(document: object) -> None:
    """Print the one JSON document of a command."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


def show_failures(report: AddReport) -> None:
    """Print one line on standard error for each file that could not be used."""
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    for file in report.failed:
        console.print(Text(f"✗ {file.reason}"))


def show_report(report: AddReport) -> None:
    """Print one line a file that was added, updated or is there twice, then the counts."""
    console = Console(soft_wrap=True, highlight=False)
    for file in report.files:
        if file.status in ("added", "updated") or file.same_as:
            console.print(Text(_report_line(file)))
    counts = ", ".join(
        f"{len(files)} {name}"
        for files, name in (
            (report.added, "añadidos"),
            (report.updated, "actualizados"),
            (report.unchanged, "sin cambios"),
            (report.failed, "no se pudieron usar"),
        )
    )
    clutter = sum(file.clutter for file in report.files)
    console.print(f"Archivos: {counts}. Párrafos de relleno web omitidos: {clutter}.")
    if blank := report.skipped_blank:
        console.print(Text(blank))
    if report.skipped_kinds:
        console.print(Text(report.skipped_kinds))
        ways = dict.fromkeys(
            file.reason for file in report.skipped if file.reason and not file.blank
        )
        for way in list(ways)[:_WAYS_OUT]:
            console.print(Text(f"  {way}"))


def show_sync(report: SyncReport) -> None:
    """Print one line a file that came, changed, moved or went, then the counts."""
    console = Console(soft_wrap=True, highlight=False)
    if report.dry_run:
        for file in report.files.files:
            if file.status in ("added", "updated"):
                console.print(Text(f"✓ {file.path}: {_WOULD[file.status]}"))
    for moved in report.renamed:
        console.print(Text(f"→ {moved.path}: ahora {moved.to}"))
    for gone in report.removed:
        count = Count(len(gone.documents))
        went = f"{count:saldría|saldrían}" if report.dry_run else f"{count:ha|han} salido"
        console.print(Text(f"− {gone.path}: ya no está; {went} {count} {count:artículo|artículos}"))
    if report.dry_run:
        counts = {status: report.files.count(status) for status in ("added", "updated")}
        console.print(
            f"Sin cambiar nada: {counts['added']} entrarían, {counts['updated']} se actualizarían, "
            f"{len(report.renamed)} han cambiado de nombre, {len(report.removed)} ya no están."
        )
        return
    show_report(report.files)
    if report.moved:
        console.print(f"Renombrados: {len(report.renamed)}. Quitados: {len(report.removed)}.")


def _report_line(file: FileReport) -> str:
    articles, passages, clutter = map(Count, (len(file.documents), file.passages, file.clutter))
    outcome = f"{articles} {articles:artículo|artículos}, {passages} {passages:pasaje|pasajes}"
    if clutter:
        outcome += f", {clutter} {clutter:párrafo omitido|párrafos omitidos}"
    if file.pages is not None:
        outcome += f"; {_pages(file.pages)}"
    if file.same_as:
        outcome = f"el mismo artículo ya estaba como {file.same_as}"
    if file.inside:
        more = len(file.inside) - _INSIDE_NAMED
        named = ", ".join(file.inside[:_INSIDE_NAMED]) + (f" y {more} más" if more > 0 else "")
        outcome += f" [{named}]"
    note = f" ({file.reason})" if file.reason else ""
    return f"✓ {file.path}: {STATUS[file.status]}, {outcome}{note}"


def _pages(pages: PageCounts) -> str:
    """Say how many pages were read: «12 páginas leídas, 2 escaneadas (calidad 93 %), 1 vacía»."""
    read, scanned, empty = map(Count, (pages.read, pages.scanned, pages.empty))
    parts = [f"{read} {read:página leída|páginas leídas}"]
    if pages.scanned:
        sure = "" if pages.quality is None else f" (calidad {100 * pages.quality:.0f} %)"
        parts.append(f"{scanned} {scanned:escaneada|escaneadas}{sure}")
    if pages.empty:
        parts.append(f"{empty} {empty:vacía|vacías}")
    return ", ".join(parts)


def summary_dict(summary: DocumentSummary) -> dict[str, Any]:
    """Give one object of ``list --json``."""
    return asdict(summary)


def show_list(summaries: Sequence[DocumentSummary]) -> None:
    """Print a table of the documents, newest first."""
    table = Table(box=None, header_style="bold")
    table.add_column("id", no_wrap=True)  # to be copied whole
    for name in ("fecha", "fuente", "título"):
        table.add_column(name, overflow="fold")
    table.add_column("pasajes", justify="right")
    for summary in summaries:
        cells = (summary.id, summary.date or "", summary.source, summary.title)
        table.add_row(*map(escape, cells), str(summary.passages))
    Console().print(table)
    count = Count(len(summaries))
    print(f"{count} {count:documento|documentos}")


def show_check(stats: dict[str, Any], problems: Sequence[str]) -> None:
    """Print counts, then what is wrong."""
    if "documents" in stats:
        documents, passages = Count(stats["documents"]), Count(stats["passages"])
        print(
            f"Archivo «{stats['folder']}»: {documents} {documents:documento|documentos}, "
            f"{passages} {passages:pasaje|pasajes}, codificador {stats['encoder']}."
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
    """Print the passages, each with its origin and its scores."""
    console = Console(soft_wrap=True, highlight=False)
    if not hits:
        console.print("No se encontró ningún pasaje.")
    for number, hit in enumerate(hits, 1):
        passage = hit.passage
        origin = ", ".join(filter(None, (passage.title, passage.source, passage.date)))
        page = "" if passage.page is None else f"p. {passage.page}, "
        place = f"{page}párrafo {passage.paragraph}"
        console.print(Text(f"{number}. {origin}, {place}", style="bold"))
        console.print(
            Text(
                f"   {hit.score:.3f} (significado {hit.dense:.3f}, palabras {hit.bm25:.2f})",
                style="dim",
            )
        )
        console.print(Text(f"   {passage.text}\n"))


class Progressive:
    """Prints an answer whose text comes bit by bit, and what is left of it at the end."""

    def __init__(self) -> None:
        self._shown = ""

    @property
    def begun(self) -> bool:
        """Whether something of it is printed."""
        return bool(self._shown)

    def show(self, text: str) -> None:
        """Print what the text has more than before."""
        if text != self._shown:
            print(text.removeprefix(self._shown), end="", flush=True)
            self._shown = text

    def end(self, answer: Answer) -> None:
        """Print the rest; the whole where it is not what was begun."""
        whole = str(answer)
        if whole.startswith(self._shown):
            print(whole.removeprefix(self._shown))
        else:
            print(f"\n\n{whole}")
        if answer.writer is not None and (dropped := answer.writer.dropped_sentences):
            print(f"\nFrases del modelo que no se muestran: {len(dropped)}")
            for each in dropped:
                print(f"- {each.text} ({each.reason})")
