"""Compressed vectors: found as by brute force but for a few, and scored exactly."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from numpy.typing import NDArray

from index.errors import ArchiveError
from index.search.compressed import FILE, FILTERED, SHORTLIST, CompressedIndex

DIMENSION = 64
Vectors = NDArray[np.float32]


def crowded(seed: int, count: int, dimension: int = DIMENSION) -> Vectors:
    """Unit vectors in groups about a common direction, as an encoder's lie."""
    chance = np.random.default_rng(seed)
    groups = np.random.default_rng(1).normal(size=(50, dimension)) + 2
    drawn = groups[chance.integers(50, size=count)] + chance.normal(size=(count, dimension))
    unit: Vectors = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)
    return unit


def compressed(vectors: Vectors, batch: int = 1000) -> CompressedIndex:
    batches = (vectors[start : start + batch] for start in range(0, len(vectors), batch))
    return CompressedIndex(batches, vectors.shape[1], lambda positions: vectors[positions])


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    return crowded(2, 20_000)


@pytest.fixture(scope="module")
def index(vectors: Vectors) -> CompressedIndex:
    return compressed(vectors)


def nearest(vectors: Vectors, query: Vectors, k: int) -> set[int]:
    return set(np.argsort(-(vectors @ query), kind="stable")[:k].tolist())


def recall(
    vectors: Vectors, index: CompressedIndex, k: int, allowed: NDArray[np.int64] | None = None
) -> float:
    """Share of the ``k`` really nearest that are found, over 40 questions."""
    shares = []
    for query in crowded(3, 40):
        found = index.nearest(query, k, allowed).tolist()
        assert len(found) == len(set(found))
        among = np.arange(len(vectors)) if allowed is None else allowed
        right = {int(among[i]) for i in nearest(vectors[among], query, k)}
        shares.append(len(right & set(found)) / len(right))
    return float(np.mean(shares))


def test_nearly_all_of_the_nearest_ten_are_found(vectors: Vectors, index: CompressedIndex) -> None:
    assert recall(vectors, index, 10) >= 0.98


@pytest.mark.parametrize("share", [0.01, 0.2, 0.9])
def test_nearly_all_are_found_among_the_allowed_and_none_beside(
    vectors: Vectors, index: CompressedIndex, share: float
) -> None:
    chance = np.random.default_rng(4)
    allowed = np.flatnonzero(chance.random(len(vectors)) < share)
    assert recall(vectors, index, 10, allowed) >= 0.98
    found = index.nearest(crowded(3, 1)[0], 10, allowed)
    assert set(found.tolist()) <= set(allowed.tolist())


def test_few_allowed_ones_are_all_found(index: CompressedIndex) -> None:
    allowed = np.arange(5, 20_000, 4000)
    found = index.nearest(crowded(3, 1)[0], 10, allowed)
    assert_array_equal(np.sort(found), allowed)
    assert len(index.nearest(crowded(3, 1)[0], 10, np.empty(0, np.int64))) == 0


def test_a_large_k_is_given_all(index: CompressedIndex) -> None:
    assert len(index.nearest(crowded(3, 1)[0], SHORTLIST + 500)) == SHORTLIST + 500
    assert len(set(index.nearest(crowded(3, 1)[0], 50_000).tolist())) == 20_000


def test_cosines_are_exact(vectors: Vectors, index: CompressedIndex) -> None:
    query, positions = crowded(3, 1)[0], np.array([17, 3, 3, 19_999, 0])
    assert_allclose(index.cosines(query, positions), (vectors @ query)[positions], rtol=1e-6)
    assert len(index.cosines(query, np.empty(0, np.int64))) == 0


def test_a_saved_index_is_the_same_when_loaded(
    vectors: Vectors, index: CompressedIndex, tmp_path: Path
) -> None:
    index.save(tmp_path)
    loaded = CompressedIndex.load(tmp_path, lambda positions: vectors[positions])
    allowed = np.arange(0, 20_000, 3)
    assert (len(loaded), loaded.dimension) == (20_000, DIMENSION)
    for query in crowded(3, 5):
        assert_array_equal(loaded.nearest(query, 10), index.nearest(query, 10))
        assert_array_equal(loaded.nearest(query, 10, allowed), index.nearest(query, 10, allowed))


@pytest.mark.parametrize("dimension", [1, 7, 30, 384])
def test_any_dimension_will_do(dimension: int) -> None:
    vectors = crowded(5, 300, dimension)
    index = compressed(vectors, batch=70)
    assert set(index.nearest(vectors[0], 300).tolist()) == set(range(300))
    assert len(index.nearest(vectors[0], 5, np.array([7, 8]))) == 2


def test_no_vectors_are_no_harm() -> None:
    index = compressed(np.empty((0, DIMENSION), np.float32))
    assert len(index) == 0
    assert len(index.nearest(crowded(3, 1)[0], 10)) == 0


@pytest.mark.parametrize("name", [FILE, FILTERED])
@pytest.mark.parametrize("content", [None, b"", b"no es un indice"])
def test_a_file_that_faiss_cannot_read_is_told(
    index: CompressedIndex, tmp_path: Path, name: str, content: bytes | None
) -> None:
    index.save(tmp_path)
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ArchiveError, match="no se puede leer"):
        CompressedIndex.load(tmp_path, lambda positions: np.empty((0, DIMENSION), np.float32))
