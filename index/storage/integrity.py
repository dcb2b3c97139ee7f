"""Whether the database is as it was written: its structure, its references, its contents.

SQLite notices damage to the structure of its file, not to the contents: a flipped bit in
an article, a vector or a title goes by unseen. Documents and passages therefore carry the
CRC-32 of their columns, which notices every single flipped bit and all but one in four
thousand million of anything else. It guards against accidents, not against people.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from typing import Final

from index.exact.words import VERSION
from index.storage.sqlite_errors import FAILURES, error_code, is_damage
from index.storage.sqlite_errors import SHOWN as LONGEST
from index.text.folding import fold_name

FUNCTION: Final = "checksum"
"""Its name in SQL, on every connection of ours."""

# As bytes, since damaged text may be none that Python takes.
DOCUMENT: Final = (
    f"{FUNCTION}(CAST(id AS BLOB), CAST(title AS BLOB), CAST(source AS BLOB), "
    "CAST(date AS BLOB), CAST(author AS BLOB), CAST(text AS BLOB))"
)
"""SQL for the checksum that a row of ``documents`` should have."""

PASSAGE: Final = (
    f'{FUNCTION}(CAST(document AS BLOB), paragraph, start, "end", '
    "CAST(terms AS BLOB), CAST(vector AS BLOB))"
)
"""SQL for the checksum that a row of ``passages`` should have."""


PRINTED: Final = f'{FUNCTION}(CAST(document AS BLOB), start, "end", page, lines)'
"""SQL for the checksum that a row of ``printed_lines`` should have."""

ORIGINAL: Final = f"{FUNCTION}(CAST(id AS BLOB), CAST(name AS BLOB), data)"
"""SQL for the checksum that a row of ``originals`` should have."""

REMOVED: Final = (
    f"{FUNCTION}(CAST(id AS BLOB), CAST(removed AS BLOB), CAST(title AS BLOB), "
    "CAST(source AS BLOB), CAST(date AS BLOB), CAST(author AS BLOB), CAST(text AS BLOB), "
    "CAST(details AS BLOB))"
)
"""SQL for the checksum that a row of ``removed`` should have."""


def checksum(*values: str | bytes | int | float | None) -> int:
    """Return CRC-32 of the values and their lengths, the same for a text and its UTF-8."""
    total = 0
    for value in values:
        raw = value if isinstance(value, bytes) else b"" if value is None else str(value).encode()
        length = "-" if value is None else len(raw)
        total = zlib.crc32(raw, zlib.crc32(f"{length}:".encode(), total))
    return total


def register_functions(connection: sqlite3.Connection) -> None:
    """Let the connection's SQL use :func:`checksum`, and ``folded`` for names."""
    connection.create_function(FUNCTION, -1, checksum, deterministic=True)
    connection.create_function("folded", 1, fold_name, deterministic=True)


NAME: Final = f"{FUNCTION}(CAST(kind AS BLOB), CAST(name AS BLOB))"
"""SQL for the checksum that a row of ``names`` should have."""

MENTION: Final = f'{FUNCTION}(CAST(document AS BLOB), start, "end", form, name)'
"""SQL for the checksum that a row of ``mentions`` should have."""
EXACT_WORDS: Final = (
    f"{FUNCTION}(rowid, CAST(terms AS BLOB), CAST(forms AS BLOB), CAST(title_terms AS BLOB), "
    "CAST(title_forms AS BLOB), CAST(about AS BLOB))"
)
"""SQL for the checksum that a row of ``exact_words`` should have."""


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
        # Text whose type alone was damaged has the same bytes.
        f"SELECT CAST(id AS BLOB) FROM documents WHERE checksum <> {DOCUMENT} OR 'blob' IN "
        "(typeof(id), typeof(title), typeof(source), typeof(date), typeof(author), typeof(text))",
    ),
    (
        "El contenido del pasaje {} (documento {}) no es el que se guardó",
        f"SELECT id, CAST(document AS BLOB) FROM passages WHERE checksum <> {PASSAGE} "
        "OR 'blob' IN (typeof(document), typeof(terms))",
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

_CHECKS_OF_PAGES: Final = (
    (
        "Las líneas impresas del documento {}, página {}, no son las que se guardaron",
        f"SELECT CAST(document AS BLOB), page FROM printed_lines WHERE checksum <> {PRINTED}",
    ),
    (
        "El original «{}» no es el que se guardó",
        f"SELECT CAST(name AS BLOB) FROM originals WHERE checksum <> {ORIGINAL}",
    ),
)
"""The same of what archives have from format 3 on."""

_CHECK_OF_THE_BIN: Final = (
    "El contenido del documento {} de la papelera no es el que se guardó",
    f"SELECT CAST(id AS BLOB) FROM removed WHERE checksum <> {REMOVED}",
)
"""The same of what archives have from format 4 on."""

_CHECKS_OF_EXACT_SEARCH: Final = (
    (
        "El pasaje {} falta en la búsqueda exacta",
        "SELECT id FROM passages WHERE id NOT IN (SELECT id FROM exact_words_docsize) "
        f"AND (SELECT value FROM meta WHERE key = 'exact') = '{VERSION}'",
    ),
    (
        "La búsqueda exacta tiene un pasaje {} que el archivo no tiene",
        "SELECT id FROM exact_words_docsize WHERE id NOT IN (SELECT id FROM passages)",
    ),
    (
        "Las palabras del pasaje {} en la búsqueda exacta no son las que se guardaron",
        f"SELECT rowid FROM exact_words WHERE checksum <> {EXACT_WORDS}",
    ),
)
"""The same of what archives have from format 5 on."""

_CHECKS_OF_NAMES: Final = (
    (
        "El nombre «{}» no es el que se guardó",
        f"SELECT CAST(name AS BLOB) FROM names WHERE checksum <> {NAME} "
        "OR 'blob' IN (typeof(kind), typeof(name))",
    ),
    (
        "La mención en {} del documento {} no es la que se guardó",
        f"SELECT start, CAST(document AS BLOB) FROM mentions WHERE checksum <> {MENTION}",
    ),
)
"""The same of what archives have from format 6 on."""


def problems(connection: sqlite3.Connection, format: int) -> list[str]:
    """Return what is wrong, in Spanish; empty when nothing is.

    :param connection: one that :func:`register_functions` prepared.
    :param format: of the archive; the first one has no checksums.
    """
    checks = [check for check in _CHECKS if format > 1 or "checksum" not in check[1]]
    if format > 2:
        checks += _CHECKS_OF_PAGES
    if format > 3:
        checks.append(_CHECK_OF_THE_BIN)
    if format > 4:
        checks += _CHECKS_OF_EXACT_SEARCH
    if format > 5:
        checks += _CHECKS_OF_NAMES
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
        # Our statements are right, so that what is amiss are the names in a damaged schema.
        if not is_damage(error) and error_code(error) != sqlite3.SQLITE_ERROR:
            raise
        yield f"SQLite: {str(error)[:LONGEST]}"
    if count > SHOWN:
        yield f"… y {count - SHOWN} más como el último"


def _readable(value: object) -> str:
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else str(value)
