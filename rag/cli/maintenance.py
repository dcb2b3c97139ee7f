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
from index.storage import backup as copies
from index.storage.store import Store
from rag.archive import Archive
from rag.cli import printing
from rag.cli.arguments import Commands
from rag.cli.exits import DONE, FAILED
from rag.cli.progress import progress_bar
from rag.maintenance import reencoding, rescue
from rag.maintenance.archive_folder import check_folder, default_folder


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
    commands.add("check", _check, "Comprueba que el archivo está sano.", json=True)
    backup = commands.add("backup", _backup, "Guarda una copia del archivo, aun en uso.", json=True)
    backup.add_argument("copy", metavar="COPIA")
    restore = commands.add("restore", _restore, "Recupera el archivo de una copia.", json=True)
    restore.add_argument("copy", metavar="COPIA")
    for parser, help in ((backup, "la copia que haya"), (restore, "el archivo que haya")):
        parser.add_argument("--replace", action="store_true", help=f"sustituye {help}")
    rescue_parser = commands.add(
        "rescue", _rescue, "Salva en un archivo nuevo lo legible de uno dañado.", json=True
    )
    rescue_parser.add_argument("target", metavar="CARPETA_NUEVA")
    commands.add(
        "reencode", _reencode, "Pasa el archivo a otro codificador (--encoder).", json=True
    )


def _folder(options: argparse.Namespace, *, create: bool = False) -> Path:
    folder = Path(options.archive) if options.archive else default_folder()
    if not create:
        check_folder(folder, create=False)
    return folder


def _say(options: argparse.Namespace, facts: dict[str, object], *sentences: str) -> int:
    if options.json:
        print(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        print("\n".join(sentences))
    return DONE


def _check(options: argparse.Namespace) -> int:
    folder = _folder(options)
    facts: dict[str, Any] = {"folder": str(folder)}
    try:
        archive = Archive.open(folder, encoder=options.encoder, create=False)
        problems = list(archive.check())
        facts = archive.facts()
    except DamageError as error:
        problems = [str(error)]
    if problems:
        problems.append(rescue.prospect(folder))
    if options.json:
        print(json.dumps({**facts, "problems": problems}, ensure_ascii=False, indent=2))
    else:
        printing.show_check(facts, problems)
    return FAILED if problems else DONE


def _backup(options: argparse.Namespace) -> int:
    target = Path(options.copy)
    with closing(Store(_folder(options))) as store:
        copies.backup(store, target, replace=options.replace)
    size = target.stat().st_size
    return _say(
        options,
        {"copy": str(target), "bytes": size},
        f"Copia guardada y comprobada: {target} ({size // 1024} kB).",
    )


def _restore(options: argparse.Namespace) -> int:
    folder = _folder(options, create=True)
    aside = copies.restore(Path(options.copy), folder, replace=options.replace)
    with closing(Store(folder)) as store:
        count = store.count_documents()
    sentences = [f"Archivo «{folder}» recuperado: {count} documentos."]
    if aside is not None:
        sentences.append(f"Lo que había, dañado, queda en «{aside}».")
    facts = {
        "folder": str(folder),
        "documents": count,
        "set_aside": None if aside is None else str(aside),
    }
    return _say(options, facts, *sentences)


def _rescue(options: argparse.Namespace) -> int:
    target = Path(options.target)
    encoder = encoders.load(options.encoder) if options.encoder else None
    with progress_bar("Salvando") as advance:
        saved = rescue.rescue(_folder(options), target, encoder, advance)
    sentences = [f"Salvados {saved.documents} documentos en «{target}»."]
    if saved.doubtful:
        sentences.append(
            "Revise el título, la fuente, la fecha y el autor de: " + ", ".join(saved.doubtful)
        )
    if saved.lost:
        sentences.append("No se pudieron leer: " + ", ".join(saved.lost))
    facts = {
        "folder": str(target),
        "documents": saved.documents,
        "doubtful": list(saved.doubtful),
        "lost": list(saved.lost),
    }
    return _say(options, facts, *sentences)


def _reencode(options: argparse.Namespace) -> int:
    wanted = options.encoder or os.environ.get(encoders.SETTING)
    if not wanted:
        raise InputError("Falta el codificador nuevo. Indíquelo con --encoder MODELO.")
    folder = _folder(options)
    encoder = encoders.load(wanted)
    with progress_bar("Codificando") as advance:
        changed = reencoding.reencode(folder, encoder, advance)
    said = "pasado al" if changed else "sin cambios: ya tenía el"
    facts = {"folder": str(folder), "encoder": encoder.fingerprint, "changed": changed}
    return _say(options, facts, f"Archivo «{folder}» {said} codificador «{encoder.name}».")
