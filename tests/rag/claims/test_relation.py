"""Relation: what two values say of one another, by what their sentences measure."""

from __future__ import annotations

import pytest

from rag.claims.meaning import meaning_of, question_of
from rag.claims.relation import is_part_of, relation
from tests.rag.answer_checks import reading

HOW_LONG = "¿Qué longitud tiene el plomo de Cerro Hondo?"


@pytest.mark.parametrize(
    ("question", "one", "other", "expected"),
    [
        # Three experts and 24 cm do not make up 27 cm.
        (
            HOW_LONG,
            (
                "Dos de los tres peritos dan por falsa la lámina, de 24 centímetros.",
                "24 centímetros",
            ),
            ("Un plomo enrollado de 27 centímetros se expuso ayer.", "27 centímetros"),
            "different",
        ),
        # Nine adults and three children do make up twelve.
        (
            "¿Cuántos viajeros iban en la barca?",
            ("Iban nueve adultos y tres niños en la barca.", "nueve"),
            ("Los viajeros eran doce.", "doce"),
            "open",
        ),
        (
            "¿Cuántas operarias quedaban en la fábrica?",
            ("De las 241 personas que quedaban, 97 han vuelto.", "241 personas"),
            ("Trabajan hoy en ella 241 personas.", "241 personas"),
            "same",
        ),
        (
            "¿Cuántos ahogados dejó el puente?",
            ("Se han recogido catorce cadáveres.", "catorce cadáveres"),
            ("Asciende a veintidós la cuenta de los ahogados.", "veintidós"),
            "different",
        ),
        (
            "¿Qué parte del embalse queda?",
            ("El embalse está a un 31 % de lo que cabe.", "un 31 %"),
            ("El embalse guarda el 64 % del agua.", "64 %"),
            "different",
        ),
        (
            "¿Qué potencia tuvo la prueba?",
            ("Alcanzó nada menos que 250 kilotones.", "nada menos que 250 kilotones"),
            ("La prueba fue de 50 kilotones.", "50 kilotones"),
            "different",
        ),
        (
            "¿Qué potencia tuvo la prueba?",
            ("La prueba fue de 0,25 megatones.", "0,25 megatones"),
            ("La prueba fue de 250 kilotones.", "250 kilotones"),
            "same",
        ),
        (
            "¿Qué concentración de plomo tiene el agua?",
            ("El agua tiene 0,09 miligramos por litro.", "0,09 miligramos"),
            ("El agua tiene 90 microgramos por litro.", "90 microgramos"),
            "same",
        ),
        # A number whose unit is understood is of the question's measure.
        (
            "¿Cuánto pagó Poniente por Valmira?",
            ("Pagó 140 millones de euros por Valmira.", "140 millones de euros"),
            ("Pagó 118,5 millones según el registro.", "118,5 millones"),
            "different",
        ),
        (
            "¿Cuánta superficie quemó el incendio?",
            ("Quemó 3.640.000 hectáreas.", "3.640.000 hectáreas"),
            ("Quemó 2,1 millones según el satélite.", "2,1 millones"),
            "different",
        ),
        # But one with a noun of its own is not.
        (
            "¿Cuánto pagó Poniente por Valmira?",
            ("Pagó 140 millones de euros por Valmira.", "140 millones de euros"),
            ("Pagó por Valmira 12 barcos viejos.", "12 barcos"),
            "open",
        ),
        (
            "¿Quién representaba al programa?",
            ("Lo dijo el danés Overgaard en rueda de prensa.", "danés Overgaard"),
            ("Lo firmó Mads Overgaard ayer.", "Mads Overgaard"),
            "same",
        ),
        (
            "¿A qué hora naufragó la barca?",
            ("La barca naufragó a las cuatro y diez de la tarde.", "las cuatro y diez de la tarde"),
            ("El parte da las 16:10 como hora del naufragio.", "16:10"),
            "same",
        ),
        (
            "¿A qué hora naufragó la barca?",
            ("La barca naufragó a las 16.10 horas.", "las 16.10 horas"),
            ("El parte da las 16:40 como hora del naufragio.", "16:40"),
            "different",
        ),
        (
            "¿A cuánto tiempo de cárcel lo condenaron?",
            ("Lo condenaron a tres años y un día de prisión.", "tres años y un día"),
            ("Lo condenaron a tres años y seis meses.", "tres años y seis meses"),
            "different",
        ),
        (
            "¿Dónde fue alcanzado el buque?",
            ("Fue alcanzado frente a Hudaida ayer.", "Hudaida"),
            ("Fue alcanzado frente a Hodeida ayer.", "Hodeida"),
            "open",
        ),
        (
            "¿Dónde fue alcanzado el buque?",
            ("Fue alcanzado frente a Hudaida ayer.", "Hudaida"),
            ("Fue alcanzado frente a Mascate ayer.", "Mascate"),
            "different",
        ),
    ],
)
def test_two_values_are_compared_by_what_they_are_of(
    question: str, one: tuple[str, str], other: tuple[str, str], expected: str
) -> None:
    asked = question_of(question)
    meanings = [
        meaning_of(asked, reading(text, value, id=i, document="ab"[i], date="2025-01-09"))
        for i, (text, value) in enumerate((one, other))
    ]
    assert relation(asked, *meanings) == relation(asked, *meanings[::-1]) == expected


def test_the_same_day_of_two_weeks_is_no_contradiction_by_its_name() -> None:
    asked = question_of("¿Qué día de la semana fue el concejo?")
    one, other = (
        meaning_of(
            asked,
            reading(
                "El concejo fue el sábado en la plaza.",
                "el sábado",
                id=i,
                document="ab"[i],
                date=day,
            ),
        )
        for i, day in enumerate(("2016-08-22", "2016-08-29"))
    )
    assert relation(asked, one, other) == "open"


def test_a_number_is_no_part_of_itself() -> None:
    asked = question_of("¿Cuántas operarias quedaban?")
    one, other = (
        meaning_of(asked, reading(text, "241", id=i, document="ab"[i]))
        for i, text in enumerate(("De las 241 que quedaban, 97 han vuelto.", "Quedaban 241."))
    )
    assert not is_part_of(one, other)
    assert not is_part_of(other, one)
