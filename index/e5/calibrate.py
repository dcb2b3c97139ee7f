"""Measures how large activations get, for the smoothing of the int8 graph.

    python -m index.e5.calibrate TEXT…

writes ``activation_maxima.npy`` anew from paragraphs of the given UTF-8 files (the
committed one was made from ``rag/muestra/*.md``). Developers' tool: nothing of it runs
when texts are encoded.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper

from index.e5 import tokenizer, weights
from index.e5.onnx_graph import MAXIMA, Builder
from index.e5.reference import PROMPTS

PARAGRAPHS = 90
SHORTEST = 80
"""Characters under which a block is a heading or front matter, not a paragraph."""


def measure(texts: list[str]) -> NDArray[np.float16]:
    """Largest absolute value of every channel over the texts, of shape (layers, 2, hidden)."""
    model = weights.read()
    graph = Builder(model, None).build()
    layers = range(model.shape.layers)
    names = [
        name
        for number in layers
        for name in (f"l{number - 1}.out" if number else "layer.in", f"l{number}.middle")
    ]
    for name in names:
        graph.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(graph.SerializeToString())
    maxima = np.zeros((len(names), model.shape.hidden), np.float32)
    for encoding in tokenizer.build(model).encode_batch(texts):
        values = session.run(names, {"input_ids": np.array([encoding.ids], np.int64)})
        seen = np.stack([np.abs(value).max(axis=(0, 1)) for value in values])
        maxima = np.maximum(maxima, seen)
    return maxima.reshape(len(layers), 2, -1).astype(np.float16)


def main(paths: list[str]) -> None:
    """Measure and write."""
    blocks = [
        block
        for path in paths
        for block in Path(path).read_text(encoding="utf-8").split("\n\n")
        if len(block) >= SHORTEST and not block.startswith("---")
    ][:PARAGRAPHS]
    queries = [block.split(".")[0] for block in blocks]
    texts = [PROMPTS["document"] + b for b in blocks] + [PROMPTS["query"] + q for q in queries]
    np.save(MAXIMA, measure(texts), allow_pickle=False)


if __name__ == "__main__":
    main(sys.argv[1:])
