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

SIZE: Final = 16
BLOCK: Final = 256
"""Statements that are sorted by length at once."""

Place = tuple[Kept, int]


def batch(places: Sequence[Place]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """States (n, tokens, 384), whose tokens are the statement's, which are real, and labels."""
    longest = max(len(kept.of(number)) for kept, number in places)
    states = np.zeros((len(places), longest, 384), np.float32)
    said = np.zeros((len(places), longest), bool)
    mask = np.zeros((len(places), longest), bool)
    labels = np.zeros(len(places), np.int64)
    for row, (kept, number) in enumerate(places):
        own = kept.of(number)
        states[row, : len(own)] = own
        said[row, : kept.first[number]] = True
        mask[row, : len(own)] = True
        labels[row] = LABELS.index(kept.statements[number].label)
    made = (torch.from_numpy(array) for array in (states, said, mask, labels))
    return tuple(made)


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
            block = sorted(places[start : start + BLOCK], key=lambda p: len(p[0].of(p[1])))
            batches = [block[at : at + SIZE] for at in range(0, len(block), SIZE)]
            chance.shuffle(batches)
            yield from batches
