"""How a network's spans and judgements are counted while it is trained: by tokens, and fast."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from rag.training.losses import NEVER

LONGEST_ANSWER: Final = 30
"""Tokens of a span; 99 % of the answers in the training sets are shorter."""


def best_spans(start: Tensor, end: Tensor) -> tuple[Tensor, Tensor]:
    """Logit (windows,) and place (windows, 2) of each window's best span of allowed length."""
    best = torch.full((len(start),), 2 * NEVER, device=start.device)
    place = torch.zeros((len(start), 2), dtype=torch.int64, device=start.device)
    for length in range(min(LONGEST_ANSWER, start.shape[1])):
        sums = start[:, : start.shape[1] - length] + end[:, length:]
        value, first = sums.max(dim=1)
        better = value > best
        best = torch.where(better, value, best)
        place[better] = torch.stack([first, first + length], -1)[better]
    return best, place


def overlap_f1(one: Sequence[int], other: Sequence[int]) -> float:
    """F1 of two spans, each by its first and last token."""
    common = min(one[1], other[1]) - max(one[0], other[0]) + 1
    if common <= 0:
        return 0.0
    return 2 * common / (one[1] - one[0] + 1 + other[1] - other[0] + 1)


def auroc(scores: NDArray[np.float32], positive: NDArray[np.bool_]) -> float:
    """Chance that a positive case scores above a negative one; ties as they come."""
    order = np.argsort(np.argsort(scores, kind="stable"), kind="stable")
    hits = int(positive.sum())
    rest = len(positive) - hits
    return float((order[positive].sum() - hits * (hits - 1) / 2) / max(1, hits * rest))
