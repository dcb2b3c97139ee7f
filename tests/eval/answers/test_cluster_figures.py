"""Figures of press clusters, each worked out by hand."""

from __future__ import annotations

import pytest

from eval.answers import cluster_figures
from eval.answers.clusters import ClusterAnswer
from eval.datasets.clusters import ClusterQuestion, GoldAnswer, Relation

TWELVE = GoldAnswer("a1.1", "doce muertos")
FOURTEEN = GoldAnswer("a2.1", "catorce muertos")


def question(
    relation: Relation, *answers: GoldAnswer, evolves: bool = False, after: int | None = None
) -> ClusterQuestion:
    return ClusterQuestion("¿Cuántos muertos hubo?", relation, answers, evolves, after)


def answer(
    asked: ClusterQuestion,
    value: str = "",
    at: str | None = None,
    citations: tuple[str | None, ...] = (),
    agreement: str = "single",
    confidence: float = 0.5,
    cluster: str = "X1",
) -> ClusterAnswer:
    declined = not citations
    return ClusterAnswer(cluster, asked, declined, value, at, citations, agreement, confidence, 1.0)


BOTH = question("disagree", TWELVE, FOURTEEN)
ONE = question("single", TWELVE)
NONE = question("none")


@pytest.mark.parametrize(
    ("value", "at", "expected"),
    [
        ("doce muertos", "a1.1", True),
        ("unos doce muertos", "a1.1", True),  # 2 of 2 and 3 words: F1 .8
        ("doce", "a1.1", True),  # F1 2/3
        ("muertos de la riada de", "a1.1", False),  # 1 of 4 and 2 words: F1 1/3
        ("doce muertos", "a2.1", False),  # not what is said there
        ("doce muertos", "a1.2", False),
        ("doce muertos", None, False),
    ],
)
def test_right_is_the_gold_span_in_a_gold_paragraph(
    value: str, at: str | None, expected: bool
) -> None:
    given = answer(BOTH, value, at, (at,))
    if (value, at) == ("doce muertos", "a2.1"):
        given = answer(BOTH, "doce", at, (at,))
    assert cluster_figures.right(given) is expected


def test_shares_are_of_the_questions_that_they_name() -> None:
    answers = [
        answer(ONE, "doce muertos", "a1.1", ("a1.1", "a1.2"), confidence=0.9),  # right
        answer(ONE, "trece", "a1.1", ("a1.1",), confidence=0.6),  # wrong value
        answer(ONE, confidence=0.2),  # declined
        answer(NONE, "tres", "a1.2", ("a1.2",), confidence=0.5),  # should have declined
        answer(NONE, confidence=0.1),
    ]
    figures = cluster_figures.figures(answers)
    assert figures["right"] == round(1 / 3, 4)
    assert figures["answered"] == round(2 / 3, 4)
    assert figures["right_when_answered"] == round(1 / 3, 4)
    assert figures["source_recall"] == round(2 / 3, 4)
    assert figures["source_precision"] == 0.5
    assert figures["declined"] == 0.5
    # Pairs (answerable, not): .9 above both, .6 above both, .2 above .1 alone: 5 of 6.
    assert figures["auroc"] == round(5 / 6, 4)
    assert figures["by_relation"]["single"]["questions"] == 3
    assert figures["by_kind"]["how_many"]["right"] == round(1 / 3, 4)


def test_an_evolution_counts_as_a_disagreement_on_both_sides() -> None:
    cited = ("a1.1", "a2.1")
    evolving = question("disagree", TWELVE, FOURTEEN, evolves=True)
    answers = [
        answer(evolving, "catorce muertos", "a2.1", cited, "disagree"),
        answer(BOTH, "doce muertos", "a1.1", cited, "evolve"),
        answer(BOTH, "doce muertos", "a1.1", ("a1.1",)),
        answer(ONE, "doce muertos", "a1.1", cited, "disagree"),
        answer(question("agree", TWELVE, FOURTEEN), "doce muertos", "a1.1", cited, "agree"),
        answer(NONE, "doce muertos", "a1.1", cited, "agree"),
    ]
    figures = cluster_figures.figures(answers)
    assert figures["disagree_precision"] == round(2 / 3, 4)
    assert figures["disagree_recall"] == round(2 / 3, 4)
    assert figures["agree_precision"] == 0.5
    assert figures["agree_recall"] == 1.0
    assert figures["by_relation"]["evolve"]["questions"] == 1


def test_followups_count_apart_right_or_declined() -> None:
    answers = [
        answer(ONE, "doce muertos", "a1.1", ("a1.1",)),
        answer(question("single", TWELVE, after=0), "doce muertos", "a1.1", ("a1.1",)),
        answer(question("single", TWELVE, after=0)),
        answer(question("none", after=0)),
    ]
    figures = cluster_figures.figures(answers)
    assert figures["followups"] == round(2 / 3, 4)
    assert (figures["questions"], figures["followup_questions"]) == (1, 3)


def test_what_was_never_asked_has_no_figure() -> None:
    figures = cluster_figures.figures([answer(NONE)])
    assert figures["right"] is None
    assert figures["intervals"]["right"] is None
    assert figures["followups"] is None


def test_intervals_resample_clusters() -> None:
    # Within a cluster all is right or all wrong: the clusters are what varies.
    answers = [
        answer(ONE, "doce muertos", "a1.1", ("a1.1",), cluster=f"R{n}") for n in range(5)
    ] + [answer(ONE, "trece", "a1.1", ("a1.1",), cluster=f"W{n}") for n in range(5)]
    low, high = cluster_figures.figures(answers * 10)["intervals"]["right"]
    alone = cluster_figures.figures(answers)["intervals"]["right"]
    assert [low, high] == alone, "more questions of the same clusters say nothing new"
    assert low < 0.3 and high > 0.7
