"""The sentence-transformers module: the library's interface, the runtime's vectors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from sentence_transformers import SentenceTransformer

from index.encoders.bundled import BundledEncoder
from index.encoders.e5.module import OnnxE5

pytestmark = pytest.mark.slow

TEXTS = ["Corea del Norte envió soldados.", "Dos.", "palabra " * 600, ""]


@pytest.fixture(scope="module")
def model(bundled: BundledEncoder) -> SentenceTransformer:
    return bundled.model


def test_its_vectors_are_the_runtimes(model: SentenceTransformer, bundled: BundledEncoder) -> None:
    assert_array_equal(model.encode_document(TEXTS), bundled.encode_passages(TEXTS))
    # A query alone runs on all cores, which may add in another order.
    np.testing.assert_allclose(model.encode_query(TEXTS), bundled.encode_queries(TEXTS), atol=1e-5)


def test_made_from_its_module_it_is_the_same_model(bundled: BundledEncoder) -> None:
    plain = SentenceTransformer(modules=[OnnxE5(bundled.runtime)], device="cpu")
    prefixed = [f"passage: {text}" for text in TEXTS]
    assert_array_equal(plain.encode(prefixed), bundled.encode_passages(TEXTS))


def test_it_tells_its_sizes(model: SentenceTransformer) -> None:
    assert (model.get_embedding_dimension(), model.max_seq_length) == (384, 512)
    assert float(model.similarity(*model.encode(["query: a", "query: a"]))) == pytest.approx(
        1, abs=1e-5
    )


def test_nothing_to_encode_gives_nothing(model: SentenceTransformer) -> None:
    assert len(model.encode([])) == 0


def test_saving_is_refused(model: SentenceTransformer, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="nothing of its own to save"):
        model.save(str(tmp_path / "modelo"))
