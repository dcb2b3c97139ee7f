"""The reader as torch trains it: multilingual-e5-small's layers with two heads on top.

For every token a logit that the answer starts and one that it ends there, the first token
standing for "not here"; for every window a logit that it answers the question at all.
Parameters have the names of the packed file, so that they export as they came.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from rag.training.packing import Packing, attended


class Sizes(Protocol):
    """Those of :class:`index.encoders.e5.weights.Shape` that the network has."""

    @property
    def hidden(self) -> int:
        """Width of a token's state."""

    @property
    def layers(self) -> int:
        """How many layers there are."""

    @property
    def heads(self) -> int:
        """Heads of attention in a layer."""

    @property
    def feed_forward(self) -> int:
        """Width of a layer's inner product."""

    @property
    def positions(self) -> int:
        """Tokens of a window at most."""

    @property
    def epsilon(self) -> float:
        """What keeps a norm from dividing by zero."""


class Source(Protocol):
    """What a network begins from: :class:`rag.training.start.Start`, or a reader turned back."""

    @property
    def shape(self) -> Sizes:
        """Sizes of the network."""

    @property
    def rows(self) -> NDArray[np.int32]:
        """The row of each token id."""

    @property
    def vectors(self) -> Mapping[str, NDArray[np.float32]]:
        """Tensors of one dimension, and the positions, by their packed names."""

    def matrix(self, name: str, columns: int) -> NDArray[np.float32]:
        """A matrix in fp32, of shape (rows, columns)."""


class Layer(nn.Module):
    """A post-norm transformer layer, as BERT has."""

    def __init__(self, hidden: int, heads: int, inner: int, epsilon: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, 0.0
        self.q, self.k, self.v, self.ao = (nn.Linear(hidden, hidden) for _ in range(4))
        self.fi, self.fo = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.aln = nn.LayerNorm(hidden, epsilon)
        self.oln = nn.LayerNorm(hidden, epsilon)

    def forward(self, x: Tensor, packing: Packing) -> Tensor:
        """Run the layer.

        :param x: float (real tokens, hidden).
        :return: as ``x``.
        """
        projections = (self.q, self.k, self.v)
        weight = torch.cat([part.weight for part in projections])
        bias = torch.cat([part.bias for part in projections])
        # No dropout within attention: on CPU it takes six times as long with it.
        mixed = self.ao(attended(F.linear(x, weight, bias), packing, self.heads))
        x = self.aln(x + self._dropped(mixed))
        inner = self.fo(F.gelu(self.fi(x)))
        out: Tensor = self.oln(x + self._dropped(inner))
        return out

    def _dropped(self, x: Tensor) -> Tensor:
        return F.dropout(x, self.dropout, self.training) if self.dropout else x


class Network(nn.Module):
    """Token ids of windows in, logits out.

    :param layers: which of the starting layers are kept, in order; all when ``None``.
    :param frozen: how many of the lowest stay as they are, and the positions with them.
    :param dropout: of every layer's two outputs.
    """

    def __init__(
        self,
        start: Source,
        layers: Sequence[int] | None = None,
        *,
        frozen: int = 0,
        dropout: float = 0.0,
    ) -> None:
        super().__init__()
        shape = start.shape
        chosen = list(range(shape.layers)) if layers is None else list(layers)
        sizes = (shape.hidden, shape.heads, shape.feed_forward, shape.epsilon)
        # Word vectors stay as they are: 12,000 questions hold a tenth of the words.
        self.register_buffer("rows", torch.from_numpy(start.rows.astype("int64")), False)
        words = torch.from_numpy(start.matrix("emb.word", shape.hidden))
        self.register_buffer("words", words, False)
        positions = start.vectors["emb.pos"].reshape(shape.positions, -1)
        self.positions = nn.Parameter(
            torch.from_numpy(positions + start.vectors["emb.type"][: shape.hidden])
        )
        self.norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.layers = nn.ModuleList(Layer(*sizes) for _ in chosen)
        self.span = nn.Linear(shape.hidden, 2)
        self.pool = nn.Linear(shape.hidden, shape.hidden)
        self.answerable = nn.Linear(shape.hidden, 1)
        with torch.no_grad():
            self.norm.weight.copy_(torch.from_numpy(start.vectors["emb.ln.w"]))
            self.norm.bias.copy_(torch.from_numpy(start.vectors["emb.ln.b"]))
            for layer, number in zip(self.layers, chosen, strict=True):
                for part, module in layer.named_children():
                    name = f"l{number}.{part}"
                    weight = (
                        start.vectors[f"{name}.w"]
                        if part.endswith("ln")
                        else start.matrix(f"{name}.w", module.weight.shape[1])
                    )
                    module.weight.copy_(torch.from_numpy(weight))
                    module.bias.copy_(torch.from_numpy(start.vectors[f"{name}.b"]))
        for layer in self.layers:
            layer.dropout = dropout
        if frozen:
            self.positions.requires_grad_(False)
            for part in (self.norm, *self.layers[:frozen]):
                part.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Start (n, tokens), end (n, tokens) and answerable (n,) logits.

        :param ids: int64 (n, tokens), padded at the end.
        :param mask: bool (n, tokens), true for real tokens.
        """
        packing = Packing.of(mask)
        places = torch.arange(ids.shape[1], device=ids.device).expand_as(ids)
        words = self.words[self.rows[packing.packed(ids)]]
        x = self.norm(words + self.positions[packing.packed(places)])
        for layer in self.layers:
            x = layer(x, packing)
        start, end = packing.padded(self.span(x).float()).unbind(-1)
        first = mask.sum(1).cumsum(0) - mask.sum(1)
        pooled = torch.tanh(self.pool(x[first]))
        return start, end, self.answerable(pooled).float()[:, 0]
