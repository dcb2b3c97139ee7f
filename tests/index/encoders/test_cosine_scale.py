"""The scale of an encoder: it follows the cosines, and for the bundled one is as recorded."""

from __future__ import annotations

import numpy as np
import pytest

from index.encoders.bundled import BundledEncoder
from index.encoders.cosine_scale import E5_SCALE, UNRELATED, scale_of


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
