"""What every encoder must do, whatever model it runs.

Derive a class of tests from :class:`EncoderConformance` and give it the encoder as a fixture.
"""

from __future__ import annotations

import threading

import numpy as np
import pytest
from numpy.testing import assert_allclose

from index.encoders.protocol import Encoder

TEXTS = (
    "Corea del Norte envió unos 11.000 soldados a la región rusa de Kursk.",
    "Dos.",
    "¿Quién ganó las elecciones del domingo?",
    "",
    "El tren 𝒱 une las dos ciudades en menos de dos horas desde ayer. " * 4,
)
ABSOLUTE = 1e-5
"""How far a number may be off: models add up in another order for other batches."""


class EncoderConformance:
    """The tests; a class of an encoder's own defines the fixture ``encoder``."""

    @pytest.fixture
    def encoder(self) -> Encoder:
        raise NotImplementedError

    def test_vectors_are_float32_of_unit_length(self, encoder: Encoder) -> None:
        for vectors in (encoder.encode_passages(TEXTS), encoder.encode_queries(TEXTS)):
            assert vectors.dtype == np.float32
            assert vectors.shape == (len(TEXTS), encoder.dimension)
            assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=ABSOLUTE)

    def test_no_text_gives_no_vector(self, encoder: Encoder) -> None:
        for vectors in (encoder.encode_passages([]), encoder.encode_queries([])):
            assert vectors.dtype == np.float32
            assert vectors.shape == (0, encoder.dimension)

    def test_a_vector_is_of_its_text_alone(self, encoder: Encoder) -> None:
        """In the order of the texts, whatever else is encoded, and the same every time."""
        for encode in (encoder.encode_passages, encoder.encode_queries):
            vectors = encode(TEXTS)
            assert_allclose(encode(TEXTS[::-1]), vectors[::-1], atol=ABSOLUTE)
            for text, vector in zip(TEXTS, vectors, strict=True):
                assert_allclose(encode([text])[0], vector, atol=ABSOLUTE)

    def test_a_text_is_nearest_to_itself(self, encoder: Encoder) -> None:
        cosines = encoder.encode_queries(TEXTS[:3]) @ encoder.encode_passages(TEXTS[:3]).T
        assert cosines.argmax(axis=1).tolist() == [0, 1, 2]

    def test_progress_is_told_to_the_end(self, encoder: Encoder) -> None:
        steps = list[tuple[int, int]]()
        encoder.encode_passages(TEXTS, lambda done, total: steps.append((done, total)))
        assert steps == sorted(steps)
        assert steps[-1] == (len(TEXTS), len(TEXTS))
        assert {total for _, total in steps} == {len(TEXTS)}

    def test_tokens_are_counted_and_more_than_the_limit_are_no_obstacle(
        self, encoder: Encoder
    ) -> None:
        counts = [encoder.count_tokens("palabra " * n) for n in (1, 10, encoder.max_tokens + 10)]
        assert 0 < counts[0] < counts[1] <= encoder.max_tokens < counts[2]
        assert encoder.encode_passages(["palabra " * (encoder.max_tokens + 10)]).shape[0] == 1

    def test_half_a_character_is_no_obstacle(self, encoder: Encoder) -> None:
        text = "medio \udce9 carácter"
        assert encoder.count_tokens(text) > 0
        assert np.isfinite(encoder.encode_passages([text])).all()
        assert np.isfinite(encoder.encode_queries([text])).all()

    def test_it_says_what_it_is(self, encoder: Encoder) -> None:
        assert encoder.name
        assert encoder.fingerprint.isprintable()
        assert " " not in encoder.fingerprint
        assert encoder.dimension > 0
        assert encoder.cosine_scale.span > 0

    def test_threads_may_share_it(self, encoder: Encoder) -> None:
        expected, results = encoder.encode_queries(TEXTS), list[bool]()

        def encode() -> None:
            for text, vector in zip(TEXTS, expected, strict=True):
                got = encoder.encode_queries([text])[0]
                results.append(bool(np.allclose(got, vector, atol=ABSOLUTE)))

        threads = [threading.Thread(target=encode) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert results == [True] * (4 * len(TEXTS))
