"""What a server cannot do, said in Spanish and in one line: away, unsafe, busy, full, forbidden.

What psycopg says is quoted; it names host, user and database, and never a password.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psycopg
from psycopg import errors
from psycopg_pool import PoolTimeout

from index.errors import BusyError, DamageError, HemerotecaError, ServerError

LONGEST: Final = 240
"""Characters of what the server says that are quoted."""

_BUSY: Final = (errors.LockNotAvailable, errors.DeadlockDetected)
_FULL: Final = (errors.DiskFull, errors.OutOfMemory, errors.ConfigurationLimitExceeded)
_CORRUPTED: Final = (errors.DataCorrupted, errors.IndexCorrupted)
_GONE: Final = (errors.UndefinedTable, errors.UndefinedColumn, errors.InvalidSchemaName)

_NO_TLS: Final = "server does not support SSL"
_UNPROVEN: Final = (
    "certificate verify failed",
    "root certificate file",
    "does not match host name",
)
"""What libpq says where ``sslmode`` cannot be had; such errors have no number. A connection that is
cut later names SSL too."""


@contextmanager
def translate_errors(shown: str) -> Iterator[None]:
    """Say what went wrong with the archive at an address; put it around statements alone.

    :param shown: the address without its secrets.
    :raises HemerotecaError: in place of psycopg's own errors; broken constraints are bugs and pass.
    """
    try:
        yield
    except psycopg.Error as error:
        if translated := translate(shown, error):
            raise translated from error
        raise


def detail_of(error: BaseException) -> str:
    """Return what the server says on one line."""
    return " ".join(str(error).split())[:LONGEST]


def translate(shown: str, error: psycopg.Error) -> HemerotecaError | None:
    """Return the error for people, ``None`` for what is a bug of ours."""
    detail = detail_of(error)
    if isinstance(error, (*_BUSY, PoolTimeout)):
        return BusyError(
            f"El archivo «{shown}» lo están modificando otros ({detail}). Espere y repita."
        )
    if isinstance(error, errors.InsufficientPrivilege):
        return ServerError(
            f"El usuario de «{shown}» no tiene permiso ({detail}). Pídalo al administrador: "
            "docs/postgres.md dice qué permisos necesita quien lee y quien escribe."
        )
    if isinstance(error, errors.ReadOnlySqlTransaction):
        return ServerError(
            f"«{shown}» es una réplica y no admite cambios ({detail}). Dé la dirección del "
            "servidor primario."
        )
    if isinstance(error, _FULL):
        return ServerError(
            f"Al servidor de «{shown}» no le queda espacio ({detail}). Nada se ha cambiado: "
            "haga sitio y repita."
        )
    if isinstance(error, _CORRUPTED):
        return DamageError(f"La base de datos de «{shown}» está dañada ({detail}).")
    if isinstance(error, _GONE):
        return ServerError(
            f"A la base de datos de «{shown}» le faltan tablas de Hemeroteca ({detail})."
        )
    if _NO_TLS in detail:
        return ServerError(
            f"El servidor de «{shown}» no ofrece TLS, y «sslmode» lo exige ({detail}). Pida al "
            "administrador que lo active («ssl = on»)."
        )
    if any(said in detail for said in _UNPROVEN):
        return ServerError(
            f"El servidor de «{shown}» no ha probado que es el suyo ({detail}). Ponga en la "
            "dirección su nombre tal como está en su certificado, y en «sslrootcert» el archivo "
            "de la autoridad que lo firma."
        )
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return ServerError(
            f"El servidor de «{shown}» no responde o ha cortado la conexión ({detail}). Nada a "
            "medias ha quedado: compruebe servidor, usuario, base y contraseña, y repita."
        )
    return None
