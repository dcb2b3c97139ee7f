"""Writes the head as an ONNX graph of two hidden layers, its weights in half precision.

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
    of the words of a text in order → ``scores`` float32 (words, tags), log probabilities, and
    ``follows`` float32 (tags, tags).

    :param arrays: what :func:`rag.training.names.learning.fit` gives.
    """
    # What the states are normalised by goes into the first product.
    states = arrays["scale"][:, None] * arrays["states"]
    bias = arrays["bias"] - arrays["shift"] @ states
    halves = {
        "s": states,
        "l": arrays["looks"],
        "m": arrays["mix"],
        "t": arrays["tags"],
        "d": arrays["direct"],
    }
    whole = {
        "b": bias,
        "mb": arrays["mix_bias"],
        "tb": arrays["tags_bias"],
        "f": arrays["follows"],
    }
    constants = [
        *(
            numpy_helper.from_array(value.astype(np.float16), name)
            for name, value in halves.items()
        ),
        *(numpy_helper.from_array(value.astype(np.float32), name) for name, value in whole.items()),
        numpy_helper.from_array(np.array([0], np.int64), "first"),
    ]
    # Of how many heads one is made: each mixes its own part of what is hidden.
    heads, beside = len(bias) // arrays["mix"].shape[1], arrays["mix"].shape[2] // 2
    nodes = [
        *(helper.make_node("Cast", [name], [f"{name}w"], to=TensorProto.FLOAT) for name in halves),
        helper.make_node("MatMul", ["states", "sw"], ["of_states"]),
        helper.make_node("MatMul", ["looks", "lw"], ["of_looks"]),
        helper.make_node("Add", ["of_states", "of_looks"], ["both"]),
        helper.make_node("Add", ["both", "b"], ["inner"]),
        helper.make_node("Relu", ["inner"], ["hidden"]),
        helper.make_node("Transpose", ["hidden"], ["across"], perm=[1, 0]),
        helper.make_node("Unsqueeze", ["across", "first"], ["row"]),
        helper.make_node("Conv", ["row", "mw", "mb"], ["beside"], group=heads, pads=[beside] * 2),
        helper.make_node("Relu", ["beside"], ["kept"]),
        helper.make_node("Squeeze", ["kept", "first"], ["one"]),
        helper.make_node("Transpose", ["one"], ["mixed"], perm=[1, 0]),
        helper.make_node("MatMul", ["mixed", "tw"], ["of_mixed"]),
        helper.make_node("MatMul", ["hidden", "dw"], ["of_hidden"]),
        helper.make_node("Add", ["of_mixed", "of_hidden"], ["together"]),
        helper.make_node("Add", ["together", "tb"], ["raw"]),
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
