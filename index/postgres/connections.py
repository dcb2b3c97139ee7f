"""Connections to one database: a pool that all threads share, and transactions.

Reads outside of a transaction take a connection for one statement. :meth:`Connections.reading`
holds one snapshot; :meth:`Connections.writing` holds the archive's lock, which is taken for as
long as rows are written and never while anything is encoded ahead.

Where several servers are named, what is written goes to the primary and what is read to a replica
that has caught up with what was written here; one that fails is left alone for a while.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final

import numpy as np
import psycopg
from psycopg.conninfo import make_conninfo
from psycopg_pool import ConnectionPool, PoolTimeout

from index.errors import HemerotecaError, ServerError
from index.postgres.address import Address
from index.postgres.failures import translate_errors
from index.postgres.vectors import VectorDumper

SCHEMA: Final = "hemeroteca"

LOCK: Final = 0x48454D45
"""Key of the advisory lock that a writer holds: ``HEME``."""

WAIT_S: Final = 30.0
"""How long a writer waits for others before it is told that the archive is busy."""

MOST: Final = 16
"""Connections of one pool; a server's threads beyond wait for their turn."""

CONNECT_S: Final = 10
SHY_S: Final = 2.0
"""After this long without a connection the server is asked whether it is there at all."""

AVOIDED_S: Final = 15.0
"""How long a replica that failed is left alone."""

_CONFIGURE: Final = f"""SELECT set_config('search_path', '{SCHEMA}, ' || coalesce((
    SELECT quote_ident(n.nspname) FROM pg_extension e
    JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'vector'), 'public'), false),
    set_config('jit', 'off', false), set_config('tcp_keepalives_idle', '60', false),
    set_config('application_name', 'hemeroteca', false)"""


def connect(conninfo: str) -> psycopg.Connection[Any]:
    """Open a connection of its own, in autocommit mode."""
    connection = psycopg.connect(conninfo, autocommit=True, connect_timeout=CONNECT_S)
    configure(connection)
    return connection


def configure(connection: psycopg.Connection[Any]) -> None:
    """Let a new connection find our tables and send vectors."""
    connection.adapters.register_dumper(np.ndarray, VectorDumper)
    connection.execute(_CONFIGURE.encode())


class _State(threading.local):
    """What a thread is about."""

    connection: psycopg.Connection[Any] | None = None
    is_writing = False
    changes = 0


class Connections:
    """The pool, and what each thread does with it."""

    def __init__(self, address: Address) -> None:
        self.address, self.shown = address, address.shown
        self._state = _State()
        primary = {"target_session_attrs": "read-write"} if address.several else {}
        with translate_errors(self.shown):
            self.primary = make_conninfo(address.whole, **primary)
        self._pool = self._new_pool(self.primary)
        self._replicas: ConnectionPool[psycopg.Connection[Any]] | None = None
        if address.several:
            near = make_conninfo(address.whole, target_session_attrs="prefer-standby")
            self._replicas = self._new_pool(near)
        self._avoided_until = 0.0
        self._written = ""

    def _new_pool(self, conninfo: str) -> ConnectionPool[psycopg.Connection[Any]]:
        return ConnectionPool(
            conninfo,
            kwargs={"autocommit": True, "connect_timeout": CONNECT_S},
            min_size=0,
            max_size=MOST,
            num_workers=1,
            configure=configure,
            check=ConnectionPool.check_connection,
            open=True,
        )

    def close(self) -> None:
        """Close all of them."""
        self._pool.close()
        if self._replicas is not None:
            self._replicas.close()

    # -- a connection for a while

    def _take(self) -> psycopg.Connection[Any]:
        """Take a connection to the primary.

        :raises ServerError: the server does not answer.
        :raises BusyError: all connections have been in use for too long.
        """
        with translate_errors(self.shown):
            try:
                return self._pool.getconn(timeout=SHY_S)
            except PoolTimeout:
                connect(self.primary).close()  # says why, if it cannot
                return self._pool.getconn(timeout=WAIT_S)

    def _take_near(self) -> psycopg.Connection[Any] | None:
        """Take a connection to a replica, if one is at hand and has seen what was written here."""
        if self._replicas is None or time.monotonic() < self._avoided_until:
            return None
        try:
            connection = self._replicas.getconn(timeout=SHY_S)
        except psycopg.Error:
            self._avoid()
            return None
        if self._written and not self._has_caught_up(connection):
            self._replicas.putconn(connection)
            return None
        return connection

    def _has_caught_up(self, connection: psycopg.Connection[Any]) -> bool:
        sql = "SELECT NOT pg_is_in_recovery() OR pg_last_wal_replay_lsn() >= %s::pg_lsn"
        with suppress(psycopg.Error):
            row = connection.execute(sql.encode(), (self._written,)).fetchone()
            return bool(row and row[0])
        return False

    def _avoid(self) -> None:
        self._avoided_until = time.monotonic() + AVOIDED_S

    @contextmanager
    def _borrowed(self) -> Iterator[psycopg.Connection[Any]]:
        near = self._take_near()
        connection = near or self._take()
        pool = self._pool if near is None or self._replicas is None else self._replicas
        try:
            yield connection
        except (psycopg.OperationalError, ServerError):
            if near is not None:
                self._avoid()
            raise
        finally:
            pool.putconn(connection)

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
        with self._borrowed() as connection:
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
                wait = f"SET LOCAL lock_timeout = {int(1000 * patience):d}"
                connection.execute(wait.encode())
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
        state, connection = self._state, self._take()
        before = state.connection, state.is_writing, state.changes
        try:
            with translate_errors(self.shown):
                connection.execute("BEGIN")
            state.connection, state.is_writing = connection, True
            yield connection
            with translate_errors(self.shown):
                connection.execute("COMMIT")
            if self._replicas is not None:
                self._remember_written(connection)
        except BaseException:
            with suppress(psycopg.Error):
                connection.execute("ROLLBACK")
            raise
        finally:
            state.connection, state.is_writing, state.changes = before
            self._pool.putconn(connection)

    def _remember_written(self, connection: psycopg.Connection[Any]) -> None:
        """Replicas are read again once they have come so far."""
        with translate_errors(self.shown):
            row = connection.execute("SELECT pg_current_wal_lsn()::text").fetchone()
        self._written = str(row[0]) if row else ""

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

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[Any]:
        """Return the rows that a statement gives."""
        if self._state.connection is not None:
            with translate_errors(self.shown):
                own = self._state.connection
                return own.execute(sql.encode(), parameters, binary=True).fetchall()
        try:
            return self._query_alone(sql, parameters)
        except (ServerError, psycopg.Error):
            if self._replicas is None or time.monotonic() > self._avoided_until:
                raise
            return self._query_alone(sql, parameters)  # of the primary, now

    def _query_alone(self, sql: str, parameters: Sequence[object]) -> list[Any]:
        with self._borrowed() as connection, translate_errors(self.shown):
            return connection.execute(sql.encode(), parameters, binary=True).fetchall()

    def change(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Run a statement that changes rows, and return how many; inside a transaction."""
        own = self._own
        with translate_errors(self.shown):
            count = own.execute(sql.encode(), parameters).rowcount
        self._state.changes += max(count, 0)
        return count

    def change_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement for each of some rows; inside a transaction."""
        own = self._own
        with translate_errors(self.shown), own.cursor() as cursor:
            cursor.executemany(sql.encode(), rows)
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

    def retried(self, error: HemerotecaError) -> bool:
        """Say whether what failed may be done once more, since a replica failed and not the
        primary."""
        failed_here = isinstance(error, ServerError) and self._state.connection is None
        return failed_here and self._replicas is not None and time.monotonic() < self._avoided_until
