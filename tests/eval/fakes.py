"""Stand-ins that are quick and always the same: an encoder without weights, and answers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.encoders.cosine_scale import CosineScale
from index.encoders.protocol import Progress

Vectors = npt.NDArray[np.float32]
DIMENSION = 16


def _vector(seed: str) -> Vectors:
    digest = hashlib.sha256(seed.encode("utf-8", "surrogatepass")).digest()
    drawn = np.random.default_rng(list(digest)).normal(size=DIMENSION)
    unit: Vectors = (drawn / np.linalg.norm(drawn)).astype(np.float32)
    return unit


class FakeEncoder:
    """A text's vector is the mean of its words' vectors, each drawn by the word's hash, so
    texts that share words are near. Queries and passages differ a little."""

    name = "falso"
    dimension = DIMENSION
    max_tokens = 512
    cosine_scale = CosineScale(0.0, 1.0)

    def __init__(self, fingerprint: str = "falso") -> None:
        self.fingerprint = fingerprint

    def count_tokens(self, text: str) -> int:
        """Words, as a rough count."""
        return len(text.split())

    def _encode(self, texts: Sequence[str], role: str) -> Vectors:
        rows = []
        for text in texts:
            words = [_vector(word.strip("¿?.,").lower()) for word in text.split()]
            mean = np.sum([*words, 0.1 * _vector(role + self.fingerprint)], axis=0)
            rows.append(mean / np.linalg.norm(mean))
        return np.asarray(rows, dtype=np.float32).reshape(len(texts), DIMENSION)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of unit length."""
        return self._encode(texts, "pasaje")

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of unit length."""
        return self._encode(texts, "pregunta")
