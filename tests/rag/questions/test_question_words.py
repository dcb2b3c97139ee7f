"""What a question asks for is told by its words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.datasets.types import KINDS
from index.text.analyzer import analyze
from rag.questions.question_words import counted_term, kind_of


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("¿Cuántos soldados envió Corea del Norte?", "how_many"),
        ("cuantas victimas hubo", "how_many"),
        ("¿Qué porcentaje votó?", "how_many"),
        ("¿A quién nombró el presidente?", "who"),
        ("¿Quiénes firmaron?", "who"),
        ("¿Desde cuándo está cerrado?", "when"),
        ("¿En qué año nació?", "when"),
        ("¿Dónde cayó el cometa?", "where"),
        ("¿Adónde llegó?", "where"),
        ("¿En qué ciudad se firmó?", "where"),
        ("¿Por qué protestan?", "why"),
        ("¿Cómo se llama la presa?", "how"),
        ("¿Qué se firmó?", "what"),
        ("¿Cuál es la capital?", "what"),
        ("How many soldiers were sent?", "how_many"),
        ("When did it end?", "when"),
        ("Which country won?", "where"),
        ("Nombre del ministro", "what"),
        ("", "what"),
        ("¿Qué dijo quien la acompañaba?", "what"),
    ],
)
def test_question_words(question: str, kind: str) -> None:
    assert kind_of(question) == kind


@given(st.text())
def test_any_text_has_a_kind_that_the_report_can_name(text: str) -> None:
    assert kind_of(text) in KINDS


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("¿Cuántos soldados envió Corea del Norte?", "soldados"),
        ("cuantos soldados envio corea del norte", "soldados"),
        ("¿CUÁNTAS VÍCTIMAS HUBO?", "víctima"),
        ("¿Cuántos años tiene la presa?", "año"),
        ("¿Cuántas manifestaciones hubo?", "manifestación"),
        ("¿Cuántos de los soldados murieron?", "soldado"),
        ("¿Cuántos miles de soldados hay?", "soldados"),
        ("¿Qué cantidad de munición llegó?", "munición"),
        ("¿Qué número de heridos hubo?", "herido"),
    ],
)
def test_the_counted_noun_is_the_term_that_passages_have(question: str, noun: str) -> None:
    assert [counted_term(question)] == analyze(noun)


@pytest.mark.parametrize("question", ["¿Quién ganó?", "¿Cuántos?", "cuantos ", "", "¿Cuánto?"])
def test_without_a_counted_noun_there_is_none(question: str) -> None:
    assert counted_term(question) is None


def test_composed_and_decomposed_accents_count_the_same() -> None:
    question = "¿Cuántos años tenía la víctima?"
    assert counted_term(unicodedata.normalize("NFD", question)) == counted_term(question) == "año"


@given(st.text())
def test_any_text_can_be_looked_through(text: str) -> None:
    counted_term(text)
    counted_term("¿Cuántos " + text)
