"""Qualifications: what a question narrows its figure by, and which words of a sentence meet it."""

from __future__ import annotations

import pytest

from rag.questions.qualifications import qualifications_of


def _meets(question: str, text: str) -> bool:
    return all(each.is_met(text) for each in qualifications_of(question))


@pytest.mark.parametrize(
    ("question", "met", "unmet"),
    [
        (
            "¿Cuántos heridos hubo según la Cruz Roja?",
            "La Cruz Roja atendió a 40 heridos",
            "El gobernador habló de 25 heridos",
        ),
        (
            "¿Cuántos murieron según Seúl?",
            "600, dice la inteligencia surcoreana",
            "Kiev cuenta 900",
        ),
        (
            "¿Cuántos puestos tenía el mercado antes del incendio?",
            "El incendio destruyó 148 de los 236 puestos",
            "Tendrá 260 puestos",
        ),
        (
            "¿Cuántos casos hubo el año anterior?",
            "Fueron 174 en el mismo lapso del año previo",
            "El cantón cerró el año con 3.912 casos",
        ),
        (
            "¿Cuántas camas tenía el hospital al abrir?",
            "Abrió con 96 camas",
            "Hoy cuenta con 142 camas",
        ),
        (
            "¿Cuántos socios quedaban al terminar la temporada?",
            "Acabó la temporada con 840 socios",
            "Tiene 1.100 socios",
        ),
        (
            "¿Cuántos pasajeros constaban en la lista oficial?",
            "El registro recoge 132 pasajeros",
            "Se calcula que iban a bordo 220 personas",
        ),
        (
            "¿Cuántos pueblos rechazaron la planta?",
            "tres la rechazaron",
            "siete pueblos aprobaron la instalación",
        ),
    ],
)
def test_a_sentence_meets_what_the_question_narrows_its_figure_by(
    question: str, met: str, unmet: str
) -> None:
    assert _meets(question, met)
    assert not _meets(question, unmet)


def test_a_sentence_that_does_not_say_the_contrary_may_tell_of_a_vote() -> None:
    assert _meets("¿Cuántos pueblos rechazaron la planta?", "votaron once pueblos")


@pytest.mark.parametrize(
    "question",
    [
        "¿Cuántos soldados envió Corea del Norte?",
        "¿Qué edad tenía el piloto al desertar?",
        "¿Cuántos murieron en el incendio?",
        "¿Cuánto costó la obra en 2013?",
        "How many beds did the hospital have before the fire?",
    ],
)
def test_what_only_names_the_matter_narrows_nothing(question: str) -> None:
    assert qualifications_of(question) == ()
