"""Carries out the commands about what an archive holds: add, list, remove and its bin."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from index.errors import InputError
from index.text.counts import Count
from rag.archive import Archive
from rag.cli import printing
from rag.cli.arguments import Commands, column
from rag.cli.exits import DONE, UNUSABLE
from rag.cli.opening import open_archive
from rag.cli.progress import progress_bar
from rag.documents.types import OCR_MODES


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
    add = commands.add("add", _add, "Añade archivos, carpetas o páginas de la red.", json=True)
    add.add_argument(
        "paths",
        nargs="+",
        metavar="RUTA|URL",
        help="archivos, carpetas o direcciones: una página, un feed, un sitemap",
    )
    reading_options(add)
    add.add_argument(
        "--limit",
        type=int,
        default=100,
        metavar="N",
        help="cuántas páginas de cada feed o sitemap se leen (100)",
    )
    add.add_argument(
        "--allow-private",
        action="store_true",
        help="lee también páginas de esta máquina y de redes privadas",
    )
    add.add_argument(
        "--queue",
        action="store_true",
        help="deja los archivos en la cola de un archivo en PostgreSQL, para «hemeroteca worker»",
    )
    worker = commands.add(
        "worker", _worker, "Lee y añade lo que espera en la cola (PostgreSQL).", json=True
    )
    worker.add_argument(
        "--until-empty", action="store_true", help="termina cuando no espera nada más"
    )
    worker.add_argument(
        "--status", action="store_true", help="dice solo cuántos esperan y cuáles fallaron"
    )
    commands.add("list", _list, "Muestra los documentos del archivo.", json=True)
    remove = commands.add(
        "remove",
        _remove,
        "Quita documentos: van a la papelera. Sin identificadores muestra la papelera.",
        json=True,
    )
    remove.add_argument("ids", nargs="*", metavar="ID", help="como los da «hemeroteca list»")
    how = remove.add_mutually_exclusive_group()
    how.add_argument("--undo", action="store_true", help="los recupera de la papelera")
    how.add_argument("--purge", action="store_true", help="vacía la papelera para siempre")


def reading_options(command: argparse.ArgumentParser) -> None:
    """Add the options that say how files are read; :func:`reading_of` takes them."""
    command.add_argument(
        "--map",
        dest="columns",
        action="append",
        default=[],
        type=column,
        metavar="CAMPO=COLUMNA",
        help="de qué columna de .csv y .xlsx (o clave de .jsonl) sale text, title, date, source o "
        "author, si no se reconoce por su nombre: --map text=cuerpo",
    )
    command.add_argument(
        "--no-originals",
        action="store_true",
        help="no guarda en el archivo los PDF ni las imágenes, solo su texto",
    )
    command.add_argument(
        "--ocr",
        choices=OCR_MODES,
        default="auto",
        help="de qué páginas se reconoce el texto en su imagen: de ninguna (no), de las que no lo "
        "traen (auto, lo normal) o de todas (force)",
    )
    command.add_argument(
        "--ocr-lang",
        default="spa",
        metavar="IDIOMA",
        help="en qué idioma están, como los llama Tesseract: spa (lo normal), spa+cat",
    )


def reading_of(options: argparse.Namespace) -> dict[str, Any]:
    """Take how files are read out of a command's options, as :meth:`Archive.add` wants it."""
    return {
        "originals": not options.no_originals,
        "columns": dict(options.columns),
        "ocr": options.ocr,
        "ocr_lang": options.ocr_lang,
    }


def _add(options: argparse.Namespace) -> int:
    archive = open_archive(options, create=True)
    if options.queue:
        return _queue(archive, options)
    with progress_bar("Añadiendo") as advance:
        report = archive.add(
            *options.paths,
            progress=advance,
            limit=options.limit,
            allow_private=options.allow_private,
            **reading_of(options),
        )
    if report.changed:
        archive.prepare()
    printing.show_failures(report)
    if options.json:
        printing.print_json(report.to_dict())
    else:
        printing.show_report(report)
    return UNUSABLE if report.failed else DONE


def _queue(archive: Archive, options: argparse.Namespace) -> int:
    with progress_bar("A la cola") as advance:
        report = archive.queue(*options.paths, progress=advance, **reading_of(options))
    printing.show_failures(report)
    waiting, _ = archive.queued()
    if options.json:
        printing.print_json({**report.to_dict(), "waiting": waiting})
    else:
        added, unchanged = len(report.added), len(report.unchanged)
        print(f"A la cola: {added}; ya estaban: {unchanged}. Esperan {waiting}.")
    return UNUSABLE if report.failed else DONE


def _worker(options: argparse.Namespace) -> int:
    archive = open_archive(options)
    if not options.status:
        archive.work(_show_waiting, until_empty=options.until_empty)
    waiting, problems = archive.queued()
    if options.json:
        failed = [{"path": path, "reason": reason} for path, reason in problems]
        printing.print_json({"waiting": waiting, "failed": failed})
    else:
        for path, reason in problems:
            print(f"{path}: {reason}", file=sys.stderr)
        print(f"En la cola esperan {waiting}; no se pudieron leer {len(problems)}.")
    return DONE


def _show_waiting(waiting: int, problems: Sequence[tuple[str, str]]) -> None:
    print(f"Esperan {waiting}; sin leer {len(problems)}", file=sys.stderr, flush=True)


def _list(options: argparse.Namespace) -> int:
    summaries = open_archive(options).list()
    if options.json:
        printing.print_json([printing.summary_dict(summary) for summary in summaries])
    else:
        printing.show_list(summaries)
    return DONE


def _remove(options: argparse.Namespace) -> int:
    if options.purge and options.ids:
        raise InputError("«--purge» vacía la papelera entera: úselo sin identificadores.")
    if options.undo and not options.ids:
        raise InputError(
            "Falta qué recuperar: «hemeroteca remove --undo ID…». «hemeroteca remove» sin más "
            "muestra la papelera."
        )
    archive = open_archive(options)
    if options.purge:
        count = Count(archive.purge())
        emptied = f"Papelera vaciada: {count} {count:documento|documentos}."
        _tell(options, {"purged": count}, emptied)
    elif options.undo:
        archive.undo_removal(*options.ids)
        archive.prepare()
        _tell(options, {"restored": options.ids}, f"Recuperados: {', '.join(options.ids)}")
    elif options.ids:
        archive.remove(*options.ids)
        archive.prepare()
        ids = " ".join(options.ids)
        _tell(
            options,
            {"removed": options.ids},
            f"Quitados: {', '.join(options.ids)}. Con «hemeroteca remove --undo {ids}» vuelven.",
        )
    else:
        found = archive.removed()
        lines = [f"{one.id}  {one.removed[:10]}  {one.title}" for one in found]
        text = "\n".join(lines) or "La papelera está vacía."
        _tell(options, {"bin": [one.to_dict() for one in found]}, text)
    return DONE


def _tell(options: argparse.Namespace, data: dict[str, Any], text: str) -> None:
    if options.json:
        printing.print_json(data)
    else:
        print(text)
