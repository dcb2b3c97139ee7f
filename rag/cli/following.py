"""Carries out the command that lets an archive follow a folder: sync."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from index.errors import BusyError, InputError
from rag.archive import Archive
from rag.cli import printing
from rag.cli.arguments import Commands
from rag.cli.documents import reading_of, reading_options
from rag.cli.exits import DONE, UNUSABLE
from rag.cli.opening import open_archive
from rag.cli.progress import progress_bar
from rag.intake.sync_report import SyncReport


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
    sync = commands.add(
        "sync",
        _sync,
        "Hace que el archivo siga a una carpeta: lo nuevo entra, lo borrado sale.",
        json=True,
    )
    sync.add_argument("folder", metavar="CARPETA", help="la que se sigue, con las de dentro")
    sync.add_argument("--dry-run", action="store_true", help="dice qué haría y no cambia nada")
    sync.add_argument(
        "--watch", action="store_true", help="sigue mirando la carpeta hasta que se interrumpe"
    )
    sync.add_argument(
        "--yes",
        action="store_true",
        help="no pregunta aunque salgan más de veinte documentos y más de un quinto",
    )
    reading_options(sync)


def _sync(options: argparse.Namespace) -> int:
    if options.watch and (options.dry_run or options.json):
        other = "--dry-run" if options.dry_run else "--json"
        raise InputError(f"--watch y {other} no van juntos. Quite uno de los dos.")
    archive = open_archive(options, create=not options.dry_run)
    report = _follow(archive, options)
    if options.json:
        printing.print_json(report.to_dict())
    else:
        printing.show_sync(report)
    if options.watch:
        return _watch(archive, options)
    return UNUSABLE if report.failed else DONE


def _follow(archive: Archive, options: argparse.Namespace) -> SyncReport:
    with progress_bar("Siguiendo") as advance:
        report = archive.sync(
            options.folder,
            progress=advance,
            dry_run=options.dry_run,
            confirm=(lambda going, there: True) if options.yes else _ask if _terminal() else None,
            **reading_of(options),
        )
    if report.changed:
        archive.prepare()
    printing.show_failures(report.files)
    return report


def _terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def _ask(going: int, there: int) -> bool:
    """Ask on the terminal whether so many documents may go."""
    print(
        f"Se quitarían {going} de los {there} documentos de la carpeta, porque sus archivos ya no "
        "están. ¿Seguir? [s/N] ",
        end="",
        file=sys.stderr,
        flush=True,
    )
    return sys.stdin.readline().strip().casefold() in ("s", "si", "sí", "y", "yes")


def _watch(archive: Archive, options: argparse.Namespace) -> int:
    """Follow the folder at every change until interrupted."""
    from rag.intake import watching  # who does not watch does not pay for it

    print(f"Se mira «{options.folder}»; Ctrl+C para dejarlo.", file=sys.stderr, flush=True)
    waiting = True  # what came while the folder was followed first, before anybody watched
    try:
        for changed in watching.changes(Path(options.folder), Path(archive.location)):
            waiting = waiting or changed
            if not waiting:
                continue
            try:
                report = _follow(archive, options)
            except BusyError:
                continue  # tried again at the next look
            except InputError as error:
                print(error, file=sys.stderr, flush=True)
                waiting = False
                continue
            waiting = False
            if report.changed or report.failed:
                printing.show_sync(report)
    except KeyboardInterrupt:
        print("\nYa no se mira.", file=sys.stderr)
    return DONE
