"""BM25: our columns score as rank-bm25 and bm25s do, and what is kept on disk is the same."""

from __future__ import annotations

import math
import random
from collections import Counter
from pathlib import Path

import bm25s
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from rank_bm25 import BM25Okapi

from index.errors import ArchiveError
from index.search.bm25 import FOLDER, K1, B, LexicalIndex
from index.search.bm25 import TERMS as TERMS_FILE

TERMS = st.sampled_from("sold corea nort kursk 11000 año rus".split())
CORPORA = st.lists(st.lists(TERMS, min_size=1, max_size=12), min_size=1, max_size=8)


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
    scores = LexicalIndex(corpus).scores(query)
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
    index, oracle = LexicalIndex(corpus), rank_bm25(corpus)
    for _ in range(20):
        query = chance.choices(vocabulary, k=chance.randint(1, 8))
        assert_allclose(index.scores(query), by_rank_bm25(oracle, query), rtol=1e-4, atol=1e-6)


def test_an_empty_passage_scores_nothing_and_counts_as_a_passage() -> None:
    index = LexicalIndex([["corea"], [], ["nort"]])
    assert len(index) == 3
    assert index.scores(["corea"])[1] == 0
    assert index.weights(["corea"])["corea"] == pytest.approx(math.log(1 + 2.5 / 1.5))


@pytest.mark.parametrize("corpus", [[], [[]], [[], []]])
def test_without_any_term_every_score_is_zero(corpus: list[list[str]], tmp_path: Path) -> None:
    index = LexicalIndex(corpus)
    index.save(tmp_path)
    for one in (index, LexicalIndex.load(tmp_path)):
        assert len(one) == len(corpus)
        assert_array_equal(one.scores(["corea"]), np.zeros(len(corpus), np.float32))


@pytest.mark.parametrize("query", [[], ["nada"], ["nada", "menos"], [""]])
def test_unknown_terms_score_nothing(query: list[str]) -> None:
    assert_array_equal(LexicalIndex([["corea", "nort"], []]).scores(query), [0, 0])


def test_unknown_terms_beside_known_ones_change_nothing() -> None:
    index = LexicalIndex([["corea", "nort"], ["corea"]])
    assert_array_equal(index.scores(["nada", "nort", ""]), index.scores(["nort"]))


def test_weights_are_inverse_document_frequencies() -> None:
    corpus = [["corea", "corea", "nort"], ["corea"], ["sold"]]
    index = LexicalIndex(corpus)
    weights = index.weights(["corea", "nort", "nort", "nada", ""])
    assert weights == {
        "corea": pytest.approx(math.log(1 + 1.5 / 2.5)),
        "nort": pytest.approx(math.log(1 + 2.5 / 1.5)),
        "nada": pytest.approx(math.log(1 + 3.5 / 0.5)),
        "": pytest.approx(math.log(1 + 3.5 / 0.5)),
    }
    assert index.rarest == weights["nada"] == max(weights.values())


@settings(max_examples=30)
@given(CORPORA)
def test_weights_equal_the_counted_ones(corpus: list[list[str]]) -> None:
    terms = [term for term, _ in Counter(t for passage in corpus for t in passage).most_common()]
    expected = {term: pytest.approx(lucene_idf(corpus, term)) for term in terms}
    assert LexicalIndex(corpus).weights(terms) == expected


def test_a_saved_index_is_the_same_when_loaded(tmp_path: Path) -> None:
    index = LexicalIndex([["corea", "nort"], [], ["sold", "año", "ñ", "corea"]])
    index.save(tmp_path)
    loaded = LexicalIndex.load(tmp_path)
    for query in (["corea"], ["año", "corea", "nada"], []):
        assert_array_equal(loaded.scores(query), index.scores(query))
        assert loaded.weights(query) == index.weights(query)
    assert len(loaded) == len(index)


def test_a_folder_without_index_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="BM25"):
        LexicalIndex.load(tmp_path)


def test_a_missing_file_of_the_index_is_told(tmp_path: Path) -> None:
    LexicalIndex([["corea"]]).save(tmp_path)
    for file in sorted((tmp_path / FOLDER).iterdir()):
        kept = file.read_bytes()
        file.unlink()
        with pytest.raises(ArchiveError, match="BM25"):
            LexicalIndex.load(tmp_path)
        file.write_bytes(kept)
    assert len(LexicalIndex.load(tmp_path)) == 1


def test_files_that_do_not_belong_together_are_told(tmp_path: Path) -> None:
    LexicalIndex([["corea"]]).save(tmp_path)
    (tmp_path / FOLDER / TERMS_FILE).write_text('["corea", "nort"]', encoding="utf-8")
    with pytest.raises(ArchiveError, match="BM25"):
        LexicalIndex.load(tmp_path)
