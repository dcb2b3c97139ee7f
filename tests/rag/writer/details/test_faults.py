"""Figures, money, dates and names of a sentence are held by a passage, or they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.writer.details.faults import faults

PASSAGE = (
    "El consejero Tomás Arce presentó el lunes en Valdemora un plan de 12,5 millones de euros para "
    "reparar 340 viviendas. Según la Organización Regional de Vivienda (ORV), el 18 % de las casas "
    "tiene más de 60 años. Las obras empezarán el 3 de junio de 2025 y durarán dos años; la riada "
    "de 2019 dejó unos 1.200 afectados, entre ellos ciudadanos colombianos."
)
DAY = "2025-03-10"


def kinds(sentence: str, passage: str = PASSAGE, day: str | None = DAY) -> list[str]:
    return [fault.kind for fault in faults(sentence, passage, day)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Se repararán 340 viviendas.",
        "El plan cuesta 12.500.000 euros.",
        "El plan cuesta 12,5 millones de euros, dijo Arce.",
        "El 18% de las casas pasa de 60 años.",
        "Las obras empiezan el 3 de junio.",
        "Las obras empiezan en junio de 2025.",
        "Las obras empiezan el 3/6/2025.",
        "Durarán dos años, es decir, 24 meses.",
        "La riada de 2019 afectó a unas 1.200 personas.",
        "Lo presentó Tomás Arce en Valdemora.",
        "La ORV da el dato.",
        "Hubo afectados de Colombia.",
        "Se presentó el lunes 10 de marzo de 2025.",
        "Los dos años de obras empiezan en 2025.",
        "Una de las medidas es reparar viviendas.",
        "También habrá obras.",
        "Finalmente empezarán las obras.",
    ],
)
def test_what_the_passage_says_is_held(sentence: str) -> None:
    assert kinds(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Se repararán 430 viviendas.", "figure"),
        ("Se repararán 3.400 viviendas.", "figure"),
        ("El plan cuesta 12,5 millones de dólares.", "figure"),
        ("El plan cuesta 12,4 millones de euros.", "figure"),
        ("El plan cuesta 12.500 euros.", "figure"),
        ("El 81 % de las casas es viejo.", "figure"),
        ("Las casas tienen menos de 60 años.", "figure"),
        ("Las obras durarán tres años.", "figure"),
        ("La riada dejó unos 2.100 afectados.", "figure"),
        ("Las obras empiezan el 4 de junio.", "date"),
        ("Las obras empiezan el 3 de julio de 2025.", "date"),
        ("La riada fue en 2018.", "date"),
        ("Las obras acaban en 2027.", "date"),
        ("Se presentó el martes.", "date"),
        ("Lo presentó Tomás Arenas.", "name"),
        ("Lo presentó la consejera Lucía Arce.", "name"),
        ("Se presentó en Valdemoro.", "name"),
        ("La ONV da el dato.", "name"),
        ("Marta Ruiz lo presentó.", "name"),
        ("Zelaya anunció un plan.", "name"),
    ],
)
def test_what_it_does_not_say_is_not(sentence: str, kind: str) -> None:
    assert kind in kinds(sentence)


def test_without_the_articles_day_a_weekday_must_stand_in_the_passage() -> None:
    assert kinds("Se presentó el lunes.", day=None) == []
    assert kinds("Se presentó el jueves.", day=None) == ["date"]


def test_the_day_of_the_article_is_held_by_it() -> None:
    assert kinds("El 10 de marzo de 2025 se presentó el plan.") == []
    assert kinds("El 11 de marzo de 2025 se presentó el plan.") == ["date"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_breaks_it(sentence: str, passage: str) -> None:
    list(faults(sentence, passage, DAY))


@given(st.integers(2, 9_999_999), st.integers(2, 9_999_999))
def test_a_number_is_held_by_itself_and_by_no_other(one: int, other: int) -> None:
    passage = f"El censo cuenta {one} toneladas."
    assert kinds(f"Hay {one} toneladas.", passage, None) == []
    if one != other:
        assert "figure" in kinds(f"Hay {other} toneladas.", passage, None)


@given(st.sampled_from(PASSAGE.split(". ")))
def test_a_passage_holds_its_own_sentences(sentence: str) -> None:
    assert kinds(f"{sentence}.") == []
