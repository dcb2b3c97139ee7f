"""A figure of another measure than the question asks for does not answer it."""

from __future__ import annotations

import pytest

from rag.claims.fitting import fits, measures_asked
from tests.rag.answer_checks import reading


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("¿Qué porcentaje votó?", {"percent", "points"}),
        ("¿Cuántos días duró?", {"time"}),
        ("¿Cuántos soldados envió?", {"count", "percent", "points"}),
        ("¿Cuánto costó el hospital?", {"money", "percent", "points"}),
        ("¿Por cuánto vendieron a Ruiz?", {"money", "percent", "points"}),
        ("¿Cuántos euros cobra?", {"money"}),
        ("¿Cuántos kilómetros mide?", {"length", "area"}),
        ("¿Cuántos metros cuadrados mide?", {"area"}),
        ("¿Con qué número jugará Ruiz?", {"count", "percent", "points"}),
        ("¿Cuánto tiempo duró?", {"time"}),
        ("¿A qué edad murió?", {"time"}),
    ],
)
def test_the_measure_is_told_by_the_question(question: str, asked: set[str]) -> None:
    assert measures_asked(question) == asked


@pytest.mark.parametrize("question", ["¿Quién ganó?", "¿Cuánto llovió?", "¿Cuánta agua cayó?"])
def test_other_questions_leave_it_open(question: str) -> None:
    assert measures_asked(question) is None


@pytest.mark.parametrize(
    ("question", "text", "value", "fitting"),
    [
        ("¿Con qué número jugará?", "Costó 2,3 millones de euros.", "2,3 millones de euros", False),
        ("¿Con qué número jugará?", "Lucirá el 19.", "19", True),
        ("¿Cuántos muertos hubo?", "Murió un hombre de 45 años.", "45 años", False),
        ("¿Cuántos muertos hubo?", "Hubo 38 muertos.", "38", True),
        ("¿Cuántos votaron?", "Votó el 40 %.", "40 %", True),
        ("¿Cuánto costó?", "Costó 3 millones por la obra.", "3 millones", True),
        ("¿Cuánto costó?", "Tardó tres años.", "tres años", False),
        ("¿Cuántos años firmó?", "Firmó por cinco temporadas.", "cinco temporadas", True),
        ("¿Cuántos años firmó?", "Firmó por 12 euros.", "12 euros", False),
        ("¿Cuántos soles vale?", "Vale 40 dólares.", "40 dólares", True),
        ("¿Cuántos muertos hubo?", "Hubo 38 en 2 horas.", "38 en 2 horas", True),
        ("¿Cuántos muertos hubo?", "Hubo decenas.", "decenas", True),
    ],
)
def test_a_figure_with_another_unit_does_not_fit(
    question: str, text: str, value: str, fitting: bool
) -> None:
    assert fits(question, reading(text, value)) is fitting
