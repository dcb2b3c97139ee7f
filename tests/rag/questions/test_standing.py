"""A question stands alone when whoever has not read the article knows what it is about."""

from __future__ import annotations

import pytest

from rag.questions.standing import shortened, stands_alone


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("¿Quién es la directora del certamen?", False),
        ("¿Quién es la directora del Festival de Anzoa?", True),
        ("¿Cuántos kilómetros mide el trazado definitivo?", False),
        ("¿Cuántas plazas perdió la comarca en 2024?", False),
        ("¿Cuándo se consolidó la relación entre Moscú y Pyongyang?", True),
        ("¿Quién es el presidente ruso?", True),
        ("¿Cuántos soldados están en el lado ruso de la frontera con Ucrania?", True),
        ("¿Cuántos vecinos de Urdaz fueron a la plaza?", False),
        ("¿Cuántos goles marcó Ibarbure la temporada pasada?", False),
        ("¿Cuántas personas murieron?", False),
    ],
)
def test_what_each_article_points_at_is_named(question: str, alone: bool) -> None:
    assert stands_alone(question) is alone


@pytest.mark.parametrize(
    ("rest", "question"),
    [
        ("a la sierra de Urdaz", "¿Cuántos envió Soria a la sierra de Urdaz?"),
        ("a Urdaz en la madrugada", "¿Cuántos envió Soria a Urdaz?"),
        ("a Urdaz en tareas vinculadas al fuego", "¿Cuántos envió Soria a Urdaz?"),
        ("el mes pasado", None),  # without its time it would be another question
        ("", "¿Cuántos envió Soria?"),
    ],
)
def test_as_much_of_the_sentence_is_asked_as_stands_alone(rest: str, question: str | None) -> None:
    assert shortened("Cuántos envió Soria", rest) == question
