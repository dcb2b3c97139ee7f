"""What SQLite cannot do, said in Spanish: busy, full, forbidden or damaged."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from index.errors import ArchiveError, BusyError, DamageError, Remedy

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_FULL = (sqlite3.SQLITE_FULL,)
_FORBIDDEN = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)

SHOWN = 160
"""Characters of SQLite's own words; where a text is damaged they hold all of it."""


FAILURES = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What a statement may raise over a damaged file: where its schema is damaged, SQLite's own
message quotes what is no text, and Python's module cannot even say so."""


@contextlib.contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Say what went wrong with the database at ``path``; put it around statements alone.

    :raises ArchiveError: in place of SQLite's own errors; broken constraints are bugs and pass.
    """
    try:
        yield
    except FAILURES as error:
        if isinstance(error, (sqlite3.IntegrityError, sqlite3.ProgrammingError)):
            raise
        raise translate(path, error) from error


def translate(path: Path, error: Exception) -> ArchiveError:
    """Return the error for people."""
    detail, primary = str(error)[:SHOWN], error_code(error)
    if primary in _BUSY:
        return BusyError(
            f"El archivo «{path.parent}» lo está modificando otro proceso ({detail}). "
            "Espere a que termine y repita."
        )
    if is_damage(error):
        return DamageError(
            f"La base de datos «{path}» está dañada ({detail}).", Remedy.SALVAGE_OR_COPY
        )
    if primary in _FULL:
        return ArchiveError(
            f"No queda espacio para escribir en «{path}» ({detail}). Nada se ha cambiado: "
            "haga sitio en el disco y repita."
        )
    if primary in _FORBIDDEN:
        return ArchiveError(
            f"La base de datos «{path}» no se puede abrir o escribir ({detail}). "
            "Compruebe los permisos de su carpeta y el espacio del disco."
        )
    return ArchiveError(
        f"La base de datos «{path}» no se puede leer o escribir ({detail}).",
        Remedy.CHECK_DISK,
    )


def error_code(error: Exception) -> int | None:
    """Return SQLite's primary code of an error, ``None`` where it is none of SQLite's."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else int(code) & 0xFF  # the rest of the code is detail


def is_damage(error: Exception) -> bool:
    """Return whether the database's file is not as SQLite left it."""
    if isinstance(error, UnicodeDecodeError):
        return True
    code = error_code(error)
    # Text that is no UTF-8 is found by Python's module, which gives no code.
    return str(error).startswith("Could not decode") if code is None else code in _DAMAGED
