"""Writes the head as an ONNX graph of one hidden layer, its weights in half precision.

A graph rather than arrays, since ONNX Runtime multiplies on the one thread that asks; NumPy's
library takes all cores for 12 million products and waits for them longer than it computes.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, helper, numpy_helper

from index.encoders.e5.onnx_graph import IR_VERSION, OPSET

Arrays = Mapping[str, NDArray[np.float32]]


def graph(arrays: Arrays) -> ModelProto:
    """Return the graph: ``states`` float32 (words, 2 · width) and ``looks`` float32 (words, looks)
    → ``scores`` float32 (words, tags), log probabilities, and ``follows`` float32 (tags, tags).

    :param arrays: what :func:`rag.training.names.learning.fit` gives.
    """
    # What the states are normalised by goes into the first product.
    states = arrays["scale"][:, None] * arrays["states"]
    bias = arrays["bias"] - arrays["shift"] @ states
    halves = {"s": states, "l": arrays["looks"], "t": arrays["tags"]}
    whole = {"b": bias, "tb": arrays["tags_bias"], "f": arrays["follows"]}
    constants = [
        *(
            numpy_helper.from_array(value.astype(np.float16), name)
            for name, value in halves.items()
        ),
        *(numpy_helper.from_array(value.astype(np.float32), name) for name, value in whole.items()),
    ]
    nodes = [
        *(helper.make_node("Cast", [name], [f"{name}w"], to=TensorProto.FLOAT) for name in halves),
        helper.make_node("MatMul", ["states", "sw"], ["of_states"]),
        helper.make_node("MatMul", ["looks", "lw"], ["of_looks"]),
        helper.make_node("Add", ["of_states", "of_looks"], ["both"]),
        helper.make_node("Add", ["both", "b"], ["inner"]),
        helper.make_node("Relu", ["inner"], ["hidden"]),
        helper.make_node("MatMul", ["hidden", "tw"], ["of_hidden"]),
        helper.make_node("Add", ["of_hidden", "tb"], ["raw"]),
        helper.make_node("LogSoftmax", ["raw"], ["scores"], axis=-1),
        helper.make_node("Identity", ["f"], ["follows"]),
    ]
    width, looks, tags = len(states), len(arrays["looks"]), arrays["tags"].shape[1]
    made = helper.make_graph(
        nodes,
        "hemeroteca-names",
        [
            helper.make_tensor_value_info("states", TensorProto.FLOAT, ["words", width]),
            helper.make_tensor_value_info("looks", TensorProto.FLOAT, ["words", looks]),
        ],
        [
            helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["words", tags]),
            helper.make_tensor_value_info("follows", TensorProto.FLOAT, [tags, tags]),
        ],
        constants,
    )
    return helper.make_model(
        made, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION
    )
