"""The encoder that comes along: multilingual-e5-small in int8, without torch and without a hub."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.encoders.cosine_scale import E5_SCALE
from index.encoders.e5 import runtime, unpacked, weights
from index.encoders.e5.reference import PROMPTS
from index.encoders.naming import head
from index.encoders.protocol import Progress
from index.types import Mention

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT = "multilingual-e5-small"


class BundledEncoder:
    """multilingual-e5-small in int8 on ONNX Runtime (see :mod:`index.encoders.e5.onnx_graph`)."""

    name = DEFAULT
    dimension = runtime.DIMENSION
    max_tokens = runtime.MAX_TOKENS
    cosine_scale = E5_SCALE

    def __init__(self, folder: Path) -> None:
        self.runtime = runtime.Runtime(folder)
        self.fingerprint = f"{DEFAULT}-int8-{weights.SHA256[:12]}-{unpacked.INT8_VECTORS}"

    @cached_property
    def model(self) -> SentenceTransformer:
        """The int8 graph as a sentence-transformers model; imports torch."""
        from sentence_transformers import SentenceTransformer

        from index.encoders.e5.module import OnnxE5

        return SentenceTransformer(modules=[OnnxE5(self.runtime)], prompts=PROMPTS, device="cpu")

    def count_tokens(self, text: str) -> int:
        """Count the tokens of the text as a passage, with prefix and marks."""
        return self.runtime.count_tokens(PROMPTS["document"] + text)

    def encode_passages(
        self, texts: Sequence[str], progress: Progress | None = None
    ) -> NDArray[np.float32]:
        """Return the vectors (n, 384), two texts at a time on two cores."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        ids = self.runtime.tokens([PROMPTS["document"] + text for text in texts])
        for row, vector in enumerate(self.runtime.embed_many(ids)):
            vectors[row] = vector
            if progress is not None:
                progress(row + 1, len(texts))
        return vectors

    @property
    def recogniser(self) -> str:
        """Which version recognises names."""
        return head.load().version

    def encode_and_name(
        self, texts: Sequence[str], begins: Sequence[int], progress: Progress | None = None
    ) -> tuple[NDArray[np.float32], list[list[Mention]]]:
        """Return the vectors (n, 384), and the names in each text from where it begins on; both
        from one run of the network.

        :raises EncoderError: the recogniser's weights are missing or damaged.
        """
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        named: list[list[Mention]] = []
        recogniser, prefix = head.load(), PROMPTS["document"]
        tokens = self.runtime.tokens_and_places([prefix + text for text in texts])
        runs = self.runtime.embed_and_see([ids for ids, _ in tokens])
        rows = zip(texts, begins, tokens, runs, strict=True)
        for row, (text, begin, (_, places), (vector, states)) in enumerate(rows):
            vectors[row] = vector
            found = recogniser.mentions(prefix + text, places, states, len(prefix) + begin)
            named.append(
                [Mention(m.start - len(prefix), m.end - len(prefix), m.kind) for m in found]
            )
            if progress is not None:
                progress(row + 1, len(texts))
        return vectors, named

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors (n, 384), each query on all cores."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        ids = self.runtime.tokens([PROMPTS["query"] + text for text in texts])
        for row, query in enumerate(ids):
            vectors[row] = self.runtime.embed_one(query)
        return vectors
