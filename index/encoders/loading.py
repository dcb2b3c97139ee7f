"""Texts to vectors: one interface, three ways to fill it.

``load_default`` runs the bundled multilingual-e5-small in int8 and needs neither torch
nor a hub; ``load_reference`` is the same weights in fp32 through plain
sentence-transformers; ``load`` takes any sentence-transformers model by name or path.
Each is also a :class:`~sentence_transformers.SentenceTransformer` (``.model``), so
whatever works with that library works with ours.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.encoders.e5 import runtime, unpacked, weights
from index.encoders.e5.reference import PROMPTS
from index.errors import InputError
from index.search.fusion import E5_SCALE, UNRELATED, CosineScale, scale_of
from index.text.characters import encodable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Progress = Callable[[int, int], None]
"""Called with (texts done, texts in all)."""

DEFAULT = "multilingual-e5-small"
REFERENCE = f"{DEFAULT}-fp32"
SETTING = "HEMEROTECA_ENCODER"


class Encoder(Protocol):
    """What the index asks of an encoder; instances may be shared between threads."""

    @property
    def name(self) -> str:
        """What the user calls it."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same text would get another vector."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def max_tokens(self) -> int:
        """Longest passage in tokens, prefix and marks included; longer ones are cut."""

    @property
    def cosine_scale(self) -> CosineScale:
        """Where this encoder's cosines lie, for fusion."""

    @property
    def model(self) -> SentenceTransformer:
        """The same encoder as a sentence-transformers model."""

    def count_tokens(self, text: str) -> int:
        """Tokens that the passage takes of :attr:`max_tokens`."""

    def encode_passages(
        self, texts: Sequence[str], progress: Progress | None = None
    ) -> NDArray[np.float32]:
        """Vectors of shape (n, dimension), unit length, in the order of ``texts``."""

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of shape (n, dimension), unit length, in the order of ``texts``."""


class BundledEncoder:
    """multilingual-e5-small in int8 on ONNX Runtime (see :mod:`index.encoders.e5.onnx_graph`)."""

    name = DEFAULT
    dimension = runtime.DIMENSION
    max_tokens = runtime.MAX_TOKENS
    cosine_scale = E5_SCALE

    def __init__(self, folder: Path) -> None:
        self.runtime = runtime.Runtime(folder)
        self.fingerprint = f"{DEFAULT}-int8-{weights.SHA256[:12]}-{unpacked.INT8_FORMAT}"

    @cached_property
    def model(self) -> SentenceTransformer:
        """The int8 graph as a sentence-transformers model; imports torch."""
        from sentence_transformers import SentenceTransformer

        from index.encoders.e5.module import OnnxE5

        return SentenceTransformer(modules=[OnnxE5(self.runtime)], prompts=PROMPTS, device="cpu")

    def count_tokens(self, text: str) -> int:
        """Tokens of the text as a passage, with prefix and marks."""
        return self.runtime.count_tokens(PROMPTS["document"] + text)

    def encode_passages(
        self, texts: Sequence[str], progress: Progress | None = None
    ) -> NDArray[np.float32]:
        """Vectors (n, 384), two texts at a time on two cores."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        ids = self.runtime.tokens([PROMPTS["document"] + text for text in texts])
        for row, vector in enumerate(self.runtime.embed_many(ids)):
            vectors[row] = vector
            if progress is not None:
                progress(row + 1, len(texts))
        return vectors

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors (n, 384), each query on all cores."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        ids = self.runtime.tokens([PROMPTS["query"] + text for text in texts])
        for row, query in enumerate(ids):
            vectors[row] = self.runtime.embed_one(query)
        return vectors


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
        """Tokens of the text as a passage, with prefix and marks."""
        tokenizer = self.model.tokenizer
        whole = encodable(self._prefix + text)
        return len(tokenizer(whole, truncation=False, verbose=False)["input_ids"])

    def encode_passages(
        self, texts: Sequence[str], progress: Progress | None = None
    ) -> NDArray[np.float32]:
        """Vectors (n, dimension), in slices so that progress can be told."""
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
        """Vectors (n, dimension)."""
        vectors = self.model.encode_query(
            [encodable(text) for text in texts],
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), self.dimension)


@cache
def load_default() -> BundledEncoder:
    """The bundled encoder in int8, unpacked into the user's cache on first use.

    :raises EncoderError: the weights are missing or damaged, or the cache cannot be written.
    """
    return BundledEncoder(unpacked.int8_folder())


@cache
def load_reference() -> SentenceTransformerEncoder:
    """The same weights in fp32 through plain sentence-transformers: the yardstick.

    :raises EncoderError: the weights are missing or damaged, or the cache cannot be written.
    """
    from sentence_transformers import SentenceTransformer

    folder = unpacked.reference_folder()
    model = SentenceTransformer(
        str(folder),
        device="cpu",
        local_files_only=True,
        model_kwargs={"add_pooling_layer": False},
    )
    fingerprint = f"{REFERENCE}-{weights.SHA256[:12]}-{unpacked.REFERENCE_FORMAT}"
    return SentenceTransformerEncoder(model, REFERENCE, fingerprint, E5_SCALE)


def load(name: str | None = None) -> Encoder:
    """The encoder of that name or folder.

    :param name: a sentence-transformers model in a local folder or in the local hub
        cache; ``None`` takes ``$HEMEROTECA_ENCODER``, else the bundled one.
    :raises InputError: there is no such model on this machine.
    """
    name = name or os.environ.get(SETTING) or DEFAULT
    if name == DEFAULT:
        return load_default()
    return load_reference() if name == REFERENCE else _load_other(name)


@cache
def _load_other(name: str) -> SentenceTransformerEncoder:
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(name, device="cpu", local_files_only=True)
    except Exception as error:  # the loaders below raise a dozen unrelated types
        raise InputError(
            f"No se encuentra el codificador «{name}» en esta máquina ({_first_line(error)}). "
            f"Indique la carpeta de un modelo de sentence-transformers, o «{DEFAULT}»."
        ) from error
    return SentenceTransformerEncoder(model, name)


def _digest(model: SentenceTransformer) -> str:
    """Of weights, prompts and limit: vectors differ in their last digits between machines."""
    import torch

    digest = hashlib.sha256(repr((sorted(model.prompts.items()), model.max_seq_length)).encode())
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.detach().cpu().contiguous().flatten().view(torch.uint8).numpy())
    return digest.hexdigest()[:12]


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:160] if lines else type(error).__name__
