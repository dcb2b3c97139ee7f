"""Measures whether an archive on a server ranks as the same archive in a folder does.

    python -m eval.growth.agreement postgresql://role@host/database [--dataset SQUAD]
                                    [--passages SQUAD]… [--questions N] [--json FILE]

The passages of a question set are put into a folder and copied into the empty database
(:mod:`index.transfer.copying`), which is empty again in the end. Every question is put to both: the
share of those that have the same passages in the same order to the tenth place, the largest
difference of a score, and what the index of vectors alone finds of the really nearest ten.

JSON: {"passages", "questions", "same_order", "largest_difference", "recall", "different": [question
…]}.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from rich.console import Console

from eval import exits
from eval.cache import EmbeddingCache, default_folder
from eval.datasets.types import Dataset
from eval.growth.archives import begin, check_empty, command, forget
from eval.growth.measuring import DEPTH
from eval.measures.latency import sample
from index import HybridIndex
from index.encoders.loading import load_default
from index.postgres.address import Address
from index.postgres.backend import PostgresIndex
from index.postgres.search import nearest
from index.transfer import copying
from index.transfer.sides import FolderSide, ServerSide
from index.types import Hit

QUESTIONS: Final = 1_000

SHOWN: Final = 20
"""Questions told of those whose order differs."""


def measure(folder: HybridIndex, server: PostgresIndex, questions: Sequence[str]) -> dict[str, Any]:
    """Compare what both find.

    :param server: of the same documents.
    """
    different, largest = list[str](), 0.0
    for question in questions:
        one, other = folder.search(question, DEPTH), server.search(question, DEPTH)
        if [_place(hit) for hit in one] != [_place(hit) for hit in other]:
            different.append(question)
        scores = {_place(hit): hit.score for hit in one}
        shared = [abs(scores[_place(h)] - h.score) for h in other if _place(h) in scores]
        largest = max(largest, *shared, 0.0)
    return {
        "passages": server.count_passages(),
        "questions": len(questions),
        "same_order": 1 - len(different) / len(questions),
        "largest_difference": largest,
        "recall": recall(server, questions),
        "different": different[:SHOWN],
    }


def _place(hit: Hit) -> tuple[str, int]:
    return hit.passage.document, hit.passage.start


def recall(server: PostgresIndex, questions: Sequence[str]) -> float:
    """Return the share of the really nearest ten that the index of vectors proposes, made for
    however few passages."""
    many = nearest.EXACT_UP_TO + 1
    nearest.prepare(server, many, server.encoder.dimension)
    shares = []
    with server.reading():
        for question in questions:
            vector = server.encode_query(question)
            proposed = nearest.nearest(server, vector, DEPTH, many, None)
            right = nearest.nearest(server, vector, DEPTH, 0, None)
            shares.append(len(set(proposed) & set(right)) / max(len(right), 1))
    return float(np.mean(shares))


def archives(dataset: Dataset, address: str) -> tuple[HybridIndex, PostgresIndex]:
    """Make an archive of the set's passages in a folder, and copy it to a server."""
    encoder, cache = load_default(), EmbeddingCache(default_folder())
    folder = HybridIndex.from_texts(
        [passage.text for passage in dataset.passages],
        encoder=encoder,
        titles=[passage.headline for passage in dataset.passages],
        vectors=cache.vectors(encoder, "passages", [p.searched for p in dataset.passages]),
    )
    server = PostgresIndex(Address.parse(address), encoder)
    copying.copy(FolderSide(folder), ServerSide(server), ())
    return folder, server


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and show."""
    parser = command("eval.growth.agreement")
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    options, dataset = begin(parser, arguments)
    questions = sample([question.text for question in dataset.questions], options.questions)
    check_empty(options.address)
    try:
        folder, server = archives(dataset, options.address)
        result = measure(folder, server, questions)
        server.close()
        folder.close()
    finally:
        forget(options.address)
    if options.json:
        text = json.dumps(result, indent=1, ensure_ascii=False)
        options.json.write_text(text + "\n", encoding="utf-8")
    Console().print(result)


if __name__ == "__main__":
    sys.exit(exits.status_of(main))
