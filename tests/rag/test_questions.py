"""The kind of a question is told by its question word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.questions import kind_of
from eval.types import KINDS


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
