"""Whether the database is as it was written: its structure, its references, its contents."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from index.storage.checksums import DOCUMENT, PASSAGE
from index.storage.sqlite_errors import FAILURES, is_damage
from index.storage.sqlite_errors import SHOWN as LONGEST

SHOWN: Final = 20
"""Problems of one kind that are told; of more, their number."""

_CHECKS: Final = (
    (
        "SQLite: {}",
        "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    ),
    (
        "Referencia rota en la tabla {}, fila {}",
        'SELECT "table", coalesce(rowid, parent) FROM pragma_foreign_key_check',
    ),
    (
        "El contenido del documento {} no es el que se guardó",
        f"SELECT CAST(id AS BLOB) FROM documents WHERE checksum <> {DOCUMENT}",
    ),
    (
        "El contenido del pasaje {} (documento {}) no es el que se guardó",
        f"SELECT id, CAST(document AS BLOB) FROM passages WHERE checksum <> {PASSAGE}",
    ),
    (
        "El pasaje {} no cabe en su documento {}",
        "SELECT p.id, p.document FROM passages p JOIN documents d ON d.id = p.document "
        'WHERE p.start < 0 OR p."end" <= p.start OR p."end" > length(d.text)',
    ),
    (
        "El vector del pasaje {} no tiene el tamaño de los demás",
        "SELECT id FROM passages "
        "WHERE length(vector) <> (SELECT max(length(vector)) FROM passages)",
    ),
)
"""What is said of each row that a query finds."""


def problems(connection: sqlite3.Connection, format: int) -> list[str]:
    """What is wrong, in Spanish; empty when nothing is.

    :param connection: one that :func:`index.storage.checksums.register_functions` prepared.
    :param format: of the archive; the first one has no checksums.
    """
    checks = _CHECKS if format > 1 else [check for check in _CHECKS if "checksum" not in check[1]]
    return [
        problem
        for message, statement in checks
        for problem in _problems_of(connection, message, statement)
    ]


def _problems_of(connection: sqlite3.Connection, message: str, sql: str) -> Iterator[str]:
    count = 0
    try:
        for row in connection.execute(sql):
            count += 1
            if count <= SHOWN:
                yield message.format(*(_readable(value) for value in row))
    except FAILURES as error:
        if not is_damage(error):
            raise
        yield f"SQLite: {str(error)[:LONGEST]}"
    if count > SHOWN:
        yield f"… y {count - SHOWN} más como el último"


def _readable(value: object) -> str:
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else str(value)
