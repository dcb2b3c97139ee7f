"""A retrieval run: its JSON has the promised shape, and its figures are those of its rankings."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest

from eval.cache import EmbeddingCache
from eval.datasets.types import Dataset, PassageText, Question
from eval.measures import ranking_metrics
from eval.measures.comparison import compare
from eval.retrieval import measuring
from eval.retrieval.results import RetrievalRun
from index.errors import InputError
from tests.eval import samples
from tests.eval.fakes import FakeEncoder

NAMES = ["hybrid", "dense", "bm25", "rrf", "card"]
METRICS = {"recall@1", "recall@5", "recall@10", "recall@100", "mrr@10", "ndcg@10"}


def bridges() -> Dataset:
    """Twenty passages of which each has words of its own; a question for each."""
    passages = tuple(
        PassageText(f"p{i}", f"puente número{i} sobre el río{i} de la villa") for i in range(20)
    )
    questions = tuple(
        Question(f"q{i}", f"¿qué puente cruza el río{i}?", ("x",), {f"p{i}": 1}) for i in range(20)
    )
    unanswerable = Question("q20", "¿qué cometa?", answerable=False)
    return Dataset("puentes", passages, (*questions, unanswerable))


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> RetrievalRun:
    cache = EmbeddingCache(tmp_path_factory.mktemp("vectores"))
    return measuring.run(bridges(), FakeEncoder(), NAMES, cache=cache)


def test_json_has_the_promised_shape(run: RetrievalRun) -> None:
    figures = run.to_dict()
    assert figures.keys() == {
        "dataset", "passages", "questions", "systems", "intervals", "significance", "ceiling",
        "groups",
    }  # fmt: skip
    assert (figures["dataset"], figures["passages"], figures["questions"]) == ("puentes", 20, 20)
    assert list(figures["systems"]) == NAMES
    for system in figures["systems"].values():
        assert system.keys() == METRICS | {"query_ms"}
        assert system["query_ms"].keys() == {"p50", "p95"}
        assert all(0.0 <= system[metric] <= 1.0 for metric in METRICS)
    assert json.loads(json.dumps(figures, allow_nan=False)) == figures


def test_figures_are_those_of_the_rankings(run: RetrievalRun) -> None:
    for name, result in run.systems.items():
        ranks = [
            ranking_metrics.first_rank(question.relevant, ranking)
            for question, ranking in zip(run.questions, result.rankings, strict=True)
        ]
        assert run.mean(name, "recall@1") == np.mean([rank == 1 for rank in ranks])
        assert run.mean(name, "mrr@10") == pytest.approx(
            np.mean([1 / rank if rank and rank <= 10 else 0.0 for rank in ranks])
        )
    # Each question shares a word of its own with its passage.
    assert run.mean("bm25", "recall@1") == 1.0


def test_every_figure_lies_in_its_interval(run: RetrievalRun) -> None:
    for name in NAMES:
        for metric in METRICS:
            low, high = run.intervals[name][metric]
            assert low <= run.mean(name, metric) <= high


def test_differences_are_reference_minus_other(run: RetrievalRun) -> None:
    assert run.reference == "hybrid"
    assert list(run.comparisons) == NAMES[1:]
    for name, by_metric in run.comparisons.items():
        for metric, comparison in by_metric.items():
            difference = run.mean("hybrid", metric) - run.mean(name, metric)
            assert comparison.difference == pytest.approx(difference)
            assert 0.0 < comparison.p <= comparison.p_corrected <= 1.0
            assert comparison.significant is (comparison.p_corrected < 0.05)


def test_a_clear_difference_is_marked_and_none_is_not() -> None:
    good, bad = np.ones((40, 6)), np.zeros((40, 6))
    compared = compare(
        {"hybrid": good, "bm25": bad, "dense": good}, "hybrid", ranking_metrics.METRICS
    )
    assert all(each.significant for each in compared["bm25"].values())
    assert not any(each.significant for each in compared["dense"].values())
    assert compare({"hybrid": good}, "hybrid", ranking_metrics.METRICS) == {}


def test_groups_are_the_questions_of_a_kind_or_style() -> None:
    run = samples.retrieval_run()
    who, when = sorted(run.groups, key=lambda group: group.name, reverse=True)
    assert (who.trait, who.name, who.questions) == ("kind", "who", 1)
    # hybrid finds q0 (when) first and q1 (who) not at all; dense finds both second.
    assert who.means["hybrid"]["mrr@10"] == 0.0
    assert when.means["hybrid"]["mrr@10"] == 1.0
    assert who.means["dense"]["mrr@10"] == when.means["dense"]["mrr@10"] == 0.5


def test_a_question_of_two_styles_counts_in_both(run: RetrievalRun) -> None:
    first = dataclasses.replace(run.questions[0], styles=("typo", "english"))
    styled = dataclasses.replace(run, questions=(first, *run.questions[1:]))
    styles = [(each.name, each.questions) for each in styled.groups if each.trait == "style"]
    assert sorted(styles) == [("english", 1), ("typo", 1)]


def test_without_hybrid_the_first_is_the_reference() -> None:
    run = measuring.run(bridges(), FakeEncoder(), ["bm25", "dense"], cache=EmbeddingCache(None))
    assert run.reference == "bm25"
    assert list(run.comparisons) == ["dense"]


def test_a_second_run_gives_the_same_figures_from_kept_vectors(tmp_path: Path) -> None:
    class Passagesless(FakeEncoder):
        def encode_passages(self, texts: object, progress: object = None) -> np.ndarray:
            raise AssertionError("the vectors should have been kept")

    cache = EmbeddingCache(tmp_path)
    first = measuring.run(bridges(), FakeEncoder(), ["dense"], cache=cache)
    second = measuring.run(bridges(), Passagesless(), ["dense"], cache=cache)
    assert first.systems["dense"].rankings == second.systems["dense"].rankings


def test_a_set_without_answerable_questions_is_refused() -> None:
    data = samples.dataset()
    only = Dataset("nada", data.passages, data.questions[2:])
    with pytest.raises(InputError, match="«nada» no tiene preguntas con respuesta"):
        measuring.run(only, FakeEncoder(), ["dense"], cache=EmbeddingCache(None))


def test_encoding_counts_for_the_systems_that_need_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def timed(call: object, texts: list[str]) -> list[float]:
        # Encoding is timed first, before any system.
        times.append(100.0 if not times else 1.0)
        return [times[-1]] * len(texts)

    times: list[float] = []
    monkeypatch.setattr(measuring.latency, "times_ms", timed)
    run = measuring.run(bridges(), FakeEncoder(), ["dense", "bm25"], cache=EmbeddingCache(None))
    assert run.systems["dense"].query_ms.p50 == 101.0
    assert run.systems["bm25"].query_ms.p50 == 1.0
