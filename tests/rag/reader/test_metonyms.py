"""A country is asked for by the seat of its government where the passage calls it so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.reader.metonyms import with_metonyms

ASKED = "¿Cuántos soldados envió Corea del Norte?"


@pytest.mark.parametrize(
    ("question", "passage", "expected"),
    [
        (ASKED, "Según Seúl, Pyongyang envió 15.000.", "¿Cuántos soldados envió Pyongyang?"),
        ("que firmo corea del norte", "Pionyang firmó.", "que firmo Pionyang"),
        ("¿Qué confirmó Rusia?", "El Kremlin confirmó la cumbre.", "¿Qué confirmó El Kremlin?"),
        ("¿Qué pidió EE. UU. a la UE?", "Washington pidió.", "¿Qué pidió Washington a la UE?"),
        ("¿Qué dijeron los Estados Unidos?", "Washington dijo.", "¿Qué dijeron Washington?"),
        ("¿Qué pidió el Vaticano?", "La Santa Sede pidió.", "¿Qué pidió La Santa Sede?"),
        ("¿Rusia negó el ataque?", "Lo negó Moscú.", "¿Moscú negó el ataque?"),
        ("¿Qué firmó Bolivia?", "La Paz firmó el acuerdo.", "¿Qué firmó La Paz?"),
    ],
)
def test_a_seat_that_acts_stands_for_its_country(
    question: str, passage: str, expected: str
) -> None:
    assert with_metonyms(question, passage) == expected


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        # the passage names the country itself, or another's seat, or none
        (ASKED, "Pyongyang, capital de Corea del Norte, envió 15.000."),
        (ASKED, "Seúl envió 15.000."),
        (ASKED, "El general envió 15.000."),
        # the seat is a place, or is something rather than doing it
        ("¿Qué confirmó Rusia?", "En Moscú se confirmó la noticia."),
        ("¿Cuántos habitantes tiene Francia?", "París tiene dos millones."),
        ("¿Cuántos turistas recibió Italia?", "Roma recibió 15 millones."),
        ("¿Cuánto mide Austria?", "Viena no ocupa más de 415 kilómetros cuadrados."),
        # the country of the question does nothing, or not alone
        ("¿Quién era ministro de Rusia?", "Moscú nombró ministro a Shoigú."),
        ("¿Qué pasó en Rusia?", "Moscú envió tropas."),
        ("¿Qué firmaron Rusia y China?", "Moscú firmó."),
        ("¿Qué firmaron China y Rusia?", "Pekín firmó."),
        # a word like a seat
        ("¿Qué firmó Bolivia?", "El general firmó la paz."),
        ("¿Qué compró Perú?", "Compró una lima."),
        # names that only begin alike
        ("¿Qué dijo el ruso?", "Moscú dijo."),
        ("¿Qué firmó Nigeria?", "Niamey firmó."),
    ],
)
def test_otherwise_the_question_stays_as_it_is(question: str, passage: str) -> None:
    assert with_metonyms(question, passage) == question


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_taken(question: str, passage: str) -> None:
    assert isinstance(with_metonyms(question, passage), str)
