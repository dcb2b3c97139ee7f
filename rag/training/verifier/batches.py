"""Statements of about one length together, padded, in an order that chance makes anew each pass."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import torch
from torch import Tensor

from rag.training.verifier.statements import LABELS
from rag.training.verifier.states import Kept

SIZE: Final = 64
BLOCK: Final = 512
"""Statements that are sorted by length at once."""

Place = tuple[Kept, int]


def batch(places: Sequence[Place]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """What the network takes, and the labels."""
    longest = max(kept.length(number) for kept, number in places)
    rows = np.zeros((len(places), longest, 769), np.float32)
    mask = np.zeros((len(places), longest), np.float32)
    labels = np.zeros(len(places), np.int64)
    for row, (kept, number) in enumerate(places):
        own = kept.of(number)
        rows[row, : len(own)] = own
        mask[row, : len(own)] = 1
        labels[row] = LABELS.index(kept.statements[number].label)
    whole = torch.from_numpy(rows)
    said, beside, near = whole[..., :384], whole[..., 384:768], whole[..., 768]
    return said, beside, near, torch.from_numpy(mask), torch.from_numpy(labels)


def endless(
    sets: Sequence[Kept], often: Sequence[int], chance: random.Random
) -> Iterator[list[Place]]:
    """Pass after pass.

    :param often: how many times each set's statements come in a pass.
    """
    while True:
        places = [
            (kept, number)
            for kept, times in zip(sets, often, strict=True)
            for number in range(len(kept.statements))
            for _ in range(times)
        ]
        chance.shuffle(places)
        for start in range(0, max(1, len(places) - BLOCK + 1), BLOCK):
            block = sorted(places[start : start + BLOCK], key=lambda p: p[0].length(p[1]))
            batches = [block[at : at + SIZE] for at in range(0, len(block), SIZE)]
            chance.shuffle(batches)
            yield from batches
