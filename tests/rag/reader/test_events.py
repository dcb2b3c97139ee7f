"""Events: a passage without a word of what happened cannot say how often it did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.reader.events import EVENTS, omits_event

SENT = "Corea del Norte ha desplegado más de 11.000 soldados en Kursk."


@pytest.mark.parametrize(
    "question",
    [
        "¿Cuántos soldados murieron?",
        "¿y cuantos muertos hubo?",
        "How many soldiers died in Kursk?",
        "¿Cuántos resultaron heridos?",
        "¿Cuántos fueron detenidos?",
        "¿Cuántos soldados desaparecieron?",
        "¿Cuánto costó el despliegue?",
    ],
)
def test_what_is_asked_for_and_not_spoken_of_is_omitted(question: str) -> None:
    assert omits_event(question, SENT)


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("¿Cuántos murieron?", "El derrumbe dejó 14 víctimas mortales."),
        ("¿Cuántos murieron?", "Perdieron la vida tres mineros."),
        ("¿Cuántos fallecieron?", "Sufrieron unas 6.000 bajas."),
        ("¿Quién murió?", "Fue sepultado ayer en su pueblo."),
        ("¿Cuántos heridos hubo?", "Dos vecinos fueron hospitalizados."),
        ("¿A cuántos detuvieron?", "La policía apresó a nueve."),
        ("¿Cuántos desaparecidos hay?", "Se desconoce el paradero de cuatro pescadores."),
        ("¿Cuánto costó la obra?", "Se invirtieron 27.400 millones."),
        ("¿Cuánto costó la obra?", "Salió por 3 M€."),
        ("¿Qué precio tiene?", "Se vende a 12 dólares."),
    ],
)
def test_other_words_for_the_same_event_are_heard(question: str, passage: str) -> None:
    assert not omits_event(question, passage)


@pytest.mark.parametrize(
    "question", ["¿Cuántos soldados envió Corea del Norte?", "¿Quién ganó?", "", "¿…?"]
)
def test_other_questions_are_left_to_the_reader(question: str) -> None:
    assert not omits_event(question, SENT)
    assert not omits_event(question, "")


def test_what_a_question_says_itself_is_heard_in_a_passage() -> None:
    words = "murieron fallecidos muertes heridos lesionados detenidos arrestaron desaparecidos"
    for word in [*words.split(), "costó", "precio", "presupuesto", "dinero"]:
        question = f"¿Cuántos {word}?"
        assert any(event.question.search(question.replace("ó", "o")) for event in EVENTS), word
        assert not omits_event(question, f"Hubo tres {word} ayer."), word


@given(st.text(), st.text())
def test_any_text_will_do(question: str, passage: str) -> None:
    assert isinstance(omits_event(question, passage), bool)


def test_a_title_that_speaks_of_the_event_is_heard_too() -> None:
    assert not omits_event("¿Cuántos murieron?", "Catorce muertos en Urdaz", SENT)
    assert omits_event("¿Cuántos murieron?", "Despliegue en Kursk", SENT)
