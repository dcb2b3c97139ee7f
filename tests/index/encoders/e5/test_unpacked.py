"""Unpacking: once, whole or not at all, again when damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.encoders.e5 import unpacked, weights
from index.errors import EncoderError
from index.storage import signed_folders


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HEMEROTECA_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A model of one byte in the place of the real one; notes each time it is written."""
    written: list[str] = []

    def write(model: str, folder: Path) -> None:
        written.append(model)
        (folder / "model.onnx").write_bytes(b"1")

    monkeypatch.setattr(weights, "read", lambda: "pesos")
    monkeypatch.setattr(unpacked, "_write_int8", write)
    return written


def test_it_is_unpacked_once_and_again_when_damaged(cache: Path, small: list[str]) -> None:
    folder = unpacked.int8_folder()
    assert folder.parent == cache
    assert unpacked.int8_folder() == folder
    assert small == ["pesos"]
    (folder / "model.onnx").write_bytes(b"2")
    assert unpacked.int8_folder() == folder
    assert (folder / "model.onnx").read_bytes() == b"1"
    assert small == ["pesos", "pesos"]
    assert [path.name for path in cache.iterdir()] == [folder.name]


def test_another_format_is_another_folder(
    cache: Path, small: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = unpacked.int8_folder()
    monkeypatch.setattr(unpacked, "INT8_FORMAT", unpacked.INT8_FORMAT + 1)
    assert unpacked.int8_folder() != before
    assert weights.SHA256[:8] in before.name


def test_damaged_weights_leave_nothing_behind(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged() -> None:
        raise EncoderError("dañado")

    monkeypatch.setattr(weights, "read", damaged)
    for folder in (unpacked.int8_folder, unpacked.reference_folder):
        with pytest.raises(EncoderError, match="dañado"):
            folder()
    assert list(cache.iterdir()) == []


def test_a_cache_that_cannot_be_written_is_told_with_the_way_out(
    cache: Path, small: list[str]
) -> None:
    cache.write_text("no es una carpeta")
    with pytest.raises(EncoderError, match="HEMEROTECA_CACHE") as caught:
        unpacked.int8_folder()
    assert str(cache) in str(caught.value)


def test_without_a_setting_the_platforms_cache_folder_is_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("HEMEROTECA_CACHE", raising=False)
    assert "hemeroteca" in unpacked.cache_folder().parts


@pytest.mark.slow
def test_the_real_model_is_unpacked_to_the_same_bytes_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = unpacked.int8_folder()
    monkeypatch.setenv("HEMEROTECA_CACHE", str(tmp_path / "cache"))
    fresh = unpacked.int8_folder()
    assert fresh != usual
    assert signed_folders.is_whole(fresh)
    names = {path.name for path in fresh.iterdir()}
    assert names == {
        "model.onnx",
        "tokenizer.json",
        "tokenizer-western.json",
        signed_folders.MANIFEST,
    }
    assert (fresh / signed_folders.MANIFEST).read_text() == (
        usual / signed_folders.MANIFEST
    ).read_text()
