"""Measures whether the system knows when it does not know.

Three views of the confidence it gives: how well it tells answerable questions from
others (AUROC), how many errors are avoided by leaving out the least certain answers
(risk–coverage), and whether a confidence of 0.8 means right in 80 of 100 cases
(calibration error).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

#: The usual number; with some hundred questions a bin still holds tens of them.
BINS: Final = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like confidence: its mean, the share that was right, how many."""

    confidence: float
    accuracy: float
    count: int


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float | None:
    """Compute the chance that a positive case scores above a negative one, ties counting half.

    ``None`` when one of the two classes is empty.
    """
    score = np.asarray(scores, dtype=np.float64)
    truth = np.asarray(positive, dtype=bool)
    above, below = score[truth], np.sort(score[~truth])
    if not len(above) or not len(below):
        return None
    lower = np.searchsorted(below, above, side="left")
    not_higher = np.searchsorted(below, above, side="right")
    return float((lower + not_higher).sum() / (2 * len(above) * len(below)))


def risk_coverage(confidence: Sequence[float], right: Sequence[bool]) -> list[tuple[float, float]]:
    """Return the share answered and the share of those that is wrong, for every threshold.

    Answers of equal confidence come and go together, so a threshold that cannot be set
    makes no point of the curve.
    """
    order = np.argsort(-np.asarray(confidence, dtype=np.float64), kind="stable")
    sure = np.asarray(confidence, dtype=np.float64)[order]
    wrong = np.cumsum(~np.asarray(right, dtype=bool)[order])
    last = np.flatnonzero(np.append(np.diff(sure) != 0, [True] * bool(len(sure))))
    return [((int(i) + 1) / len(sure), float(wrong[i] / (int(i) + 1))) for i in last]


def reliability(
    confidence: Sequence[float],
    right: Sequence[bool],
    *,
    bins: int = BINS,
    binning: Literal["width", "mass"] = "mass",
) -> list[Bin]:
    """Put the answers into bins of like confidence, and leave out empty bins.

    :param binning: ``width`` cuts [0, 1] into equal parts; ``mass`` gives every bin the
        same number of answers, which is fairer where confidences crowd together.
    """
    order = np.argsort(np.asarray(confidence, dtype=np.float64), kind="stable")
    sure = np.asarray(confidence, dtype=np.float64)[order]
    hits = np.asarray(right, dtype=np.float64)[order]
    groups: list[npt.NDArray[np.intp]]
    if binning == "mass":
        groups = np.array_split(np.arange(len(sure)), bins)
    else:
        place = np.minimum((sure * bins).astype(np.intp), bins - 1)
        groups = [np.flatnonzero(place == number) for number in range(bins)]
    return [
        Bin(float(sure[group].mean()), float(hits[group].mean()), len(group))
        for group in groups
        if len(group)
    ]


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Compute the expected calibration error: mean distance of confidence and accuracy."""
    total = sum(each.count for each in bins)
    if not total:
        return None
    return sum(each.count * abs(each.confidence - each.accuracy) for each in bins) / total
