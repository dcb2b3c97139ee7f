"""Holds rows of unequal length in two flat arrays, as they are written to one file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Ragged:
    """Row i is ``values[ends[i - 1]:ends[i]]``.

    :param values: int32 (all,) or (all, columns).
    :param ends: int64 (rows,).
    """

    values: Ints
    ends: NDArray[np.int64]

    @classmethod
    def of(cls, rows: Iterable[Sequence[int] | Ints], columns: int = 0) -> Ragged:
        """Put the rows together; ``columns`` > 0 when every item is itself that long."""
        shape = (-1, columns) if columns else (-1,)
        arrays = [np.asarray(row, np.int32).reshape(shape) for row in rows]
        ends = np.cumsum([len(array) for array in arrays], dtype=np.int64)
        empty = np.zeros((0, columns) if columns else 0, np.int32)
        return cls(np.concatenate([empty, *arrays]), ends)

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, row: int) -> Ints:
        start = 0 if row == 0 else int(self.ends[row - 1])
        return self.values[start : int(self.ends[row])]
