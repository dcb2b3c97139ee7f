"""Fits the sentence reader: which sentence answers, and how sure that is.

    python -m eval.fit_sentences [DATASET] [--passages FILE] [--questions 500]

DATASET is the tuning half of the built-in set, or a SQuAD file.

First a logistic regression over sentences (does this one hold the gold answer?) gives the
ranking weights; then a second one over questions (is the best sentence right?),
unanswerable ones included, turns the best log odds into a confidence. Prints the
constants of ``rag/reading.py``. Questions are sampled with a fixed seed.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from eval import datasets
from eval.text_metrics import normalize
from eval.types import Question
from index import Hit, HybridIndex
from rag.reading import PASSAGES, SentenceReader

SEED: Final = 20250814
RIDGE: Final = 1e-3


@dataclass(frozen=True, slots=True)
class Example:
    """A question's sentences: features (sentences, 4), and which hold the answer."""

    features: NDArray[np.float64]
    right: NDArray[np.bool_]
    answerable: bool


def example(
    question: Question, gold: frozenset[str], reader: SentenceReader, index: HybridIndex
) -> Example | None:
    """The question as the reader meets it; ``None`` when there is nothing to read."""
    hits: list[Hit] = index.search(question.text, PASSAGES)
    sentences = reader.sentences(question.text, hits)
    if not sentences:
        return None
    cosines = reader.cosines(question.text, sentences)
    answers = [normalize(answer) for answer in question.answers]
    right = [
        hits[s.rank].passage.text in gold
        and any(answer and answer in normalize(s.text) for answer in answers)
        for s in sentences
    ]
    features = [reader.features(s, float(c), hits) for s, c in zip(sentences, cosines, strict=True)]
    return Example(np.array(features), np.array(right, bool), question.answerable)


def logistic(features: NDArray[np.float64], labels: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Weights (1 + features), bias first, of a ridge logistic regression."""
    design = np.column_stack([np.ones(len(features)), features])
    signs = np.where(labels, 1.0, -1.0)

    def loss(weights: NDArray[np.float64]) -> float:
        margins = signs * (design @ weights)
        return float(np.logaddexp(0, -margins).mean() + RIDGE * (weights[1:] ** 2).sum())

    result: NDArray[np.float64] = minimize(loss, np.zeros(design.shape[1]), method="BFGS").x
    return result


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(prog="python -m eval.fit_sentences")
    parser.add_argument("dataset", nargs="?", default="builtin")
    parser.add_argument("--passages", type=Path, action="append", default=[])
    parser.add_argument("--questions", type=int, default=500)
    options = parser.parse_args(arguments)
    dataset = datasets.load(options.dataset, more_passages=options.passages, split="tune")
    texts = {passage.id: passage.text for passage in dataset.passages}
    index = HybridIndex.from_texts(
        list(texts.values()), titles=[passage.headline for passage in dataset.passages]
    )
    reader = SentenceReader(index)
    questions = random.Random(SEED).sample(  # noqa: S311
        dataset.questions, min(options.questions, len(dataset.questions))
    )
    examples = []
    for number, question in enumerate(questions, 1):
        gold = frozenset(texts[id] for id in question.relevant)
        examples.append(example(question, gold, reader, index))
        print(f"\r{number}/{len(questions)}", end="", file=sys.stderr)
    usable = [each for each in examples if each is not None]
    found = [each for each in usable if each.right.any()]
    weights = logistic(
        np.concatenate([each.features for each in found]),
        np.concatenate([each.right for each in found]),
    )
    odds = [weights[0] + each.features @ weights[1:] for each in usable]
    best = np.array([each.max() for each in odds])
    right = np.array(
        [bool(e.right[o.argmax()]) and e.answerable for e, o in zip(usable, odds, strict=True)]
    )
    bias, slope = logistic(best[:, None], right)
    answerable = np.array([each.answerable for each in usable])
    print(f"\nfeatures: {np.round(weights, 2).tolist()}; confidence: {bias:.2f} {slope:.2f}")
    print(
        f"questions {len(usable)}, answerable {answerable.sum()}, "
        f"sentence right {right[answerable].mean():.3f}, "
        f"right one among those compared {len(found) / answerable.sum():.3f}"
    )


if __name__ == "__main__":
    main()
