"""Copies of an archive: taken while it is in use, checked, and brought back whole.

A copy is one SQLite file with all that cannot be made again. It is written under another
name, brought to the disk and only then given its own, so a copy that is there is a whole
one. Bringing it back is one transaction of the archive's own database: whoever has it
open sees the state before or the state after, and a failure leaves what was.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from index.errors import ArchiveError, DamageError, InputError, Remedy
from index.storage import atomic_writes, integrity, schema, signed_folders
from index.storage.database import Database
from index.storage.folder_layout import DATABASE, SET_ASIDE, is_of_an_archive
from index.storage.sqlite_errors import FAILURES, SHOWN, is_damage, translate, translate_errors
from index.storage.store import Store
from index.text.counts import Count

SIDE_FILES = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps beside a database, by the end of the name."""

MARK = ".sin-terminar-"
"""In the name of the folder of a copy that is still being written."""

LONGEST_NAME = 50
"""Characters of the copy's name in it, so that it stays a name that file systems take."""


def backup(database: Database, target: Path, *, replace: bool = False) -> None:
    """Write a consistent copy of the archive to a file.

    Readers and writers go on meanwhile; what they change is not in the copy.

    :param replace: whether a file that is there already may be replaced.
    :raises InputError: there is such a file, or no such folder.
    :raises ArchiveError: the archive is damaged, or the disk full; nothing is left behind.
    """
    _check_other(target, database.path)
    _check_target(target, replace=replace)
    try:
        prefix = f".{target.name[:LONGEST_NAME]}{MARK}"
        signed_folders.sweep(target.parent, prefix)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=prefix) as beside:
            fresh = Path(beside) / DATABASE
            database.copy_into(fresh)
            faults = problems(fresh)
            if faults:
                raise DamageError(
                    f"La copia de «{database.path}» no está sana ({faults[0]}) y no se guardó.",
                    Remedy.CHECK,
                )
            atomic_writes.to_disk(fresh)
            _place(fresh, target, replace=replace)
            atomic_writes.to_disk(target.parent)
    except OSError as error:
        raise ArchiveError(
            f"La copia «{target}» no se pudo escribir ({error.strerror}). El archivo no ha "
            "cambiado: compruebe el espacio y los permisos, o dé otra ruta."
        ) from error


def restore(source: Path, folder: Path, *, replace: bool = False) -> Path | None:
    """Make the archive in a folder what the copy holds.

    :param replace: whether an archive that has documents, or is damaged, may be replaced.
    :returns: where the damaged files that were in its place were set aside, if there were any.
    :raises InputError: the copy is none, is damaged, or the archive has documents.
    :raises ArchiveError: the copy cannot be brought back; the archive is as it was.
    """
    _check_other(source, folder / DATABASE)
    faults = problems(source)
    if faults:
        raise DamageError(
            f"La copia «{source}» está dañada ({faults[0]}); no se ha tocado el archivo. "
            "Use otra copia."
        )
    damaged = None
    try:
        _check_replaceable(folder, replace=replace)
        _copy_pages(source, folder)
    except DamageError:
        if not replace:
            raise
        damaged = _set_aside(folder)
        _copy_pages(source, folder)
    return damaged


def _copy_pages(source: Path, folder: Path) -> None:
    """Write the copy's pages into the archive's database, in one transaction of the latter."""
    path, until = folder / DATABASE, time.monotonic() + schema.WAIT_S

    def wait(status: int, _: int, __: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            raise ArchiveError(
                f"El archivo «{folder}» lo está modificando otro proceso. "
                "Espere a que termine y repita."
            )

    atomic_writes.make_folder(folder)
    with (
        translate_errors(path),
        closing(_readable(source)) as copy,
        closing(schema.connect(path)) as connection,
    ):
        copy.backup(connection, progress=wait)
    Store(folder).close()  # brings a copy of an earlier format to the present one


def _check_replaceable(folder: Path, *, replace: bool) -> None:
    """:raises InputError: there are documents that nobody said may go."""
    if folder.exists() and not folder.is_dir():
        raise InputError(f"«{folder}» es un archivo, no una carpeta.", Remedy.OTHER_FOLDER)
    if not (folder / DATABASE).exists():
        if folder.exists() and any(not is_of_an_archive(path.name) for path in folder.iterdir()):
            raise InputError(
                f"La carpeta «{folder}» no es un archivo de Hemeroteca y no está vacía.",
                Remedy.FOLDER_OF_AN_ARCHIVE,
            )
        return
    with closing(Store(folder)) as store:
        count = Count(store.count_documents())
    if count and not replace:
        raise InputError(
            f"El archivo «{folder}» ya tiene {count} {count:documento|documentos} y se "
            f"{count:perdería|perderían}.",
            Remedy.REPLACE_ARCHIVE,
        )


def _set_aside(folder: Path) -> Path:
    """Move a damaged database out of the way; nothing of it is thrown away."""
    place = folder / f"{SET_ASIDE}{time.strftime('%Y%m%d-%H%M%S')}"
    try:
        place.mkdir()
        for end in reversed(SIDE_FILES):  # the database last: without it there is no archive
            path = folder / f"{DATABASE}{end}"
            if path.exists():
                path.rename(place / path.name)
    except OSError as error:
        raise ArchiveError(
            f"La base de datos dañada de «{folder}» no se pudo apartar ({error.strerror}). "
            "Compruebe los permisos de la carpeta."
        ) from error
    return place


def problems(path: Path) -> list[str]:
    """Return what is wrong with a copy; it is not changed, not even to the present format.

    :raises InputError: it is no copy of an archive of ours, or of a newer Hemeroteca.
    """
    if not path.is_file():
        raise InputError(f"No hay ninguna copia en «{path}». Compruebe la ruta.")
    try:
        with closing(_readable(path)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if application != schema.APPLICATION_ID or not version:
                raise InputError(f"«{path}» no es una copia de un archivo de Hemeroteca.")
            if version > schema.FORMAT:
                raise InputError(
                    f"La copia «{path}» tiene el formato {version} y este programa lee hasta el "
                    f"{schema.FORMAT}. Actualice Hemeroteca."
                )
            return integrity.problems(connection, version)
    except FAILURES as error:
        if is_damage(error):
            raise InputError(
                f"«{path}» no es una copia de un archivo de Hemeroteca, o está dañada "
                f"({str(error)[:SHOWN]}). Use otra copia."
            ) from error
        raise translate(path, error) from error


def _readable(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    integrity.register_functions(connection)
    return connection


def _check_other(copy: Path, database: Path) -> None:
    """:raises InputError: the copy's path is the archive's own database, or a file beside it."""
    own = {Path(f"{database.resolve()}{end}") for end in SIDE_FILES}
    if copy.resolve() in own:
        raise InputError(f"«{copy}» es del archivo mismo, no una copia de él. Dé otra ruta.")


def _check_target(target: Path, *, replace: bool) -> None:
    if target.is_dir():
        raise InputError(f"«{target}» es una carpeta. Dé el nombre de un archivo dentro de ella.")
    if target.exists() and not replace:
        raise InputError(f"Ya hay un archivo «{target}» y no se ha tocado.", Remedy.REPLACE_FILE)
    if not target.parent.is_dir():
        raise InputError(f"No existe la carpeta «{target.parent}». Créela, o dé otra ruta.")


def _place(fresh: Path, target: Path, *, replace: bool) -> None:
    if not replace:
        try:
            os.link(fresh, target)  # unlike a renaming, it never replaces
        except FileExistsError as error:
            raise InputError(f"Ya hay un archivo «{target}» y no se ha tocado.") from error
        except OSError:
            pass  # a file system without links
        else:
            return
    fresh.replace(target)
