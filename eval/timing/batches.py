"""Times questions asked by the hundred beside others asked one by one.

    python -m eval.timing.batches [--rounds 8] [--questions 13] [--archive FOLDER]

Both ways are timed turn about in one process, since what else the machine does changes from minute
to minute, and no question is asked twice: whichever way came second would profit from what was
worked out for the first. Which way is first and which questions it gets change from round to round;
what counts is the questions a second over all rounds.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from rich.console import Console
from rich.table import Table

from eval import exits
from eval.datasets import registry
from eval.measures.latency import sample
from rag import Archive
from rag.sample import NOTES

ROUNDS: Final = 8
QUESTIONS: Final = 13
"""To each way in a round: the tuning half has 217."""


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds that as many questions took, asked one by one and as a batch."""

    questions: int
    single: float
    batch: float

    @property
    def ratio(self) -> float:
        """How many times the questions a second."""
        return self.single / self.batch


def measure(archive: Archive, questions: Sequence[str], rounds: int) -> list[Round]:
    """Time both ways turn about.

    :param questions: enough for both ways in all rounds; none is asked twice.
    """
    size = len(questions) // (2 * rounds)
    measured = []
    for number in range(rounds):
        start = 2 * number * size
        first, second = questions[start : start + size], questions[start + size : start + 2 * size]
        own = {"single": first, "batch": second}
        if number // 2 % 2:
            own = {"single": second, "batch": first}
        ways: dict[str, Callable[[Sequence[str]], object]] = {
            "single": lambda part: [archive.ask(question) for question in part],
            "batch": archive.batch,
        }
        took: dict[str, float] = {}
        for name in reversed(ways) if number % 2 else ways:
            begun = time.perf_counter()
            ways[name](own[name])
            took[name] = time.perf_counter() - begun
        measured.append(Round(size, took["single"], took["batch"]))
    return measured


def overall(measured: Sequence[Round]) -> float:
    """The ratio of the questions a second over all rounds."""
    return sum(each.single for each in measured) / sum(each.batch for each in measured)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and show."""
    parser = argparse.ArgumentParser(prog="python -m eval.timing.batches")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--questions", type=int, default=QUESTIONS, help="to each way in a round")
    parser.add_argument("--archive", help="that of the sample notes unless another is named")
    options = parser.parse_args(arguments)
    dataset = registry.load(registry.BUILTIN, split="tune")
    questions = [question.text for question in dataset.questions]
    questions = list(dict.fromkeys(questions))
    questions = sample(questions, min(len(questions), 2 * options.rounds * options.questions))
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
    median = statistics.median(each.ratio for each in measured)
    print(f"ratio over all rounds {overall(measured):.2f}, median of the rounds {median:.2f}")


if __name__ == "__main__":
    sys.exit(exits.status_of(main))
