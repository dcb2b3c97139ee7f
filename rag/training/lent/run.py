"""One training run on a GPU: large batches, several passes, a network that comes out."""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

import torch
from torch import Tensor, nn

from rag.training.lent.batches import Batch, Batches
from rag.training.lent.data import Questions
from rag.training.losses import Logits, distilled, marginal
from rag.training.network import Network

BROAD: Final[Mapping[str, float]] = {
    "press": 1.0, "clusters": 1.5, "own": 2.0, "news": 0.4, "es": 0.7, "dist": 1.0, "spanish": 0.7,
    "near": 0.4, "far": 0.3,
}  # fmt: skip
"""How often each kind is asked in a pass at first."""

NEAR: Final[Mapping[str, float]] = {
    "press": 1.0, "clusters": 1.5, "own": 2.0, "news": 0.3, "es": 0.4, "dist": 0.5, "spanish": 0.3,
    "near": 0.1, "far": 0.05,
}  # fmt: skip
"""The same in the last part of the time, so that what is nearest is learnt last."""

LAST: Final = 0.4
"""Share of the time that is the last part."""

RISING: Final = 0.08
"""Share of the time in which the learning rate rises."""

WORSE: Final = 1.5
"""A loss so many times the lowest running mean has diverged: the run goes back to the mean of
its weights, at half the rate. Batches of 12 at rates above 1e-4 did so."""

REPORT_EVERY: Final = 50
"""Steps between two lines of the log."""

GROUPS: Final = 64
"""Questions of a batch."""

RATE: Final = 1.6e-4
"""Highest learning rate. What held at batches of 16 windows was 7e-5; noise falls with the root
of the batch, which would allow 2.4e-4 at 192 windows; some less is taken, since a run is not
repeated."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a network is trained.

    :param minutes: for how long; the learning rate rises over the first 8 % and falls to zero
        by then, so that any machine uses its time to the end.
    :param steps: at most, when not 0.
    :param groups: questions of a batch.
    :param windows: passages of each question.
    :param rate: highest learning rate.
    :param frozen: how many of the lowest layers stay as they are.
    :param averaged: share of the running mean of weights kept at a step.
    :param learned: share of the loss that comes from the teachers, where there are any.
    """

    name: str
    minutes: float
    steps: int = 0
    groups: int = GROUPS
    windows: int = 3
    window: int = 256
    rate: float = RATE
    frozen: int = 1
    dropout: float = 0.1
    averaged: float = 0.995
    learned: float = 0.7
    decay: float = 0.01
    seed: int = 0
    broad: Mapping[str, float] = field(default_factory=lambda: BROAD)
    near: Mapping[str, float] = field(default_factory=lambda: NEAR)


def train(
    recipe: Recipe,
    network: Network,
    data: Questions,
    device: str,
    *,
    teachers: Sequence[Network] = (),
    say: Callable[[str], None] = print,
) -> Network:
    """The running mean of the network's weights at the end; the network itself is changed.

    :param teachers: whose mean is learned from, beside the answers.
    """
    torch.manual_seed(recipe.seed)
    network.to(device).train()
    mean: Network = copy.deepcopy(network).eval()
    trained = [parameter for parameter in network.parameters() if parameter.requires_grad]
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for p in trained if p.ndim > 1], "weight_decay": recipe.decay},
            {"params": [p for p in trained if p.ndim == 1], "weight_decay": 0.0},
        ],
        lr=recipe.rate,
        betas=(0.9, 0.98),
        fused=True,
    )
    began, step, halved = time.monotonic(), 0, 1.0
    running, lowest, windows, tokens = 0.0, math.inf, 0, 0

    def done() -> float:
        share = (time.monotonic() - began) / (60 * recipe.minutes)
        return max(share, step / recipe.steps) if recipe.steps else share

    for batch in _ahead(_endless(recipe, data, done)):
        now = done()
        if now >= 1:
            break
        for group in optimiser.param_groups:
            rate = min(now / RISING + 1e-2, (1 - now) / (1 - RISING))
            group["lr"] = halved * recipe.rate * rate
        loss = _loss(network, teachers, batch, recipe, device)
        loss.backward()
        # One that is not finite leaves all weights as they are: AdamW gets nothing to add.
        norm = nn.utils.clip_grad_norm_(trained, 1.0)
        if torch.isfinite(norm):
            optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        # Early on the mean follows quickly, so that the start does not linger in it.
        kept = min(recipe.averaged, step / (step + 10))
        with torch.no_grad():
            torch._foreach_lerp_(list(mean.parameters()), list(network.parameters()), 1 - kept)
        step, windows, tokens = step + 1, windows + len(batch.ids), tokens + batch.ids.size
        value = loss.item()
        running = value if step == 1 else 0.98 * running + 0.02 * value
        if step % REPORT_EVERY == 0 or step == recipe.steps:
            spent = time.monotonic() - began
            say(
                f"{recipe.name} step {step} {now:.0%} loss {running:.3f} "
                f"{windows} windows {tokens / spent:,.0f} tokens/s"
            )
            lowest = min(lowest, running)
            if not running < WORSE * lowest:
                halved, running = halved / 2, lowest
                network.load_state_dict(mean.state_dict())
                optimiser.state.clear()
                say(f"{recipe.name} diverged: back to the mean, rate × {halved}")
    return mean


def averaged(networks: Sequence[Network]) -> Network:
    """The mean of the weights (Wortsman et al. 2022, "Model soups", arXiv 2203.05482)."""
    mean: Network = copy.deepcopy(networks[0])
    with torch.no_grad():
        for parameters in zip(mean.parameters(), *(n.parameters() for n in networks), strict=True):
            parameters[0].copy_(torch.stack([p.detach() for p in parameters[1:]]).mean(0))
    return mean


def _endless(recipe: Recipe, data: Questions, done: Callable[[], float]) -> Iterator[Batch]:
    """Pass after pass; what is near once the last part has begun."""
    number = 1000 * recipe.seed
    while True:
        last = done() > 1 - LAST
        shares = recipe.near if last else recipe.broad
        number += 1
        size = (recipe.groups, recipe.windows, recipe.window)
        batches = Batches(data, shares, *size, seed=number)
        empty = True
        for batch in batches:
            empty = False
            yield batch
            if not last and done() > 1 - LAST:
                break
        if empty:
            raise ValueError("the sets hold too few questions for one batch")


def _ahead(items: Iterator[Batch]) -> Iterator[Batch]:
    """The same items, the next one made while the last is used."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, items)
        while True:
            item = coming.result()
            coming = pool.submit(next, items)
            yield item


def _loss(
    network: Network, teachers: Sequence[Network], batch: Batch, recipe: Recipe, device: str
) -> Tensor:
    ids, mask, readable, spans = (
        torch.from_numpy(array).to(device, non_blocking=True)
        for array in (batch.ids, batch.mask, batch.readable, batch.spans)
    )
    with torch.autocast(device, torch.bfloat16, enabled=in_bfloat16(device)):
        logits = Logits.of(network(ids, mask), readable)
        with torch.no_grad():
            taught = [Logits.of(teacher(ids, mask), readable) for teacher in teachers]
    loss = marginal(logits, spans, batch.windows)
    if not taught:
        return loss
    learned = distilled(logits, together(taught), batch.windows)
    return recipe.learned * learned + (1 - recipe.learned) * loss


def in_bfloat16(device: str) -> bool:
    """Whether products run in bfloat16: on a GPU, and on a CPU that has instructions for it, where
    a step of 18 windows then takes .75 of the processor time (one thread, Zen 4, one run)."""
    return device != "cpu" or torch.cpu._is_avx512_bf16_supported()


def together(taught: Sequence[Logits]) -> Logits:
    """Logits whose softmax over a window is the mean of the teachers'."""
    return Logits(
        torch.stack([one.start.float().log_softmax(-1) for one in taught]).logsumexp(0),
        torch.stack([one.end.float().log_softmax(-1) for one in taught]).logsumexp(0),
        torch.stack([torch.sigmoid(one.answerable.float()) for one in taught]).mean(0).logit(1e-6),
    )
