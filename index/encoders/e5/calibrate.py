"""Measures how large activations get, for the smoothing of the int8 graph.

    python -m index.encoders.e5.calibrate TEXT…

writes ``activation_maxima.npy`` anew from paragraphs of the given UTF-8 files (the
committed one was made from ``rag/muestra/*.md``). Developers' tool: nothing of it runs
when texts are encoded.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, helper

from index.encoders.e5 import tokenizer, weights
from index.encoders.e5.onnx_graph import MAXIMA, Builder
from index.encoders.e5.reference import PROMPTS

PARAGRAPHS = 90
SHORTEST = 80
"""Characters under which a block is a heading or front matter, not a paragraph."""


def measure(
    graph: ModelProto, layers: int, windows: Iterable[Sequence[int]]
) -> NDArray[np.float16]:
    """Return the largest absolute value of every channel, of shape (layers, 2, hidden).

    :param graph: in fp32, as :class:`~index.encoders.e5.onnx_graph.Builder` makes it without
    maxima.
    :param windows: token ids to run it on.
    """
    names = [
        name
        for number in range(layers)
        for name in (f"l{number - 1}.out" if number else "layer.in", f"l{number}.middle")
    ]
    given = {output.name for output in graph.graph.output}
    for name in (each for each in names if each not in given):
        graph.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(graph.SerializeToString())
    maxima = [
        np.stack(
            [
                np.abs(value).max(axis=(0, 1))
                for value in session.run(names, {"input_ids": np.array([ids], np.int64)})
            ]
        )
        for ids in windows
    ]
    largest: NDArray[np.float32] = np.max(maxima, axis=0)
    return largest.reshape(layers, 2, -1).astype(np.float16)


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
    model = weights.read()
    ids = [encoding.ids for encoding in tokenizer.build(model).encode_batch(texts)]
    maxima = measure(Builder(model, None).build(), model.shape.layers, ids)
    np.save(MAXIMA, maxima, allow_pickle=False)


if __name__ == "__main__":
    main(sys.argv[1:])
