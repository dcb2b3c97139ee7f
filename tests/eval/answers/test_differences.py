"""A stated disagreement is real only when all that it names answers, differs and clashes."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

from eval.answers import differences
from eval.answers.differences import StatedDifference
from eval.datasets.difference_labels import DifferenceLabel, Relation
from eval.reports.differences_console import show_differences
from rag.claims.agreement import Agreement
from tests.eval.answers.test_field_judging import said


def label(relation: Relation = "disagree", **means: str) -> DifferenceLabel:
    return DifferenceLabel("builtin", "q1", "¿Cuántos?", relation, means)


FIGURES = {"12 muertos": "12", "doce": "12", "14": "14", "31 heridos": ""}


def stated(
    *values: str, how: str = "disagree", relation: Relation = "disagree", labelled: bool = True
) -> StatedDifference:
    judged = label(relation, **FIGURES) if labelled else None
    return StatedDifference("builtin", "q1", "¿Cuántos?", how, values, judged)


@pytest.mark.parametrize(
    ("difference", "verdict"),
    [
        (stated("12 muertos", "14"), "real"),
        (stated("12", "14 muertos"), "real"),
        (stated("12 muertos", "31 heridos"), "false"),
        (stated("12 muertos", "14", "31 heridos"), "false"),
        (stated("12 muertos", "doce"), "false"),
        (stated("12 muertos", "99"), "unlabelled"),
        (stated("31 heridos", "99"), "false"),
        (stated("12 muertos", "14", labelled=False), "unlabelled"),
        (stated("12 muertos", "14", how="evolve", relation="evolve"), "real"),
        (stated("12 muertos", "14", relation="evolve"), "real"),
        (stated("12 muertos", "14", relation="plan"), "false"),
        (stated("12 muertos", "14", how="evolve", relation="plan"), "real"),
        (stated("12 muertos", "14", relation="both"), "false"),
    ],
)
def test_what_is_real(difference: StatedDifference, verdict: str) -> None:
    assert difference.verdict == verdict


@pytest.mark.parametrize(
    ("how", "relation", "named"),
    [
        ("evolve", "evolve", True),
        ("disagree", "disagree", True),
        ("disagree", "evolve", False),
        ("evolve", "disagree", False),
    ],
)
def test_a_real_one_has_its_name_or_has_not(how: str, relation: Relation, named: bool) -> None:
    assert stated("12", "14", how=how, relation=relation).named is named


def run(*answers: tuple[Agreement, tuple[str, ...]]) -> dict[str, Any]:
    """The figures of questions answered so, of which the first is labelled."""
    queue = [said(*values, agreement=agreement) for agreement, values in answers]
    asked: list[differences.Question] = [
        ("builtin", f"q{n}", f"¿{n}?") for n in range(1, len(queue) + 1)
    ]
    labels = {"q1": label(**FIGURES)}
    found = differences.run(asked, lambda _: queue.pop(0), labels)
    return differences.figures([each for each in found if each is not None])


def test_only_what_is_stated_to_differ_is_counted_and_what_nobody_judged_listed() -> None:
    figures = run(
        ("disagree", ("12", "14")),
        ("disagree", ("Ana", "Eva")),
        ("agree", ("12",)),
        ("disagree", ()),
    )
    assert figures["sets"]["builtin"] == {
        "stated": 2,
        "real": 1,
        "false": 0,
        "unlabelled": 1,
        "precision": 1.0,
        "named": 1,
    }
    assert figures["stated"][1]["unlabelled"] == ["Ana", "Eva"]


def test_nothing_stated_has_no_share() -> None:
    assert run(("single", ("12",)))["sets"] == {}


def test_what_is_not_real_is_shown_with_its_values() -> None:
    out = io.StringIO()
    figures = run(("disagree", ("12", "31 heridos")), ("evolve", ("[b]", "Eva")))
    show_differences(Console(file=out, width=160), figures)
    assert "✗ q1 ¿1? → 12 / 31 heridos · disagree" in out.getvalue()
    assert "? q2 ¿2? → [b] / Eva · evolve (sin juzgar: [b], Eva)" in out.getvalue()
    assert "conjunto propio, ajuste" in out.getvalue()
