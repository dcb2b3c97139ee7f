"""The rows of the queue: a file's bytes and all that is known of it, until it is done.

A row goes in the transaction that brings its articles in, so a file is in the archive exactly once
however often its job is begun.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from index.postgres.connections import Connections
from index.types import FileState

MOST_ATTEMPTS: Final = 3
"""How often a file is begun that ends its worker, before it is set aside."""


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file as it was when it was put in.

    :param options: how it is to be read, as JSON.
    """

    state: FileState
    data: bytes
    options: str

    @property
    def name(self) -> str:
        """What people call it."""
        return PurePath(self.state.path).name


@dataclass(frozen=True, slots=True)
class QueueState:
    """How far the workers have come.

    :param problems: (path, reason) of each file that could not be brought in.
    """

    waiting: int
    problems: tuple[tuple[str, str], ...]


def put(connections: Connections, file: WaitingFile) -> int | None:
    """Put a file in and return its number, ``None`` where the same waits already."""
    state = file.state
    with connections.transaction():
        connections.change(
            "DELETE FROM queue WHERE path = %s AND problem IS NOT NULL", (state.path,)
        )
        rows = connections.query(
            "INSERT INTO queue (path, size, mtime_ns, sha256, data, options) "
            "VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (path, sha256) DO NOTHING RETURNING id",
            (state.path, state.size, state.mtime_ns, state.sha256, file.data, file.options),
        )
    return rows[0][0] if rows else None


def begin(connections: Connections, id: int) -> WaitingFile | None:
    """Return a file to be brought in; ``None`` where that was done, or tried too often."""
    with connections.transaction():
        rows = connections.query(
            "UPDATE queue SET attempts = attempts + 1 WHERE id = %s AND problem IS NULL "
            "RETURNING path, size, mtime_ns, sha256, data, options, attempts",
            (id,),
        )
        if not rows:
            return None
        *state, data, options, attempts = rows[0]
        if attempts > MOST_ATTEMPTS:
            fail(connections, id, f"Se intentó {MOST_ATTEMPTS} veces y no se terminó de leer.")
            return None
    return WaitingFile(FileState(*state), bytes(data), options)


def is_waiting(connections: Connections, id: int) -> bool:
    """Say whether nobody has brought the file in meanwhile."""
    return bool(
        connections.query("SELECT 1 FROM queue WHERE id = %s AND problem IS NULL FOR UPDATE", (id,))
    )


def finish(connections: Connections, id: int) -> None:
    """Forget a file that is brought in, in the transaction that did so."""
    connections.change("DELETE FROM queue WHERE id = %s", (id,))


def fail(connections: Connections, id: int, problem: str) -> None:
    """Set a file aside that cannot be brought in; inside a transaction."""
    connections.change(
        "UPDATE queue SET problem = %s, data = '' WHERE id = %s",
        (problem.replace("\0", "\ufffd").encode("utf-8", "replace").decode(), id),
    )


def state(connections: Connections) -> QueueState:
    """Return how far the workers have come."""
    rows = connections.query("SELECT path, problem FROM queue ORDER BY id")
    problems = tuple((path, problem) for path, problem in rows if problem is not None)
    return QueueState(len(rows) - len(problems), problems)
