"""Measures one system in the process it has for itself.

    python -m eval.bench.child MODULE:CLASS TASK.json RESULT.json

Threads, caches and memory are then this system's alone, and what one library does to the
process (torch's threads, a patched import) cannot reach another's figures.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.bench import machine
from eval.bench.candidate import Candidate, make
from eval.bench.task import DEPTH, WARM_QUERIES, Task


def measure(candidate: Candidate, task: Task, load_began: float) -> dict[str, Any]:
    """Load, index, ask; the JSON of :class:`eval.bench.results.Round` with the rankings.

    :param load_began: ``time.perf_counter()`` before the system's module was imported.
    """
    candidate.load(task.model)
    loaded = time.perf_counter()
    memory = {"loaded": machine.resident_mib()}
    started, worked = time.perf_counter(), time.process_time()
    indexed = candidate.index(task)
    seconds, cpu_s = time.perf_counter() - started, time.process_time() - worked
    memory["indexed"] = machine.resident_mib()
    if task.queries:
        for query in WARM_QUERIES:
            candidate.rank(query, DEPTH)
    rankings: list[list[int]] = []
    query_ms: list[float] = []
    for query in task.queries:
        started = time.perf_counter()
        rankings.append(candidate.rank(query, DEPTH))
        query_ms.append(1000 * (time.perf_counter() - started))
    memory["peak"] = machine.peak_mib()
    return {
        "passages": indexed.passages,
        "load_s": loaded - load_began,
        "seconds": seconds,
        "cpu_s": cpu_s,
        "split": dict(indexed.split),
        "query_ms": query_ms,
        "memory_mib": memory,
        "rankings": rankings,
    }


def main(arguments: Sequence[str]) -> None:
    """Measure the system of that place over the task, and write what was measured."""
    place, task, result = arguments
    read = Task.read(Path(task))
    began = time.perf_counter()
    measured = measure(make(place), read, began)
    Path(result).write_text(json.dumps(measured), encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1:])
