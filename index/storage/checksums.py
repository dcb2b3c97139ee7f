"""A checksum beside every row that is read or searched.

SQLite notices damage to the structure of its file, not to the contents: a flipped bit in
an article, a vector or a title goes by unseen. Documents and passages therefore carry the
CRC-32 of their columns, which notices every single flipped bit and all but one in four
thousand million of anything else. It guards against accidents, not against people.
"""

from __future__ import annotations

import sqlite3
import zlib
from typing import Final

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


def checksum(*values: str | bytes | int | float | None) -> int:
    """CRC-32 of the values and their lengths, the same for a text and its UTF-8."""
    total = 0
    for value in values:
        raw = value if isinstance(value, bytes) else b"" if value is None else str(value).encode()
        length = "-" if value is None else len(raw)
        total = zlib.crc32(raw, zlib.crc32(f"{length}:".encode(), total))
    return total


def register_functions(connection: sqlite3.Connection) -> None:
    """Let the connection's SQL use :func:`checksum`."""
    connection.create_function(FUNCTION, -1, checksum, deterministic=True)
