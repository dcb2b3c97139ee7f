"""Retrieval metrics against definitions written out here and worked out by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.measures import ranking_metrics

NAMES = list(ranking_metrics.METRICS)


def figures(relevant: dict[str, int], ranking: list[str]) -> dict[str, float]:
    values: list[float] = ranking_metrics.table([relevant], [ranking])[0].tolist()
    return dict(zip(NAMES, values, strict=True))


def test_one_relevant_passage_at_rank_three() -> None:
    found = figures({"a": 1}, ["x", "y", "a", "z"])
    assert found["recall@1"] == 0.0
    assert found["recall@5"] == found["recall@10"] == found["recall@100"] == 1.0
    assert found["mrr@10"] == pytest.approx(1 / 3)
    assert found["ndcg@10"] == pytest.approx(1 / math.log2(4))


def test_two_relevant_passages_by_hand() -> None:
    found = figures({"a": 1, "b": 1}, ["a", "x", "b"])
    assert found["recall@1"] == 0.5
    assert found["recall@5"] == 1.0
    assert found["mrr@10"] == 1.0
    ideal = 1 + 1 / math.log2(3)
    assert found["ndcg@10"] == pytest.approx((1 + 1 / math.log2(4)) / ideal)


def test_beyond_ten_only_recall_at_hundred_sees_it() -> None:
    found = figures({"a": 1}, [str(i) for i in range(10)] + ["a"])
    assert (found["mrr@10"], found["ndcg@10"], found["recall@10"]) == (0.0, 0.0, 0.0)
    assert found["recall@100"] == 1.0


def test_nothing_found_is_zero_and_moves_no_other_question() -> None:
    values = ranking_metrics.table([{"a": 1}, {"b": 1}], [[], ["b"]])
    assert values[0].tolist() == [0.0] * len(NAMES)
    assert values[1].tolist() == [1.0] * len(NAMES)


@st.composite
def judged_rankings(draw: st.DrawFn) -> tuple[dict[str, int], list[str]]:
    ranking = draw(st.permutations([f"p{i}" for i in range(120)]))
    relevant = draw(st.dictionaries(st.sampled_from(ranking), st.integers(1, 3), min_size=1))
    return relevant, ranking[: draw(st.integers(0, 110))]


def by_definition(relevant: dict[str, int], ranking: list[str]) -> dict[str, float]:
    hits = [passage in relevant for passage in ranking]
    gains = [relevant.get(passage, 0) for passage in ranking]
    ideal = sorted(relevant.values(), reverse=True)

    def dcg(grades: list[int]) -> float:
        return sum(grade / math.log2(i + 2) for i, grade in enumerate(grades[:10]))

    return {
        **{f"recall@{k}": sum(hits[:k]) / len(relevant) for k in (1, 5, 10, 100)},
        "mrr@10": next((1 / (i + 1) for i, hit in enumerate(hits[:10]) if hit), 0.0),
        "ndcg@10": dcg(gains) / dcg(ideal),
    }


@settings(max_examples=60)
@given(judged_rankings())
def test_agrees_with_the_definitions(case: tuple[dict[str, int], list[str]]) -> None:
    relevant, ranking = case
    assert figures(relevant, ranking) == pytest.approx(by_definition(relevant, ranking))


def test_recall_by_cutoff_is_the_mean_over_questions() -> None:
    recall = ranking_metrics.recall_by_cutoff([{"a": 1}, {"b": 1}], [["a"], ["x", "y", "b"]])
    assert dict(zip(ranking_metrics.CUTOFFS, recall.tolist(), strict=True)) == {
        1: 0.5, 2: 0.5, 3: 1.0, 5: 1.0, 10: 1.0, 20: 1.0, 50: 1.0, 100: 1.0
    }  # fmt: skip


def test_ceiling_by_hand() -> None:
    best = ranking_metrics.ceiling([{"a": 1}, {"b": 1, "c": 2, "d": 1, "e": 1}])
    assert best["recall@1"] == (1 + 1 / 4) / 2
    assert best["recall@5"] == best["mrr@10"] == 1.0
    assert best["ndcg@10"] == pytest.approx(1.0)


def test_first_rank() -> None:
    assert ranking_metrics.first_rank({"b": 1, "c": 1}, ["a", "b", "c"]) == 2
    assert ranking_metrics.first_rank({"z": 1}, ["a", "b", "c"]) is None
