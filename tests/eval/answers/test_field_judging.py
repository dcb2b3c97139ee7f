"""A field case is judged by what the answer says, and each way of failing is told apart."""

from __future__ import annotations

from typing import Any

import pytest

from eval.answers import field_judging
from eval.datasets.field_expectations import Cited, Expectation
from rag.answers.types import Also, Answer, Citation, Claim, Timings
from rag.claims.agreement import Agreement


def cited(n: int, outlet: str, *also: str) -> Citation:
    others = tuple(Also(f"d{n}{each}", "Título", each, None) for each in also)
    return Citation(
        n, f"d{n}", "Título", outlet, None, 1, "Pasaje.", "Pasaje.", "", 0, 7, 1, others
    )


def said(
    *values: str,
    agreement: Agreement = "single",
    number: float | None = None,
    citations: tuple[Citation, ...] = (),
    text: str = "Texto.",
    standalone: str = "¿Cuántos?",
    attribution: str = "",
) -> Answer:
    """An answer of these claims, an abstention without any."""
    return Answer(
        question="¿Cuántos?",
        standalone_question=standalone,
        abstained=not values,
        confidence=0.5,
        answer=values[0] if values else "",
        text=text,
        agreement=agreement,
        claims=tuple(Claim(value, number, (1,), attribution) for value in values),
        citations=citations,
        timings_ms=Timings(0, 0, 0),
    )


def expected(**keys: Any) -> Expectation:
    return Expectation(abstained=False, **keys)


CASES: list[tuple[Expectation, Answer, tuple[str, ...]]] = [
    (expected(answer=("12 muertos",)), said("12"), ()),
    (expected(answer=("12 muertos",)), said("13 muertos"), ("answer",)),
    (expected(answer=("41.500 euros de entonces y más",)), said("41.500"), ()),
    (expected(answer=("3,2 millones de euros",)), said("3,2"), ("answer",)),
    (expected(number=14372.4), said("unos", number=14372.4), ()),
    (expected(number=14372.4), said("unos", number=14.3), ("answer",)),
    (expected(answer_has=("Ana", "Luz Gil")), said("Ana, Eva y Luz Gil"), ()),
    (expected(answer_has=("Ana", "Luz Gil")), said("Ana y Luz"), ("answer_has",)),
    (expected(must_not=("once",)), said("cuatro", "once años"), ("must_not",)),
    (expected(must_not=("120",)), said("1.120"), ()),
    (expected(agreement=("agree",)), said("a", agreement="disagree"), ("agreement",)),
    (expected(claims=(("12",), ("14",))), said("14", "12 muertos"), ()),
    (expected(claims=(("12",), ("14",))), said("14"), ("claims",)),
    (expected(order=(("14",), ("12",))), said("14", "12"), ()),
    (expected(order=(("14",), ("12",))), said("12", "14"), ("order",)),
    (expected(order=(("14",), ("12",))), said("1", "14", "12"), ("order",)),
    (expected(attribution="policía"), said("a", attribution="según la Policía"), ()),
    (expected(attribution="policía"), said("a"), ("attribution",)),
    (expected(standalone=("Foca 200",)), said("a", standalone="¿Y un foca 200?"), ()),
    (expected(not_standalone=("cuántos",)), said("a"), ("standalone",)),
    (expected(text_has=("no coinciden",)), said("a", text="Las fuentes no coinciden."), ()),
    (expected(text_not=("texto",)), said("a"), ("text",)),
    (Expectation(abstained=True), said(), ()),
    (Expectation(abstained=True), said("a"), ("abstained",)),
]


@pytest.mark.parametrize(("expectation", "answer", "failed"), CASES)
def test_what_fails_is_named(
    expectation: Expectation, answer: Answer, failed: tuple[str, ...]
) -> None:
    assert field_judging.failed(expectation, answer) == failed


@pytest.mark.parametrize(
    ("wanted", "good"),
    [
        (Cited(min=3), True),
        (Cited(min=4), False),
        (Cited(max=2), True),
        (Cited(max=1), False),
        (Cited(outlets=("La Voz", "Radio")), True),
        (Cited(outlets=("El Día",)), False),
        (Cited(not_outlets=("El Día",)), True),
        (Cited(not_outlets=("Radio",)), False),
    ],
)
def test_articles_of_nearly_the_same_passage_are_cited_too(wanted: Cited, good: bool) -> None:
    answer = said("a", citations=(cited(1, "El Faro", "Radio"), cited(2, "La Voz")))
    assert field_judging.failed(Expectation(cited=wanted), answer) == (() if good else ("cited",))


def test_what_an_abstention_offers_is_not_cited_but_is_shown() -> None:
    answer = said(citations=(cited(1, "El Faro"),))
    assert field_judging.failed(Expectation(cited=Cited(min=1)), answer) == ("cited",)
    assert field_judging.failed(Expectation(cited=Cited(max=0)), answer) == ("cited",)


@pytest.mark.parametrize(
    ("expectation", "answer", "outcome"),
    [
        (expected(answer=("12",)), said("12"), "right"),
        (expected(answer=("12",)), said(), "silent"),
        (expected(answer=("12",)), said("13"), "false"),
        (Expectation(abstained=True), said("13"), "false"),
        (expected(agreement=("single",)), said("a", agreement="agree"), "false"),
        (expected(agreement=("agree",)), said("a"), "shown"),
        (expected(answer_has=("Ana", "Eva")), said("Ana"), "shown"),
    ],
)
def test_a_false_statement_a_silence_and_a_lack_are_told_apart(
    expectation: Expectation, answer: Answer, outcome: str
) -> None:
    checks = field_judging.failed(expectation, answer)
    assert field_judging.outcome(expectation, answer, checks) == outcome
