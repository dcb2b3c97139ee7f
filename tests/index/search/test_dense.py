"""The dense index: FAISS finds and scores what brute force finds and scores."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from numpy.typing import NDArray

from index.errors import ArchiveError
from index.search.dense import FILE, DenseIndex, one_thread

DIMENSION = 16


def unit_vectors(seed: int, count: int) -> NDArray[np.float32]:
    drawn = np.random.default_rng(seed).normal(size=(count, DIMENSION))
    unit: NDArray[np.float32] = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    return unit.astype(np.float32)


@settings(max_examples=50)
@given(st.integers(0, 10_000), st.integers(1, 60), st.integers(1, 80))
def test_the_nearest_are_those_of_brute_force_best_first(seed: int, count: int, k: int) -> None:
    vectors, query = unit_vectors(seed, count), unit_vectors(seed + 1, 1)[0]
    cosines = vectors @ query
    found = DenseIndex([vectors], vectors.shape[1]).nearest(query, k)
    assert len(found) == len(set(found.tolist())) == min(k, count)
    assert_allclose(cosines[found], np.sort(cosines)[::-1][:k], atol=1e-6)


@settings(max_examples=50)
@given(st.integers(0, 10_000), st.integers(1, 60), st.integers(1, 80), st.data())
def test_with_a_filter_the_nearest_of_the_allowed_are_found(
    seed: int, count: int, k: int, data: st.DataObject
) -> None:
    allowed = np.array(
        sorted(data.draw(st.sets(st.integers(0, count - 1), max_size=count))), np.int64
    )
    vectors, query = unit_vectors(seed, count), unit_vectors(seed + 1, 1)[0]
    found = DenseIndex([vectors], vectors.shape[1]).nearest(query, k, allowed)
    cosines = vectors[allowed] @ query
    assert set(found.tolist()) <= set(allowed.tolist())
    assert_allclose((vectors @ query)[found], np.sort(cosines)[::-1][:k], atol=1e-6)


def test_cosines_are_those_of_the_positions_asked_for_in_their_order() -> None:
    vectors, query = unit_vectors(1, 30), unit_vectors(2, 1)[0]
    positions = np.array([17, 3, 3, 29, 0], np.int64)
    cosines = DenseIndex([vectors], vectors.shape[1]).cosines(query, positions)
    assert cosines.dtype == np.float32
    assert_allclose(cosines, (vectors @ query)[positions], atol=1e-6)


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    index = DenseIndex([], DIMENSION)
    index.save(tmp_path)
    query, none = unit_vectors(1, 1)[0], np.empty(0, np.int64)
    for one in (index, DenseIndex.load(tmp_path)):
        assert len(one) == 0
        assert len(one.nearest(query, 5)) == 0
        assert len(one.nearest(query, 5, none)) == 0
        assert len(one.cosines(query, none)) == 0


def test_a_saved_index_is_the_same_when_loaded(tmp_path: Path) -> None:
    vectors, query = unit_vectors(1, 30), unit_vectors(2, 1)[0]
    index = DenseIndex([vectors], vectors.shape[1])
    index.save(tmp_path)
    loaded, everything = DenseIndex.load(tmp_path), np.arange(30)
    assert len(loaded) == 30
    assert_array_equal(loaded.nearest(query, 10), index.nearest(query, 10))
    assert_array_equal(loaded.cosines(query, everything), index.cosines(query, everything))


@pytest.mark.parametrize("content", [None, b"", b"no es un indice", b"IxFI" + b"\xff" * 40])
def test_a_file_that_faiss_cannot_read_is_told(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / FILE).write_bytes(content)
    with pytest.raises(ArchiveError, match="no se puede leer"):
        DenseIndex.load(tmp_path)


def test_the_threads_that_faiss_may_use_are_left_as_they_were() -> None:
    before = faiss.omp_get_max_threads()
    try:
        faiss.omp_set_num_threads(3)
        DenseIndex([unit_vectors(1, 30)], DIMENSION).nearest(unit_vectors(2, 1)[0], 5)
        assert faiss.omp_get_max_threads() == 3
        with pytest.raises(InterruptedError), one_thread():
            assert faiss.omp_get_max_threads() == 1
            raise InterruptedError
        assert faiss.omp_get_max_threads() == 3
    finally:
        faiss.omp_set_num_threads(before)
