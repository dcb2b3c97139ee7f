"""Fusion: one score from two, larger when either is larger, on a scale of its own per encoder."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from index.encoders.cosine_scale import E5_SCALE, CosineScale
from index.search.fusion import BM25_SCALE_TERMS, DENSE_WEIGHT, fuse

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
