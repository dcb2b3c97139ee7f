"""One SQLite database, used by many threads and processes, changed only in transactions.

Every committed change sets a new fingerprint, by which whatever was derived from the
database knows that it is stale.
"""

from __future__ import annotations

import sqlite3
import threading
import uuid
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index import schema
from index.errors import ArchiveError

DATABASE = "archive.sqlite3"


class Database:
    """The database of one archive; each thread gets a connection of its own.

    :param folder: the archive's folder; the database is created in it when missing.
    :raises ArchiveError: the database is not ours or cannot be opened.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / DATABASE
        self._local = threading.local()
        self._all: weakref.WeakSet[schema.Connection] = weakref.WeakSet()
        self._lock = threading.Lock()
        with schema.explained(self.path):
            schema.prepare(self._connection, self.path)

    @property
    def _connection(self) -> schema.Connection:
        connection: schema.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = schema.connect(self.path)
            with self._lock:
                self._all.add(connection)
        return connection

    def close(self) -> None:
        """Close every thread's connection."""
        with self._lock:
            for connection in list(self._all):
                connection.close()
            self._all.clear()
        self._local = threading.local()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One consistent view for several reads."""
        connection = self._connection
        if connection.in_transaction:
            yield
            return
        with schema.explained(self.path):
            connection.execute("BEGIN")
            try:
                yield
            finally:
                connection.execute("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All of the changes inside, or none of them; a changed archive gets a new fingerprint.

        :raises ArchiveError: another process has been writing for longer than the wait.
        """
        connection = self._connection
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise ArchiveError(
                f"El archivo «{self.path.parent}» lo está modificando otro proceso ({error}). "
                "Espere a que termine y repita."
            ) from error
        before = connection.total_changes
        with schema.explained(self.path):
            try:
                yield
                if connection.total_changes != before:
                    self.set_meta("fingerprint", uuid.uuid4().hex)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    # -- facts about the archive

    def meta(self, key: str) -> str | None:
        """A recorded fact, such as the encoder's fingerprint."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Record a fact; only inside :meth:`writing`."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @property
    def fingerprint(self) -> str:
        """Which state this is; ``""`` for an archive that was never written to."""
        return self.meta("fingerprint") or ""

    def count_passages(self) -> int:
        """How many passages there are."""
        (count,) = self._connection.execute("SELECT count(*) FROM passages").fetchone()
        return int(count)
