"""Columns: the weights that bm25s itself would compute, whatever the blocks."""

from __future__ import annotations

import random

import bm25s
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from index.search import postings
from index.search.bm25 import K1, B
from index.search.postings import Columns, columns, joined, weights

TERMS = st.sampled_from("sold corea nort kursk 11000 año ano rus".split())
CORPORA = st.lists(st.lists(TERMS, max_size=12), max_size=30)


def column(found: Columns, term: str) -> tuple[list[int], list[float]]:
    number = found.vocabulary[term]
    part = slice(found.bounds[number], found.bounds[number + 1])
    return found.passages[part].tolist(), weights(found, K1, B)[part].tolist()


def assert_same_as_bm25s(corpus: list[list[str]]) -> None:
    oracle = bm25s.BM25(method="lucene", k1=K1, b=B)
    oracle.index(corpus, show_progress=False)
    found = columns(corpus)
    assert found.vocabulary.keys() == oracle.vocab_dict.keys() - {""}
    bounds = oracle.scores["indptr"]
    for term in found.vocabulary:
        number = oracle.vocab_dict[term]
        part = slice(bounds[number], bounds[number + 1])
        passages, weighed = column(found, term)
        assert_array_equal(passages, oracle.scores["indices"][part])
        assert_allclose(weighed, oracle.scores["data"][part], rtol=1e-5)


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
    shares = [1 / (i + 1) for i in range(2000)]
    corpus = [chance.choices(vocabulary, shares, k=chance.randint(0, 60)) for _ in range(3000)]
    assert_same_as_bm25s(corpus)


@given(CORPORA)
def test_columns_are_ascending_and_of_the_passages_that_have_the_term(
    corpus: list[list[str]],
) -> None:
    found = columns(iter(corpus))
    assert found.lengths.tolist() == [len(terms) for terms in corpus]
    for term in found.vocabulary:
        assert column(found, term)[0] == [i for i, terms in enumerate(corpus) if term in terms]


@given(CORPORA, CORPORA, st.data())
def test_joined_they_are_those_of_the_kept_and_the_fresh_passages(
    old: list[list[str]], fresh: list[list[str]], data: st.DataObject
) -> None:
    kept = data.draw(st.lists(st.booleans(), min_size=len(old), max_size=len(old)))
    expected = columns([terms for terms, stays in zip(old, kept, strict=True) if stays] + fresh)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "CHUNK", data.draw(st.integers(1, 40)))
        found = joined(columns(old), np.array(kept, bool), columns(fresh))
        assert found.lengths.tolist() == expected.lengths.tolist()
        assert {term for term in found.vocabulary if column(found, term)[0]} == set(
            expected.vocabulary
        )
        for term in expected.vocabulary:
            assert column(found, term) == column(expected, term)
    assert found.times.dtype == np.uint16
    assert (found.passages.dtype, found.lengths.dtype) == (np.int32, np.int32)
    assert found.bounds.dtype == np.int64


def test_a_passage_of_one_word_over_and_over_has_a_weight() -> None:
    found = columns([["sold"] * 70_000, ["sold"]])
    assert found.times.tolist() == [65_535, 1]
    assert (weights(found, K1, B) > 0).all()


@pytest.mark.parametrize("corpus", [[], [[]], [[], []]])
def test_without_a_term_there_is_no_column(corpus: list[list[str]]) -> None:
    found = columns(corpus)
    assert (len(found.lengths), found.vocabulary, found.bounds.tolist()) == (len(corpus), {}, [0])
    assert len(found.times) == len(found.passages) == 0
    assert weights(found, K1, B).dtype == np.float32
