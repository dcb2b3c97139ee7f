"""Reads what can still be read of a damaged database.

Row by row, since one damaged page makes every query fail that comes past it. A text is
believed when it still has the checksum that its id is; what is known of the article, when
its row has its own. Nothing is written to the damaged file.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from index.storage import integrity
from index.storage.folder_layout import DATABASE
from index.storage.rows.bin import discarded_of
from index.storage.rows.printed import unpacked
from index.storage.sqlite_errors import FAILURES
from index.storage.tables import Table
from index.types import Discarded, Document, Original, PrintedLine

_FIELDS: Final = "id, text, title, source, date, author"
_WITH_CHECKSUM: Final = (
    f"SELECT checksum = {integrity.DOCUMENT}, {_FIELDS} FROM documents WHERE rowid = ?"
)
_WITHOUT_CHECKSUM: Final = f"SELECT 1, {_FIELDS} FROM documents WHERE rowid = ?"

_ORIGINAL_OF: Final = (
    "SELECT d.original FROM documents d WHERE d.rowid = ? AND d.original IS NOT NULL"
)
_LINES: Final = (
    "SELECT document, start, page, lines FROM printed_lines "
    f"WHERE rowid = ? AND checksum = {integrity.PRINTED}"
)
_REMOVED: Final = (
    "SELECT id, removed, title, source, date, author, text, details, original FROM removed "
    f"WHERE rowid = ? AND checksum = {integrity.REMOVED}"
)
_ORIGINALS: Final = "SELECT id, name, data FROM originals WHERE rowid = ?"


ROWS_A_PAGE: Final = 16
"""Assumed where the highest row cannot be read: far more than articles fit on a page."""


@dataclass(frozen=True, slots=True)
class Salvage:
    """What was read.

    :param documents: whose text is as it was written; without passages. Their printed lines are
        those whose rows are as they were written.
    :param doubtful: ids of those whose title, source, date or author may be damaged.
    :param lost: ids of documents that are known to have been there.
    :param discarded: documents of the bin that are as they were written.
    :param rows: those of each registered table, each with its number first.
    :param encoder: name of the encoder, if it could be read.
    """

    documents: tuple[Document, ...] = ()
    doubtful: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()
    encoder: str | None = None
    discarded: tuple[Discarded, ...] = ()
    rows: Mapping[Table, Sequence[tuple[object, ...]]] = field(default_factory=dict)


def read(folder: Path, tables: Sequence[Table] = ()) -> Salvage:
    """Return what can be read of the archive in a folder, of whatever format it is.

    :param tables: those of the program over the engine, whose rows are read too.
    """
    uri = f"{(folder / DATABASE).resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.text_factory = bytes
            integrity.register_functions(connection)
            return _read(connection, tables)
    except FAILURES:
        return Salvage()


def originals(folder: Path) -> Iterator[Original]:
    """Yield the files of pages that can be read and are what they were, one at a time."""
    uri = f"{(folder / DATABASE).resolve().as_uri()}?mode=ro"
    with contextlib.suppress(*FAILURES), closing(sqlite3.connect(uri, uri=True)) as connection:
        connection.text_factory = bytes
        present = "originals" in _present(connection)
        for rowid in _rowids(connection, _highest_of("originals")) if present else ():
            for id, name, data in _rows(connection, _ORIGINALS, rowid):
                original = Original.of(_text(name), data if isinstance(data, bytes) else b"")
                if original.id.encode() == id:
                    yield original


def _read(connection: sqlite3.Connection, tables: Sequence[Table]) -> Salvage:
    ids = {row[0] for statement in _PLACES_OF_IDS for row in _rows(connection, statement)}
    documents: dict[str, Document] = {}
    doubtful: set[str] = set()
    printed = _printed_lines(connection)
    columns = [row[1] for row in _rows(connection, "PRAGMA table_info(documents)")]
    statement = _WITH_CHECKSUM if b"checksum" in columns else _WITHOUT_CHECKSUM
    for rowid in _rowids(connection, _highest_of("documents")):
        for is_sound, id, *fields in _rows(connection, statement, rowid):
            ids.add(id)
            text, title, source, date, author = (_text(field) for field in fields)
            original = next((_text(row[0]) for row in _rows(connection, _ORIGINAL_OF, rowid)), None)
            lines = tuple(printed.get(_text(id), ()))
            document = Document(text, (), title, source, date or None, author, lines, original)
            if "\ufffd" not in text and document.id.encode() == id:
                documents[document.id] = document
                if not is_sound:
                    doubtful.add(document.id)
    lost = {_text(id) for id in ids} - documents.keys()
    present = _present(connection)
    names = [*_rows(connection, "SELECT value FROM meta WHERE key = 'encoder_name'")]
    return Salvage(
        tuple(documents.values()),
        frozenset(doubtful),
        frozenset(lost),
        _text(names[0][0]) if names else None,
        tuple(_discarded(connection)) if "removed" in present else (),
        {table: _rows_of(connection, table) for table in tables if table.name in present},
    )


def _present(connection: sqlite3.Connection) -> frozenset[str]:
    names = _rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table'")
    return frozenset(_text(name) for (name,) in names)


def _discarded(connection: sqlite3.Connection) -> Iterator[Discarded]:
    """Yield the documents of the bin that can be read; the others were to go anyway."""
    for rowid in _rowids(connection, _highest_of("removed")):
        for row in _rows(connection, _REMOVED, rowid):
            id, removed, title, source, date, author, text, details, original = map(_text, row)
            with contextlib.suppress(ValueError, KeyError, TypeError):
                fields = removed, title, source, date or None, author, text, details
                found = discarded_of(*fields, original or None)
                if found.document.id == id:
                    yield found


def _printed_lines(connection: sqlite3.Connection) -> dict[str, list[PrintedLine]]:
    """Map ids of documents to those of their printed lines that can be read."""
    if "printed_lines" not in _present(connection):
        return {}
    runs = [
        (_text(document), start, page, lines)
        for rowid in _rowids(connection, _highest_of("printed_lines"))
        for document, start, page, lines in _rows(connection, _LINES, rowid)
    ]
    found: dict[str, list[PrintedLine]] = {}
    for document, *run in sorted(runs):
        found.setdefault(document, []).extend(unpacked(*run))
    return found


def _rows_of(connection: sqlite3.Connection, table: Table) -> list[tuple[object, ...]]:
    statement = table.row_selection
    return [
        (number, *(_text(value) for value in values))
        for rowid in _rowids(connection, table.highest_numbers)
        for number, *values in _rows(connection, statement, rowid)
    ]


_PLACES_OF_IDS: Final = (
    "SELECT id FROM documents NOT INDEXED",
    "SELECT id FROM documents INDEXED BY sqlite_autoindex_documents_1",
    "SELECT document FROM passages INDEXED BY passages_by_document",
)
"""Where ids of documents stand; each is read as far as it can be."""


def _highest_of(table: str) -> tuple[str, str]:
    """Give statements for a table's highest row; either goes another way through the file."""
    return (
        f"SELECT max(rowid) FROM {table}",
        f"SELECT max(rowid) FROM (SELECT rowid FROM {table} ORDER BY rowid DESC LIMIT 1)",
    )


def _rowids(connection: sqlite3.Connection, highest_of: Sequence[str]) -> range:
    answers = [row[0] for statement in highest_of for row in _rows(connection, statement)]
    highest = [answer for answer in answers if answer]
    if not answers:  # an empty table answers that it has none
        highest = [ROWS_A_PAGE * row[0] for row in _rows(connection, "PRAGMA page_count")]
    return range(1, 1 + max(highest, default=0))


def _rows(
    connection: sqlite3.Connection, sql: str, *parameters: object
) -> Iterator[tuple[Any, ...]]:
    """Return the rows up to the first that cannot be read."""
    with contextlib.suppress(*FAILURES):
        yield from connection.execute(sql, parameters)


def _text(raw: object) -> str:
    return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw or "")
