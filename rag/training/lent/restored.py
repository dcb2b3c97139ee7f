"""The shipped reader turned back into the network that it was exported from.

What int8 rounded off stays lost; everything else is undone: a matrix is its whole numbers
times their scales, and the channels that were moved out of the activations into it
(:meth:`index.encoders.e5.onnx_graph.Builder.smoothed_product`) are divided out again. Needs
onnx and numpy alone, so that training can go on where nothing else of ours is installed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

Float = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of the network, under the names that :class:`index.encoders.e5.weights.Shape` has."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Restored:
    """What :class:`rag.training.network.Network` begins from.

    :param rows: the row of each token id among the word vectors.
    :param vectors: tensors by their packed names, matrices and word vectors among them.
    :param heads: those that the packed start lacks, by torch's names.
    """

    shape: Sizes
    rows: NDArray[np.int32]
    vectors: dict[str, Float]
    heads: dict[str, Float]

    def matrix(self, name: str, columns: int) -> Float:
        """A matrix in fp32, of shape (rows, columns)."""
        return self.vectors[name].reshape(-1, columns)

    def state(self) -> dict[str, Float]:
        """The whole state of the network, under the names that torch gives its parameters."""
        named = {"emb.pos": "positions", "emb.ln.w": "norm.weight", "emb.ln.b": "norm.bias"}
        kinds = {"w": "weight", "b": "bias"}
        state = dict(self.heads)
        for name, value in self.vectors.items():
            layer, part, kind = name.split(".") if name.count(".") == 2 else ("", "", "")
            if name in named:
                state[named[name]] = value
            elif layer.startswith("l"):
                state[f"layers.{layer[1:]}.{part}.{kinds[kind]}"] = value
        return state


def restore(path: Path) -> Restored:
    """The network in a file that :func:`rag.training.export.export` made, or its bytes' graph."""
    return restored(onnx.load(str(path)))


def restored(model: onnx.ModelProto) -> Restored:
    """The same, of a graph at hand; int8 or exact."""
    graph = model.graph
    held = {each.name: each for each in graph.initializer}

    def array(name: str) -> NDArray[Any]:
        return np.array(numpy_helper.to_array(held[name]))  # onnx's own cannot be written to

    def matrix(out: str) -> Float:
        """Of shape (outputs, inputs)."""
        weight = array(f"{out}.w").T.astype(np.float32)
        if f"{out}.scale" in held:
            weight *= array(f"{out}.scale")[:, None]
        if f"{out}.smooth" in held:
            weight *= array(f"{out}.smooth")[None, :]
        return weight

    layers = sum(name.endswith(".aln.w") for name in held)
    vectors: dict[str, Float] = {
        "emb.word": _words(array("words"), array("words.scale")),
        "emb.pos": array("positions"),
        "emb.ln.w": array("emb.ln.w"),
        "emb.ln.b": array("emb.ln.b"),
    }
    vectors["emb.type"] = np.zeros_like(vectors["emb.ln.w"])  # joined to the positions
    for name in (f"l{number}" for number in range(layers)):
        for part, weight, bias in zip(
            "qkv",
            np.split(matrix(f"{name}.qkv"), 3),
            np.split(array(f"{name}.qkv.b"), 3),
            strict=True,
        ):
            vectors[f"{name}.{part}.w"], vectors[f"{name}.{part}.b"] = weight, bias
        for part, out in (("ao", "ao"), ("fi", "fi"), ("fo", "fo.scaled")):
            vectors[f"{name}.{part}.w"] = matrix(f"{name}.{out}")
            vectors[f"{name}.{part}.b"] = array(f"{name}.{part}.b")
        for norm in ("aln", "oln"):
            for kind in "wb":
                vectors[f"{name}.{norm}.{kind}"] = array(f"{name}.{norm}.{kind}")
    heads: dict[str, Float] = {}
    for head in ("span", "pool", "answerable"):
        heads[f"{head}.weight"] = np.ascontiguousarray(array(f"{head}.weight").T)
        heads[f"{head}.bias"] = array(f"{head}.bias")
    nodes = {node.name: node for node in graph.node}
    shape = Sizes(
        hidden=len(vectors["emb.ln.w"]),
        layers=layers,
        heads=_attribute(nodes["l0.attended"], "num_heads"),
        feed_forward=len(vectors["l0.fi.b"]),
        positions=len(vectors["emb.pos"]),
        epsilon=_attribute(nodes["layer.in"], "epsilon"),
    )
    return Restored(shape, array("rows"), vectors, heads)


def _words(packed: NDArray[np.uint8], scale: Float) -> Float:
    """Four bits a weight, the low ones first, as Q4_0 has them."""
    values = np.stack([packed & 15, packed >> 4], axis=-1).reshape(*scale.shape, -1)
    unpacked: Float = (values.astype(np.float32) - 8) * scale[..., None]
    return unpacked.reshape(len(packed), -1)


def _attribute(node: onnx.NodeProto, name: str) -> Any:
    return next(onnx.helper.get_attribute_value(a) for a in node.attribute if a.name == name)
