"""Runs one training: a recipe and the prepared data go in, a network comes out."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import nn

from rag.training import judging
from rag.training.data.batches import Batch, Batches
from rag.training.data.prepared import KINDS, Prepared
from rag.training.losses import Logits, distilled, supervised
from rag.training.network import Network
from rag.training.start import Start

T = TypeVar("T")
REPORT_EVERY = 25
"""Steps between two lines of the log, and two saved states."""

RISING = 0.06
"""Share of the time in which the learning rate rises."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a network is trained.

    :param kinds: how often questions of each kind are asked in a pass.
    :param minutes: for how long; the learning rate rises over the first 6 % and falls to zero
        by then, so that any machine uses its time to the end.
    :param size: windows of a batch.
    :param others: further passages beside a question's own, in all batches but ``alone``.
    :param window: tokens of a window at most.
    :param rate: highest learning rate.
    :param layers: which layers of the start are kept, all when empty.
    :param frozen: how many of the lowest stay as they are.
    :param averaged: share of the running mean of weights kept at a step.
    :param learned: share of the loss that comes from the teachers, where there are any.
    """

    name: str
    kinds: dict[str, float]
    minutes: float
    size: int = 12
    others: int = 1
    alone: float = 0.7
    window: int = 200
    rate: float = 2e-4
    layers: tuple[int, ...] = ()
    frozen: int = 3
    dropout: float = 0.0
    averaged: float = 0.995
    learned: float = 0.8
    decay: float = 0.01
    seed: int = 0


def ahead(items: Iterator[T]) -> Iterator[T]:
    """Yield the same items, the next one made while the last is used."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = pool.submit(next, items, None)
            yield item


def train(
    recipe: Recipe,
    start: Start,
    data: Prepared,
    device: str,
    *,
    network: Network | None = None,
    teachers: Sequence[Network] = (),
    log: Callable[[str], None] = print,
    save: Callable[[Network], None] = lambda _mean: None,
) -> Network:
    """Train as the recipe says, and return the network of the weights' running mean.

    :param network: to go on from, instead of the start.
    :param teachers: whose mean is learned from, beside the answers.
    """
    torch.manual_seed(recipe.seed)
    network = network or Network(
        start, recipe.layers or None, frozen=recipe.frozen, dropout=recipe.dropout
    )
    network.to(device).train()
    mean: Network = copy.deepcopy(network).eval()
    kinds = {KINDS.index(kind): share for kind, share in recipe.kinds.items()}
    batches = Batches(
        data,
        kinds,
        size=recipe.size,
        others=recipe.others,
        alone=recipe.alone,
        window=recipe.window,
        seed=recipe.seed,
    )
    trainable = [parameter for parameter in network.parameters() if parameter.requires_grad]
    optimiser = torch.optim.AdamW(_parameters(network, recipe), lr=recipe.rate, fused=True)
    began, step, losses = time.monotonic(), 0, 0.0
    for batch in ahead(endless(batches)):
        done = (time.monotonic() - began) / (60 * recipe.minutes)
        if done >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = recipe.rate * min(done / RISING + 1e-3, (1 - done) / (1 - RISING))
        loss = _loss(network, teachers, batch, recipe, device)
        loss.backward()
        nn.utils.clip_grad_norm_(trainable, 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        # Early on the mean follows quickly, so that the start does not linger in it.
        _follow(mean, network, min(recipe.averaged, step / (step + 10)))
        step, losses = step + 1, losses + loss.item()
        if step % REPORT_EVERY == 0:
            log(f"{recipe.name} {step} {done:.1%} loss {losses / REPORT_EVERY:.3f}")
            losses = 0.0
            save(mean)
    return mean


def endless(batches: Iterable[T]) -> Iterator[T]:
    """Yield pass after pass."""
    while True:
        yield from batches


def _loss(
    network: Network, teachers: Sequence[Network], batch: Batch, recipe: Recipe, device: str
) -> torch.Tensor:
    ids, mask, readable, spans = (
        torch.from_numpy(array).to(device, non_blocking=True)
        for array in (batch.ids, batch.mask, batch.readable, batch.spans)
    )
    windows = batch.windows
    with torch.autocast("cuda", torch.bfloat16, enabled=device != "cpu"):
        logits = Logits.of(network(ids, mask), readable)
        with torch.no_grad():
            teacher_logits = [Logits.of(teacher(ids, mask), readable) for teacher in teachers]
    loss = supervised(logits, spans, windows)
    if not teacher_logits:
        return loss
    mean = Logits(
        torch.stack([one.start.log_softmax(-1) for one in teacher_logits]).logsumexp(0),
        torch.stack([one.end.log_softmax(-1) for one in teacher_logits]).logsumexp(0),
        torch.stack([torch.sigmoid(one.answerable) for one in teacher_logits]).mean(0).logit(1e-6),
    )
    return recipe.learned * distilled(logits, mean, windows) + (1 - recipe.learned) * loss


def _parameters(network: Network, recipe: Recipe) -> list[dict[str, object]]:
    """Group what is trained: matrices decay, biases and norms do not."""
    trainable = [parameter for parameter in network.parameters() if parameter.requires_grad]
    matrices = [parameter for parameter in trainable if parameter.ndim > 1]
    rest = [parameter for parameter in trainable if parameter.ndim == 1]
    return [
        {"params": matrices, "weight_decay": recipe.decay},
        {"params": rest, "weight_decay": 0.0},
    ]


def _follow(mean: Network, network: Network, decay: float) -> None:
    with torch.no_grad():
        torch._foreach_lerp_(list(mean.parameters()), list(network.parameters()), 1 - decay)


def judge(networks: Sequence[Network], data: Prepared, device: str, deep: int) -> dict[str, float]:
    """Compute the networks' figures together on the tuning questions."""
    with torch.autocast("cuda", torch.bfloat16, enabled=device != "cpu"):
        return judging.figures(judging.read(networks, data, device, deep), data)
