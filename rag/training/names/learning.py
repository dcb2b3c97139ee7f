"""Fits the head: a layer over what the encoder says of a word and what it looks like, another that
sees the words beside it.

Several heads are fitted at once, alike but for what they begin with, and the mean of what they say
is one head again, as wide as all of them: it is steadier than any of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from index.encoders.naming.decoding import TAGS
from rag.training.names.words import UNSETTLED, Words, following

HEADS: Final = 3
HIDDEN, MIXED = 112, 64
"""Width of both layers of each head: the file of three is of 1.8 MB, and 2 MB is what it may
have."""

BESIDE: Final = 2
"""Words on either side that the second layer sees."""

EPOCHS: Final = 4
BATCH: Final = 7
"""Passages in a step, some 260 words."""

RATE: Final = 2e-3
DECAY: Final = 0.03
DROPPED: Final = 0.3
"""Share of inputs, and of hidden values, that a step does without."""

FOLLOWS, CUT = 0.15, 3.0
"""Weight of how tags follow one another. On passages kept for tuning F1 of organisations is .804 at
.15, .799 at .3, .797 at .45, of people .969, .969, .958, of places .925, .909, .909."""


@dataclass(frozen=True, slots=True)
class Passages:
    """Words of one set, passage by passage.

    :param share: of the passages, what is learnt from in each epoch, drawn anew.
    """

    words: Words
    share: float = 1.0


class Network(nn.Module):
    """Normalised states and looks of words in order to the raw scores of tags, of each head."""

    def __init__(self, states: int, looks: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.states = nn.Linear(states, heads * HIDDEN)
        self.looks = nn.Linear(looks, heads * HIDDEN, bias=False)
        self.mix = nn.Conv1d(
            heads * HIDDEN, heads * MIXED, 2 * BESIDE + 1, padding=BESIDE, groups=heads
        )
        self.tags = nn.Conv1d(heads * MIXED, heads * TAGS, 1, groups=heads)
        self.direct = nn.Conv1d(heads * HIDDEN, heads * TAGS, 1, groups=heads, bias=False)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, states: Tensor, looks: Tensor, real: Tensor) -> Tensor:
        """Return the raw scores (words, heads, tags).

        :param real: 1 for words, 0 for what parts passages.
        """
        hidden = torch.relu(self.states(self.drop(states)) + self.looks(looks)) * real[:, None]
        row = self.drop(hidden).T[None]
        mixed = self.drop(torch.relu(self.mix(row)))
        scores: Tensor = (self.tags(mixed) + self.direct(row))[0].T
        return scores.reshape(len(states), self.heads, TAGS)


def fit(
    sets: Sequence[Passages], seed: int = 0, epochs: int = EPOCHS, heads: int = HEADS
) -> dict[str, NDArray[np.float32]]:
    """Fit heads and return them as one, in the arrays that :func:`rag.training.names.export.graph`
    takes. On one thread the same words give the same bytes."""
    torch.manual_seed(seed)
    draw = np.random.default_rng(seed)
    rows = [(each.words, start, end) for each in sets for start, end in each.words.places()]
    shares = np.concatenate([np.full(len(each.words.lengths), each.share) for each in sets])
    drawn = [
        draw.permutation(np.flatnonzero(draw.random(len(rows)) < shares)) for _ in range(epochs)
    ]
    raw = np.concatenate([each.words.states for each in sets])
    mean = raw.mean(axis=0, dtype=np.float64).astype(np.float32)
    scale = 1 / (raw.std(axis=0, dtype=np.float64).astype(np.float32) + np.float32(1e-3))
    shift, scales = torch.from_numpy(mean), torch.from_numpy(scale)
    network = Network(len(mean), sets[0].words.seen.shape[1], heads)
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = sum(-(-len(order) // BATCH) for order in drawn)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, RATE, total_steps=steps, pct_start=0.15
    )
    network.train()
    for order in drawn:
        for at in range(0, len(order), BATCH):
            states, seen, tags, real = _batch([rows[each] for each in order[at : at + BATCH]])
            said = network((states.float() - shift) * scales, seen, real)
            losses = [
                nn.functional.cross_entropy(said[:, head], tags, ignore_index=UNSETTLED)
                for head in range(heads)
            ]
            optimizer.zero_grad()
            torch.stack(losses).sum().backward()
            optimizer.step()
            schedule.step()
    counts = np.sum([each.share * each.words.follows for each in sets], axis=0)
    return _arrays(network, heads) | {
        "shift": mean,
        "scale": scale,
        "follows": following(counts, FOLLOWS, CUT),
    }


def _batch(rows: Sequence[tuple[Words, int, int]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return states, looks, tags and what is real of passages, one after another with empty words
    between them."""

    def joined(values: Sequence[NDArray[Any]], filler: int = 0) -> Tensor:
        parts = [
            part
            for value in values
            for part in (value, np.full((BESIDE, *value.shape[1:]), filler, value.dtype))
        ]
        return torch.from_numpy(np.concatenate(parts))

    return (
        joined([words.states[start:end] for words, start, end in rows]),
        joined([words.seen[start:end] for words, start, end in rows]),
        joined([words.tags[start:end] for words, start, end in rows], UNSETTLED),
        joined([np.ones(end - start, np.float32) for _, start, end in rows]),
    )


def _arrays(network: Network, heads: int) -> dict[str, NDArray[np.float32]]:
    """Return the layers, the last ones divided among the heads."""
    learned = {name: value.detach().numpy() for name, value in network.state_dict().items()}

    def last(name: str) -> NDArray[np.float32]:
        weights = learned[name][:, :, 0].reshape(heads, TAGS, -1) / heads
        return np.concatenate([weights[head].T for head in range(heads)])

    return {
        "states": learned["states.weight"].T,
        "looks": learned["looks.weight"].T,
        "bias": learned["states.bias"],
        "mix": learned["mix.weight"],
        "mix_bias": learned["mix.bias"],
        "tags": last("tags.weight"),
        "direct": last("direct.weight"),
        "tags_bias": learned["tags.bias"].reshape(heads, TAGS).mean(axis=0),
    }
