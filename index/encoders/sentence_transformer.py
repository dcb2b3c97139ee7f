"""Any model of the sentence-transformers library as an encoder of ours."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.encoders.cosine_scale import UNRELATED, CosineScale, scale_of
from index.encoders.e5 import runtime
from index.encoders.protocol import Progress
from index.text.characters import encodable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class SentenceTransformerEncoder:
    """Any sentence-transformers model, as it comes.

    e5's prefixes (or another model's prompts) are applied if, and only if, the model
    names them ``query`` and ``document`` or ``passage`` in its configuration.
    """

    def __init__(
        self,
        model: SentenceTransformer,
        name: str,
        fingerprint: str | None = None,
        cosine_scale: CosineScale | None = None,
    ) -> None:
        self.model = model
        self.name = name
        self.dimension = int(model.get_embedding_dimension() or 0)
        # Models without a limit of their own are given the default encoder's.
        self.max_tokens = int(model.max_seq_length or runtime.MAX_TOKENS)
        self._prefix = model.prompts.get("document") or model.prompts.get("passage") or ""
        self.fingerprint = fingerprint or f"{Path(name).name}-{_digest(model)}"
        self.cosine_scale = cosine_scale or scale_of(self.encode_passages(UNRELATED))

    def count_tokens(self, text: str) -> int:
        """Count the tokens of the text as a passage, with prefix and marks."""
        tokenizer = self.model.tokenizer
        whole = encodable(self._prefix + text)
        return len(tokenizer(whole, truncation=False, verbose=False)["input_ids"])

    def encode_passages(
        self, texts: Sequence[str], progress: Progress | None = None
    ) -> NDArray[np.float32]:
        """Return the vectors (n, dimension), in slices so that progress can be told."""
        slice_ = 256 if progress is not None else max(len(texts), 1)
        parts = [np.empty((0, self.dimension), dtype=np.float32)]
        for start in range(0, len(texts), slice_):
            batch = [encodable(text) for text in texts[start : start + slice_]]
            parts.append(
                self.model.encode_document(
                    batch, normalize_embeddings=True, show_progress_bar=False
                )
            )
            if progress is not None:
                progress(start + len(batch), len(texts))
        return np.concatenate(parts).astype(np.float32)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors (n, dimension)."""
        vectors = self.model.encode_query(
            [encodable(text) for text in texts],
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), self.dimension)


def _digest(model: SentenceTransformer) -> str:
    """Return a digest of weights, prompts and limit: vectors differ in their last digits between
    machines."""
    import torch

    digest = hashlib.sha256(repr((sorted(model.prompts.items()), model.max_seq_length)).encode())
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.detach().cpu().contiguous().flatten().view(torch.uint8).numpy())
    return digest.hexdigest()[:12]
