"""Systems without weights that run in real processes of their own; light, as they start often."""

from __future__ import annotations

import os
import signal

from eval.bench.candidate import IndexingResult
from eval.bench.task import Model, Task


class Overlap:
    """Ranks by words in common, rows in order among equals."""

    def load(self, model: Model) -> None:
        """Nothing to load."""

    def index(self, task: Task) -> IndexingResult:
        """Words of each passage."""
        self._words = [set(text.lower().split()) for text in task.texts]
        return IndexingResult(len(self._words), {"encode": 0.5, "store": 0.25})

    def rank(self, query: str, depth: int) -> list[int]:
        """Best first."""
        asked = set(query.lower().split())
        return sorted(range(len(self._words)), key=lambda i: -len(asked & self._words[i]))[:depth]


class Backwards(Overlap):
    """The same from the end: finds what the other one puts last."""

    def rank(self, query: str, depth: int) -> list[int]:
        """Worst first."""
        return super().rank(query, len(self._words))[::-1][:depth]


class Silent(Overlap):
    """Only indexes; asking it is an error."""

    def rank(self, query: str, depth: int) -> list[int]:
        """Never called."""
        raise AssertionError("asked")


class Broken(Overlap):
    """Fails as a library does, at length."""

    def index(self, task: Task) -> IndexingResult:
        """Raise."""
        raise ValueError("no such\nmodel type: e5")


class Killed(Overlap):
    """Dies as it does when memory runs out."""

    def index(self, task: Task) -> IndexingResult:
        """Die."""
        os.kill(os.getpid(), signal.SIGKILL)
        return IndexingResult(0)
