"""Rewrites a graph into the operators that run fastest on ONNX Runtime's CPU provider.

What is computed stays the same within what int8 rounds off; how it is written does not:

- ``SkipLayerNormalization`` adds up element by element: 0.50 ms for 206 tokens of 384, against
  0.11 ms for ``Add`` and ``LayerNormalization``, which use the vector unit;
- ``FastGelu`` bends by the hyperbolic tangent and takes half the time of the error function;
- a bias costs a pass of its own in ``BiasGelu`` and ``MultiHeadAttention``, and nothing in the
  product before them, whose result is scaled anyway.

Together 13 to 15 % of the encoder's time and of the reader's (``docs/performance.md``). Where the
processor would lose sums of products, weights become unsigned (:mod:`index.encoders.e5.kernels`).
The encoder's graph is rewritten where it is written; the shipped reader's once, into the cache.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from index.encoders.e5 import kernels

PRODUCT = "DynamicQuantizeMatMul"
WEIGHT, ZERO_POINT = 1, 3
"""Places of its inputs."""
WITHOUT_BIAS = 4
"""Inputs of a product that adds no bias; a fifth one is the bias."""


def tune(model: ModelProto) -> ModelProto:
    """Change the model in place, for this processor, and return it; a graph that has nothing to
    change stays as it is."""
    products = {
        node.output[0]: node
        for node in model.graph.node
        if node.op_type == PRODUCT and len(node.input) == WITHOUT_BIAS
    }
    # Where the three parts of a joint product come from.
    products |= {
        part: products[node.input[0]]
        for node in model.graph.node
        if node.op_type == "Split" and node.input[0] in products
        for part in node.output
    }
    nodes = [new for node in model.graph.node for new in _tuned(node, products)]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    return model if kernels.lossless() else unsigned(model)


def ending(model: ModelProto, value: str) -> ModelProto:
    """Let the graph end in one of its values, float32 (1, tokens, width), and take out in place
    what does not lead there.

    :return: the model.
    """
    graph = model.graph
    needed = {value}
    nodes: list[NodeProto] = []
    for node in reversed(graph.node):
        if needed.intersection(node.output):
            nodes.insert(0, node)
            needed.update(node.input)
    constants = [each for each in graph.initializer if each.name in needed]
    del graph.node[:]
    graph.node.extend(nodes)
    del graph.initializer[:]
    graph.initializer.extend(constants)
    del graph.output[:]
    shape = [1, "tokens", None]
    graph.output.append(helper.make_tensor_value_info(value, TensorProto.FLOAT, shape))
    return model


def unsigned(model: ModelProto) -> ModelProto:
    """Change the signed weights of products to unsigned ones in place, and return the model: each
    is 128 greater, and so is the zero point that is taken off again."""
    names = {
        node.input[place]
        for node in model.graph.node
        if node.op_type == PRODUCT
        for place in (WEIGHT, ZERO_POINT)
    }
    for constant in model.graph.initializer:
        if constant.name not in names:
            continue
        value = numpy_helper.to_array(constant)
        if value.dtype == np.int8:
            shifted = (value.astype(np.int16) + 128).astype(np.uint8)
            constant.CopyFrom(numpy_helper.from_array(shifted, constant.name))
    return model


def _tuned(node: NodeProto, products: Mapping[str, NodeProto]) -> Iterator[NodeProto]:
    if node.op_type == "SkipLayerNormalization":
        yield from _normalised(node, products)
        return
    if node.op_type == "BiasGelu" and _moved(node.input[1], node.input[0], products):
        node.op_type = "FastGelu"
        del node.input[1]
    elif (
        node.op_type == "MultiHeadAttention"
        and len(node.input) == WITHOUT_BIAS
        and _moved(node.input[3], node.input[0], products)
    ):
        del node.input[3]
    yield node


def _normalised(node: NodeProto, products: Mapping[str, NodeProto]) -> Iterator[NodeProto]:
    value, added, scale, shift, *bias = node.input
    (out,) = node.output
    if bias and not _moved(bias[0], added, products):
        yield helper.make_node("Add", [added, bias[0]], [f"{out}.biased"])
        added = f"{out}.biased"
    yield helper.make_node("Add", [value, added], [f"{out}.sum"])
    epsilon = helper.get_node_attr_value(node, "epsilon")
    yield helper.make_node(
        "LayerNormalization", [f"{out}.sum", scale, shift], [out], axis=-1, epsilon=epsilon
    )


def _moved(bias: str, value: str, products: Mapping[str, NodeProto]) -> bool:
    """Return whether the product that makes the value could take the bias, and has."""
    product = products.get(value)
    if product is None or len(product.input) != WITHOUT_BIAS:
        return False
    product.input.append(bias)
    return True
