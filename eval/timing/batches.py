"""Times questions asked by the hundred beside the same asked one by one.

    python -m eval.timing.batches [--rounds 8] [--questions 20] [--archive FOLDER]

Both are timed turn about in one process, each round with questions of its own, since what else the
machine does changes from minute to minute; the median of the rounds' ratios counts.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from rich.console import Console
from rich.table import Table

from eval.datasets import registry
from eval.measures.latency import sample
from rag import Archive
from rag.sample import NOTES

ROUNDS: Final = 8
QUESTIONS: Final = 20


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds that the same questions took, asked one by one and as a batch."""

    questions: int
    single: float
    batch: float

    @property
    def ratio(self) -> float:
        """How many times the questions a second."""
        return self.single / self.batch


def measure(archive: Archive, questions: Sequence[str], rounds: int) -> list[Round]:
    """Time both ways turn about.

    :param questions: as many to a round as there are for all rounds.
    """
    size = len(questions) // rounds
    measured = []
    for number in range(rounds):
        part = questions[number * size : (number + 1) * size]
        ways: list[tuple[str, Callable[[], object]]] = [
            ("single", lambda part=part: [archive.ask(question) for question in part]),  # type: ignore[misc]
            ("batch", lambda part=part: archive.batch(part)),  # type: ignore[misc]
        ]
        took: dict[str, float] = {}
        for name, way in reversed(ways) if number % 2 else ways:
            start = time.perf_counter()
            way()
            took[name] = time.perf_counter() - start
        measured.append(Round(size, took["single"], took["batch"]))
    return measured


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and show."""
    parser = argparse.ArgumentParser(prog="python -m eval.timing.batches")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--questions", type=int, default=QUESTIONS, help="in each round")
    parser.add_argument("--archive", help="that of the sample notes unless another is named")
    options = parser.parse_args(arguments)
    dataset = registry.load(registry.BUILTIN, split="tune")
    questions = [question.text for question in dataset.questions]
    questions = list(dict.fromkeys(questions))
    questions = sample(questions, min(len(questions), options.rounds * options.questions))
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.open(options.archive or folder)
        if not options.archive:
            archive.add(NOTES)
        for question in questions[:3]:
            archive.ask(question)
        measured = measure(archive, questions, options.rounds)
        archive.close()
    table = Table(title=f"{os.cpu_count()} cores, questions a second")
    for name in ("round", "one by one", "batch", "ratio"):
        table.add_column(name, justify="right")
    for number, each in enumerate(measured, 1):
        single, batch = (f"{each.questions / took:.2f}" for took in (each.single, each.batch))
        table.add_row(str(number), single, batch, f"{each.ratio:.2f}")
    Console().print(table)
    print(f"median ratio {statistics.median(each.ratio for each in measured):.2f}")


if __name__ == "__main__":
    main()
