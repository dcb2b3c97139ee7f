"""BM25: our columns score as rank-bm25 and bm25s do, and what is stored on disk is the same."""

from __future__ import annotations

import math
import random
from pathlib import Path

import bm25s
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from rank_bm25 import BM25Okapi

from index.errors import ArchiveError
from index.search import bm25
from index.search.bm25 import FOLDER, K1, B, BM25Index, Columns, count, merge, weigh
from index.search.bm25 import TERMS as TERMS_FILE

TERMS = st.sampled_from("sold corea nort kursk 11000 año ano rus".split())
CORPORA = st.lists(st.lists(TERMS, min_size=1, max_size=12), min_size=1, max_size=8)
ANY_CORPORA = st.lists(st.lists(TERMS, max_size=12), max_size=30)


def lucene_idf(corpus: list[list[str]], term: str) -> float:
    frequency = sum(term in passage for passage in corpus)
    return math.log(1 + (len(corpus) - frequency + 0.5) / (frequency + 0.5))


def rank_bm25(corpus: list[list[str]]) -> BM25Okapi:
    """rank-bm25 with Lucene's idf put in."""
    oracle = BM25Okapi(corpus, k1=K1, b=B)
    oracle.idf = {term: lucene_idf(corpus, term) for term in set().union(*corpus)}
    return oracle


def by_rank_bm25(oracle: BM25Okapi, query: list[str]) -> list[float]:
    """Its scores; Lucene leaves out the constant factor k1 + 1."""
    return [float(score) / (K1 + 1) for score in oracle.get_scores(query)]


@settings(max_examples=60)
@given(CORPORA, st.lists(TERMS, max_size=6))
def test_scores_equal_rank_bm25(corpus: list[list[str]], query: list[str]) -> None:
    scores = BM25Index(corpus).scores(query)
    assert scores.dtype == np.float32
    assert_allclose(scores, by_rank_bm25(rank_bm25(corpus), query), rtol=1e-5, atol=1e-6)
    oracle = bm25s.BM25(method="lucene", k1=K1, b=B)
    oracle.index(corpus, show_progress=False)
    if known := [term for term in query if term in oracle.vocab_dict]:
        assert_allclose(scores, oracle.get_scores(known), rtol=1e-5, atol=1e-6)


def test_scores_equal_rank_bm25_on_a_larger_corpus() -> None:
    chance = random.Random(7)
    vocabulary = [f"t{i}" for i in range(300)]
    weights = [1 / (i + 1) for i in range(300)]
    corpus = [chance.choices(vocabulary, weights, k=chance.randint(1, 90)) for _ in range(400)]
    index, oracle = BM25Index(corpus), rank_bm25(corpus)
    for _ in range(20):
        query = chance.choices(vocabulary, k=chance.randint(1, 8))
        assert_allclose(index.scores(query), by_rank_bm25(oracle, query), rtol=1e-4, atol=1e-6)


def test_an_empty_passage_scores_nothing_and_counts_as_a_passage() -> None:
    index = BM25Index([["corea"], [], ["nort"]])
    assert len(index) == 3
    assert index.scores(["corea"])[1] == 0
    expected = lucene_idf([["corea"], [], ["nort"]], "corea") / (1 + K1 * (1 - B + B / (2 / 3)))
    assert index.scores(["corea"])[0] == pytest.approx(expected)


@pytest.mark.parametrize("corpus", [[], [[]], [[], []]])
def test_without_any_term_every_score_is_zero(corpus: list[list[str]], tmp_path: Path) -> None:
    index = BM25Index(corpus)
    index.save(tmp_path)
    for one in (index, BM25Index.load(tmp_path)):
        assert len(one) == len(corpus)
        assert_array_equal(one.scores(["corea"]), np.zeros(len(corpus), np.float32))


@pytest.mark.parametrize("query", [[], ["nada"], ["nada", "menos"], [""]])
def test_unknown_terms_score_nothing(query: list[str]) -> None:
    assert_array_equal(BM25Index([["corea", "nort"], []]).scores(query), [0, 0])


def test_unknown_terms_beside_known_ones_change_nothing() -> None:
    index = BM25Index([["corea", "nort"], ["corea"]])
    assert_array_equal(index.scores(["nada", "nort", ""]), index.scores(["nort"]))


@pytest.mark.parametrize("corpus", [[], [["corea", "corea"], ["nort"], []]])
def test_no_term_has_a_higher_idf_than_one_of_no_passage(corpus: list[list[str]]) -> None:
    highest = BM25Index(corpus).max_idf
    assert highest == pytest.approx(lucene_idf(corpus, "nada"))
    assert all(lucene_idf(corpus, term) <= highest for passage in corpus for term in passage)


def test_a_saved_index_is_the_same_when_loaded(tmp_path: Path) -> None:
    index = BM25Index([["corea", "nort"], [], ["sold", "año", "ñ", "corea"]])
    index.save(tmp_path)
    loaded = BM25Index.load(tmp_path)
    for query in (["corea"], ["año", "corea", "nada"], []):
        assert_array_equal(loaded.scores(query), index.scores(query))
    assert (len(loaded), loaded.max_idf) == (len(index), index.max_idf)


def test_a_folder_without_index_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="BM25"):
        BM25Index.load(tmp_path)


def test_a_missing_file_of_the_index_is_told(tmp_path: Path) -> None:
    BM25Index([["corea"]]).save(tmp_path)
    for file in sorted((tmp_path / FOLDER).iterdir()):
        kept = file.read_bytes()
        file.unlink()
        with pytest.raises(ArchiveError, match="BM25"):
            BM25Index.load(tmp_path)
        file.write_bytes(kept)
    assert len(BM25Index.load(tmp_path)) == 1


def test_files_that_do_not_belong_together_are_told(tmp_path: Path) -> None:
    BM25Index([["corea"]]).save(tmp_path)
    (tmp_path / FOLDER / TERMS_FILE).write_text('["corea", "nort"]', encoding="utf-8")
    with pytest.raises(ArchiveError, match="BM25"):
        BM25Index.load(tmp_path)


# -- the columns: the weights that bm25s itself would compute, whatever the blocks


def column(columns: Columns, term: str) -> tuple[list[int], list[float]]:
    number = columns.vocabulary[term]
    part = slice(columns.bounds[number], columns.bounds[number + 1])
    return columns.passages[part].tolist(), weigh(columns)[part].tolist()


def assert_same_as_bm25s(corpus: list[list[str]]) -> None:
    oracle = bm25s.BM25(method="lucene", k1=K1, b=B)
    oracle.index(corpus, show_progress=False)
    columns = count(corpus)
    assert columns.vocabulary.keys() == oracle.vocab_dict.keys() - {""}
    bounds = oracle.scores["indptr"]
    for term in columns.vocabulary:
        number = oracle.vocab_dict[term]
        part = slice(bounds[number], bounds[number + 1])
        passages, weighed = column(columns, term)
        assert_array_equal(passages, oracle.scores["indices"][part])
        assert_allclose(weighed, oracle.scores["data"][part], rtol=1e-5)


@settings(max_examples=60)
@given(ANY_CORPORA.filter(any), st.integers(1, 7))
def test_weights_are_those_of_bm25s_however_many_passages_a_block_has(
    corpus: list[list[str]], block: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bm25, "BLOCK", block)
        assert_same_as_bm25s(corpus)


def test_weights_are_those_of_bm25s_for_many_passages() -> None:
    chance = random.Random(3)
    vocabulary = [f"t{i}" for i in range(2000)]
    shares = [1 / (i + 1) for i in range(2000)]
    corpus = [chance.choices(vocabulary, shares, k=chance.randint(0, 60)) for _ in range(3000)]
    assert_same_as_bm25s(corpus)


@given(ANY_CORPORA)
def test_columns_are_ascending_and_of_the_passages_that_have_the_term(
    corpus: list[list[str]],
) -> None:
    columns = count(iter(corpus))
    assert columns.lengths.tolist() == [len(terms) for terms in corpus]
    for term in columns.vocabulary:
        assert column(columns, term)[0] == [i for i, terms in enumerate(corpus) if term in terms]


@given(ANY_CORPORA, ANY_CORPORA, st.data())
def test_merged_they_are_those_of_the_remaining_and_the_fresh_passages(
    old: list[list[str]], fresh: list[list[str]], data: st.DataObject
) -> None:
    remains = data.draw(st.lists(st.booleans(), min_size=len(old), max_size=len(old)))
    expected = count([terms for terms, stays in zip(old, remains, strict=True) if stays] + fresh)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bm25, "CHUNK", data.draw(st.integers(1, 40)))
        columns = merge(count(old), np.array(remains, bool), count(fresh))
        assert columns.lengths.tolist() == expected.lengths.tolist()
        assert {term for term in columns.vocabulary if column(columns, term)[0]} == set(
            expected.vocabulary
        )
        for term in expected.vocabulary:
            assert column(columns, term) == column(expected, term)
    assert columns.times.dtype == np.uint16
    assert (columns.passages.dtype, columns.lengths.dtype) == (np.int32, np.int32)
    assert columns.bounds.dtype == np.int64


def test_a_passage_of_one_word_over_and_over_has_a_weight() -> None:
    columns = count([["sold"] * 70_000, ["sold"]])
    assert columns.times.tolist() == [65_535, 1]
    assert (weigh(columns) > 0).all()


@pytest.mark.parametrize("corpus", [[], [[]], [[], []]])
def test_without_a_term_there_is_no_column(corpus: list[list[str]]) -> None:
    columns = count(corpus)
    assert (len(columns.lengths), columns.vocabulary, columns.bounds.tolist()) == (
        len(corpus),
        {},
        [0],
    )
    assert len(columns.times) == len(columns.passages) == 0
    assert weigh(columns).dtype == np.float32
