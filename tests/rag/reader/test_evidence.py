from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Hit
from index.types import Passage
from rag.reader.evidence import FEATURES, Asked, Found, features, fits
from rag.reader.spans import Span

TEXT = "Seúl calcula que Corea del Norte envió más de 11,000 soldados. El trigo subió un 12 %."


def seen(question: str, value: str, text: str = TEXT, title: str = "") -> dict[str, float]:
    passage = Passage(1, "d", title, "Fuente", None, 1, 0, len(text), text)
    start = text.index(value)
    stop = text.index(".", start) + 1
    begin = text.rfind(". ", 0, start) + 1
    found = Found(
        Hit(passage, 0.7, 0.9, 5.0),
        Span(start, start + len(value), 3.0, 2.0, 1.0),
        (start, start + len(value)),
        (begin, stop),
    )
    return dict(zip(FEATURES, features(Asked.of(question), found), strict=True))


def test_what_the_network_and_the_search_say_is_passed_on() -> None:
    values = seen("¿Cuántos soldados envió Corea del Norte?", "más de 11,000")
    assert (values["score"], values["here"], values["answerable"]) == (3.0, 2.0, 1.0)
    assert values["search"] == 0.7


def test_words_are_counted_in_the_passage_and_near_the_span() -> None:
    question = "¿Cuánto subió el trigo en Rusia?"  # subió, trigo, Rusia
    far, near = seen(question, "más de 11,000"), seen(question, "12 %")
    assert far["words"] == near["words"] == pytest.approx(2 / 3)
    assert (far["near"], near["near"]) == (0.0, pytest.approx(2 / 3))


def test_the_title_counts_as_said() -> None:
    assert seen("¿Cuánto subió el trigo en Rusia?", "12 %", title="Rusia")["words"] == 1.0


def test_a_name_that_the_passage_lacks_is_noticed() -> None:
    assert seen("¿Cuántos soldados envió Corea del Norte?", "más de 11,000")["names"] == 1.0
    assert seen("¿Cuántos soldados envió Bielorrusia?", "más de 11,000")["names"] == 0.0
    assert seen("¿cuántos soldados se enviaron?", "más de 11,000")["names"] == 1.0


def test_a_figure_of_the_question_is_a_name_too() -> None:
    assert seen("¿Quién envió 11.000 soldados?", "Corea del Norte")["names"] == 1.0
    assert seen("¿Quién envió 15.000 soldados?", "Corea del Norte")["names"] == 0.0


def test_an_answer_that_repeats_the_question_is_noticed() -> None:
    assert seen("¿Qué envió Corea del Norte?", "Corea del Norte")["echo"] == 1.0
    assert seen("¿Qué envió Corea del Norte?", "más de 11,000 soldados")["echo"] == 0.0


def test_english_words_speak_neither_for_nor_against() -> None:
    values = seen("How many soldiers did North Korea send?", "más de 11,000")
    assert values["words"] == values["near"] == 0.8


@pytest.mark.parametrize(
    ("question", "value", "quote", "expected"),
    [
        ("¿Cuántos soldados hay?", "11.000", "Hay 11.000 soldados.", 1.0),
        ("¿Cuántos soldados hay?", "11.000", "Hay 11.000 tanques.", 0.5),
        ("¿Cuántos soldados hay?", "tanques", "Hay 11.000 tanques.", 0.0),
        ("¿Cuánto costó?", "3 euros", "Costó 3 euros.", 1.0),
        ("¿Cuándo llegó?", "el 3 de mayo", "Llegó el 3 de mayo.", 1.0),
        ("¿Cuándo llegó?", "el viernes", "Llegó el viernes.", 1.0),
        ("¿Cuándo llegó?", "a Kursk", "Llegó a Kursk.", 0.0),
        ("¿Quién llegó?", "Kim", "Llegó Kim.", 1.0),
        ("¿Quién llegó?", "tarde", "Llegó tarde.", 0.0),
        ("¿Por qué llegó?", "por la nieve", "Llegó tarde por la nieve.", 0.5),
    ],
)
def test_the_form_that_is_asked_for(question: str, value: str, quote: str, expected: float) -> None:
    assert fits(Asked.of(question), value, quote) == expected


@given(st.text(max_size=80), st.text(min_size=1, max_size=200), st.data())
def test_shares_stay_between_nothing_and_all(question: str, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    passage = Passage(1, "d", "", "Fuente", None, 1, 0, len(text), text)
    found = Found(
        Hit(passage, 0.5, 0.5, 1.0), Span(start, end, 0.0, 0.0, 0.0), (start, end), (0, end)
    )
    values = features(Asked.of(question), found)
    assert len(values) == len(FEATURES)
    assert all(0.0 <= value <= 1.0 for value in values[3:])
