"""A passage about somebody, somewhere or some time else says nothing of what is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.articles import NOTHING_KNOWN, NothingKnown
from rag.claims.sameness import ruled
from rag.questions.query import Query
from rag.reader.protocol import Signals
from tests.rag.answer_checks import reading


class Beginning(NothingKnown):
    """Knows how every article begins."""

    def __init__(self, lead: str) -> None:
        self.text = lead

    def lead(self, document: str) -> str:
        return self.text


def is_other(
    question: str, text: str, value: str = "", *, title: str = "Crónica", lead: str = "",
    date: str | None = "2024-05-15",
) -> bool:  # fmt: skip
    read = reading(text, value, title=title, date=date)
    (after,) = ruled(Query.of(question), [read], Beginning(lead))
    assert after.score in (0.0, read.score)
    return after.score == 0.0


CONDEMNED = "¿A cuántos años fueron condenadas Inés Robledo y Carla Munt?"
READ_OUT = "¿Quién leyó el pregón en Sotomorales?"


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        (CONDEMNED, "El maestro Tomás Arce fue condenado a ocho años en Orlavia.", "ocho"),
        (CONDEMNED, "Condenaron a ocho años a Ana Ruiz.", "ocho"),
        # Full of capitals, but no headline.
        ("¿Cuántos días pasaron retenidos Ana Quirós y Tello Burgos?",
         "El ingeniero Walter Nieva pasó 44 días retenido.", "44"),
        ("¿Qué aprobó el pleno de Valdemora?", "El pleno de Valdetorres aprobó las cuentas.", ""),
        ("¿Cuántos vecinos hay en Lugo?", "Los vecinos de Soria son 40.000.", "40.000"),
        ("¿Cuántos turistas llegaron a la isla en 2019?", "En 2023 llegaron 40.000.", "40.000"),
    ],
)  # fmt: skip
def test_other_people_places_and_years_are_told_apart(question: str, text: str, value: str) -> None:
    assert is_other(question, text, value)


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("¿Qué piden los marineros de la naviera Albor?",
         "Los marineros de la naviera Poniente piden un 5 %.", "un 5 %"),
        ("¿Qué pidió el relator Samuel Achebe a Surania?",
         "El relator Piet Van Ossel pidió a Surania que la libere.", "que la libere"),
        ("¿Cuántos alumnos hay en la Universidad de Peñachica?",
         "En la Universidad de Peñagrande hay 4.200 alumnos.", "4.200"),
        ("¿A quién sustituye Ibarburu?", "Firmó, según el presidente Ana Ruiz.", "Ana Ruiz"),
        ("¿Cuántos muertos hubo?", "Murió un hombre de 45 años.", "45 años"),
    ],
)  # fmt: skip
def test_another_name_measure_or_the_source_is_no_answer(
    question: str, text: str, value: str
) -> None:
    assert is_other(question, text, value)


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("¿Quién es el alcalde?", "Hay paz, dijo el alcalde Juan Ruiz.", "Juan Ruiz"),
        ("¿Quién dijo que hay paz?", "Hay paz, dijo el alcalde Juan Ruiz.", "Juan Ruiz"),
        (CONDEMNED, "Robledo fue condenada a doce años, como Tomás Arce.", "doce"),
        (CONDEMNED, "Las dos reporteras pasarán doce años en prisión.", "doce"),
        (CONDEMNED, "Los jueces de Orlavia la condenaron a doce años.", "doce"),
        ("¿Qué ensayó Pyongyang?", "Pionyang probó un misil cerca de Tomás Arce.", "un misil"),
        ("¿Cuántos soldados hay en Corea del Norte?", "El ejército norcoreano en Seúl: 9.", "9"),
        ("¿Qué firmó España en Lisboa?", "El Gobierno español firmó en Roma.", ""),
        ("¿Qué dijo la OMS en Ginebra?", "La Organización Mundial de la Salud avisó en Roma.", ""),
        ("¿Qué dijo Zelenski en Kiev?", "Zelensky habló en Roma.", ""),
        ("¿Qué pasó en Valdemora?", "En Valdemorra hubo fiesta.", ""),
        ("¿Quién sustituyó a Borja Alcaide?", "Elena Pastrana es la consejera.", "Elena Pastrana"),
        ("¿Cuántos llegaron en 2019?", "El año pasado llegaron 40.000.", "40.000"),
        ("¿Dónde será el Mundial de 2030?", "Se jugó en Soria en 2023.", "Soria"),
    ],
)
def test_what_may_be_the_same_stays(question: str, text: str, value: str) -> None:
    date = "2020-01-15" if "2019" in question else "2024-05-15"
    assert not is_other(question, text, value, date=date)


def test_the_headline_and_the_first_paragraph_name_what_a_passage_does_not() -> None:
    text = "El pregón lo leyó Íñigo Cañizares, que pidió más médicos."
    other = "La comarca de Peñablanca celebró la romería."
    assert is_other(READ_OUT, text, "Íñigo Cañizares", lead=other)
    assert is_other(READ_OUT, text, "Íñigo Cañizares", title="Fiestas en Peñablanca")
    own = "La comarca de Sotomorales celebró la romería, como la de Peñablanca."
    assert not is_other(READ_OUT, text, "Íñigo Cañizares", lead=own)
    assert not is_other(READ_OUT, text, "Íñigo Cañizares", title="Sotomorales", lead=other)
    assert not is_other(READ_OUT, text, "Íñigo Cañizares")


def test_what_is_told_apart_comes_last_and_has_no_chance() -> None:
    other = replace(
        reading("El maestro Tomás Arce fue condenado a ocho años.", "ocho"),
        signals=Signals(3.0, 2.0),
    )
    own = reading("Inés Robledo fue condenada a doce años.", "doce", id=2, document="d2")
    first, last = ruled(Query.of(CONDEMNED), [other, own], NOTHING_KNOWN)
    assert first == own
    assert last.score == 0.0
    assert last.signals == Signals(3.0, 2.0, 0.0)


FARE = "¿Cuánto cuesta el billete del tren de alta velocidad?"


@pytest.mark.parametrize(
    ("question", "text", "title", "lead", "expected"),
    [
        (FARE, "El billete más barato costaba 45 000 rublos.", "Vuelo a Oruro", "", True),
        (FARE, "El billete cuesta 45 euros.", "Precios", "La aerolínea Sur los sube.", True),
        ("¿Cuánto vale el billete del barco?", "El billete vale 9 euros.", "El tren", "", True),
        (FARE, "El billete cuesta 45 euros.", "Precios", "Llega el tren, y menos vuelos.", False),
        (FARE, "El billete costará 45 euros.", "El AVE y el tren compiten con el avión", "", False),
        (FARE, "El billete cuesta 45 euros.", "Precios", "", False),
        ("¿Cuánto cuesta el billete?", "Cuesta 45 euros.", "Un vuelo", "", False),
        ("¿Cuánto tarda el avión o el tren?", "El barco tarda 9 horas.", "Barco", "", True),
    ],
)
def test_another_thing_to_travel_in_is_told_apart(
    question: str, text: str, title: str, lead: str, expected: bool
) -> None:
    assert is_other(question, text, "", title=title, lead=lead) is expected


def test_a_question_in_capitals_names_nobody() -> None:
    assert not is_other(
        "¿QUIÉN LEYÓ EN SOTOMORALES?", "En Peñablanca lo leyó Ana Ruiz.", "Ana Ruiz"
    )
    assert not is_other(
        "¿Quién Leyó El Pregón En Sotomorales?", "En Peñablanca lo leyó Ana Ruiz.", "Ana Ruiz"
    )
