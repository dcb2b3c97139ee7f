"""One SQLite database, used by many threads and processes, changed only in transactions.

Every committed change sets a new fingerprint, by which whatever was derived from the
database knows that it is stale.
"""

from __future__ import annotations

import json
import threading
import uuid
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.storage import schema
from index.storage.folder_layout import DATABASE
from index.storage.rows.access import Rows
from index.storage.sqlite_errors import FAILURES, is_damage, translate, translate_errors
from index.storage.tables import Table

REMEMBERED = 200
"""States whose indexes could still be at hand; a long ``add`` goes through dozens."""


class Database(Rows):
    """The database of one archive; each thread gets a connection of its own.

    :param folder: the archive's folder; the database is created in it when missing.
    :param tables: those of the program over the engine, made where they are missing.
    :raises DamageError: the database is damaged, here and wherever it is read.
    :raises ArchiveError: the database is not ours or cannot be opened.
    """

    AMONG = "IN (SELECT value FROM json_each(?))"
    NUMBER = "rowid"

    def __init__(self, folder: Path, tables: Sequence[Table] = ()) -> None:
        self.tables = tuple(tables)
        self.path = folder / DATABASE
        self._local = threading.local()
        self._all: weakref.WeakSet[schema.Connection] = weakref.WeakSet()
        self._lock = threading.Lock()
        with translate_errors(self.path):
            schema.prepare(self._connection, self.path, self.tables)

    @staticmethod
    def several(values: Sequence[object]) -> object:
        """Return several values as one parameter."""
        return json.dumps(list(values))

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
        """Hold one consistent view for several reads."""
        connection = self._connection
        if connection.in_transaction:
            yield
            return
        with translate_errors(self.path):
            connection.execute("BEGIN")
        try:
            yield
        finally:
            if connection.in_transaction:  # SQLite may have ended it with an error
                with translate_errors(self.path):
                    connection.execute("COMMIT")

    @contextmanager
    def writing(
        self, *, keep_fingerprint: bool = False, patience: float | None = None
    ) -> Iterator[None]:
        """Make all of the changes inside, or none of them; a changed archive gets a new
        fingerprint.

        :param keep_fingerprint: what changes is not searched, so the archive stays in the same
            state.
        :param patience: seconds to wait for another process that is writing; as a rule
            :data:`schema.WAIT_S`.
        :raises BusyError: it has been writing for longer.
        """
        connection = self._connection
        with translate_errors(self.path), _patience_of(connection, patience):
            connection.execute("BEGIN IMMEDIATE")
        before = connection.total_changes
        self._local.writing, self._local.rewritten = True, False
        try:
            yield
            if connection.total_changes != before and not keep_fingerprint:
                self._record_state(uuid.uuid4().hex)
            with translate_errors(self.path):
                connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        finally:
            self._local.writing = False

    def _record_state(self, fingerprint: str) -> None:
        """Give the state a name, and remember those it came from by adding and removing rows."""
        has_ancestry = self.fingerprint and not self._local.rewritten
        past = [*reversed(self.ancestry), self.fingerprint] if has_ancestry else []
        self.set_meta("fingerprint", fingerprint)
        # With its own name: a program that knows nothing of this changes only the fingerprint.
        self.set_meta("descent", " ".join([*past[-REMEMBERED:], fingerprint]))

    def forget_ancestry(self) -> None:
        """Say that rows of passages are changed in place, not added or removed; inside
        :meth:`writing`."""
        self._local.rewritten = True

    @property
    def is_writing(self) -> bool:
        """Whether this thread is within :meth:`writing` and so sees a state that is none yet."""
        return bool(getattr(self._local, "writing", False))

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[Any]:
        """Return the rows that a statement gives."""
        with translate_errors(self.path):
            return self._connection.execute(sql, parameters).fetchall()

    def iterate(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[Any]:
        """Return the rows that a statement gives, one by one."""
        with translate_errors(self.path):
            yield from self._connection.execute(sql, parameters)

    def change(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Run a statement that changes rows, and return how many; inside :meth:`writing`."""
        with translate_errors(self.path):
            return self._connection.execute(sql, parameters).rowcount

    def change_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement for each of some rows; inside :meth:`writing`."""
        with translate_errors(self.path):
            self._connection.executemany(sql, rows)

    def copy_into(self, path: Path) -> None:
        """Write the present state to a new file, in the order of its tables and without gaps.

        :raises DamageError: the database is damaged.
        :raises ArchiveError: the file cannot be written.
        """
        try:
            self._connection.execute("VACUUM INTO ?", (str(path),))
        except FAILURES as error:
            raise translate(self.path if is_damage(error) else path, error) from error

    # -- what is recorded of the archive

    def meta(self, key: str) -> str | None:
        """Return what is recorded under a key, such as the encoder's fingerprint."""
        rows = self.query("SELECT value FROM meta WHERE key = ?", (key,))
        return rows[0][0] if rows else None

    def set_meta(self, key: str, value: str | None) -> None:
        """Record a value, or forget it (``None``); only inside :meth:`writing`."""
        if value is None:
            self.change("DELETE FROM meta WHERE key = ?", (key,))
        else:
            self.change("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @property
    def fingerprint(self) -> str:
        """Which state this is; ``""`` for an archive that was never written to."""
        return self.meta("fingerprint") or ""

    @property
    def ancestry(self) -> list[str]:
        """Fingerprints of states that this one came from by adding and removing passages
        alone, the last one first."""
        *past, last = (self.meta("descent") or "").split(" ")
        return past[::-1] if last == self.fingerprint else []

    def count_passages(self) -> int:
        """Return how many passages there are."""
        return int(self.query("SELECT count(*) FROM passages")[0][0])

    def count_documents(self) -> int:
        """Return how many documents there are."""
        return int(self.query("SELECT count(*) FROM documents")[0][0])


@contextmanager
def _patience_of(connection: schema.Connection, seconds: float | None) -> Iterator[None]:
    """Give what is done inside another patience than the connection's own."""
    if seconds is None:
        yield
        return
    (own,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute(f"PRAGMA busy_timeout = {int(1000 * seconds):d}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(own):d}")
