"""Measures from outside how much of a run is spent in which stage.

The product has no timers of its own; for the length of a measurement a function is
replaced by itself with a clock around it. Stages are separate calls, none inside another.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any


class Stopwatch:
    """Counts seconds by stage.

    :param seconds: stage → seconds so far.
    """

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time spent inside for a stage."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] += time.perf_counter() - started

    @contextmanager
    def time_calls(self, owner: Any, function: str, stage: str) -> Iterator[None]:
        """Count every call of a module's or class's function for a stage, while inside."""
        original = getattr(owner, function)

        @wraps(original)
        def timed(*arguments: Any, **named: Any) -> Any:
            with self.stage(stage):
                return original(*arguments, **named)

        setattr(owner, function, timed)
        try:
            yield
        finally:
            setattr(owner, function, original)

    def split(self, whole: str, rest: str) -> dict[str, float]:
        """Return stage → seconds, with what of the stage ``whole`` lies in no other as ``rest``."""
        parts = {name: seconds for name, seconds in self.seconds.items() if name != whole}
        return {**parts, rest: max(self.seconds[whole] - sum(parts.values()), 0.0)}
