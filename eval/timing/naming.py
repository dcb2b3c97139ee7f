"""What recognising names adds to encoding: both on the same passages, in turns, in one run.

    python -m eval.timing.naming [--passages 80] [--rounds 3] [--json FILE]

Processor time rather than the clock's, so that what else the machine does counts little.

JSON: {"passages", "rounds", "encoded_s", "named_s", "ratio"}; medians of the rounds.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from statistics import median

from eval import exits
from eval.datasets import builtin
from eval.files import write_json
from index.encoders.loading import load_default
from index.text.searched_text import searchable
from rag.entities.labels import read_sample


def seconds(call: Callable[[], object]) -> float:
    """Return the processor time of a call, of all threads."""
    start = time.process_time()
    call()
    return time.process_time() - start


def main(arguments: list[str] | None = None) -> None:
    """Measure and print the ratio."""
    parser = argparse.ArgumentParser(prog="python -m eval.timing.naming")
    parser.add_argument("--passages", type=int, default=80)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", help="where the figures go; «-» is the terminal")
    options = parser.parse_args(arguments)
    encoder = load_default()
    labelled = read_sample(builtin.SAMPLE_NAMES, builtin.SAMPLE, encoder)[: options.passages]
    texts = [searchable(each.title, each.text) for each in labelled]
    begins = [len(text) - len(each.text) for text, each in zip(texts, labelled, strict=True)]
    encoder.encode_and_name(texts[:2], begins[:2])
    rounds = [
        (
            seconds(lambda: encoder.encode_passages(texts)),
            seconds(lambda: encoder.encode_and_name(texts, begins)),
        )
        for _ in range(options.rounds)
    ]
    plain, named = (median(column) for column in zip(*rounds, strict=True))
    print(f"{len(texts)} passages: {plain:.2f} s encoded, {named:.2f} s encoded and named")
    print(f"ratio {named / plain:.3f}")
    figures = {
        "passages": len(texts),
        "rounds": options.rounds,
        "encoded_s": plain,
        "named_s": named,
        "ratio": named / plain,
    }
    write_json(figures, options.json)


if __name__ == "__main__":
    sys.exit(exits.status_of(main))
