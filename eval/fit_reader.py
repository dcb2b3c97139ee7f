"""Fits what the reader's scores mean, on questions it was not trained on.

    python -m eval.fit_reader squad_es_dev.json builtin --passages squad_es_train.json --card

First a logistic regression over passages (is this passage's span right?) gives the weights
of the passage's order; then a second one over questions (is the best passage's span
right?), unanswerable ones included, turns the best log odds into a confidence. Articles
are split in two: weights come from one half, the figures printed from the other. The
built-in tuning half joins in with ``--builtin``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eval import datasets, text_metrics
from eval.abstention import auroc
from eval.fit_sentences import logistic
from eval.types import Dataset, Question
from index import HybridIndex
from index.encoder import BundledEncoder, load_default
from rag.reader.evidence import FEATURES
from rag.reader.model import CARD, FOLDER
from rag.reader.span_reader import SpanReader

DEEP: Final = 10
"""Passages read of each question."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question's passages in the order of the search.

    :param features: float64 (passages, features), as :data:`~rag.reader.evidence.FEATURES`.
    :param right: bool (passages,): the passage is relevant and its span acceptable.
    :param gold: bool (passages,): the passage is relevant.
    :param part: which half of the articles the question belongs to.
    """

    features: NDArray[np.float64]
    right: NDArray[np.bool_]
    gold: NDArray[np.bool_]
    answerable: bool
    part: int


def examples(dataset: Dataset, encoder: BundledEncoder, every: int) -> Iterator[Example]:
    """Each question as the reader meets it.

    :param every: every so many-th question only.
    """
    index = HybridIndex.from_texts(
        [passage.text for passage in dataset.passages],
        encoder=encoder,
        titles=[passage.headline for passage in dataset.passages],
    )
    reader = SpanReader()
    articles = sorted({passage.document or passage.title for passage in dataset.passages})
    homes = {p.id: articles.index(p.document or p.title) % 2 for p in dataset.passages}
    questions = dataset.questions[::every]
    for number, question in enumerate(questions, 1):
        hits = index.search(question.text, DEEP)
        features, right, gold = [], [], []
        for found, seen in reader.found(question.text, hits):
            passage = dataset.passages[int(found.hit.passage.source)]
            value = found.hit.passage.text[slice(*found.value)]
            features.append(seen)
            gold.append(passage.id in question.relevant)
            right.append(gold[-1] and text_metrics.right(value, question.answers))
        print(f"\r{number}/{len(questions)}", end="", file=sys.stderr)
        if features:
            yield Example(
                np.array(features),
                np.array(right, bool),
                np.array(gold, bool),
                question.answerable,
                _part(question, homes),
            )


def _part(question: Question, homes: dict[str, int]) -> int:
    about = question.about or next(iter(question.relevant), "")
    return homes.get(about, len(question.id) % 2)


def fit(found: Sequence[Example]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Bias and weights of the passages, bias and slope of the confidence."""
    weights = logistic(
        np.concatenate([each.features for each in found]),
        np.concatenate([each.right for each in found]),
    )
    best = np.array([(each.features @ weights[1:]).max() for each in found])
    right = np.array([each.right[(each.features @ weights[1:]).argmax()] for each in found])
    return weights, logistic(best[:, None], right)


def figures(found: Sequence[Example], weights: NDArray[np.float64]) -> dict[str, float]:
    """What the weights reach: the right passage first, before and after, and knowing when not."""
    odds = [each.features @ weights[1:] for each in found]
    asked = [(each, odd) for each, odd in zip(found, odds, strict=True) if each.answerable]
    best = [float(odd.max()) for odd in odds]
    area = auroc(best, [each.answerable for each in found])
    return {
        "recall@1 before": float(np.mean([each.gold[0] for each, _ in asked])),
        "recall@1 after": float(np.mean([each.gold[odd.argmax()] for each, odd in asked])),
        "right": float(np.mean([each.right[odd.argmax()] for each, odd in asked])),
        "auroc": area if area is not None else float("nan"),
        "auroc right": auroc(
            best, [bool(e.right[o.argmax()]) for e, o in zip(found, odds, strict=True)]
        )
        or float("nan"),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(prog="python -m eval.fit_reader")
    parser.add_argument("datasets", nargs="+")
    parser.add_argument("--passages", type=Path, action="append", default=[])
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--card", action="store_true", help="write to the reader's card")
    parser.add_argument("--features", type=Path, help="keep what was read, for study")
    options = parser.parse_args(arguments)
    encoder = load_default()
    found: list[Example] = []
    for name in options.datasets:
        more = [] if name == datasets.BUILTIN else options.passages
        dataset = datasets.load(name, more_passages=more, split="tune")
        found += examples(dataset, encoder, options.every)
    if options.features:
        np.savez(
            options.features,
            features=np.concatenate([each.features for each in found]),
            right=np.concatenate([each.right for each in found]),
            gold=np.concatenate([each.gold for each in found]),
            counts=[len(each.features) for each in found],
            answerable=[each.answerable for each in found],
            part=[each.part for each in found],
        )
    for part in (0, 1):
        weights, _ = fit([each for each in found if each.part != part])
        seen = figures([each for each in found if each.part == part], weights)
        print(f"\nhalf {part}: { {name: round(value, 4) for name, value in seen.items()} }")
    weights, confidence = fit(found)
    stored = {
        "weights": {n: round(float(w), 4) for n, w in zip(FEATURES, weights[1:], strict=True)},
        "confidence": [round(float(value), 4) for value in confidence],
    }
    print(json.dumps(stored))
    if options.card:
        path = FOLDER / CARD
        card = {**json.loads(path.read_text(encoding="utf-8")), "calibration": stored}
        path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
