"""Measures what one archive costs, in a process of its own.

    python -m eval.growth.measuring ARCHIVE [TASK.json]

Without a task the indexes are made, as by the process that added the passages. TASK.json holds
``questions`` (to search), ``asked`` (to answer) and ``article`` (a file to add). One JSON
object comes out; times in seconds but for those named ``_ms``, memory in MiB.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_STARTED: Final = time.perf_counter()

from eval.measures.latency import Latency, times_ms  # noqa: E402
from index import HybridIndex  # noqa: E402
from rag import Archive  # noqa: E402

_IMPORTED: Final = time.perf_counter()

DEPTH: Final = 10
"""Neighbours that the approximate search must find: recall@10."""


def memory(kind: str = "VmRSS") -> int:
    """Read the resident memory now (``VmRSS``) or at most until now (``VmHWM``), in MiB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{kind}:"):
            return int(line.split()[1]) // 1024
    raise OSError(f"/proc/self/status no dice «{kind}».")


def recall(archive: Archive, vectors: NDArray[np.float32]) -> float:
    """Compute the share of the really nearest ten passages that a search by meaning finds."""
    index, count = archive.backend, len(vectors)
    if not isinstance(index, HybridIndex):
        raise TypeError(f"«{archive.location}» no es un archivo en una carpeta.")
    best = np.full((count, DEPTH), -np.inf, np.float32)
    rows = np.full((count, DEPTH), -1, np.int64)
    start = 0
    for batch in index.store.all_vectors(index.encoder.dimension):
        cosines = np.concatenate([best, vectors @ batch.T], axis=1)
        known = np.concatenate(
            [rows, np.tile(np.arange(start, start + len(batch)), (count, 1))], axis=1
        )
        order = np.argsort(-cosines, axis=1, kind="stable")[:, :DEPTH]
        best = np.take_along_axis(cosines, order, axis=1)
        rows = np.take_along_axis(known, order, axis=1)
        start += len(batch)
    ids = [id for (id,) in index.store.query("SELECT id FROM passages ORDER BY id")]
    shares = []
    for vector, right in zip(vectors, rows, strict=True):
        hits = index.search_vector(vector, [], DEPTH, "dense")
        expected = {ids[row] for row in right if row >= 0}
        shares.append(len(expected & {hit.passage.id for hit in hits}) / len(expected))
    return float(np.mean(shares))


def measure(
    folder: Path, questions: Sequence[str], to_answer: Sequence[str], article: Path
) -> dict[str, Any]:
    """Open, search, ask, remove, add, in this order."""
    opening = time.perf_counter()
    archive = Archive.open(folder)
    archive.search(questions[0])
    opened = time.perf_counter()
    costs: dict[str, Any] = {
        "import": _IMPORTED - _STARTED,
        "open": opened - opening,
        "memory_opened": memory(),
    }
    encoder = archive.backend.encoder
    costs["search_ms"] = Latency.of(times_ms(archive.search, questions)).to_dict()
    costs["ask_ms"] = Latency.of(times_ms(archive.ask, to_answer)).to_dict()
    costs["memory_used"] = memory()
    costs["recall"] = recall(archive, encoder.encode_queries(questions))
    oldest = archive.list()[-1].id
    for name, change in (
        ("remove", lambda: archive.remove(oldest)),
        ("add", lambda: archive.add(article)),
    ):
        started = time.perf_counter()
        change()
        changed = time.perf_counter()
        archive.search(questions[0])
        costs[name] = changed - started
        costs[f"search_after_{name}"] = time.perf_counter() - changed
    costs["memory_rebuilt"] = memory("VmHWM")
    return costs


def build(folder: Path) -> dict[str, float]:
    """Make the indexes from nothing."""
    archive = Archive.open(folder)
    started = time.perf_counter()
    archive.prepare()
    return {"build": time.perf_counter() - started, "memory_built": memory("VmHWM")}


def main() -> None:
    """Measure one archive."""
    if len(sys.argv) == 2:
        print(json.dumps(build(Path(sys.argv[1]))))
        return
    task = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    costs = measure(Path(sys.argv[1]), task["questions"], task["asked"], Path(task["article"]))
    print(json.dumps(costs))


if __name__ == "__main__":
    main()
