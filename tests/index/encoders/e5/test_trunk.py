"""The lower layers alone give each token a vector, that of the whole encoder on its way."""

from __future__ import annotations

import numpy as np
import pytest

from index.encoders.e5.trunk import Trunk


@pytest.mark.slow
def test_each_token_has_a_vector_that_depends_on_the_others() -> None:
    trunk = Trunk()
    one = trunk.states([0, 581, 4479, 2])
    other = trunk.states([0, 581, 900, 2])
    assert one.shape == (4, 384)
    assert one.dtype == np.float32
    assert np.isfinite(one).all()
    assert not np.allclose(one[1], other[1]), "the tokens have looked at one another"
    assert np.array_equal(one, trunk.states([0, 581, 4479, 2]))
