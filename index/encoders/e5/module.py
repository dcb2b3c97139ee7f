"""The int8 graph as a sentence-transformers module.

``SentenceTransformer(modules=[OnnxE5(runtime)])`` then behaves as any other model of
that library: ``encode_query``, ``encode_document``, ``similarity``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from sentence_transformers.base.modules import InputModule

from index.encoders.e5.runtime import DIMENSION, MAX_TOKENS, Runtime
from index.encoders.e5.tokenizer import PAD_ID


class OnnxE5(InputModule):
    """Tokenises, runs the graph text by text, and hands out unit vectors."""

    def __init__(self, runtime: Runtime) -> None:
        super().__init__()
        self.runtime = runtime
        self.tokenizer = runtime.tokenizer
        self.max_seq_length = MAX_TOKENS

    def preprocess(
        self, inputs: Sequence[Any], prompt: str | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Return the token ids padded to (n, longest), and the mask that says which are real."""
        ids = self.runtime.tokens([(prompt or "") + str(text) for text in inputs])
        longest = max(map(len, ids))
        padded = [row + [PAD_ID] * (longest - len(row)) for row in ids]
        mask = [[1] * len(row) + [0] * (longest - len(row)) for row in ids]
        return {"input_ids": torch.tensor(padded), "attention_mask": torch.tensor(mask)}

    def forward(self, features: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Add ``sentence_embedding`` of shape (n, 384)."""
        lengths = features["attention_mask"].sum(dim=1).tolist()
        rows = features["input_ids"].tolist()
        ids = [row[:length] for row, length in zip(rows, lengths, strict=True)]
        vectors = [torch.from_numpy(vector) for vector in self.runtime.embed_many(ids)]
        return {**features, "sentence_embedding": torch.stack(vectors)}

    def get_embedding_dimension(self) -> int:
        """Return 384."""
        return DIMENSION

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Refuse: the module is a view of the cache, which is rebuilt from the package."""
        raise RuntimeError("OnnxE5 holds nothing of its own to save; load it with load_default().")
