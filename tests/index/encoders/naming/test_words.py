"""Words lie where they stand, and their tokens are those that they are made of."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.encoders.bundled import BundledEncoder
from index.encoders.naming.words import SEEN, SHAPES, likely, looks, tokens_of, words_of


@given(st.text(max_size=60), st.integers(0, 20))
def test_words_are_all_but_space_in_order_and_without_overlap(text: str, begin: int) -> None:
    words = words_of(text, begin)
    assert all(begin <= start < end <= len(text) for start, end in words)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(words))
    rest = list(text)
    for start, end in words:
        rest[start:end] = [" "] * (end - start)
    assert "".join(rest[begin:]).strip() == ""
    assert looks(text, words).shape == (len(words), len(SEEN) * SHAPES)
    positions = likely(text, words)
    assert list(positions) == sorted(set(positions.tolist()))


def test_words_near_a_capital_may_be_of_a_name() -> None:
    text = "se quemó la sierra de Lombrada y no hubo ningún herido grave ayer"
    words = words_of(text)
    kept = [text[slice(*words[at])] for at in likely(text, words)]
    assert kept == ["la", "sierra", "de", "Lombrada", "y", "no"]


def test_a_word_is_of_the_tokens_that_reach_into_it() -> None:
    words = [(0, 2), (2, 3), (4, 9)]
    offsets = [(0, 0), (0, 3), (4, 6), (6, 9), (0, 0)]
    first, last = tokens_of(words, offsets)
    assert first.tolist() == [1, 1, 2]
    assert last.tolist() == [1, 1, 3]
    assert tokens_of(words, [(0, 0)])[0].tolist() == [0, 0, 0]
    assert len(tokens_of([], offsets)[0]) == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["EE.UU. avisó a Kim Jong-un.", "El «Río 𝒱» creció: 11.000 m³", "Añade Ñielpán e\u0301l"],
)
def test_the_tokens_of_a_word_hold_it(bundled: BundledEncoder, text: str) -> None:
    (_, offsets), *_ = bundled.runtime.tokens_and_places([text])
    words = words_of(text)
    first, last = tokens_of(words, offsets)
    for (start, end), a, b in zip(words, first.tolist(), last.tolist(), strict=True):
        assert offsets[a][0] <= start < offsets[a][1]
        assert offsets[b][0] < end <= offsets[b][1]
    assert np.all(first <= last)
