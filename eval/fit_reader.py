"""Fits what the reader's scores mean, on questions it was not trained on.

    python -m eval.fit_reader squad_es_dev.json builtin cumulos_train.jsonl
                              --passages squad_es_train.json --every 4 --card

Two weights order the passages of a question, fitted so that the one that answers comes
first (softmax over its passages); a logistic regression turns the first one's judgement
"answerable" into the chance that its span is right, unanswerable questions included.
Another one gives the chance that a further passage answers too; it is fitted on the
built-in set and the clusters alone, whose sources tell the same things, as those of SQuAD
do not.
Articles are split in two: the figures printed for a half come from weights of the other.
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
from scipy.optimize import minimize

from eval import exits
from eval.datasets import clusters, registry
from eval.datasets.types import Dataset, PassageText, Question
from eval.measures import text_metrics
from eval.measures.abstention import auroc
from index import HybridIndex
from index.encoders.bundled import BundledEncoder
from index.encoders.loading import load_default
from rag.reader.model import CARD, FOLDER
from rag.reader.span_reader import READ, SpanReader
from rag.reader.spans import clean

RIDGE: Final = 1e-3
"""Of the weights, so that none runs away where a feature tells all."""

DEPTHS: Final = (1, 2, 3, 4, 6, 8, 10)
"""Passages read, for the curve of quality against time."""


def logistic(features: NDArray[np.float64], labels: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Fit the weights (1 + features), bias first, of a ridge logistic regression."""
    design = np.column_stack([np.ones(len(features)), features])
    signs = np.where(labels, 1.0, -1.0)

    def loss(weights: NDArray[np.float64]) -> float:
        margins = signs * (design @ weights)
        return float(np.logaddexp(0, -margins).mean() + RIDGE * (weights[1:] ** 2).sum())

    result: NDArray[np.float64] = minimize(loss, np.zeros(design.shape[1]), method="BFGS").x
    return result


@dataclass(frozen=True, slots=True)
class Example:
    """A question's passages in the order of the search.

    :param features: float64 (passages, 2): how far the span is over "not here", and the
        score of the search.
    :param answerable: float64 (passages,): the network's own judgement.
    :param right: bool (passages,): the passage is relevant and its span acceptable.
    :param gold: bool (passages,): the passage is relevant.
    :param part: which half of the articles the question belongs to.
    """

    features: NDArray[np.float64]
    answerable: NDArray[np.float64]
    right: NDArray[np.bool_]
    gold: NDArray[np.bool_]
    answered: bool
    part: int


def examples(dataset: Dataset, encoder: BundledEncoder, every: int) -> Iterator[Example]:
    """Yield each question as the reader meets it.

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
        features, answerable, right, gold = [], [], [], []
        for hit, span in reader.spans(question.text, index.search(question.text, DEPTHS[-1])):
            passage = dataset.passages[int(hit.passage.source)]
            start, end = clean(hit.passage.text, span.start, span.end, question.text)
            features.append((span.here, hit.score))
            answerable.append(span.answerable)
            gold.append(passage.id in question.relevant)
            right.append(
                gold[-1] and text_metrics.right(hit.passage.text[start:end], question.answers)
            )
        print(f"\r{number}/{len(questions)}", end="", file=sys.stderr)
        if features:
            yield Example(
                np.array(features),
                np.array(answerable),
                np.array(right, bool),
                np.array(gold, bool),
                question.answerable,
                _part(question, homes),
            )


def _part(question: Question, homes: dict[str, int]) -> int:
    about = question.about or next(iter(question.relevant), "")
    return homes.get(about, len(question.id) % 2)


def _are_related(name: str) -> bool:
    """Whether several articles of the set tell the same thing: the built-in set, clusters."""
    return name == registry.BUILTIN or name.endswith(".jsonl")


def _tuning_part(name: str, more: Sequence[Path]) -> Dataset:
    """The part of a set that may be tuned on; a ``.jsonl`` file holds clusters of articles, and
    those that were trained on are there to be found."""
    if not name.endswith(".jsonl"):
        more = [] if _are_related(name) else more
        return registry.load(name, more_passages=more, split="tune")
    tuning = {cluster.id for cluster in clusters.load(Path(name), part="tune")}
    passages, questions = [], []
    for cluster in clusters.load(Path(name)):
        for article in cluster.articles:
            for number, text in enumerate(article.paragraphs, 1):
                id_ = f"{cluster.id}#{article.id}.{number}"
                passages.append(
                    PassageText(id_, text, article.title, cluster.id, headline=article.title)
                )
        if cluster.id not in tuning:
            continue
        for number, question in enumerate((*cluster.questions, *cluster.followups)):
            places = [f"{cluster.id}#{answer.at}" for answer in question.answers]
            questions.append(
                Question(
                    id=f"{cluster.id}?{number}",
                    text=question.meaning or question.text,
                    answers=tuple(dict.fromkeys(answer.text for answer in question.answers)),
                    relevant=dict.fromkeys(places, 1),
                    answerable=bool(question.answers),
                    about=places[0] if places else f"{cluster.id}#{cluster.articles[0].id}.1",
                )
            )
    return Dataset(Path(name).stem, tuple(passages), tuple(questions))


def fit(examples: Sequence[Example]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Fit the weights of the order (here, search); bias and slope of the confidence."""
    order = _softmax([(e.features, e.gold) for e in examples if e.gold.any()])
    first = [int((each.features @ order).argmax()) for each in examples]
    judged = np.array([e.answerable[i] for e, i in zip(examples, first, strict=True)])
    right = np.array([e.right[i] for e, i in zip(examples, first, strict=True)])
    return order, logistic(judged[:, None], right)


def further(examples: Sequence[Example], order: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fit bias and slope of the chance that a passage read after the first answers too."""
    here: list[float] = []
    right: list[bool] = []
    for each in examples:
        later = (each.features[:READ] @ order).argsort()[::-1][1:]
        here += each.features[later, 0].tolist()
        right += each.right[later].tolist()
    return logistic(np.array(here)[:, None], np.array(right))


def _softmax(
    questions: Sequence[tuple[NDArray[np.float64], NDArray[np.bool_]]],
) -> NDArray[np.float64]:
    """Fit the weights under which the right passages have the greatest share of the softmax."""
    scale = np.concatenate([features for features, _ in questions]).std(axis=0)

    def loss(weights: NDArray[np.float64]) -> float:
        total = float(weights @ weights) / 2  # keeps weights finite where all is clear
        for features, gold in questions:
            odds = (features / scale) @ weights
            total += float(np.logaddexp.reduce(odds) - np.logaddexp.reduce(odds[gold]))
        return total

    weights: NDArray[np.float64] = minimize(loss, np.ones(2), method="Nelder-Mead").x / scale
    return weights


def figures(
    examples: Sequence[Example], order: NDArray[np.float64], deep: int
) -> dict[str, float | None]:
    """Measure what the weights reach on the first ``deep`` passages: the right one first, its span
    right, and knowing when there is no answer."""
    first = [int((each.features[:deep] @ order).argmax()) for each in examples]
    pairs = list(zip(examples, first, strict=True))
    answerable = [(each, i) for each, i in pairs if each.answered]
    judged = [float(each.answerable[i]) for each, i in pairs]
    return {
        "recall@1 before": float(np.mean([each.gold[0] for each, _ in answerable])),
        "recall@1": float(np.mean([each.gold[i] for each, i in answerable])),
        "right": float(np.mean([each.right[i] for each, i in answerable])),
        "auroc": auroc(judged, [each.answered for each in examples]),
        "auroc right": auroc(judged, [bool(each.right[i]) for each, i in pairs]),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(prog="python -m eval.fit_reader")
    parser.add_argument("datasets", nargs="+")
    parser.add_argument("--passages", type=Path, action="append", default=[])
    parser.add_argument("--every", type=int, default=1, help="of the questions of SQuAD sets")
    parser.add_argument("--card", action="store_true", help="write to the reader's card")
    options = parser.parse_args(arguments)
    encoder = load_default()
    sets: dict[str, list[Example]] = {}
    for name in options.datasets:
        dataset = _tuning_part(name, options.passages)
        sets[name] = list(examples(dataset, encoder, 1 if _are_related(name) else options.every))
    found = [each for part in sets.values() for each in part]
    for half in (0, 1):
        order, _ = fit([each for each in found if each.part != half])
        for name, part in sets.items():
            seen = [each for each in part if each.part == half]
            for deep in DEPTHS if seen else ():
                row = {k: v and round(v, 3) for k, v in figures(seen, order, deep).items()}
                print(f"{Path(name).stem}, half {half}, {len(seen)} questions, {deep} read: {row}")
    order, confidence = fit(found)
    values = (float(value) for value in (*order, *confidence))
    stored: dict[str, object] = {
        name: round(value, 4)
        for name, value in zip(("here", "search", "bias", "slope"), values, strict=True)
    }
    telling = [each for name, part in sets.items() if _are_related(name) for each in part]
    beside = further(telling or found, order)
    stored["beside"] = [round(float(value), 4) for value in beside]
    print(json.dumps(stored))
    if options.card:
        path = FOLDER / CARD
        card = {**json.loads(path.read_text(encoding="utf-8")), "calibration": stored}
        path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(exits.status_of(main))
