"""Makes the weights that training starts from: multilingual-e5-small with fewer pieces.

Of the 250,002 pieces of its vocabulary those are kept that Spanish, English and the names
of other Western languages are written with. A text is still split by the encoder's own
tokenizer; a table turns its ids into rows here, and what has no row is unknown. Of the
902,000 tokens of the training sets 0.1 % are lost, most of them Chinese.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.encoders.e5.tokenizer import UNK_ID
from index.encoders.e5.weights import BLOCK, PackedModel, Shape

LETTERS: Final = frozenset(
    "áéíóúüñÁÉÍÓÚÜÑçÇàèìòùÀÈÌÒÙâêîôûÂÊÎÔÛäëïöÄËÏÖãõÃÕšžčćńśŠŽČĆłŁøØåÅºª¿¡«»–—−‘’“”…°€£¥·×±½²³▁"
)


@dataclass(frozen=True, slots=True)
class Start:
    """Starting weights, matrices still in their four bits.

    :param rows: int32 (250037,): the row of each token id, that of unknown where it was cut.
    :param vectors: fp32 tensors by their packed names.
    :param nibbles: uint8, two weights a byte, low nibble first, of each packed matrix.
    :param scales: fp16, one for each :data:`~index.encoders.e5.weights.BLOCK` weights.
    """

    shape: Shape
    rows: NDArray[np.int32]
    vectors: dict[str, NDArray[np.float32]]
    nibbles: dict[str, NDArray[np.uint8]]
    scales: dict[str, NDArray[np.float16]]

    def matrix(self, name: str, columns: int) -> NDArray[np.float32]:
        """Unpack a matrix in fp32, of shape (rows, columns)."""
        packed = self.nibbles[name]
        values = np.stack([packed & 15, packed >> 4], axis=-1).reshape(-1, BLOCK)
        unpacked = (values.astype(np.float32) - 8) * self.scales[name].astype(np.float32)[:, None]
        return unpacked.reshape(-1, columns)

    def save(self, path: Path) -> None:
        """Write to one ``.npz``."""
        sizes = np.array([getattr(self.shape, name) for name in Shape.__slots__], np.float64)
        named = {
            f"{kind}/{name}": array
            for kind in ("vectors", "nibbles", "scales")
            for name, array in getattr(self, kind).items()
        }
        np.savez(path, sizes=sizes, rows=self.rows, **named)

    @classmethod
    def load(cls, path: Path) -> Start:
        """Read what :meth:`save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(
                _shape(stored["sizes"]),
                stored["rows"],
                _named(stored, "vectors"),
                _named(stored, "nibbles"),
                _named(stored, "scales"),
            )


def _shape(sizes: NDArray[np.float64]) -> Shape:
    hidden, layers, heads, inner, vocabulary, positions, types = map(int, sizes[:7])
    epsilon = float(sizes[7])
    return Shape(hidden, layers, heads, inner, vocabulary, positions, types, epsilon)


def _named(stored: Mapping[str, NDArray[Any]], kind: str) -> dict[str, NDArray[Any]]:
    return {key.partition("/")[2]: stored[key] for key in stored if key.startswith(f"{kind}/")}


def western_pieces(pieces: tuple[tuple[str, float], ...]) -> list[int]:
    """Return the ids of the pieces that stay, the marks among them."""
    return [
        number
        for number, (piece, _) in enumerate(pieces)
        if all(char in LETTERS or ord(char) < 128 for char in piece)
    ]


def cut(model: PackedModel) -> Start:
    """Cut the packed model's vocabulary down to the pieces that stay."""
    ids = western_pieces(model.pieces)
    mask = len(model.pieces) - 1  # «<mask>» is the last id, and its piece plain letters
    if mask not in ids:
        ids.append(mask)
    rows = np.full(model.shape.vocabulary, ids.index(UNK_ID), np.int32)
    rows[ids] = np.arange(len(ids), dtype=np.int32)
    vectors, nibbles, scales = {}, {}, {}
    names = [f"l{number}.{part}" for number in range(model.shape.layers) for part in PARTS]
    for name in names:
        vectors[f"{name}.b"] = model.vector(f"{name}.b")
        if name.endswith("ln"):
            vectors[f"{name}.w"] = model.vector(f"{name}.w")
        else:
            values, scale = model.blocks(f"{name}.w")
            nibbles[f"{name}.w"] = _packed(values)
            scales[f"{name}.w"] = scale.astype(np.float16)
    for name in ("emb.pos", "emb.type", "emb.ln.w", "emb.ln.b"):
        vectors[name] = model.vector(name)
    per_row = model.shape.hidden // BLOCK
    values, scale = model.blocks("emb.word")
    nibbles["emb.word"] = _packed(values.reshape(-1, model.shape.hidden)[ids])
    scales["emb.word"] = scale.reshape(-1, per_row)[ids].reshape(-1).astype(np.float16)
    return Start(model.shape, rows, vectors, nibbles, scales)


PARTS: Final = ("q", "k", "v", "ao", "aln", "fi", "fo", "oln")
"""What a layer is made of, under the names of the packed file."""


def _packed(values: NDArray[np.uint8]) -> NDArray[np.uint8]:
    flat = values.reshape(-1, 2)
    return (flat[:, 0] | (flat[:, 1] << 4)).astype(np.uint8)
