"""Answers made without an archive, for tests of what is done with many of them."""

from __future__ import annotations

import threading
import time

from index import Filters
from index.errors import InputError
from rag.answers.types import Answer, Citation, Claim, Timings


def citation(n: int, value: str, source: str = "El Faro") -> Citation:
    passage = f"Fueron {value} en total. Nada más."
    quote = f"Fueron {value} en total."
    start = passage.index(value)
    return Citation(
        n, f"id{n}", f"Titular {n}", source, "2025-08-14", n, passage, quote, value,
        start, start + len(value), 0.9,
    )  # fmt: skip


def answer(question: str, *values: str, confidence: float = 0.8) -> Answer:
    """An answer with a claim for each value; without any, an abstention."""
    citations = tuple(citation(n, value) for n, value in enumerate(values, 1))
    claims = tuple(Claim(value, None, (n,)) for n, value in enumerate(values, 1))
    return Answer(
        question, question, not values, confidence, values[0] if values else "", "texto",
        "disagree" if len(values) > 1 else "single", claims, citations, Timings(1.0, 2.0, 3.0),
    )  # fmt: skip


class Counting:
    """Answers «N» to the question «N», and remembers what it was asked and how many at once."""

    def __init__(self, slow: float = 0.0, die_after: int | None = None) -> None:
        self.asked: list[str] = []
        self.most = 0
        self._now = 0
        self._slow, self._die_after = slow, die_after
        self._lock = threading.Lock()

    def __call__(self, question: str, filters: Filters | None) -> Answer:
        with self._lock:
            self.asked.append(question)
            self._now += 1
            self.most = max(self.most, self._now)
            if self._die_after is not None and len(self.asked) > self._die_after:
                raise KeyboardInterrupt
        time.sleep(self._slow)
        with self._lock:
            self._now -= 1
        if filters is not None and "Nadie" in filters.sources:
            raise InputError("No hay ninguna fuente que se llame «Nadie».")
        if "error" in question:
            raise RuntimeError("boom")
        return answer(question) if "nada" in question else answer(question, question.strip("¿?"))
