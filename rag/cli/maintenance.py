"""The commands that look after an archive: check, backup, restore, rescue, reencode.

They open the database alone, without its encoder, so that they also work where the
encoder, or half of the database, is gone.
"""

from __future__ import annotations

import argparse
import json
import os
from contextlib import closing
from pathlib import Path
from typing import Any

from index.encoders import loading as encoders
from index.errors import DamageError, InputError
from rag import backends
from rag.archive import Archive
from rag.cli import printing
from rag.cli.arguments import Commands
from rag.cli.exits import DONE, FAILED
from rag.cli.progress import progress_bar
from rag.maintenance import reencoding, rescue


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
    commands.add("check", _check, "Comprueba que el archivo está sano.", json=True)
    backup = commands.add("backup", _backup, "Guarda una copia del archivo, aun en uso.", json=True)
    backup.add_argument("copy", metavar="COPIA")
    restore = commands.add("restore", _restore, "Recupera el archivo de una copia.", json=True)
    restore.add_argument("copy", metavar="COPIA")
    for parser, help in ((backup, "la copia que haya"), (restore, "el archivo que haya")):
        parser.add_argument("--replace", action="store_true", help=f"sustituye {help}")
    salvage = commands.add(
        "rescue", _rescue, "Salva en un archivo nuevo lo legible de uno dañado.", json=True
    )
    salvage.add_argument("target", metavar="CARPETA_NUEVA")
    commands.add(
        "reencode", _reencode, "Pasa el archivo a otro codificador (--encoder).", json=True
    )


def _print(options: argparse.Namespace, result: dict[str, object], *sentences: str) -> int:
    if options.json:
        print(json.dumps(result, ensure_ascii=False, indent=2))
    else:
        print("\n".join(sentences))
    return DONE


def _check(options: argparse.Namespace) -> int:
    address = backends.existing(options.archive or None)
    stats: dict[str, Any] = {"folder": str(address)}
    try:
        archive = Archive.open(address, encoder=options.encoder, create=False)
        problems = list(archive.check())
        stats = archive.stats()
    except DamageError as error:
        problems = [str(error)]
    if problems:
        problems.append(rescue.forecast(address))
    if options.json:
        print(json.dumps({**stats, "problems": problems}, ensure_ascii=False, indent=2))
    else:
        printing.show_check(stats, problems)
    return FAILED if problems else DONE


def _backup(options: argparse.Namespace) -> int:
    target = Path(options.copy)
    with closing(backends.open_storage(options.archive or None)) as storage:
        storage.backup(target, replace=options.replace)
    size = target.stat().st_size
    return _print(
        options,
        {"copy": str(target), "bytes": size},
        f"Copia guardada y comprobada: {target} ({size // 1024} kB).",
    )


def _restore(options: argparse.Namespace) -> int:
    address = options.archive or None
    damaged = backends.restore(options.copy, address, replace=options.replace)
    with closing(backends.open_storage(address)) as storage:
        place, count = storage.location, storage.stats().documents
    sentences = [f"Archivo «{place}» recuperado: {count} documentos."]
    if damaged is not None:
        sentences.append(f"Lo que había, dañado, queda en «{damaged}».")
    result = {
        "folder": place,
        "documents": count,
        "set_aside": None if damaged is None else str(damaged),
    }
    return _print(options, result, *sentences)


def _rescue(options: argparse.Namespace) -> int:
    target = Path(options.target)
    encoder = encoders.load(options.encoder) if options.encoder else None
    with progress_bar("Salvando") as advance:
        address = backends.existing(options.archive or None)
        saved = rescue.rescue(address, target, encoder, advance)
    sentences = [f"Salvados {saved.documents} documentos en «{target}»."]
    if saved.doubtful:
        sentences.append(
            "Revise el título, la fuente, la fecha y el autor de: " + ", ".join(saved.doubtful)
        )
    if saved.lost:
        sentences.append("No se pudieron leer: " + ", ".join(saved.lost))
    result = {
        "folder": str(target),
        "documents": saved.documents,
        "doubtful": list(saved.doubtful),
        "lost": list(saved.lost),
    }
    return _print(options, result, *sentences)


def _reencode(options: argparse.Namespace) -> int:
    wanted = options.encoder or os.environ.get(encoders.SETTING)
    if not wanted:
        raise InputError("Falta el codificador nuevo. Indíquelo con --encoder MODELO.")
    address = backends.existing(options.archive or None)
    encoder = encoders.load(wanted)
    with (
        closing(backends.open_storage(address)) as storage,
        progress_bar("Codificando") as advance,
    ):
        changed = reencoding.reencode(storage, encoder, advance)
        place = storage.location
    outcome = "pasado al" if changed else "sin cambios: ya tenía el"
    result = {"folder": place, "encoder": encoder.fingerprint, "changed": changed}
    return _print(options, result, f"Archivo «{place}» {outcome} codificador «{encoder.name}».")
