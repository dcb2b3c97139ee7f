"""Times single queries, as a person waiting for an answer meets them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np

_T = TypeVar("_T")

#: Questions that are timed: enough for a steady 95th percentile, few enough to stay short.
TIMED_QUESTIONS: Final = 200
#: Untimed first queries, during which caches and threads warm up.
WARM_UP: Final = 5


@dataclass(frozen=True, slots=True)
class Latency:
    """Median and 95th percentile in milliseconds."""

    p50: float
    p95: float

    @classmethod
    def of(cls, milliseconds: Sequence[float]) -> Latency:
        """Return the percentiles of single times."""
        p50, p95 = np.percentile(np.asarray(milliseconds, dtype=np.float64), [50, 95])
        return cls(float(p50), float(p95))

    def to_dict(self) -> dict[str, float]:
        """Return them as in the JSON; hundredths of a millisecond are noise already."""
        return {"p50": round(self.p50, 2), "p95": round(self.p95, 2)}


def sample(items: Sequence[_T], size: int = TIMED_QUESTIONS) -> list[_T]:
    """Choose evenly spread items, always the same ones."""
    if len(items) <= size:
        return list(items)
    return [items[i * len(items) // size] for i in range(size)]


def times_ms(call: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """Time the call for each text, one after the other."""
    for text in texts[:WARM_UP]:
        call(text)
    times: list[float] = []
    for text in texts:
        started = time.perf_counter()
        call(text)
        times.append((time.perf_counter() - started) * 1000)
    return times
