"""Nearest passages among very many: one bit a number to find them, exact vectors to rank them.

RaBitQ (Gao and Long 2024, "RaBitQ: Quantizing High-Dimensional Vectors with a Theoretical
Error Bound", SIGMOD) keeps of each vector the signs of its distance from the mean and
two numbers, 56 bytes instead of 1,536. All of them are compared with the question, the best
are looked up in the archive itself and compared exactly. Nothing is trained, so a million
vectors are taken in within seconds; nothing is left unvisited, so recall depends on
:data:`SHORTLIST` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import cast

import faiss
import numpy as np
from numpy.typing import NDArray

from index.errors import IndexFilesError
from index.search.dense import one_thread, remove

FILE, FILTERED = "dense.faiss", "dense-filtered.faiss"

SHORTLIST = 800
"""Passages looked up exactly, at least."""

VectorLookup = Callable[[NDArray[np.int64]], NDArray[np.float32]]
"""Positions → their vectors, float32 (positions, dimension)."""


class CompressedIndex:
    """Compressed vectors, in two orders: FAISS's quick one cannot leave passages out.

    :param batches: all vectors in order, float32 (some, dimension), unit length.
    :param look_up: gives the exact vectors.
    """

    def __init__(
        self, batches: Iterable[NDArray[np.float32]], dimension: int, look_up: VectorLookup
    ) -> None:
        self.look_up = look_up
        self._quick: faiss.Index = faiss.IndexRaBitQFastScan(dimension, faiss.METRIC_INNER_PRODUCT)
        self._filtered = faiss.IndexRaBitQ(dimension, faiss.METRIC_INNER_PRODUCT)
        self.update(np.empty(0, np.int64), batches)

    def __len__(self) -> int:
        return int(self._quick.ntotal)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._quick.d)

    def nearest(
        self, query: NDArray[np.float32], k: int, allowed: NDArray[np.int64] | None = None
    ) -> NDArray[np.int64]:
        """Return the positions that hold the ``k`` nearest passages, nearly always, and others."""
        depth = min(max(k, SHORTLIST), len(self) if allowed is None else len(allowed))
        if depth == 0:
            return np.empty(0, np.int64)
        if allowed is None:
            with one_thread():
                _, positions = self._quick.search(query[None, :], depth)
        else:
            mask = np.zeros(len(self), bool)
            mask[allowed] = True
            bits = np.packbits(mask, bitorder="little")
            # FAISS keeps neither alive itself.
            selector = faiss.IDSelectorBitmap(len(bits), faiss.swig_ptr(bits))
            parameters = faiss.RaBitQSearchParameters()
            parameters.qb, parameters.sel = self._filtered.qb, selector
            with one_thread():
                _, positions = self._filtered.search(query[None, :], depth, params=parameters)
        nearest: NDArray[np.int64] = positions[0]
        return nearest[nearest >= 0]

    def cosines(
        self, query: NDArray[np.float32], positions: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return the exact cosine of the query with each of the passages, float32 (positions,)."""
        result: NDArray[np.float32] = self.look_up(positions) @ query
        return result

    def update(self, removed: NDArray[np.int64], batches: Iterable[NDArray[np.float32]]) -> None:
        """Do as :meth:`~index.search.dense.VectorIndex.update` says."""
        for index in (self._quick, self._filtered):
            remove(index, removed)
        for batch in batches:
            for index in (self._quick, self._filtered):
                if not index.is_trained:
                    index.train(batch)  # takes their mean, and nothing else
                index.add(batch)

    def save(self, folder: Path) -> None:
        """Write the index into a folder."""
        faiss.write_index(self._quick, str(folder / FILE))
        faiss.write_index(self._filtered, str(folder / FILTERED))

    @classmethod
    def load(cls, folder: Path, look_up: VectorLookup, *, mapped: bool = True) -> CompressedIndex:
        """Read an index written by :meth:`save`; the caller has verified its checksum.

        :param mapped: whether the rarer order stays on disk; off for one that will be updated.
        :raises IndexFilesError: FAISS cannot read a file.
        """
        index = cls.__new__(cls)
        index.look_up = look_up
        try:
            index._quick = faiss.read_index(str(folder / FILE))
            flags = faiss.IO_FLAG_MMAP_IFC if mapped else 0
            filtered = faiss.read_index(str(folder / FILTERED), flags)
            index._filtered = cast(faiss.IndexRaBitQ, filtered)
        except RuntimeError as error:
            raise IndexFilesError(f"El índice denso de «{folder}» no se puede leer.") from error
        return index
