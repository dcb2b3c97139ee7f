"""Vectors on their way to the server and back, bit by bit as they are.

pgvector sends and takes a vector as its dimension, two bytes of nothing, and float32 in the order
of bytes of networks. ``vector_send`` gives the same as ``bytea``, so that nothing has to be asked
of each connection about the type.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from psycopg.adapt import Dumper
from psycopg.pq import Format

from index.errors import DamageError

_HEAD = struct.Struct(">HH")
_SENT = np.dtype(">f4")


class VectorDumper(Dumper):
    """Sends a NumPy array where the server wants a vector."""

    format = Format.BINARY

    def dump(self, obj: Any) -> bytes:
        """Return the array as pgvector takes it."""
        return _HEAD.pack(len(obj), 0) + np.asarray(obj, _SENT).tobytes()


def received(sent: bytes) -> NDArray[np.float32]:
    """Return a vector that ``vector_send`` gave, float32 (dimension,)."""
    return np.frombuffer(sent, _SENT, offset=_HEAD.size).astype(np.float32)


def matrix(sent: Sequence[bytes], dimension: int, shown: str) -> NDArray[np.float32]:
    """Return vectors that ``vector_send`` gave, float32 (vectors, dimension).

    :param shown: the archive's address without its secrets.
    :raises DamageError: one has another length than the encoder's.
    """
    if any(len(one) != _HEAD.size + dimension * _SENT.itemsize for one in sent):
        raise DamageError(f"Los vectores de «{shown}» están dañados.")
    rows = [received(one) for one in sent]
    return np.array(rows, np.float32).reshape(len(sent), dimension)
