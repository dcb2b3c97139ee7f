"""The pools of connections to an archive's servers: to the primary, and to a replica for reading.

Where several servers are named, what is written goes to the primary and what is read to a replica
that has caught up with what was written here; one that fails is left alone for a while, and the
primary answers.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

import numpy as np
import psycopg
from psycopg.conninfo import make_conninfo
from psycopg_pool import ConnectionPool, PoolTimeout

from index.errors import ServerError
from index.postgres.address import Address
from index.postgres.failures import translate_errors
from index.postgres.vectors import VectorDumper

SCHEMA: Final = "hemeroteca"

WAIT_S: Final = 30.0
"""How long a writer waits for others before it is told that the archive is busy."""

MOST: Final = 16
"""Connections of one pool; a server's threads beyond wait for their turn."""

CONNECT_S: Final = 10
SHY_S: Final = 2.0
"""After this long without a connection the server is asked whether it is there at all."""

AVOIDED_S: Final = 15.0
"""How long a replica that failed is left alone."""

_NEVER: Final = "FFFFFFFF/FFFFFFFF"
"""A place in the log that no server comes to."""

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


class Pools:
    """Connections to one archive's servers."""

    def __init__(self, address: Address) -> None:
        self.address, self.shown = address, address.shown
        primary = {"target_session_attrs": "read-write"} if address.several else {}
        with translate_errors(self.shown):
            self.primary = make_conninfo(address.whole, **primary)
        self._pool = self._new_pool(self.primary)
        self._replicas: ConnectionPool[psycopg.Connection[Any]] | None = None
        if address.several:
            near = make_conninfo(address.whole, target_session_attrs="standby")
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

    def take(self) -> psycopg.Connection[Any]:
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
        with suppress(psycopg.Error):
            row = connection.execute(
                "SELECT NOT pg_is_in_recovery() OR pg_last_wal_replay_lsn() >= %s::pg_lsn",
                (self._written,),
            ).fetchone()
            return bool(row and row[0])
        return False

    def _avoid(self) -> None:
        self._avoided_until = time.monotonic() + AVOIDED_S

    @contextmanager
    def borrowed(self) -> Iterator[psycopg.Connection[Any]]:
        """Lend a connection to read with."""
        near = self._take_near()
        connection = near or self.take()
        pool = self._pool if near is None or self._replicas is None else self._replicas
        try:
            yield connection
        except (psycopg.OperationalError, ServerError):
            if near is not None:
                self._avoid()
            raise
        finally:
            pool.putconn(connection)

    def give_back(self, connection: psycopg.Connection[Any]) -> None:
        """Give a connection to the primary back."""
        self._pool.putconn(connection)

    def remember_written(self, connection: psycopg.Connection[Any]) -> None:
        """Take down how far the primary has come: replicas are read once they have come so far."""
        if self._replicas is None:
            return
        self._written = _NEVER  # unless it can be told
        with suppress(psycopg.Error):
            row = connection.execute("SELECT pg_current_wal_lsn()::text").fetchone()
            self._written = str(row[0]) if row else _NEVER

    @property
    def is_avoiding(self) -> bool:
        """Whether a replica has just failed, so that the primary may know better."""
        return self._replicas is not None and time.monotonic() < self._avoided_until
