"""Carries out the commands that look after an archive: check, backup, restore, rescue, reencode.

They open the database alone, without its encoder, so that they also work where the
encoder, or half of the database, is gone.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
from contextlib import closing
from pathlib import Path
from typing import Any

from index.encoders import loading as encoders
from index.errors import DamageError, InputError
from index.postgres.address import refuse_password
from index.text.counts import Count
from rag import backends
from rag.archive import Archive
from rag.cli import printing
from rag.cli.arguments import Commands
from rag.cli.exits import DONE, FAILED
from rag.cli.progress import progress_bar


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
    commands.add("check", _check, "Comprueba que el archivo está sano.", json=True)
    backup = commands.add("backup", _backup, "Guarda una copia del archivo, aun en uso.", json=True)
    backup.add_argument("copy", metavar="COPIA", help="el archivo que se escribe")
    restore = commands.add("restore", _restore, "Recupera el archivo de una copia.", json=True)
    restore.add_argument("copy", metavar="COPIA", help="la que escribió «hemeroteca backup»")
    for parser, help in ((backup, "la copia que haya"), (restore, "el archivo que haya")):
        parser.add_argument("--replace", action="store_true", help=f"sustituye {help}")
    salvage = commands.add(
        "rescue", _rescue, "Salva en un archivo nuevo lo legible de uno dañado.", json=True
    )
    salvage.add_argument("target", metavar="CARPETA_NUEVA", help="una que no exista")
    copy = commands.add(
        "copy",
        _copy,
        "Pasa un archivo a otro nuevo, de carpeta a servidor o al revés; interrumpida, sigue.",
        archive=False,
        json=True,
    )
    for name, metavar, what in (("source", "DE", "el que se copia"), ("target", "A", "el nuevo")):
        copy.add_argument(
            name, type=refuse_password, metavar=metavar, help=f"{what}: carpeta o postgresql://…"
        )
    commands.add(
        "reencode", _reencode, "Pasa el archivo a otro codificador (--encoder).", json=True
    )


def _conclude(options: argparse.Namespace, result: dict[str, object], *sentences: str) -> int:
    """Print what was done and return the status that says so."""
    if options.json:
        printing.print_json(result)
    else:
        print("\n".join(sentences))
    return DONE


def _check(options: argparse.Namespace) -> int:
    address = backends.locate(options.archive or None)
    stats: dict[str, Any] = {"folder": str(address)}
    try:
        archive = Archive.open(address, encoder=options.encoder, create=False)
        problems = list(archive.check())
        stats = archive.stats()
    except DamageError as error:
        problems = [str(error)]
    if problems:
        problems.append(Archive.forecast(address))
    if options.json:
        printing.print_json({**stats, "problems": problems})
    else:
        printing.show_check(stats, problems)
    return FAILED if problems else DONE


def _backup(options: argparse.Namespace) -> int:
    target = Path(options.copy)
    with closing(backends.open_storage(options.archive or None)) as storage:
        storage.backup(target, replace=options.replace)
    size = target.stat().st_size
    return _conclude(
        options,
        {"copy": str(target), "bytes": size},
        f"Copia guardada y comprobada: {target} ({size // 1024} kB).",
    )


def _restore(options: argparse.Namespace) -> int:
    address = options.archive or None
    damaged = Archive.restore(options.copy, address, replace=options.replace)
    with closing(backends.open_storage(address)) as storage:
        place, count = storage.location, Count(storage.stats().documents)
    sentences = [f"Archivo «{place}» recuperado: {count} {count:documento|documentos}."]
    if damaged is not None:
        sentences.append(f"Lo que había, dañado, queda en «{damaged}».")
    result = {
        "folder": place,
        "documents": count,
        "set_aside": None if damaged is None else str(damaged),
    }
    return _conclude(options, result, *sentences)


def _rescue(options: argparse.Namespace) -> int:
    target = Path(options.target)
    encoder = encoders.load(options.encoder) if options.encoder else None
    address = options.archive or None
    with progress_bar("Salvando") as advance:
        rescue = Archive.rescue(target, address, encoder=encoder, progress=advance)
    count = Count(rescue.documents)
    sentences = [f"{count:Salvado|Salvados} {count} {count:documento|documentos} en «{target}»."]
    if rescue.doubtful:
        sentences.append(
            "Revise el título, la fuente, la fecha y el autor de: " + ", ".join(rescue.doubtful)
        )
    if rescue.lost:
        sentences.append("No se pudieron leer: " + ", ".join(rescue.lost))
    result = {
        "folder": str(target),
        "documents": rescue.documents,
        "doubtful": list(rescue.doubtful),
        "lost": list(rescue.lost),
    }
    return _conclude(options, result, *sentences)


def _copy(options: argparse.Namespace) -> int:
    with progress_bar("Copiando") as advance:
        copied = backends.copy(options.source, options.target, advance)
    documents, passages = Count(copied.documents), Count(copied.passages)
    originals = Count(copied.originals)
    return _conclude(
        options,
        {"source": options.source, "target": options.target, **dataclasses.asdict(copied)},
        f"Copiados y comparados: {documents} {documents:documento|documentos}, "
        f"{passages} {passages:pasaje|pasajes}, {originals} {originals:original|originales}, "
        f"en «{options.target}».",
    )


def _reencode(options: argparse.Namespace) -> int:
    wanted = options.encoder or os.environ.get(encoders.SETTING)
    if not wanted:
        raise InputError("Falta el codificador nuevo. Indíquelo con --encoder MODELO.")
    address = backends.locate(options.archive or None)
    encoder = encoders.load(wanted)
    with progress_bar("Codificando") as advance:
        changed = Archive.reencode(encoder, address, progress=advance)
    outcome = "pasado al" if changed else "sin cambios: ya tenía el"
    result = {"folder": str(address), "encoder": encoder.fingerprint, "changed": changed}
    return _conclude(
        options, result, f"Archivo «{address}» {outcome} codificador «{encoder.name}»."
    )
