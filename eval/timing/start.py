"""Times a cold start: a fresh process that asks one question, part by part.

    python -m eval.timing.start ARCHIVE "¿pregunta?" [--rounds 5]

Every round is a process of its own, so nothing is loaded yet; the files are in the page
cache from the second round on, and the median counts. Processor time stands beside the
clock's: on a machine that does other things it is the steadier of the two.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Final

from rich.console import Console
from rich.table import Table

from eval import exits

ROUNDS: Final = 5
IMPORTS: Final = 12
"""Modules shown of those that take longest to import."""

CHILD: Final = """
import json, sys, time
laps = [("intérprete", 0.0, time.process_time())]
def lap(name):
    laps.append((name, time.perf_counter() - start[0], time.process_time() - start[1]))
    start[:] = time.perf_counter(), time.process_time()
start = [time.perf_counter(), time.process_time()]
from rag.cli import main, opening
lap("imports")
archive = opening.open_to_ask(sys.argv[1])
lap("abrir el archivo")
archive.search(sys.argv[2])
lap("primera búsqueda")
answer = archive.ask(sys.argv[2])
lap("lector y respuesta")
print(json.dumps(laps))
"""
"""Opens and asks as ``hemeroteca ask`` does, with a clock between the parts."""


def split(archive: str, question: str) -> list[tuple[str, float, float]]:
    """Time each part in a fresh process: name, seconds by the clock and of the processor."""
    command = [sys.executable, "-c", CHILD, archive, question]
    run = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return [(name, wall, cpu) for name, wall, cpu in json.loads(run.stdout)]


def whole(archive: str, question: str) -> float:
    """Time ``hemeroteca ask`` from starting the process to its end, in seconds."""
    command = [sys.executable, "-m", "rag", "ask", question, "--archive", archive]
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)  # noqa: S603
    return time.perf_counter() - start


def imports() -> list[tuple[str, float]]:
    """List modules with the milliseconds that importing each takes, what it imports included."""
    command = [sys.executable, "-X", "importtime", "-c", "import rag.cli.main"]
    trace = subprocess.run(command, capture_output=True, text=True, check=True).stderr  # noqa: S603
    rows = [line.split("|") for line in trace.splitlines() if line.count("|") == 2]
    times = [(name.strip(), int(us) / 1000) for _, us, name in rows if us.strip().isdigit()]
    return sorted(times, key=lambda row: -row[1])[:IMPORTS]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and show."""
    parser = argparse.ArgumentParser(prog="python -m eval.timing.start")
    parser.add_argument("archive")
    parser.add_argument("question")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args(arguments)
    console = Console()
    totals, parts = [], []
    for _ in range(options.rounds):
        totals.append(whole(options.archive, options.question))
        parts.append(split(options.archive, options.question))
    table = Table("part", "ms", "processor ms", title=f"median of {options.rounds} cold starts")
    for laps in zip(*parts, strict=True):
        wall, cpu = (1000 * statistics.median(lap[i] for lap in laps) for i in (1, 2))
        table.add_row(laps[0][0], f"{wall:.0f}", f"{cpu:.0f}")
    table.add_row("hemeroteca ask, whole process", f"{1000 * statistics.median(totals):.0f}", "")
    console.print(table)
    table = Table("import, with what it imports", "ms")
    for name, ms in imports():
        table.add_row(name, f"{ms:.0f}")
    console.print(table)


if __name__ == "__main__":
    sys.exit(exits.status_of(main))
