"""Runs plain sentence-transformers in fp32, as anyone would use it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sentence_transformers import SentenceTransformer

from eval.bench.task import WARM_PASSAGE, WARM_QUERIES, Model

Vectors = npt.NDArray[np.float32]


class PlainEncoder:
    """The model's folder knows the prefixes under the names ``query`` and ``document``."""

    def __init__(self, model: Model) -> None:
        self._model = SentenceTransformer(
            model.folder,
            device="cpu",
            local_files_only=True,
            model_kwargs={"add_pooling_layer": False},
        )
        self.passages([WARM_PASSAGE])
        self.query(WARM_QUERIES[0])

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Encode to vectors (texts, dimension), with the library's own batches."""
        vectors: Vectors = self._model.encode_document(list(texts), show_progress_bar=False)
        return vectors

    def query(self, text: str) -> Vectors:
        """Encode to a vector (dimension,)."""
        vector: Vectors = self._model.encode_query(text, show_progress_bar=False)
        return vector
