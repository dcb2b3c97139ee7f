"""How well the verifier and the rules tell statements apart, by kind of fault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rag.training.verifier.statements import Statement
from rag.writer.details.faults import faults
from rag.writer.gaps.asking import Heard
from rag.writer.verifier import Margins, Scale

FEWEST: Final = 5
"""Statements of a kind under which no figure is given."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement with what was said of it.

    :param margins: of the networks.
    :param share: of its words that the passage holds.
    :param ruled: whether the rules find a fault.
    """

    statement: Statement
    margins: Margins
    share: float
    heard: Heard = field(default_factory=Heard)
    ruled: bool = False

    @property
    def supported(self) -> bool:
        """Whether the passage does carry it."""
        return self.statement.label == "supported"


def auroc(scores: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """The chance that a right one has the higher score; of equals one half."""
    order = np.sort(scores[~right])
    below = np.searchsorted(order, scores[right], "left")
    equal = np.searchsorted(order, scores[right], "right") - below
    return float((below + equal / 2).mean() / len(order))


def figures(judged: Sequence[Judged], chances: Sequence[float], threshold: float) -> dict[str, Any]:
    """Accuracy and AUROC in all and for each kind of fault, and how many faults are caught by the
    rules, by the network, and by both together."""
    scores = np.array(chances, np.float64)
    right = np.array([each.supported for each in judged], bool)
    ruled = np.array([each.ruled for each in judged], bool)
    shown = (scores >= threshold) & ~ruled
    ranked = np.where(ruled, scores - 1, scores)  # of two refused the network has the order
    made: dict[str, Any] = {
        "statements": len(judged),
        "accuracy": round(float((shown == right).mean()), 3),
        "auroc_network": round(auroc(scores, right), 3),
        "auroc": round(auroc(ranked, right), 3),
        "supported_shown": round(float(shown[right].mean()), 3),
        "faults_caught": round(float((~shown)[~right].mean()), 3),
        "kinds": {},
    }
    kinds = sorted({each.statement.kind for each in judged if not each.supported})
    groups = {kind: [each.statement.kind == kind for each in judged] for kind in kinds}
    groups |= {
        label: [each.statement.label == label for each in judged]
        for label in ("contradicted", "unsupported")
    }
    for name, of_kind in groups.items():
        wrong = np.array(of_kind, bool) & ~right
        if wrong.sum() < FEWEST:
            continue
        both = wrong | right
        made["kinds"][name] = {
            "statements": int(wrong.sum()),
            "auroc": round(auroc(ranked[both], right[both]), 3),
            "caught_by_rules": round(float(ruled[wrong].mean()), 3),
            "caught": round(float((~shown)[wrong].mean()), 3),
        }
    return made


def is_ruled_out(statement: Statement) -> bool:
    """Whether the rules find a fault, with all that the check knows of the passage."""
    told = "\n".join(filter(None, (statement.told, statement.passage)))
    return any(faults(statement.text, told, statement.day))


def fitted(sets: Sequence[Sequence[Judged]], steps: int = 6_000) -> Scale:
    """A logistic regression by gradient descent, in which each set counts as much as another.

    What the rules refuse is left out, since it is refused whatever else is said of it. To be behind
    counts against a sentence or not at all, and so does what the second network says.
    """
    judged = [(each, len(own)) for own in sets for each in own if not each.ruled]
    x = np.array([_signs(each) for each, _ in judged])
    y = np.array([each.supported for each, _ in judged], float)
    counts = np.array([1 / size for _, size in judged])
    counts /= counts.sum()
    spread = np.maximum(np.sqrt((x**2).mean(0)), 1e-6)
    scaled, weights = x / spread, np.zeros(x.shape[1])
    free = np.arange(x.shape[1]) < len(_FREE)
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        weights -= 0.5 * scaled.T @ ((chance - y) * counts)
        weights = np.where(free, weights, np.maximum(weights, 0))
    return Scale(*(round(float(value), 4) for value in weights / spread))


_FREE: Final = ("supported", "words", "bias", "asked")
"""Weights that may be below 0; those of ``behind`` and ``read`` come after them."""


def _signs(judged: Judged) -> tuple[float, ...]:
    """What :class:`rag.writer.verifier.Scale` weighs, in its order."""
    said = judged.heard
    margins = judged.margins
    return (margins.seen, judged.share, 1.0, said.asked, said.behind, margins.read)


def threshold_of(chances: Sequence[float], judged: Sequence[Judged], kept: float) -> float:
    """The chance above which that share of the supported statements lies."""
    scores = sorted(c for c, each in zip(chances, judged, strict=True) if each.supported)
    return scores[int((1 - kept) * len(scores))]
