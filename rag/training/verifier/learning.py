"""Fits the network over the kept states, and takes the running mean of its weights."""

from __future__ import annotations

import copy
import itertools
import random
from collections.abc import Callable, Sequence
from typing import Final

import torch
from torch import Tensor
from torch.nn import functional as F

from rag.training.verifier.batches import batch, endless
from rag.training.verifier.network import Network
from rag.training.verifier.statements import LABELS
from rag.training.verifier.states import Kept

RISING: Final = 0.05
"""Share of the steps in which the learning rate rises."""

AVERAGED: Final = 0.99
"""Share of the running mean kept at a step."""

SMOOTHING: Final = 0.05
"""Of the labels: some made statements are true by accident."""

SUPPORTED: Final = LABELS.index("supported")


def train(
    network: Network,
    sets: Sequence[Kept],
    often: Sequence[int],
    steps: int,
    rate: float,
    say: Callable[[str], None],
    seed: int = 0,
) -> Network:
    """The running mean of the network's weights at the end; the network itself is changed."""
    torch.manual_seed(seed)
    network.train()
    mean: Network = copy.deepcopy(network).eval()
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.05)
    running = 0.0
    batches = itertools.islice(endless(sets, often, random.Random(seed)), steps)
    for step, places in enumerate(batches, 1):
        done = step / (steps + 1)
        for group in optimiser.param_groups:
            group["lr"] = rate * min(done / RISING + 0.02, (1 - done) / (1 - RISING))
        *tokens, labels = batch(places)
        value = loss(network(*tokens), labels)
        value.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        kept = min(AVERAGED, step / (step + 10))
        with torch.no_grad():
            torch._foreach_lerp_(list(mean.parameters()), list(network.parameters()), 1 - kept)
        running = value.item() if step == 1 else 0.98 * running + 0.02 * value.item()
        if step % 50 == 0:
            say(f"step {step} {done:.0%} loss {running:.3f}")
    return mean


def loss(logits: Tensor, labels: Tensor) -> Tensor:
    """Of the three labels, and once more of being supported, which is what is shown."""
    against = torch.logsumexp(logits[:, :SUPPORTED], -1)
    supported = F.binary_cross_entropy_with_logits(
        logits[:, SUPPORTED] - against, (labels == SUPPORTED).float()
    )
    return F.cross_entropy(logits, labels, label_smoothing=SMOOTHING) + supported
