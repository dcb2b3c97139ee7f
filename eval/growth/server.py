"""Measures an archive on a server beside the same archive in a folder, in one run.

    python -m eval.growth.server postgresql://role@host/database [--sizes 20000 200000]
                                 [--dataset SQUAD] [--passages SQUAD]… [--workers FILES]
                                 [--json FILE] [--work DIR]

The database holds no archive before and none after. Both archives get the same made passages
(:mod:`eval.growth.corpus`), the same single articles, and the same questions, turn and turn about.
Times by the clock say little on a machine with other work: beside them stands the processor time of
client and server together, where the server runs on this machine and Linux tells it.

JSON: {"server", "machine", "sizes": {"20000": {"folder": {…}, "server": {…}}}, "exponents":
{"folder": {…}, "server": {…}}, "workers": {…}}. Seconds but for those named ``_ms``, memory in MiB;
``add_a_second`` is articles of ten passages, each in a transaction, by processor time.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from eval import exits
from eval.cache import EmbeddingCache, default_folder
from eval.growth import archives, beside, corpus, workers
from eval.growth.__main__ import exponent, value
from eval.measures.latency import sample
from index.encoders import loading

SIZES: Final = (20_000, 200_000)
QUESTIONS: Final = 200
ROWS: Final[Mapping[str, str]] = {
    "make.processor": "writing the passages, s of processor",
    "make.wall": "writing the passages, s by the clock",
    "build.processor": "making the indexes, s of processor",
    "build.wall": "making the indexes, s by the clock",
    "search_ms.p50": "search, median ms",
    "search_ms.p95": "search, p95 ms",
    "search_processor_ms": "search, mean ms of processor",
    "add_a_second": "articles of ten passages added a second of processor",
    "bytes_a_passage": "bytes a passage",
    "memory": "memory of the server and the process that asks both, MiB",
    "recall.scored": "recall@10 of the index of vectors, its proposals scored exactly",
    "recall.returned": "of the ten passages that comparing all would return, those returned",
}
"""What is shown, with its name."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and show."""
    parser = archives.command("eval.growth.server")
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--workers", type=int, default=0, metavar="FILES")
    parser.add_argument("--work", type=Path)
    options, dataset = archives.begin(parser, arguments)
    cache = EmbeddingCache(default_folder())
    sentences = corpus.encode_sentences(dataset.passages, loading.load_default(), cache)
    questions = sample([question.text for question in dataset.questions], QUESTIONS)
    result: dict[str, Any] = {
        "server": archives.check_empty(options.address),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "sizes": {},
    }
    for size in options.sizes:
        with tempfile.TemporaryDirectory(dir=options.work, prefix="hemeroteca-growth-") as work:
            try:
                measured = beside.measure(options.address, sentences, size, questions, Path(work))
            finally:
                archives.forget(options.address)
        result["sizes"][str(size)] = measured
        _keep(result, options.json)  # a large size takes long, and may be cut short
    if len(options.sizes) > 1:
        result["exponents"] = exponents(result["sizes"])
    if options.workers:
        try:
            result["workers"] = workers.measure(options.address, sentences, options.workers)
        finally:
            archives.forget(options.address)
    _keep(result, options.json)
    show(result)


def exponents(sizes: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """Return the power of the size that each cost grows with, of both archives."""
    counts = [int(size) for size in sizes]
    found: dict[str, dict[str, float]] = {}
    for which in ("folder", "server"):
        own = [costs[which] for costs in sizes.values()]
        found[which] = {
            name: exponent(counts, [value(costs, name) for costs in own])
            for name in ROWS
            if all(name.partition(".")[0] in costs for costs in own)
        }
    return found


def _keep(result: Mapping[str, Any], path: Path | None) -> None:
    if path is not None:
        path.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def show(result: Mapping[str, Any]) -> None:
    """Show two columns a size, folder and server, and the exponents."""
    heads = [f"{which} {int(size):,}" for size in result["sizes"] for which in ("folder", "server")]
    table = Table("", *heads, "exponents")
    for name, title in ROWS.items():
        first = name.partition(".")[0]
        cells = [
            f"{value(costs[which], name):.3g}" if first in costs[which] else ""
            for costs in result["sizes"].values()
            for which in ("folder", "server")
        ]
        powers = [
            f"{each[name]:.2f}" for each in result.get("exponents", {}).values() if name in each
        ]
        table.add_row(title, *cells, ", ".join(powers))
    console = Console()
    console.print(table)
    if "workers" in result:
        console.print(result["workers"])


if __name__ == "__main__":
    sys.exit(exits.status_of(main))
