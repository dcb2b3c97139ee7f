"""The encoder's lower layers alone: token ids in, a vector for every token out.

What is learnt on top of them (:mod:`rag.writer.verifier`) is small, because they are here anyway:
they are built from the same packed weights and kept in the cache, unpacked once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnx import ModelProto

from index.encoders.e5 import kernels, onnx_graph, optimized, unpacked, weights
from index.encoders.e5.runtime import session_options
from index.errors import EncoderError

LAYERS: Final = 7
"""Of twelve: the last ones make one vector of a text, and forget its details for it."""

FORMAT: Final = 1
"""Raised whenever what comes out changes."""

FILE: Final = "trunk.onnx"


class _Builder(onnx_graph.Builder):
    def build(self) -> ModelProto:
        value = self.embed()
        self.constant("split", np.full(3, self.model.shape.hidden, np.int64))
        for number in range(LAYERS):
            value = self.layer(number, value)
        return self.finish(
            "multilingual-e5-small-trunk", {value: [1, "tokens", self.model.shape.hidden]}
        )


class Trunk:
    """Safe to share between threads; unpacked and loaded when it is first used."""

    def states(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """Return the vectors (tokens, 384) of at most 512 token ids, marks included.

        :raises EncoderError: the weights are missing or damaged, or the cache cannot be written.
        """
        (states,) = self._session.run(None, {"input_ids": np.array([ids], np.int64)})
        return np.asarray(states[0], np.float32)

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        name = f"e5-small-{weights.SHA256[:8]}-trunk{LAYERS}-{FORMAT}{kernels.suffix()}"
        try:
            folder = unpacked.cached_folder(name, _write)
        except OSError as error:
            raise EncoderError(
                f"No se puede preparar el codificador en {unpacked.cache_folder()}: {error}. "
                "Libere espacio, o elija otra carpeta con HEMEROTECA_CACHE."
            ) from error
        return onnxruntime.InferenceSession(
            str(folder / FILE), session_options(1), providers=["CPUExecutionProvider"]
        )


def _write(folder: Path) -> None:
    model = weights.read()
    maxima = np.load(onnx_graph.MAXIMA, allow_pickle=False).astype(np.float32)
    graph = optimized.tune(_Builder(model, maxima).build())
    (folder / FILE).write_bytes(graph.SerializeToString())
