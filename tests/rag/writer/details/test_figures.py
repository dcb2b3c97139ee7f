"""Figures are held by what they may mean, and refused by what they cannot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.writer.details.figures import missing


def figures(sentence: str, passage: str) -> list[str]:
    return [fault.words for fault in missing(sentence, [], passage)]


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("Tiene 56 años y lleva más de trece sin beber.", "Lleva más de 13 años así, con 56 años."),
        ("Pasan de 90 minutos a 105.", "Disponen de 105 minutos, no de los 90 minutos de antes."),
        ("Murieron más de 11.000 vecinos.", "La riada causó 11.258 muertes."),
        ("Con algo más del 40 % de los votos.", "Consigue un 40,8 % del voto."),
        ("El pozo supera los 300 metros.", "El pozo tiene 312 metros."),
        ("Hay cerca de un centenar de casos.", "Hay 98 casos."),
        ("Unos 107.000 en el banco.", "Ascienden a 107.420,33 euros."),
        ("Es para menores de seis años.", "Va de cero a seis años."),
        ("Mata a seis de cada cien.", "La mortalidad es de 3 a 6 %."),
        ("Hubo 1.007 ingresados.", "Hubo mil 7 ingresados."),
        ("Dos parientes se ofrecieron.", "Se ofrecieron su hijo y su hermana."),
        ("Cerca de la mitad de las camas.", "El 45 % de las camas."),
        ("Se salvaron 12 mujeres.", "Se salvaron 12 y 30 hombres."),
        (
            "Ganó 15 millones de euros más que antes.",
            "Ganó 571 millones de euros, de 556 millones de euros.",
        ),
        ("La tasa supera en seis décimas la general.", "La tasa es del 2,3 % y aquí del 2,9 %."),
        ("Hay unos 43.000 contagios.", "Hay 42.992 contagios."),
        ("Viven unas 600 personas.", "Viven 598 personas."),
        ("Las dos jóvenes son amigas.", "Ana y Eva son amigas."),
        ("Vuelan dos F-16 y un F-18.", "Vuelan dos F-16 y un F-18."),
        ("El covid-19 sigue.", "Sigue el COVID 19."),
        ("Más de 60 son menores.", "Entre los salvados hay al menos 63 menores."),
        ("Podrían pasar de 50.000 casos al año.", "Serían de entre 51 mil y 82 mil casos al año."),
        ("Hubo menos de 100 toneladas.", "Hubo no más de 95 toneladas."),
    ],
)
def test_what_the_passages_figure_may_mean_is_held(sentence: str, passage: str) -> None:
    assert figures(sentence, passage) == []


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("Murieron más de 12.000 vecinos.", "La riada causó 11.258 muertes."),
        ("Con algo más del 50 % de los votos.", "Consigue un 40,8 % del voto."),
        ("El pozo supera los 300 metros.", "El pozo tiene 212 metros."),
        ("Hay cerca de un centenar de casos.", "Hay 58 casos."),
        ("Hubo 1.070 ingresados.", "Hubo mil 7 ingresados."),
        ("Tres barcos llegaron.", "Llegaron dos barcos."),
        ("Votaron en 39 juntas.", "Votaron en 70 juntas de 39 centros."),
        ("Seis parientes se ofrecieron.", "Se ofrecieron su hijo y su hermana."),
        ("Cuesta 30 euros.", "Cuesta 30 dólares."),
        (
            "Ganó 14 millones de euros más que antes.",
            "Ganó 571 millones de euros, de 556 millones de euros.",
        ),
        ("Ganó 15 millones de euros.", "Ganó 571 millones de euros, de 556 millones de euros."),
        ("Hay unos 43.200 contagios.", "Hay 42.992 contagios."),
        ("Viven unas 605 personas.", "Viven 598 personas."),
        ("Más de 60 son menores.", "Entre los salvados hay al menos 53 menores."),
        ("Más de 60 son menores.", "Entre los salvados hay menos de 63 menores."),
        ("Hubo menos de 100 toneladas.", "Hubo al menos 95 toneladas."),
        ("Podrían pasar de 70.000 casos al año.", "Serían de entre 51 mil y 82 mil casos al año."),
        ("Las nueve jóvenes son amigas.", "Ana y Eva son amigas."),
        ("Vuela un F-18 junto al avión.", "Vuela un F-16 junto al avión, y hay 18 barcos."),
    ],
)
def test_what_it_cannot_mean_is_told(sentence: str, passage: str) -> None:
    assert figures(sentence, passage)


@given(st.integers(100, 9_999), st.integers(1, 9))
def test_a_bound_is_held_by_what_lies_a_little_beyond_it_alone(value: int, hundredths: int) -> None:
    above = value + value * hundredths // 100
    assert figures(f"Hubo más de {value} toneladas.", f"Hubo {above} toneladas.") == []
    if above > value:
        assert figures(f"Hubo más de {above} toneladas.", f"Hubo {value} toneladas.")
