"""Times the int8 encoder against plain sentence-transformers in fp32, in one run.

    python -m eval.timing.encoders [--dataset builtin|FILE …] [--texts 60]

Passages as they are indexed, title first, through ``encode_passages`` and through
``SentenceTransformer.encode_document`` as it comes (batches of 32 sorted by length, as many
threads as torch takes), turn and turn about, so that a noisy machine is noisy to both; the
median of the rounds counts. What int8 costs retrieval is measured by
``python -m eval retrieval`` with and without ``--encoder reference``.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from eval import exits
from eval.datasets import registry
from eval.measures.latency import sample
from index.encoders import loading

ROUNDS: Final = 3


def seconds(run: Callable[[], object]) -> float:
    """Time a call."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def compare(name: str, texts: Sequence[str], table: Table) -> None:
    """Time both on the same texts and add a row."""
    int8, fp32 = loading.load_default(), loading.load_reference()
    compressed = partial(int8.encode_passages, texts)
    plain = partial(fp32.model.encode_document, texts, show_progress_bar=False)
    cosines = (compressed() * plain()).sum(axis=1)  # and both are warm
    rounds = [(seconds(compressed), seconds(plain)) for _ in range(ROUNDS)]
    ours, theirs = (len(texts) / statistics.median(each) for each in zip(*rounds, strict=True))
    ratio = statistics.median(theirs_s / ours_s for ours_s, theirs_s in rounds)
    tokens = statistics.mean(map(int8.count_tokens, texts))
    table.add_row(
        name,
        f"{tokens:.0f}",
        f"{ours:.1f}",
        f"{theirs:.1f}",
        f"{ratio:.2f}",
        f"{cosines.mean():.4f}",
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and show."""
    parser = argparse.ArgumentParser(prog="python -m eval.timing.encoders")
    parser.add_argument("--dataset", action="append", help="the built-in passages unless given")
    parser.add_argument("--texts", type=int, default=60, help="passages of each a round")
    options = parser.parse_args(arguments)
    sets = {
        name: registry.load(name, split="all") for name in options.dataset or [registry.BUILTIN]
    }
    queries = [question.text for question in sample(next(iter(sets.values())).questions)]
    int8 = loading.load_default()
    int8.encode_queries(queries[:1])
    # Before torch is there, whose threads would be in the queries' way.
    query_ms = [1000 * seconds(partial(int8.encode_queries, [query])) for query in queries]
    table = Table(
        "passages a second",
        "tokens",
        "int8, ONNX Runtime",
        "fp32, encode_document",
        "ratio",
        "cosine",
    )
    for name, dataset in sets.items():
        texts = [passage.searched for passage in sample(dataset.passages, options.texts)]
        compare(Path(name).stem, texts, table)
    console = Console()
    console.print(table)
    console.print(f"A query, int8: median {statistics.median(query_ms):.1f} ms")


if __name__ == "__main__":
    sys.exit(exits.status_of(main))
