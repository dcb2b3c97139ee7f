"""The runtime: the same vector however a text is run, from any thread."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from index.encoders.bundled import BundledEncoder
from index.encoders.e5 import tokenizer as e5_tokenizer
from index.encoders.e5.runtime import DIMENSION, MAX_TOKENS, Runtime
from index.errors import EncoderError
from index.text.characters import encodable


@pytest.mark.slow
def test_one_text_on_all_cores_is_as_among_many(bundled: BundledEncoder) -> None:
    runtime = bundled.runtime
    ids = runtime.tokens(["query: hola", "passage: " + "palabra " * 100, "passage: adiós"])
    many = list(runtime.embed_many(ids))
    for row, vector in zip(ids, many, strict=True):
        assert vector.shape == (DIMENSION,)
        assert_allclose(runtime.embed_one(row), vector, atol=1e-5)
    assert list(runtime.embed_many([])) == []


@pytest.mark.slow
def test_threads_get_the_same_vectors(bundled: BundledEncoder) -> None:
    texts = [f"pregunta número {i}" for i in range(16)]
    expected = bundled.encode_queries(texts)
    with ThreadPoolExecutor(8) as pool:
        threaded = list(pool.map(lambda text: bundled.encode_queries([text])[0], texts))
    assert_array_equal(np.array(threaded), expected)


@pytest.mark.slow
def test_ids_are_cut_to_the_limit_with_the_end_mark_kept(bundled: BundledEncoder) -> None:
    whole = bundled.runtime.tokenizer.encode("palabra " * 600).ids
    (cut,) = bundled.runtime.tokens(["palabra " * 600])
    assert len(whole) > len(cut) == MAX_TOKENS
    assert cut == [*whole[: MAX_TOKENS - 1], e5_tokenizer.EOS_ID]


def test_a_graph_that_cannot_be_read_is_told_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"no es un grafo")
    with pytest.raises(EncoderError, match="Borre esa carpeta") as caught:
        Runtime(tmp_path).embed_one([0, 2])
    assert str(tmp_path) in str(caught.value)


@pytest.mark.parametrize("text", ["", "año 𝟙 🏳\u200d🌈", "a\0b", "\ufffd"])
def test_text_is_encodable_as_it_is(text: str) -> None:
    assert encodable(text) == text


def test_halves_of_surrogate_pairs_become_question_marks() -> None:
    assert encodable("a\ud800b\udcff") == "a?b?"
