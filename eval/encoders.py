"""Times the int8 encoder against plain sentence-transformers in fp32, in one run.

    python -m eval.encoders [--texts 60]

The paragraphs of the sample archive, turn and turn about, so that a noisy machine is
noisy to both; the median of the rounds counts. What int8 costs retrieval is measured by
``python -m eval retrieval`` with and without ``--encoder reference``.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from rich.console import Console
from rich.table import Table

from eval import builtin
from index import encoder

ROUNDS: Final = 3


def seconds(run: Callable[[], object]) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and show."""
    parser = argparse.ArgumentParser(prog="python -m eval.encoders")
    parser.add_argument("--texts", type=int, default=60, help="passages a round")
    options = parser.parse_args(arguments)
    dataset = builtin.load("all")
    texts = [passage.text for passage in dataset.passages][: options.texts]
    queries = [question.text for question in dataset.questions][: options.texts]
    int8 = encoder.load_default()
    int8.encode_queries(queries[:1])
    query_ms = [1000 * seconds(partial(int8.encode_queries, [query])) for query in queries]
    fp32 = encoder.load_reference()  # only now: torch's threads would be in the queries' way
    cosines = (int8.encode_passages(texts) * fp32.encode_passages(texts)).sum(axis=1)
    compressed = partial(int8.encode_passages, texts)
    plain = partial(fp32.model.encode, texts, show_progress_bar=False)
    rounds = [(seconds(compressed), seconds(plain)) for _ in range(ROUNDS)]
    table = Table("", "int8, ONNX Runtime", "fp32, SentenceTransformer.encode", "ratio")
    ours, theirs = (len(texts) / statistics.median(each) for each in zip(*rounds, strict=True))
    ratio = statistics.median(theirs_s / ours_s for ours_s, theirs_s in rounds)
    table.add_row("passages a second", f"{ours:.1f}", f"{theirs:.1f}", f"{ratio:.2f}")
    table.add_row("query, median ms", f"{statistics.median(query_ms):.1f}", "", "")
    table.add_row("cosine to fp32, mean", f"{cosines.mean():.4f}", "1", "")
    Console().print(table)


if __name__ == "__main__":
    main()
