"""Columns: the weights that bm25s itself would compute, whatever the blocks."""

from __future__ import annotations

import random

import bm25s
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from index import postings
from index.lexical import K1, METHOD, B
from index.postings import Columns, columns

TERMS = st.sampled_from("sold corea nort kursk 11000 año ano rus".split())
CORPORA = st.lists(st.lists(TERMS, max_size=12), max_size=30)


def column(found: Columns, term: str) -> tuple[list[int], list[float]]:
    number = found.vocabulary[term]
    part = slice(found.bounds[number], found.bounds[number + 1])
    return found.passages[part].tolist(), found.weights[part].tolist()


def assert_same_as_bm25s(corpus: list[list[str]]) -> None:
    oracle = bm25s.BM25(method=METHOD, k1=K1, b=B)
    oracle.index(corpus, show_progress=False)
    found = columns(corpus, K1, B)
    assert found.vocabulary.keys() == oracle.vocab_dict.keys() - {""}
    bounds = oracle.scores["indptr"]
    for term in found.vocabulary:
        number = oracle.vocab_dict[term]
        part = slice(bounds[number], bounds[number + 1])
        passages, weights = column(found, term)
        assert_array_equal(passages, oracle.scores["indices"][part])
        assert_allclose(weights, oracle.scores["data"][part], rtol=1e-5)


@settings(max_examples=60)
@given(CORPORA.filter(any), st.integers(1, 7))
def test_weights_are_those_of_bm25s_however_many_passages_a_block_has(
    corpus: list[list[str]], block: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "BLOCK", block)
        assert_same_as_bm25s(corpus)


def test_weights_are_those_of_bm25s_for_many_passages() -> None:
    chance = random.Random(3)
    vocabulary = [f"t{i}" for i in range(2000)]
    weights = [1 / (i + 1) for i in range(2000)]
    corpus = [chance.choices(vocabulary, weights, k=chance.randint(0, 60)) for _ in range(3000)]
    assert_same_as_bm25s(corpus)


@given(CORPORA)
def test_columns_are_ascending_and_of_the_passages_that_have_the_term(
    corpus: list[list[str]],
) -> None:
    found = columns(iter(corpus), K1, B)
    assert found.size == len(corpus)
    for term in found.vocabulary:
        assert column(found, term)[0] == [i for i, terms in enumerate(corpus) if term in terms]


@pytest.mark.parametrize("corpus", [[], [[]], [[], []]])
def test_without_a_term_there_is_no_column(corpus: list[list[str]]) -> None:
    found = columns(corpus, K1, B)
    assert (found.size, found.vocabulary, found.bounds.tolist()) == (len(corpus), {}, [0])
    assert len(found.weights) == len(found.passages) == 0
    assert found.weights.dtype == np.float32
