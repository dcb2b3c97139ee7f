"""What the reader's scores mean: which passage answers best, and how likely it is right.

The weights are fitted on questions that the network was not trained on
(``python -m eval.fit_reader``) and kept beside its own: calibrated for one network, they mean
nothing for another.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rag.reader.evidence import FEATURES


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic regression for a passage, and another for the best of several.

    :param weights: of each of :data:`~rag.reader.evidence.FEATURES`: log odds that the
        passage's span is right.
    :param confidence: bias and slope from those log odds to those of an answer as it is
        given: the best of several is picked because it scores high, so it is right less
        often than a passage on its own.
    """

    weights: tuple[float, ...]
    confidence: tuple[float, float]

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Calibration:
        """From the card beside the weights."""
        bias, slope = stored["confidence"]
        weights = tuple(float(stored["weights"][name]) for name in FEATURES)
        return cls(weights, (float(bias), float(slope)))

    def odds(self, features: Sequence[float]) -> float:
        """How well a passage answers, comparable across the passages of a question."""
        return sum(w * f for w, f in zip(self.weights, features, strict=True))

    def probability(self, odds: float) -> float:
        """That the answer is right."""
        bias, slope = self.confidence
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, bias + slope * odds))))
