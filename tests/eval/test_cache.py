"""Vectors are kept by content and encoder, and a bad cache is only ever a slow one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.cache import EmbeddingCache, Vectors
from tests.eval.fakes import FakeEncoder


class Counting(FakeEncoder):
    """Remembers what it was asked to encode."""

    def __init__(self, fingerprint: str = "falso") -> None:
        super().__init__(fingerprint)
        self.passages: list[str] = []

    def encode_passages(self, texts: Sequence[str], progress: object = None) -> Vectors:
        self.passages.extend(texts)
        return super().encode_passages(texts)


TEXTS = ["uno", "dos", "tres", "uno"]


def test_a_second_run_encodes_nothing_and_gives_the_same(tmp_path: Path) -> None:
    first, second = Counting(), Counting()
    fresh = EmbeddingCache(tmp_path).vectors(first, "passages", TEXTS)
    kept = EmbeddingCache(tmp_path).vectors(second, "passages", TEXTS)
    assert first.passages == ["uno", "dos", "tres"]
    assert second.passages == []
    assert np.array_equal(fresh, kept)
    assert np.array_equal(fresh, FakeEncoder().encode_passages(TEXTS))


def test_only_new_texts_are_encoded(tmp_path: Path) -> None:
    encoder = Counting()
    cache = EmbeddingCache(tmp_path)
    cache.vectors(encoder, "passages", TEXTS)
    cache.vectors(encoder, "passages", ["cuatro", "dos"])
    assert encoder.passages == ["uno", "dos", "tres", "cuatro"]
    cache.vectors(encoder, "passages", TEXTS)
    assert len(encoder.passages) == 4


def test_encoders_and_roles_do_not_share(tmp_path: Path) -> None:
    cache = EmbeddingCache(tmp_path)
    cache.vectors(Counting("uno/8"), "passages", TEXTS)
    other = Counting("uno:8")
    cache.vectors(other, "passages", TEXTS)
    assert other.passages == ["uno", "dos", "tres"]
    queries = cache.vectors(other, "queries", TEXTS)
    assert not np.array_equal(queries, cache.vectors(other, "passages", TEXTS))


@pytest.mark.parametrize("damage", [b"", b"\x93NUMPY", b"basura", None])
def test_a_damaged_file_is_replaced(tmp_path: Path, damage: bytes | None) -> None:
    EmbeddingCache(tmp_path).vectors(Counting(), "passages", TEXTS)
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:-7] if damage is None else damage)
    encoder = Counting()
    vectors = EmbeddingCache(tmp_path).vectors(encoder, "passages", TEXTS)
    assert len(encoder.passages) == 3
    assert np.array_equal(vectors, FakeEncoder().encode_passages(TEXTS))
    again = Counting()
    EmbeddingCache(tmp_path).vectors(again, "passages", TEXTS)
    assert again.passages == []


def test_a_file_with_pickled_objects_is_not_opened(tmp_path: Path) -> None:
    EmbeddingCache(tmp_path).vectors(Counting(), "passages", TEXTS)
    (path,) = tmp_path.iterdir()
    np.save(path, np.array([{"key": 1}], dtype=object), allow_pickle=True)
    encoder = Counting()
    EmbeddingCache(tmp_path).vectors(encoder, "passages", TEXTS)
    assert len(encoder.passages) == 3


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    encoder = Counting()
    cache = EmbeddingCache(None)
    cache.vectors(encoder, "passages", TEXTS)
    cache.vectors(encoder, "passages", TEXTS)
    assert len(encoder.passages) == 6


def test_a_folder_that_cannot_be_written_does_not_stop_the_run(tmp_path: Path) -> None:
    (tmp_path / "archivo").write_text("x", encoding="utf-8")
    cache = EmbeddingCache(tmp_path / "archivo" / "cache")
    assert len(cache.vectors(Counting(), "passages", TEXTS)) == 4


def test_nothing_half_written_stays(tmp_path: Path) -> None:
    EmbeddingCache(tmp_path).vectors(Counting(), "passages", [str(i) for i in range(2500)])
    assert [path.suffix for path in tmp_path.iterdir()] == [".npy"]


def test_progress_counts_the_missing_texts(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    texts = [str(i) for i in range(1500)]
    EmbeddingCache(tmp_path).vectors(
        Counting(), "passages", texts, lambda done, of: told.append((done, of))
    )
    assert told[-1] == (1500, 1500)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


@settings(max_examples=30)
@given(st.lists(st.text(), min_size=1))
def test_any_text_comes_back_with_its_own_vector(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    cache = EmbeddingCache(tmp_path_factory.mktemp("vectores"))
    cache.vectors(FakeEncoder(), "passages", texts)
    assert np.array_equal(
        cache.vectors(FakeEncoder(), "passages", texts), FakeEncoder().encode_passages(texts)
    )
