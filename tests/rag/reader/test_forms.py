"""The form of a span: whole lists, one sentence, paired marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.reader.forms import asks_several, is_asked_about, shaped

TALKS = "En las charlas a seis bandas participan las dos Coreas, Japón, China y Rusia."
BASE = "Será recibido en la base por el gobernador, Jorge Florián, y la delegada, Luz Barragán."
SUMS = "Los importadores fueron estafados con sumas de 5.000, 100 mil y hasta 200 mil lempiras."


def shape(question: str, text: str, value: str) -> str:
    start = text.index(value)
    a, b = shaped(text, start, start + len(value), question)
    return text[a:b]


@pytest.mark.parametrize(
    ("question", "text", "value", "expected"),
    [
        ("¿Qué países participan?", TALKS, "China", "las dos Coreas, Japón, China y Rusia"),
        ("¿Qué países participan?", TALKS, "Coreas, Japón", "las dos Coreas, Japón, China y Rusia"),
        (
            "¿Quiénes lo recibirán?",
            BASE,
            "Luz Barragán",
            "el gobernador, Jorge Florián, y la delegada, Luz Barragán",
        ),
        ("¿Con qué sumas los estafaron?", SUMS, "5.000", "5.000, 100 mil y hasta 200 mil lempiras"),
        (
            "¿Quiénes ganaron?",
            "Ayer ganaron el premio Ana Ruiz, Luis Mora y Eva Gil, que viven en Soria.",
            "Luis Mora",
            "Ana Ruiz, Luis Mora y Eva Gil",
        ),
        ("¿Quiénes marcaron?", "Marcaron Pérez y Gómez en la segunda.", "Pérez", "Pérez y Gómez"),
        (
            "¿Qué llevaba el maletín?",
            "Llevaba un reloj, dos quesos y los originales de una novela.",
            "un reloj",
            "un reloj, dos quesos y los originales de una novela",
        ),
        (
            "¿Qué países firmaron?",
            "Firmaron Chile y Perú, y el ministro pidió calma.",
            "Chile",
            "Chile y Perú",
        ),
    ],
)
def test_a_list_is_given_whole(question: str, text: str, value: str, expected: str) -> None:
    assert shape(question, text, value) == expected


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        # No list, though there are commas.
        ("¿Qué ciudades visitó?", "Visitó Roma, donde comió, y luego durmió.", "Roma"),
        # One is asked for.
        ("¿Quién marcó primero?", "Marcaron Pérez y Gómez.", "Pérez"),
        ("¿En qué mes ocurrió?", "Ocurrió en mayo, junio y julio.", "mayo"),
        ("¿Cuántos países firmaron?", "Firmaron 12 países, 3 ligas y 4 clubes.", "12"),
    ],
)
def test_what_is_no_list_or_asks_for_one_stays(question: str, text: str, value: str) -> None:
    assert shape(question, text, value) == value


@pytest.mark.parametrize(
    ("question", "text", "value", "expected"),
    [
        ("¿Qué leyó?", "Leyó «El mar de Ada» ayer.", "El mar de Ada» ayer", "«El mar de Ada» ayer"),
        ("¿Qué leyó?", "Leyó «El mar de Ada» ayer.", "«El mar", "«El mar de Ada»"),
        ("¿Qué leyó?", "Leyó un libro» de Ada ayer.", "un libro» de Ada ayer", "de Ada ayer"),
        ("¿Qué dijo?", "La sal (o potasa) sube.", "La sal (o", "La sal (o potasa)"),
        (
            "¿Cuánto tiempo estuvo presa?",
            "Fue encarcelada. Permaneció siete meses.",
            "Fue encarcelada. Permaneció siete meses",
            "Permaneció siete meses",
        ),
        (
            "¿Qué dijo?",
            "Dijo: «No iré. Hace frío.» Y calló.",
            "«No iré. Hace frío.»",
            "«No iré. Hace frío.»",
        ),
    ],
)
def test_marks_are_paired_and_one_sentence_answers(
    question: str, text: str, value: str, expected: str
) -> None:
    assert shape(question, text, value) == expected


def test_who_is_never_answered_by_whom_is_asked_about() -> None:
    assert is_asked_about("Ada Roble", "¿Quién es Ada Roble?")
    assert is_asked_about("la central", "¿Quién dirige la central de Sil?")
    assert not is_asked_about("Ada Roble", "¿Quién dirige la central?")
    assert not is_asked_about("la central", "¿Qué central cerró?")


def test_several_are_asked_for_by_plurals() -> None:
    assert asks_several("¿A quiénes vio?")
    assert asks_several("que paises firmaron")
    assert not asks_several("¿Quién es?")
    assert not asks_several("¿Cuántos países firmaron?")


_TEXTS = st.lists(
    st.sampled_from(
        [*"Ana Luis y e , , « » ( ) . el la 5.000 dijo vino que con Roma".split(), " "]
    ),
    min_size=1,
    max_size=25,
).map(" ".join)


@given(_TEXTS, st.data())
def test_a_shaped_span_lies_in_its_text_and_shaping_again_keeps_it_inside(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for question in ("¿Quiénes eran?", "¿Qué dijo?", "¿Cuántos eran?"):
        a, b = shaped(text, start, end, question)
        assert 0 <= a <= b <= len(text)
        assert (a < b) == (start < end)


@pytest.mark.parametrize(
    ("question", "text", "value", "expected"),
    [
        ("Which country won the most medals?", "Cuba encabezó el medallero, con 19 oros.",
         "Cuba encabezó el medallero", "Cuba"),
        ("¿Quién ganó?", "Luis Gil, de Soria, ganó el premio.", "Luis Gil, de Soria, ganó",
         "Luis Gil, de Soria, ganó"),
        ("¿Quién ganó?", "Ana de la Torre no cobró nada.", "Ana de la Torre no cobró nada",
         "Ana de la Torre"),
        ("¿Qué hizo Ruiz?", "Ruiz ganó el premio.", "Ruiz ganó el premio", "Ruiz ganó el premio"),
        ("¿Quién ganó?", "el equipo que ganó el premio", "el equipo que ganó",
         "el equipo que ganó"),
    ],
)  # fmt: skip
def test_who_is_a_name_without_what_it_did(
    question: str, text: str, value: str, expected: str
) -> None:
    assert shape(question, text, value) == expected
