"""Writes multilingual-e5-small as an ONNX graph with int8 matrices.

Written node by node instead of exported: no tracing, no torch, the same bytes on every
machine, and the fused operators that ONNX Runtime has on CPU. Word embeddings stay in
their four bits (54 MB instead of 384 MB) and are unpacked row by row as they are looked
up. Matrices are int8, symmetric, one scale per output; activations are quantised per
text at run time.

Plain dynamic int8 costs retrieval two points of recall@1 (mean cosine to fp32 0.9967):
a few channels and a few tokens have activations ten times the rest and take the range
for themselves. Two cheap remedies, by mean cosine on 50 paragraphs:

- SmoothQuant (Xiao et al. 2023, arXiv 2211.10438, equation 4, alpha = 0.5) before the
  products that follow a layer norm: what a channel is divided by, its weights are
  multiplied by. Maxima per channel were measured once (``calibrate.py``).
- Each token is divided by its largest value before the feed-forward's second product,
  and the result multiplied by it: 0.9986 alone, 0.9995 with the first.

On 200 paragraphs of 192 tokens, two cores with AVX2, in one run (passages a second):
fp32 torch 10, int8 23.6, weights of 7 bits 20 to 23, unsigned weights 17, four-bit
MatMulNBits 13.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from index.encoders.e5.weights import BLOCK, PackedModel, Shape

FUSED = "com.microsoft"
OPSET, FUSED_OPSET, IR_VERSION = 17, 1, 9
INT8_LIMIT = 127
SMOOTHING = 0.5
MAXIMA = Path(__file__).with_name("activation_maxima.npy")
"""float16 (layers, 2, hidden): largest absolute input of each layer's qkv and fi products."""


SEEN_LAYERS: Final = (2, 5, 8)
"""Layers, counted from 0, whose states of tokens come out beside the vector, for names to be
recognised in (:mod:`index.encoders.naming`); they are there anyway. One product from the state of
one token, fitted on 9,000 words, gives of the tags of names among 4,000 others right: after layer
4 .57, 6 .55, 7 .53, 8 .51, 9 .46, 11 .25. The last ones are made for the vector."""

EMBEDDING: Final = "embedding"
STATES: Final = tuple(f"l{layer}.out" for layer in SEEN_LAYERS)
"""Names of the graph's outputs."""


def build(model: PackedModel) -> ModelProto:
    """Return the graph: ``input_ids`` int64 (1, tokens) → ``embedding`` float32 (1, hidden), unit
    length, and :data:`STATES`, each float32 (1, tokens, hidden).

    One text at a time: there is no padding and no mask, and the vector of a text
    does not depend on what it was batched with.
    """
    return Builder(model, np.load(MAXIMA, allow_pickle=False).astype(np.float32)).build()


class Weights(Protocol):
    """Where the tensors come from, under the names of the packed file."""

    @property
    def shape(self) -> Shape:
        """Sizes of the network."""

    def vector(self, name: str) -> NDArray[np.float32]:
        """Return a vector, flat."""

    def matrix(self, name: str, rows: int) -> NDArray[np.float32]:
        """Return a matrix of shape (rows, columns)."""

    def blocks(self, name: str) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
        """Return a Q4_0 matrix as it is: nibbles 0…15 of shape (blocks, 32), scales (blocks,)."""


class Builder:
    """Collects nodes and constants; products are fp32 while there are no maxima to scale by."""

    def __init__(self, model: Weights, maxima: NDArray[np.float32] | None) -> None:
        self.model = model
        self.maxima = maxima
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """Put a constant into the graph.

        :return: its name.
        """
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(
        self,
        operator: str,
        inputs: Sequence[str],
        outputs: Sequence[str],
        domain: str = "",
        **attributes: int | float | list[int],
    ) -> str:
        """Add an operator to the graph.

        :return: the name of its first output.
        """
        self.nodes.append(
            helper.make_node(
                operator, inputs, outputs, name=outputs[0], domain=domain, **attributes
            )
        )
        return outputs[0]

    def product(self, value: str, weight: NDArray[np.float32], out: str) -> str:
        """Return value · weightᵀ with weight of shape (outputs, inputs) in int8, one scale a
        row."""
        if self.maxima is None:
            return self.node("MatMul", [value, self.constant(f"{out}.w", weight.T)], [out])
        scale = (np.abs(weight).max(axis=1) / INT8_LIMIT).astype(np.float32)
        rounded = np.rint(weight / scale[:, None])
        limited = np.clip(rounded, -INT8_LIMIT, INT8_LIMIT).astype(np.int8)
        inputs = [
            value,
            self.constant(f"{out}.w", limited.T),
            self.constant(f"{out}.scale", scale),
            self.constant(f"{out}.zero", np.zeros(len(scale), np.int8)),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, [out], FUSED)

    def smoothed_product(
        self, value: str, weight: NDArray[np.float32], out: str, layer: int, which: int
    ) -> str:
        """Return the product with outlying channels of the value moved into the weight."""
        if self.maxima is None:
            return self.product(value, weight, out)
        largest = np.abs(weight).max(axis=0)
        factor = self.maxima[layer, which] ** SMOOTHING / largest ** (1 - SMOOTHING)
        factor /= np.exp(np.log(factor).mean())
        divisor = self.constant(f"{out}.smooth", (1 / factor).astype(np.float32))
        smooth = self.node("Mul", [value, divisor], [f"{out}.in"])
        return self.product(smooth, weight * factor, out)

    def product_by_token(self, value: str, weight: NDArray[np.float32], out: str) -> str:
        """Return the product with each token scaled to its own largest value."""
        absolute = self.node("Abs", [value], [f"{out}.abs"])
        largest = self.node("ReduceMax", [absolute], [f"{out}.max"], axes=[-1], keepdims=1)
        scaled = self.node("Div", [value, largest], [f"{out}.in"])
        self.product(scaled, weight, f"{out}.scaled")
        return self.node("Mul", [f"{out}.scaled", largest], [out])

    def embed(self, rows: str = "input_ids") -> str:
        """Return word and position vectors, normalised; ``rows`` are those of the word table."""
        shape = self.model.shape
        nibbles, scales = self.model.blocks("emb.word")
        flat = nibbles.reshape(-1, shape.hidden)
        packed = flat[:, 0::2] | (flat[:, 1::2] << 4)
        self.constant("words", packed)
        self.constant("words.scale", scales.reshape(len(flat), shape.hidden // BLOCK))
        self.node(
            "GatherBlockQuantized",
            ["words", rows, "words.scale"],
            ["word"],
            FUSED,
            block_size=BLOCK,
            gather_axis=0,
            quantize_axis=1,
            bits=4,
        )
        # Every token is of type 0, so its vector joins the positions' once and for all.
        positions = self.model.vector("emb.pos").reshape(shape.positions, shape.hidden)
        self.constant("positions", positions + self.model.vector("emb.type")[: shape.hidden])
        self.constant("zero", np.array([0], np.int64))
        self.node("Shape", ["input_ids"], ["length"], start=1, end=2)
        self.node("Slice", ["positions", "zero", "length", "zero"], ["position"])
        self.node("Add", ["word", "position"], ["embedded"])
        return self.node(
            "LayerNormalization",
            [
                "embedded",
                self.constant("emb.ln.w", self.model.vector("emb.ln.w")),
                self.constant("emb.ln.b", self.model.vector("emb.ln.b")),
            ],
            ["layer.in"],
            axis=-1,
            epsilon=shape.epsilon,
        )

    def add_and_normalise(self, value: str, added: str, norm: str, bias: str, out: str) -> str:
        """Add two values and a bias, and normalise each token's sum.

        :return: the name ``out``.
        """
        names = (f"{norm}.w", f"{norm}.b", f"{bias}.b")
        constants = [self.constant(name, self.model.vector(name)) for name in names]
        return self.node(
            "SkipLayerNormalization",
            [value, added, *constants],
            [out],
            FUSED,
            epsilon=self.model.shape.epsilon,
        )

    def layer(self, number: int, value: str) -> str:
        """Add one transformer layer over ``value``.

        :return: the name of its output.
        """
        shape, name = self.model.shape, f"l{number}"
        joint = np.concatenate([self.model.matrix(f"{name}.{x}.w", shape.hidden) for x in "qkv"])
        bias = np.concatenate([self.model.vector(f"{name}.{x}.b") for x in "qkv"])
        self.smoothed_product(value, joint, f"{name}.qkv", number, 0)
        parts = [f"{name}.{x}" for x in "qkv"]
        self.node("Split", [f"{name}.qkv", "split"], parts, axis=-1)
        attended = self.node(
            "MultiHeadAttention",
            [*parts, self.constant(f"{name}.qkv.b", bias)],
            [f"{name}.attended"],
            FUSED,
            num_heads=shape.heads,
        )
        self.product(attended, self.model.matrix(f"{name}.ao.w", shape.hidden), f"{name}.ao")
        middle = self.add_and_normalise(
            value, f"{name}.ao", f"{name}.aln", f"{name}.ao", f"{name}.middle"
        )
        widening = self.model.matrix(f"{name}.fi.w", shape.feed_forward)
        self.smoothed_product(middle, widening, f"{name}.fi", number, 1)
        inner = self.constant(f"{name}.fi.b", self.model.vector(f"{name}.fi.b"))
        self.node("BiasGelu", [f"{name}.fi", inner], [f"{name}.gelu"], FUSED)
        self.product_by_token(
            f"{name}.gelu", self.model.matrix(f"{name}.fo.w", shape.hidden), f"{name}.fo"
        )
        return self.add_and_normalise(
            middle, f"{name}.fo", f"{name}.oln", f"{name}.fo", f"{name}.out"
        )

    def states(self, value: str) -> str:
        """Return the last layer's vectors (1, tokens, hidden), from the embedded tokens."""
        self.constant("split", np.full(3, self.model.shape.hidden, np.int64))
        for number in range(self.model.shape.layers):
            value = self.layer(number, value)
        return value

    def build(self) -> ModelProto:
        """Make the graph from tokens to a vector."""
        value = self.states(self.embed())
        self.node("ReduceMean", [value], ["mean"], axes=[1], keepdims=0)
        self.node("LpNormalization", ["mean"], [EMBEDDING], axis=-1, p=2)
        hidden = self.model.shape.hidden
        outputs: dict[str, Sequence[int | str]] = {EMBEDDING: [1, hidden]}
        there = STATES[: sum(layer < self.model.shape.layers for layer in SEEN_LAYERS)]
        outputs |= {name: [1, "tokens", hidden] for name in there}
        return self.finish("multilingual-e5-small-int8", outputs)

    def finish(self, name: str, outputs: Mapping[str, Sequence[int | str]]) -> ModelProto:
        """Return the collected nodes as a model that takes ``input_ids`` int64 (1, tokens).

        :param outputs: name → shape of each fp32 output.
        """
        graph = helper.make_graph(
            self.nodes,
            name,
            [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "tokens"])],
            [
                helper.make_tensor_value_info(output, TensorProto.FLOAT, list(shape))
                for output, shape in outputs.items()
            ],
            self.constants,
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, FUSED_OPSET)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)
