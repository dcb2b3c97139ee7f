"""What is learnt on top of the frozen trunk: the statement's tokens look at the passage once more.

One transformer layer whose queries are the statement's tokens alone, begun from the reader's layer
at the same height; a second attention, to the passage alone; and a judgement of the tokens' mean
and maxima. 2.5 million weights.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

HIDDEN: Final = 384
HEADS: Final = 12
INNER: Final = 1536
JUDGED: Final = 128
"""Width of the judgement."""


class Attention(nn.Module):
    """Attention of some tokens to others, added to them and normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.ao = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.aln = nn.LayerNorm(HIDDEN, 1e-12)

    def forward(self, x: Tensor, seen: Tensor, mask: Tensor) -> Tensor:
        """Look from ``x`` (n, s, 384) at ``seen`` (n, t, 384) where ``mask`` (n, t) is true."""
        n = x.shape[0]

        def split(value: Tensor) -> Tensor:
            return value.view(n, -1, HEADS, HIDDEN // HEADS).transpose(1, 2)

        attended = F.scaled_dot_product_attention(
            split(self.q(x)),
            split(self.k(seen)),
            split(self.v(seen)),
            attn_mask=mask[:, None, None, :],
        )
        attended = self.ao(attended.transpose(1, 2).reshape(n, -1, HIDDEN))
        out: Tensor = self.aln(x + F.dropout(attended, 0.1, self.training))
        return out


class Network(nn.Module):
    """States of the trunk in, logits of the three labels out."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = Attention(), Attention()
        self.fi, self.fo = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.oln = nn.LayerNorm(HIDDEN, 1e-12)
        self.judge = nn.Linear(3 * HIDDEN, JUDGED)
        self.label = nn.Linear(JUDGED, 3)

    def begin(self, state: Mapping[str, NDArray[np.float32]], layer: int) -> None:
        """Take over a layer of the reader (:mod:`rag.training.lent.restored`)."""
        named = {name.removeprefix(f"layers.{layer}."): value for name, value in state.items()}
        with torch.no_grad():
            for part in ("q", "k", "v", "ao", "aln"):
                for attention in (self.first, self.second):
                    module = getattr(attention, part)
                    module.weight.copy_(torch.from_numpy(named[f"{part}.weight"]))
                    module.bias.copy_(torch.from_numpy(named[f"{part}.bias"]))
            for part in ("fi", "fo", "oln"):
                module = getattr(self, part)
                module.weight.copy_(torch.from_numpy(named[f"{part}.weight"]))
                module.bias.copy_(torch.from_numpy(named[f"{part}.bias"]))

    def forward(self, states: Tensor, said: Tensor, mask: Tensor) -> Tensor:
        """The logits (n, 3).

        :param states: float (n, tokens, 384).
        :param said: bool (n, tokens), true for the statement's tokens.
        :param mask: bool (n, tokens), true for real tokens.
        """
        longest = int(said.sum(1).max())
        x, own = states[:, :longest], said[:, :longest]
        x = self.first(x, states, mask)
        x = self.oln(x + F.dropout(self.fo(F.gelu(self.fi(x))), 0.1, self.training))
        y = self.second(x, states, mask & ~said)
        weights = own[..., None].float()
        mean = (y * weights).sum(1) / weights.sum(1)
        most = y.masked_fill(~own[..., None], -1e4).amax(1)
        least = y.masked_fill(~own[..., None], 1e4).amin(1)
        judged = torch.tanh(self.judge(torch.cat([mean, most, least], -1)))
        logits: Tensor = self.label(F.dropout(judged, 0.1, self.training))
        return logits
