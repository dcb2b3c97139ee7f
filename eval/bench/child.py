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
from eval.bench.candidate import Candidate, load_candidate
from eval.bench.task import DEPTH, WARM_QUERIES, Task


def measure(candidate: Candidate, task: Task, load_start: float) -> dict[str, Any]:
    """Load, index, ask; return the JSON of :class:`eval.bench.results.Round` with the rankings.

    :param load_start: ``time.perf_counter()`` before the system's module was imported.
    """
    candidate.load(task.model)
    load_end = time.perf_counter()
    memory = {"loaded": machine.resident_mib()}
    start, cpu_start = time.perf_counter(), time.process_time()
    result = candidate.index(task)
    seconds, cpu_s = time.perf_counter() - start, time.process_time() - cpu_start
    memory["indexed"] = machine.resident_mib()
    if task.queries:
        for query in WARM_QUERIES:
            candidate.rank(query, DEPTH)
    rankings: list[list[int]] = []
    query_ms: list[float] = []
    for query in task.queries:
        start = time.perf_counter()
        rankings.append(candidate.rank(query, DEPTH))
        query_ms.append(1000 * (time.perf_counter() - start))
    memory["peak"] = machine.peak_mib()
    return {
        "passages": result.passages,
        "load_s": load_end - load_start,
        "seconds": seconds,
        "cpu_s": cpu_s,
        "split": dict(result.split),
        "query_ms": query_ms,
        "memory_mib": memory,
        "rankings": rankings,
    }


def main(arguments: Sequence[str]) -> None:
    """Measure the system of that place over the task, and write the figures."""
    place, task_path, result_path = arguments
    task = Task.read(Path(task_path))
    load_start = time.perf_counter()
    figures = measure(load_candidate(place), task, load_start)
    Path(result_path).write_text(json.dumps(figures), encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1:])
