"""A figure of another measure than the question asks for does not answer it, nor is it marked."""

from __future__ import annotations

import pytest

from rag.reader.measures import figures_asked, fits, measures_asked, without_all
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
        ("¿Cuánto mide la torre?", {"length", "area"}),
        ("¿Qué rescate pagó la aerolínea?", {"money", "percent", "points"}),
        ("How long is the aqueduct?", {"time", "length"}),
        ("How old was Elvira Tapia?", {"time"}),
        ("How much did the bridge cost?", {"money", "percent", "points"}),
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
        ("¿Cuántas hectáreas ardieron?", "Acudieron 17 medios aéreos.", "17", False),
        ("¿Cuántas hectáreas ardieron?", "Ya van 2 400.", "2 400", True),
    ],
)
def test_a_figure_with_another_unit_does_not_fit(
    question: str, text: str, value: str, fitting: bool
) -> None:
    assert fits(question, reading(text, value)) is fitting


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("¿Cuánto duró la huelga?", "Tras 27 días subió un centavo la hora.", ["27 días"]),
        ("¿Cuántas toneladas cayeron?", "Cayeron 300 toneladas y 20 litros.", ["300 toneladas"]),
        ("¿Qué porcentaje votó?", "Votó el 40 %, con 12 euros de dieta.", ["40 %"]),
        ("¿Cuánto dinero costó?", "Costó 3 euros en 5 días.", ["3 euros"]),
        # A number without a noun of its own may be of anything.
        ("¿Cuánto costó?", "En obras, 212 euros y en papel, 19.", ["212 euros", "19"]),
        ("¿Cuántos no eran de caza?", "Cinco eran de caza y cuatro no.", ["Cinco", "cuatro"]),
        ("¿A cuánto lo condenaron?", "A tres años y un día.", ["tres años y un día"]),
        ("¿Cuántos litros da?", "Da 18 a 22 litros.", ["18 a 22 litros"]),
        ("¿A qué precio lo vendía?", "A quince céntimos, y no a 40 pesetas.",
         ["quince", "40 pesetas"]),
        ("¿Cuánto gastaba?", "Gastaba 17 millones anuales y costó 62 pesos.",
         ["17 millones", "62 pesos"]),
        ("¿Cuánto dinero gastaba?", "Gastaba 17 millones anuales y costó 62 pesos.",
         ["17 millones", "62 pesos"]),
        ("¿Cuántos años llevaba?", "A sus 51 años llevaba tres preparándola.",
         ["51 años", "tres"]),
        # All of them, where some are told.
        ("¿Cuántas hectáreas dañó?", "Dañó 310 de las 520 hectáreas.",
         ["310 de las 520 hectáreas"]),
        ("¿Cuántas familias siguen?", "Siguen 17 de las 44 familias.", ["17 de las 44"]),
        ("¿Cuántas enfermeras pide?", "Hay cuatro enfermeras, de las once que pide.",
         ["cuatro", "once"]),
        # Nothing of the measure asked for: what has another name for it may be meant.
        ("¿Cuántos años firmó?", "Firmó por cinco temporadas.", ["cinco"]),
        ("¿Cuántos años firmó?", "Firmó por 12 euros.", []),
        ("¿Quién ganó?", "Ganó Ruiz por 12 euros.", []),
    ],
)  # fmt: skip
def test_the_figures_that_may_be_asked_for(question: str, text: str, expected: list[str]) -> None:
    told = figures_asked(question, text)
    assert [text[start:end] for (start, end), fits in told if fits] == expected


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("Siguen 17 de las 44 familias.", "17 de las 44 familias", "17"),
        ("Se perdieron 23.000 cabezas de las 180.000.", "23.000 cabezas de las 180.000", "23.000"),
        ("Siguen 17 de las 44 familias.", "44 familias", "44 familias"),
        ("Costó 17 euros el kilo.", "17 euros el kilo", "17 euros el kilo"),
        ("Hay cuatro, de las once que pide.", "cuatro, de las once", "cuatro, de las once"),
    ],
)
def test_some_of_them_are_told_without_all(text: str, value: str, expected: str) -> None:
    start = text.index(value)
    assert text[start : without_all(text, start, start + len(value))] == expected
