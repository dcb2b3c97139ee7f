"""Runs the int8 graph: token ids in, unit vectors out, without torch.

Two sessions over the same file: one thread each for many passages (two texts at a time
on two cores: 23.6 passages a second against 21.9 with both cores on one text), all cores
on one text for a query (4.3 ms against 8.2 ms for 16 tokens, same run). Texts are run
singly: activations are quantised per text, so batching would make a vector depend on
its neighbours, and there is no padding to waste.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.encoders.e5.tokenizer import EOS_ID, western
from index.encoders.e5.unpacked import TOKENIZER, WESTERN_TOKENIZER
from index.errors import EncoderError
from index.text.characters import encodable

DIMENSION = 384
MAX_TOKENS = 512

EMBEDDING = "embedding"
"""The graph's output for the vector; the others are states of tokens, in the order of layers (named
again, since :mod:`index.encoders.e5.onnx_graph` needs what later starts do without)."""

Place = tuple[int, int]
"""Start, and one past the end, in code points."""


class Runtime:
    """The tokenizer and the graph of one unpacked folder; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer, without truncation."""
        return Tokenizer.from_file(str(self._folder / TOKENIZER))

    @cached_property
    def _western(self) -> Tokenizer:
        return Tokenizer.from_file(str(self._folder / WESTERN_TOKENIZER))

    def tokenizer_for(self, *texts: str) -> Tokenizer:
        """Return one that gives the texts the tokens of :attr:`tokenizer`; that of texts in Western
        languages is loaded in a third of the time."""
        return self._western if all(map(western, texts)) else self.tokenizer

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the token ids of each text, cut to 512 with the end mark kept."""
        written = [encodable(text) for text in texts]
        encodings = self.tokenizer_for(*written).encode_batch_fast(written)
        return [_cut(encoding.ids) for encoding in encodings]

    def count_tokens(self, text: str) -> int:
        """Count the tokens of the text with the two marks around it, uncut."""
        written = encodable(text)
        return len(self.tokenizer_for(written).encode(written).ids)

    def tokens_and_places(self, texts: Sequence[str]) -> list[tuple[list[int], list[Place]]]:
        """Return what :meth:`tokens` does, and where in its text each token stands, in code
        points; the marks around a text stand nowhere."""
        written = [encodable(text) for text in texts]
        encodings = self.tokenizer_for(*written).encode_batch(written)
        return [(_cut(e.ids), [*e.offsets[: MAX_TOKENS - 1], (0, 0)]) for e in encodings]

    def embed_one(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """Return the vector (384,) of one short text, on all cores."""
        return _run(self._wide, ids)

    def embed_many(self, batch: Sequence[Sequence[int]]) -> Iterator[NDArray[np.float32]]:
        """Return the vectors (384,) of many texts in order, a text a core."""
        return self._cores.map(lambda ids: _run(self._narrow, ids), batch)

    def embed_and_see(
        self, batch: Sequence[Sequence[int]]
    ) -> Iterator[tuple[NDArray[np.float32], NDArray[np.float32]]]:
        """Return of each of many texts in order its vector (384,) and its tokens' states, float32
        (tokens, 384 · layers that are seen), from one run."""
        return self._cores.map(lambda ids: _run_seeing(self._narrow, ids), batch)

    @cached_property
    def _cores(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="e5")

    @cached_property
    def _wide(self) -> onnxruntime.InferenceSession:
        return _session(self._folder, threads=os.cpu_count() or 1)

    @cached_property
    def _narrow(self) -> onnxruntime.InferenceSession:
        return _session(self._folder, threads=1)


def session_options(threads: int) -> onnxruntime.SessionOptions:
    """Return options for a graph over texts of any length; one thread where as many run as there
    are cores."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Texts differ in length: an arena sized for each would only grow.
    options.enable_mem_pattern = False
    # The graphs are written as they run fastest; fusing would undo it (see
    # index.encoders.e5.optimized).
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return options


def _session(folder: Path, threads: int) -> onnxruntime.InferenceSession:
    options = session_options(threads)
    try:
        return onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # onnxruntime's own exceptions share no public base class
        raise EncoderError(
            f"No se puede cargar el codificador de {folder}: {error}. "
            "Borre esa carpeta: se vuelve a preparar sola."
        ) from error


def _run(session: onnxruntime.InferenceSession, ids: Sequence[int]) -> NDArray[np.float32]:
    (vectors,) = session.run([EMBEDDING], {"input_ids": np.array([ids], dtype=np.int64)})
    return np.asarray(vectors[0], dtype=np.float32)


def _run_seeing(
    session: onnxruntime.InferenceSession, ids: Sequence[int]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    vectors, *states = session.run(None, {"input_ids": np.array([ids], dtype=np.int64)})
    return vectors[0], np.concatenate([each[0] for each in states], axis=1)


def _cut(ids: list[int]) -> list[int]:
    if len(ids) <= MAX_TOKENS:
        return ids
    return [*ids[: MAX_TOKENS - 1], EOS_ID]
