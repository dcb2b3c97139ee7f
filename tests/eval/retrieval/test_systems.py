"""Each system ranks as its definition says, computed again here in another way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from eval.retrieval import card, systems
from index.errors import InputError
from index.text.analyzer import analyze
from tests.eval.fakes import FakeEncoder

WORDS = [
    "puente",
    "río",
    "obra",
    "tren",
    "presa",
    "cometa",
    "soldado",
    "museo",
    "vacuna",
    "huelga",
    "teatro",
    "incendio",
]
_RANDOM = np.random.default_rng(11)
TEXTS = [" ".join(_RANDOM.choice(WORDS, size=8)) + f" {i}" for i in range(80)]
QUERIES = ["puente sobre el río", "vacuna del museo", "¿cuándo?", "tren y presa"]


@pytest.fixture(scope="module")
def built() -> dict[str, systems.System]:
    encoder = FakeEncoder()
    made = systems.build(
        list(systems.BUILDERS),
        texts=TEXTS,
        vectors=encoder.encode_passages(TEXTS),
        queries=QUERIES,
        query_vectors=encoder.encode_queries(QUERIES),
        encoder=encoder,
    )
    return {system.name: system for system in made}


def by_meaning(query: str) -> list[int]:
    encoder = FakeEncoder()
    scores = encoder.encode_passages(TEXTS) @ encoder.encode_queries([query])[0]
    return np.argsort(-scores, kind="stable").tolist()


def test_every_system_returns_distinct_rows_as_deep_as_asked(
    built: dict[str, systems.System],
) -> None:
    for system in built.values():
        for query in QUERIES:
            for depth in (1, 10, 100):
                rows = system.rank(query, depth)
                assert len(rows) == len(set(rows)) <= depth
                assert set(rows) <= set(range(len(TEXTS)))
                assert rows == system.rank(query, 100)[:depth]


def test_only_words_alone_need_no_vector(built: dict[str, systems.System]) -> None:
    assert [name for name, system in built.items() if not system.encodes] == ["bm25"]


def test_dense_ranks_by_cosine(built: dict[str, systems.System]) -> None:
    for query in QUERIES:
        assert built["dense"].rank(query, 80) == by_meaning(query)


def test_bm25_finds_what_shares_a_word_and_nothing_else(built: dict[str, systems.System]) -> None:
    for query in QUERIES:
        terms = set(analyze(query))
        sharing = {i for i, text in enumerate(TEXTS) if terms & set(analyze(text))}
        assert set(built["bm25"].rank(query, 80)) == sharing
    assert built["bm25"].rank("¿cuándo?", 80) == []


def test_card_is_faiss_fifty_in_the_order_of_rank_bm25(built: dict[str, systems.System]) -> None:
    for name, terms in (("card", card.plain_words), ("card-terms", analyze)):
        oracle = BM25Okapi([terms(text) for text in TEXTS])
        for query in QUERIES:
            fifty = by_meaning(query)[:50]
            scores = oracle.get_scores(terms(query))
            expected = sorted(fifty, key=lambda row: (-scores[row], fifty.index(row)))
            assert built[name].rank(query, 100) == expected


def test_reciprocal_rank_fusion_by_hand() -> None:
    # 7: 1/61 + 1/63; 5: 1/62 + 1/61; 9: 1/63; 1: 1/62.
    assert systems.reciprocal_rank_fusion([[7, 5, 9], [5, 1, 7]]) == [5, 7, 1, 9]
    assert systems.reciprocal_rank_fusion([[3], [4]]) == [3, 4]
    assert systems.reciprocal_rank_fusion([[], []]) == []


def test_rrf_joins_the_two_rankings(built: dict[str, systems.System]) -> None:
    for query in QUERIES:
        both = [built["dense"].rank(query, 100), built["bm25"].rank(query, 100)]
        scores = {
            row: sum(1 / (60 + ranking.index(row) + 1) for ranking in both if row in ranking)
            for row in set(both[0]) | set(both[1])
        }
        found = [scores[row] for row in built["rrf"].rank(query, 100)]
        assert found == pytest.approx(sorted(scores.values(), reverse=True))


@given(st.lists(st.permutations(range(6)), min_size=1, max_size=3))
def test_fusing_a_ranking_with_itself_changes_nothing(rankings: list[list[int]]) -> None:
    assert systems.reciprocal_rank_fusion([rankings[0]] * 3) == rankings[0]
    assert sorted(systems.reciprocal_rank_fusion(rankings)) == list(range(6))


def test_equal_passages_are_told_apart() -> None:
    encoder = FakeEncoder()
    texts = ["el puente", "el puente", "otra cosa"]
    (hybrid,) = systems.build(
        ["hybrid"],
        texts=texts,
        vectors=encoder.encode_passages(texts),
        queries=["puente"],
        query_vectors=encoder.encode_queries(["puente"]),
        encoder=encoder,
    )
    assert set(hybrid.rank("puente", 2)) == {0, 1}


def test_plain_words_are_lower_case_and_unstemmed() -> None:
    assert card.plain_words("¿Cuántos SOLDADOS, en 2024?") == [
        "cuántos", "soldados", "en", "2024"
    ]  # fmt: skip


def test_unknown_systems_are_named_with_those_there_are() -> None:
    with pytest.raises(InputError, match=r"«google».*hybrid, read, dense, bm25"):
        systems.check_names(["hybrid", "google"])
    with pytest.raises(InputError):
        systems.check_names([])
    assert systems.check_names(["bm25", "hybrid", "bm25"]) == ["bm25", "hybrid"]
