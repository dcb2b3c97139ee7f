"""Questions made unanswerable by exchanging a name or a figure."""

from __future__ import annotations

import random

import pytest

from index.text.analyzer import analyze
from rag.training.data.examples import Example
from rag.training.data.swaps import swapped

CONTEXT = (
    "En 1987 la fábrica de Almansa despidió a 340 obreros. Tres años después, en 1990, la de "
    "Villena contrató a 120, según Rosa Ferrer. Los sindicatos lo celebraron."
)


def example(question: str, *answers: str, context: str = CONTEXT) -> Example:
    places = tuple(
        (context.index(answer), context.index(answer) + len(answer)) for answer in answers
    )
    return Example(question, "La fábrica", context, places)


def drawn(source: Example, times: int = 40) -> set[str]:
    found = (swapped(source, random.Random(seed)) for seed in range(times))
    return {other.question for other in found if other is not None}


def test_a_name_becomes_another_name_of_the_passage() -> None:
    assert drawn(example("¿Cuántos obreros despidió Almansa?", "340")) == {
        "¿Cuántos obreros despidió Villena?",
        "¿Cuántos obreros despidió Rosa Ferrer?",
    }


def test_a_year_becomes_another_year_and_no_other_figure() -> None:
    assert drawn(example("¿A cuántos obreros se despidió en 1987?", "340")) == {
        "¿A cuántos obreros se despidió en 1990?"
    }


def test_the_answer_is_not_put_into_its_own_question() -> None:
    assert drawn(example("¿Cuándo contrató la fábrica de Villena?", "1990")) == {
        "¿Cuándo contrató la fábrica de Almansa?",
        "¿Cuándo contrató la fábrica de Rosa Ferrer?",
    }
    assert drawn(example("¿En qué año, tras 1987, se contrató?", "1990")) == set()


@pytest.mark.parametrize(
    "question",
    ["¿Quién lo celebró?", "Los obreros, ¿cuántos eran?", "¿Sindicatos?", ""],
)
def test_without_a_name_or_figure_there_is_nothing_to_exchange(question: str) -> None:
    assert drawn(example(question, "Los sindicatos")) == set()


def test_what_comes_is_about_the_same_passage_and_has_no_answer() -> None:
    source = example("¿Qué hizo Almansa en 1987?", "despidió a 340 obreros")
    for seed in range(20):
        other = swapped(source, random.Random(seed))
        assert other is not None
        assert (other.title, other.context, other.answers) == ("La fábrica", CONTEXT, ())
        assert set(analyze(other.question)) != set(analyze(source.question))
