"""A network's state in half precision, in files small enough to be brought back one by one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

LIMIT: Final = 15_000_000
"""Bytes of a file at most, before it is packed."""


def save(state: Mapping[str, NDArray[np.float32]], folder: Path, limit: int = LIMIT) -> list[Path]:
    """Write ``network-1.npz``, ``network-2.npz``…, which :mod:`rag.training.ship` joins."""
    folder.mkdir(parents=True, exist_ok=True)
    parts: list[dict[str, NDArray[np.float16]]] = [{}]
    room = limit
    for name, value in state.items():
        half = value.astype(np.float16)
        if not np.isfinite(half).all():
            raise ValueError(f"{name} does not go into half precision")
        if half.nbytes > room:
            parts.append({})
            room = limit
        parts[-1][name] = half
        room -= half.nbytes
    paths = [folder / f"network-{number}.npz" for number in range(1, len(parts) + 1)]
    for path, part in zip(paths, parts, strict=True):
        np.savez_compressed(path, allow_pickle=False, **part)
    return paths
