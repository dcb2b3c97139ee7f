"""Fusion: one score from two, larger when either is larger, on a scale of its own per encoder."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from index.encoders.loading import BundledEncoder
from index.search.fusion import (
    BM25_SCALE_TERMS,
    DENSE_WEIGHT,
    E5_SCALE,
    UNRELATED,
    CosineScale,
    fuse,
    scale_of,
)

COSINES = st.floats(-1, 1, width=32)
SCORES = st.floats(0, 60, width=32)


RAREST = 8.2


def fused(cosine: float, bm25: float) -> float:
    one = np.array([cosine], np.float32), np.array([bm25], np.float32)
    return float(fuse(*one, E5_SCALE, RAREST)[0])


def test_by_hand() -> None:
    dense, bm25 = np.array([0.8, 0.95, 1.1], np.float32), np.array([0, 6.1, 30.5], np.float32)
    result = fuse(dense, bm25, CosineScale(0.8, 0.3), 10.0)
    assert result.dtype == np.float32
    assert_allclose(result, [0, 0.6 * 0.5 + 0.4 * 0.2, 1], atol=1e-6)
    assert (DENSE_WEIGHT, BM25_SCALE_TERMS) == (0.6, 3.05)


def test_nothing_gives_nothing() -> None:
    none = np.empty(0, np.float32)
    assert len(fuse(none, none, E5_SCALE, RAREST)) == 0


@given(COSINES, COSINES, SCORES, SCORES)
def test_a_score_never_falls_when_one_of_its_parts_rises(
    cosine: float, nearer: float, bm25: float, more: float
) -> None:
    cosine, nearer = sorted((cosine, nearer))
    bm25, more = sorted((bm25, more))
    assert fused(cosine, bm25) <= fused(nearer, bm25) <= fused(nearer, more)
    assert fused(cosine, bm25) <= fused(cosine, more)


@given(st.lists(st.tuples(COSINES, SCORES), min_size=1, max_size=20))
def test_the_score_of_a_passage_does_not_depend_on_the_others(
    pairs: list[tuple[float, float]],
) -> None:
    dense, bm25 = (np.array(column, np.float32) for column in zip(*pairs, strict=True))
    assert fuse(dense, bm25, E5_SCALE, RAREST).tolist() == [fused(*pair) for pair in pairs]


def test_the_scale_moves_and_stretches_with_the_cosines() -> None:
    """Cosines a times as wide around another mean give a floor and span to match."""
    angles = np.random.default_rng(3).normal(size=(12, 8))
    unlike = (angles / np.linalg.norm(angles, axis=1, keepdims=True)).astype(np.float32)
    scale = scale_of(unlike)
    crowded = np.concatenate([unlike * 0.6, np.full((12, 1), 0.8, np.float32)], axis=1)
    narrow = scale_of(crowded)
    assert narrow.span == pytest.approx(0.36 * scale.span, rel=1e-4)
    assert narrow.floor == pytest.approx(0.64 + 0.36 * scale.floor, rel=1e-4)


def test_an_encoder_that_gives_all_texts_one_vector_still_has_a_scale() -> None:
    scale = scale_of(np.tile(np.array([[1.0, 0.0]], np.float32), (12, 1)))
    assert scale.span > 0


@pytest.mark.slow
def test_measured_on_the_bundled_encoder_the_scale_is_the_recorded_one(
    bundled: BundledEncoder,
) -> None:
    scale = scale_of(bundled.encode_passages(UNRELATED))
    assert scale.floor == pytest.approx(E5_SCALE.floor, abs=0.01)
    assert scale.span == pytest.approx(E5_SCALE.span, abs=0.02)
