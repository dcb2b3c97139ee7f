"""The archive's one truth: the SQLite tables, their format number, and how they are opened."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from index.errors import ArchiveError, DamageError, Remedy
from index.storage import integrity, migrations
from index.storage.sqlite_errors import FAILURES, translate
from index.storage.tables import Table

APPLICATION_ID = 0x48454D45
"""``HEME``: tells our databases from other people's (PRAGMA application_id)."""

FORMAT = 6
"""Kept in PRAGMA user_version; raised when an older program could not read the tables, with a
step in :mod:`index.storage.migrations` for the archives there are."""

WAIT_S = 30.0
"""How long a writer waits for another before it is told that the archive is busy."""

_NAMING = ";\n".join(migrations.NAMING)

TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, source TEXT NOT NULL, date TEXT,
    author TEXT NOT NULL, text TEXT NOT NULL, checksum INTEGER NOT NULL,
    original TEXT REFERENCES originals (id)
);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    paragraph INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    terms TEXT NOT NULL, vector BLOB NOT NULL, checksum INTEGER NOT NULL
);
CREATE INDEX passages_by_document ON passages (document);
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE places (
    path TEXT NOT NULL REFERENCES files (path) ON DELETE CASCADE,
    entry INTEGER NOT NULL,
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE
        DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (path, entry)
) WITHOUT ROWID;
CREATE INDEX places_by_document ON places (document);
{migrations.NEXT_PASSAGES};
{migrations.PRINTED_LINES};
{migrations.ORIGINALS};
{migrations.BY_ORIGINAL};
{migrations.REMOVED};
{_NAMING};
"""


class Connection(sqlite3.Connection):
    """Closed when nobody holds it: a server's threads come and go, and each has its own."""

    def __del__(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            self.close()


def connect(path: Path) -> Connection:
    """Open a connection in autocommit mode, with foreign keys on and a long wait.

    :raises DamageError: the file is no SQLite database.
    :raises ArchiveError: it cannot be opened.
    """
    try:
        connection = sqlite3.connect(
            path,
            timeout=WAIT_S,
            isolation_level=None,
            check_same_thread=False,
            factory=Connection,
        )
        connection.execute("PRAGMA foreign_keys = ON")
        # FULL: a committed transaction survives a power cut, not only a crash.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA schema_version")  # the first that reads the file
    except FAILURES as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_NOTADB:
            raise DamageError(
                f"«{path}» no se puede abrir como archivo de Hemeroteca ({error}).",
                Remedy.OTHER_FOLDER_OR_COPY,
            ) from error
        raise translate(path, error) from error
    integrity.register_functions(connection)
    return connection


def prepare(connection: sqlite3.Connection, path: Path, tables: Sequence[Table] = ()) -> None:
    """Create the tables in a new database; check that an existing one is ours, and bring one
    of an earlier format to the present one.

    :param tables: those of the program over the engine; they are made where they are missing.
    :raises ArchiveError: the database belongs to something else, or to a newer Hemeroteca.
    """
    if _is_new(connection):
        _create(connection, tables)
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise ArchiveError(
            f"«{path}» es una base de datos de otro programa.", Remedy.OTHER_DATABASE
        )
    if version > FORMAT or version not in (FORMAT, *migrations.STEPS):
        raise ArchiveError(
            f"El archivo «{path.parent}» tiene el formato {version} y este programa lee el "
            f"{FORMAT}.",
            Remedy.UPDATE_OR_ADD_AGAIN,
        )
    if version < FORMAT:
        migrations.upgrade(connection)
    _add_missing(connection, tables)
    _let_readers_go_on(connection)  # only now: another program's file is left as it is


def _let_readers_go_on(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging, once for all; SQLite itself does not wait for its turn."""
    until = time.monotonic() + WAIT_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _is_new(connection: sqlite3.Connection) -> bool:
    """Ask in one statement, so that another process's tables are seen wholly or not at all."""
    (marks_of_use,) = connection.execute(
        "SELECT application_id | user_version | (SELECT count(*) FROM sqlite_master) "
        "FROM pragma_application_id, pragma_user_version"
    ).fetchone()
    return bool(marks_of_use == 0)


def _create(connection: sqlite3.Connection, tables: Sequence[Table]) -> None:
    with _changing(connection):
        if not _is_new(connection):
            return  # another process has been quicker
        ours = (*TABLES.split(";"), *migrations.EXACT)  # a trigger has semicolons inside
        for statement in (*ours, *(table.creation for table in tables)):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
        connection.execute(f"PRAGMA user_version = {FORMAT:d}")


def _add_missing(connection: sqlite3.Connection, tables: Sequence[Table]) -> None:
    """Create the registered tables that an archive made without them lacks."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    present = {name for (name,) in rows}
    missing = [table.creation for table in tables if table.name not in present]
    if missing:
        with _changing(connection):
            for statement in missing:
                connection.execute(statement)


@contextmanager
def _changing(connection: sqlite3.Connection) -> Iterator[None]:
    """Run all of the statements inside in one transaction, or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite itself takes back what a full disk stopped
            connection.execute("ROLLBACK")
        raise
