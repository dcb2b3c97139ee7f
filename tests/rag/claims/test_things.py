"""A passage about another thing, another edition or nothing of what is asked is no answer."""

from __future__ import annotations

import pytest

from index.text.analyzer import analyze
from rag.claims.things import (
    is_of_another_disaster,
    is_of_another_edition,
    says_nothing_of_it,
)

RACE = "¿Quién ganó la San Silvestre de Alcor de 2023?"


@pytest.mark.parametrize(
    ("question", "near", "expected"),
    [
        (RACE, "La atleta Lucía Mora ganó la San Silvestre de Alcor de 2021.", True),
        (RACE, "Lucía Mora ganó la San Silvestre de 2021.", True),
        (RACE, "Lucía Mora ganó la San Silvestre de Alcor de 2023.", False),
        (RACE, "Tras la San Silvestre de 2021, Mora ganó la de 2023.", False),
        (RACE, "Lucía Mora ganó la Media Maratón de Alcor de 2021.", False),
        (RACE, "Lucía Mora ganó la carrera en mayo de 2021.", False),
        ("¿Cuánto suben los presupuestos de 2024?", "Los presupuestos de 2019 suben un 3 %.", True),
        ("¿Dónde será el Mundial de 2030?", "El Mundial de 2026 será en Lara.", True),
        ("¿Dónde será el Mundial?", "El Mundial de 2026 será en Lara.", False),
        ("¿Qué pasó en julio de 2023?", "En julio de 2021 llovió.", False),
    ],
)
def test_another_edition_is_told_by_its_year(question: str, near: str, expected: bool) -> None:
    assert is_of_another_edition(question, near, near) is expected


TRAIN = "Lara a 52 minutos del mar\nLa línea cuesta 1.940 millones de euros."


@pytest.mark.parametrize(
    ("question", "near", "lead", "expected"),
    [
        ("¿Cuánto cuesta una canilla?", TRAIN, "El tren llega en 2025.", True),
        ("¿Qué precio tiene la canilla?", TRAIN, "El tren llega en 2025.", True),
        ("¿Cuánto cuesta una canilla?", "La canilla, a 90 céntimos.", "", False),
        ("¿Cuánto cuesta una canilla?", "Sube a 90 céntimos.", "La canilla encarece.", False),
        ("¿Cuánto cuesta la línea?", TRAIN, "", False),
        ("¿Cuánto mide el puente nuevo de Sil?", "Por Puente Lara pasa un tren de 90 metros.", "",
         True),
        ("¿Cuánto mide el tren de Puente Lara?", "Por Puente Lara pasa un tren de 90 metros.", "",
         False),
        ("¿Cuánto mide el puente nuevo de Sil?", "El puente mide 90 metros.", "", False),
        ("¿Cuánto cuesta?", TRAIN, "", False),
        ("¿Cuánto cuesta el billete?", "Cuesta 45 euros.", "", False),
        ("¿Cuántos soldados hay en Norvania?", "El ejército norvano: 900.", "", False),
        ("how much is a loaf?", TRAIN, "", False),
        ("¿Por qué subió la canilla?", TRAIN, "", False),
        ("¿De cuántos soldados será el próximo relevo en Lara?", "Hay 9.000 soldados en Lara.", "",
         True),
        ("¿De cuántos soldados será el próximo relevo?", "El relevo será de 900 soldados.", "",
         False),
    ],
)  # fmt: skip
def test_the_price_of_one_thing_is_none_of_anothers(
    question: str, near: str, lead: str, expected: bool
) -> None:
    assert says_nothing_of_it(question, near, near, lambda: lead) is expected


QUAKE = "¿Cuántos muertos dejó el terremoto?"
FLOOD = "Nueve fallecidos y 1.800 evacuados en el valle"


@pytest.mark.parametrize(
    ("question", "near", "article", "expected"),
    [
        (QUAKE, FLOOD, "La crecida del río se llevó el puente.", True),
        (QUAKE, "Ardieron once casas y murió un hombre", "El incendio empezó en la cocina.", True),
        (QUAKE, "Murieron doce pasajeros", "Fue un choque en la ruta 9.", True),
        ("¿Cuántas casas quemó el incendio?", FLOOD, "La riada destruyó once casas.", True),
        # The article tells of one, by whatever word, or of no disaster at all.
        (QUAKE, FLOOD, "El sismo fue a las tres; después, la crecida.", False),
        (QUAKE, "El temblor dejó nueve fallecidos", "", False),
        (QUAKE, "Nueve fallecidos en la fábrica", "La fábrica hacía pan.", False),
        (QUAKE, FLOOD, "", False),
        ("¿Cuántos muertos hubo en el valle?", FLOOD, "La crecida del río.", False),
    ],
)
def test_a_disaster_of_another_kind_is_told_apart_by_the_whole_article(
    question: str, near: str, article: str, expected: bool
) -> None:
    terms = frozenset(analyze(article))
    assert is_of_another_disaster(question, near, lambda: terms) is expected
