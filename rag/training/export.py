"""Writes the trained network as the package ships it: ONNX, matrices in int8.

The graph is the encoder's (:mod:`index.encoders.e5.onnx_graph`) with the heads in place of the
pooling, and a table before the word vectors that turns the encoder's token ids into rows
of the smaller vocabulary: the reader takes the very ids that the encoder takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto

from index.encoders.e5.calibrate import measure
from index.encoders.e5.onnx_graph import Builder
from index.encoders.e5.weights import BLOCK, Shape
from rag.training.start import PARTS, Start

Tensors = Mapping[str, NDArray[np.float32]]
"""A network's parameters under the names that torch gives them."""


@dataclass(frozen=True, slots=True)
class TrainedModel:
    """Trained tensors under the names of the packed file, for the builder.

    :param start: whose word vectors were kept as they are.
    """

    start: Start
    tensors: Tensors

    @property
    def shape(self) -> Shape:
        """Return the start's shape with the layers and rows that there are now."""
        layers = 1 + max(int(n.split(".")[1]) for n in self.tensors if n.startswith("layers."))
        rows = len(self.start.scales["emb.word"]) * BLOCK // self.start.shape.hidden
        return replace(self.start.shape, layers=layers, vocabulary=rows)

    def vector(self, name: str) -> NDArray[np.float32]:
        """Return a vector, flat."""
        if name == "emb.type":  # trained together with the positions
            return np.zeros(self.start.shape.hidden, np.float32)
        named = {"emb.pos": "positions", "emb.ln.w": "norm.weight", "emb.ln.b": "norm.bias"}
        return self.tensors[named.get(name) or _torch_name(name)].ravel()

    def matrix(self, name: str, rows: int) -> NDArray[np.float32]:
        """Return a matrix of shape (rows, columns)."""
        return self.tensors[_torch_name(name)].reshape(rows, -1)

    def blocks(self, name: str) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
        """Return the word vectors in their four bits."""
        packed = self.start.nibbles[name]
        values = np.stack([packed & 15, packed >> 4], axis=-1).reshape(-1, BLOCK)
        return values, self.start.scales[name].astype(np.float32)


def _torch_name(name: str) -> str:
    layer, part, kind = name.split(".")
    if part not in PARTS:
        raise KeyError(name)
    return f"layers.{layer[1:]}.{part}.{'weight' if kind == 'w' else 'bias'}"


class ReaderBuilder(Builder):
    """Builds the reader's graph."""

    model: TrainedModel

    def build(self) -> ModelProto:
        """Build the graph: token ids go in, what comes out is ``spans`` fp32 (1, tokens, 2) and
        ``answerable`` fp32 (1, 1, 1)."""
        self.constant("rows", self.model.start.rows)
        self.node("Gather", ["rows", "input_ids"], ["word_rows"], axis=0)
        states = self.states(self.embed("word_rows"))
        self._dense(states, "span", "spans")
        self.constant("first", np.array([0], np.int64))
        self.node("Gather", [states, "first"], ["mark"], axis=1)
        self._dense("mark", "pool", "pooled")
        self.node("Tanh", ["pooled"], ["bent"])
        self._dense("bent", "answerable", "answerable")
        return self.finish(
            "hemeroteca-reader-int8", {"spans": [1, "tokens", 2], "answerable": [1, 1, 1]}
        )

    def _dense(self, value: str, name: str, out: str) -> str:
        """Add a head, in fp32: it is small, and its logits are compared across passages."""
        weight = self.constant(f"{name}.weight", self.model.tensors[f"{name}.weight"].T)
        bias = self.constant(f"{name}.bias", self.model.tensors[f"{name}.bias"])
        product = self.node("MatMul", [value, weight], [f"{out}.product"])
        return self.node("Add", [product, bias], [out])


def export(start: Start, tensors: Tensors, windows: Iterable[Sequence[int]]) -> ModelProto:
    """Make the reader in int8.

    :param windows: token ids of some hundred windows, on which the activations' maxima are
        measured.
    """
    trained = TrainedModel(start, tensors)
    exact = ReaderBuilder(trained, None).build()
    maxima = measure(exact, trained.shape.layers, windows).astype(np.float32)
    return ReaderBuilder(trained, maxima).build()
