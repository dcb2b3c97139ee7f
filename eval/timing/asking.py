"""Times ``ask`` with the reader as it is and with one that reads every passage whole.

    python -m eval.timing.asking [--dataset builtin|FILE] [--passages FILE …] [--questions 150]

Question by question, turn and turn about, so that a noisy machine is noisy to both; the
quality of both stands beside the time.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from eval import exits
from eval.cache import EmbeddingCache, default_folder
from eval.datasets import registry
from eval.datasets.types import Dataset
from eval.measures import text_metrics
from eval.measures.latency import WARM_UP, Latency, sample
from index import HybridIndex
from index.encoders.loading import load_default
from rag import Archive
from rag.answers.extractive import ExtractiveAnswerer
from rag.answers.types import Answer
from rag.reader.model import Model
from rag.reader.span_reader import SpanReader

QUESTIONS = 150


def archives(dataset: Dataset, cache: EmbeddingCache) -> dict[str, Archive]:
    """Open the product, and the same with a thorough reader, over one index and one network."""
    encoder, model = load_default(), Model()
    searched = [passage.searched for passage in dataset.passages]
    index = HybridIndex.from_texts(
        [passage.text for passage in dataset.passages],
        encoder=encoder,
        titles=[passage.headline for passage in dataset.passages],
        vectors=cache.vectors(encoder, "passages", searched),
    )
    return {
        "as it is": Archive(index, ExtractiveAnswerer(SpanReader(model))),
        "every passage whole": Archive(index, ExtractiveAnswerer(SpanReader(model, thorough=True))),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and show."""
    parser = argparse.ArgumentParser(prog="python -m eval.timing.asking")
    parser.add_argument("--dataset", default=registry.BUILTIN)
    parser.add_argument("--passages", type=Path, action="append", default=[])
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    options = parser.parse_args(arguments)
    dataset = registry.load(options.dataset, more_passages=options.passages, split="tune")
    questions = sample([q for q in dataset.questions if q.answerable], options.questions)
    systems = archives(dataset, EmbeddingCache(default_folder()))
    for question in questions[:WARM_UP]:
        for archive in systems.values():
            archive.ask(question.text)
    ms: dict[str, list[float]] = {name: [] for name in systems}
    answers: dict[str, list[Answer]] = {name: [] for name in systems}
    for number, question in enumerate(questions):
        order = list(systems.items())
        for name, archive in order if number % 2 else reversed(order):
            start = time.perf_counter()
            answers[name].append(archive.ask(question.text, abstain=False))
            ms[name].append(1000 * (time.perf_counter() - start))
    table = Table("ask", "p50 ms", "p95 ms", "F1", "EM", "sources cited")
    for name, own in answers.items():
        latency = Latency.of(ms[name])
        f1, exact = (
            100
            * np.mean([measure(a.answer, q.answers) for a, q in zip(own, questions, strict=True)])
            for measure in (text_metrics.f1, text_metrics.exact_match)
        )
        table.add_row(
            name,
            f"{latency.p50:.0f}",
            f"{latency.p95:.0f}",
            f"{f1:.1f}",
            f"{exact:.1f}",
            f"{np.mean([len(answer.citations) for answer in own]):.2f}",
        )
    ours, whole = answers.values()
    same = np.mean([a.answer == b.answer for a, b in zip(ours, whole, strict=True)])
    ours_ms, whole_ms = (np.array(times) for times in ms.values())
    ratio = np.median(ours_ms / whole_ms)
    console = Console()
    console.print(table)
    console.print(
        f"{len(questions)} questions over {len(dataset.passages)} passages; the same answer "
        f"{same:.1%}; time of a question by turns, median {ratio:.2f} of reading all"
    )


if __name__ == "__main__":
    sys.exit(exits.status_of(main))
