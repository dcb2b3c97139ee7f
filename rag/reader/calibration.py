"""What the reader's scores mean: which passage answers best, and how likely it is right.

The weights are fitted on questions that the network was not trained on
(``python -m eval.fit_reader``) and kept beside its own: calibrated for one network, they
mean nothing for another.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from rag.reader.spans import Span

THRESHOLD: Final = 0.35
"""Confidence under which nothing is asserted, unless the card says another, as that of the shipped
reader does: .40. On the tuning clusters .40 answers 77 % of the answerable questions, 69 % of what
it says is right, and it answers 19 % of those that the archive only speaks of; .35 answers 83 %
(66 % right) and 27 %. On the built-in tuning half .40 answers 73 % (70 % right) and 23 %."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Which passage of several, and with what confidence.

    :param here: weight of how far a span is over "not here", in the order of the passages.
    :param search: that of the passage's score in the search, 0…1.
    :param bias: of the log odds that an answer is right.
    :param slope: of the same, over the window's own judgement whether it answers at all.
    :param beside: bias and slope of the log odds that a passage answers which is not the
        first, over how far its span is over "not here".
    :param threshold: confidence under which nothing is asserted.
    """

    here: float
    search: float
    bias: float
    slope: float
    beside: tuple[float, float]
    threshold: float = THRESHOLD

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """From the card beside the weights."""
        here, search, bias, slope = (float(stored[n]) for n in ("here", "search", "bias", "slope"))
        beside = float(stored["beside"][0]), float(stored["beside"][1])
        threshold = float(stored.get("threshold", THRESHOLD))
        return cls(here, search, bias, slope, beside, threshold)

    def order(self, span: Span, search: float) -> float:
        """How well a passage answers, to be compared with the others of its question."""
        return self.here * span.here + self.search * search

    def first(self, span: Span) -> float:
        """That the span of the first passage is right, 0…1."""
        return _probability(self.bias + self.slope * span.answerable)

    def further(self, span: Span) -> float:
        """That the span of another passage is right too, 0…1."""
        bias, slope = self.beside
        return _probability(bias + slope * span.here)


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))
