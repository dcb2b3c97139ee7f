"""What a thread does with its connections: statements and transactions.

Reads outside of a transaction take a connection for one statement. :meth:`Connections.reading`
holds one snapshot; :meth:`Connections.writing` holds the archive's lock, which is taken for as
long as rows are written and never while anything is encoded ahead.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final, TypeAlias

import psycopg
from psycopg.sql import SQL, Composed

from index.errors import HemerotecaError, ServerError
from index.postgres.address import Address
from index.postgres.failures import translate_errors
from index.postgres.pools import WAIT_S, Pools
from index.storage.rows.access import Rows

LOCK: Final = 0x48454D45
"""Key of the advisory lock that a writer holds: ``HEME``."""


AT_A_TIME: Final = 5_000
"""Rows fetched together where there may be millions."""


Composition: TypeAlias = SQL | Composed
Statement: TypeAlias = str | Composition
"""One written in the code, or put together of such and of names by :mod:`psycopg.sql`."""


def _marked(sql: Statement) -> bytes | Composition:
    """Return a statement with the marks of parameters that psycopg has."""
    return sql.replace("?", "%s").encode() if isinstance(sql, str) else sql


class _State(threading.local):
    """What a thread is about."""

    connection: psycopg.Connection[Any] | None = None
    is_writing = False
    changes = 0


class Connections(Pools, Rows):
    """The pools, and what each thread does with a connection of them.

    ``?`` stands for a parameter as ``%s`` does, for statements that are the folder's too.
    """

    AMONG = "= ANY(?)"
    NUMBER = "number"

    @staticmethod
    def several(values: Sequence[object]) -> object:
        """Return several values as one parameter."""
        return list(values)

    def __init__(self, address: Address) -> None:
        super().__init__(address)
        self._state = _State()

    # -- transactions

    @property
    def is_writing(self) -> bool:
        """Whether this thread is within :meth:`writing` and so sees a state that is none yet."""
        return self._state.is_writing

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold one snapshot for several reads."""
        state = self._state
        if state.connection is not None:
            yield
            return
        with self.borrowed() as connection:
            with translate_errors(self.shown):
                connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            state.connection = connection
            try:
                yield
            finally:
                state.connection = None
                with suppress(psycopg.Error):
                    connection.execute("ROLLBACK")

    @contextmanager
    def writing(
        self, *, keep_fingerprint: bool = False, patience: float = WAIT_S
    ) -> Iterator[None]:
        """Make all of the changes inside, or none; a changed archive gets a new fingerprint.

        :param keep_fingerprint: what changes is not searched, so the state stays the same.
        :param patience: seconds to wait for another writer.
        :raises BusyError: it has been writing for longer.
        """
        with self.transaction() as connection:
            with translate_errors(self.shown):
                wait = str(int(1000 * patience))
                connection.execute("SELECT set_config('lock_timeout', %s, true)", (wait,))
                connection.execute(f"SELECT pg_advisory_xact_lock({LOCK:d})".encode())
                connection.execute("SET LOCAL lock_timeout = 0")
            self._state.changes = 0
            try:
                yield
                self.complete()
            finally:
                self.abandon()
            if self._state.changes and not keep_fingerprint:
                self.set_meta("fingerprint", uuid.uuid4().hex)

    @contextmanager
    def transaction(self) -> Iterator[psycopg.Connection[Any]]:
        """Make changes without the archive's lock, all or none."""
        state, connection = self._state, self.take()
        before = state.connection, state.is_writing, state.changes
        try:
            with translate_errors(self.shown):
                connection.execute("BEGIN")
            state.connection, state.is_writing = connection, True
            yield connection
            with translate_errors(self.shown):
                connection.execute("COMMIT")
            self.remember_written(connection)
        except BaseException:
            with suppress(psycopg.Error):
                connection.execute("ROLLBACK")
            raise
        finally:
            state.connection, state.is_writing, state.changes = before
            self.give_back(connection)

    def complete(self) -> None:
        """Write what waits for the end of a transaction."""

    def abandon(self) -> None:
        """Forget what waits for the end of a transaction, written or not."""

    # -- statements

    @property
    def _own(self) -> psycopg.Connection[Any]:
        if self._state.connection is None:
            raise RuntimeError("Nothing is changed outside of a transaction.")
        return self._state.connection

    def query(self, sql: Statement, parameters: Sequence[object] = ()) -> list[Any]:
        """Return the rows that a statement gives."""
        if self._state.connection is not None:
            with translate_errors(self.shown):
                own = self._state.connection
                return own.execute(_marked(sql), parameters, binary=True).fetchall()
        try:
            return self._query_alone(sql, parameters)
        except (ServerError, psycopg.Error):
            if not self.is_avoiding:
                raise
            return self._query_alone(sql, parameters)  # of the primary, now

    def _query_alone(self, sql: Statement, parameters: Sequence[object]) -> list[Any]:
        with self.borrowed() as connection, translate_errors(self.shown):
            return connection.execute(_marked(sql), parameters, binary=True).fetchall()

    def iterate(self, sql: Statement, parameters: Sequence[object] = ()) -> Iterator[Any]:
        """Return the rows that a statement gives, some thousands at a time; in a transaction."""
        own = self._own
        with translate_errors(self.shown), own.cursor(f"rows_{uuid.uuid4().hex}") as cursor:
            cursor.itersize = AT_A_TIME
            yield from cursor.execute(_marked(sql), parameters, binary=True)

    def change(self, sql: Statement, parameters: Sequence[object] = ()) -> int:
        """Run a statement that changes rows, and return how many; inside a transaction."""
        own = self._own
        with translate_errors(self.shown):
            count = own.execute(_marked(sql), parameters).rowcount
        self._state.changes += max(count, 0)
        return count

    def change_many(self, sql: Statement, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement for each of some rows; inside a transaction."""
        own = self._own
        with translate_errors(self.shown), own.cursor() as cursor:
            cursor.executemany(_marked(sql), rows)
            self._state.changes += max(cursor.rowcount, 0)

    # -- what is recorded of the archive

    def meta(self, key: str) -> str | None:
        """Return what is recorded under a key, such as the encoder's fingerprint."""
        rows = self.query("SELECT value FROM meta WHERE key = %s", (key,))
        return rows[0][0] if rows else None

    def set_meta(self, key: str, value: str | None) -> None:
        """Record a value, or forget it (``None``); inside a transaction."""
        if value is None:
            self.change("DELETE FROM meta WHERE key = %s", (key,))
        else:
            self.change(
                "INSERT INTO meta VALUES (%s, %s) ON CONFLICT (key) DO UPDATE "
                "SET value = excluded.value WHERE meta.value <> excluded.value",
                (key, value),
            )

    @property
    def fingerprint(self) -> str:
        """Which state this is; ``""`` for an archive that was never written to."""
        return self.meta("fingerprint") or ""

    def is_restricted(self) -> bool:
        """Say whether the role sees some of the documents only."""
        (restricted,) = self.query("SELECT row_security_active('documents')")[0]
        return bool(restricted)

    def retried(self, error: HemerotecaError) -> bool:
        """Say whether what failed may be done once more, since a replica failed and not the
        primary."""
        failed_here = isinstance(error, ServerError) and self._state.connection is None
        return failed_here and self.is_avoiding
