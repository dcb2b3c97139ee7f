"""Figures are read with the hedge that belongs to them, and dates are told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.values.figures import find_figures


def _figures(text: str) -> list[tuple[str, int]]:
    return [(text[f.start : f.end], int(f.value)) for f in find_figures(text) if not f.date]


@pytest.mark.parametrize(
    ("text", "value", "number"),
    [
        ("Envió más de 11,000 soldados.", "más de 11,000", 11000),
        ("Alrededor de 15.000 soldados llegaron.", "Alrededor de 15.000", 15000),
        ("Murieron cerca de los 4.700 efectivos.", "cerca de los 4.700", 4700),
        ("Hubo no menos de 300 heridos.", "no menos de 300", 300),
        ("Casi cinco millones de proyectiles.", "Casi cinco millones", 5_000_000),
        ("Unos 15 000 hombres.", "Unos 15 000", 15000),
        ("Hubo más\nde 20 detenidos.", "más\nde 20", 20),
        ("Además de 11.000 soldados, tanques.", "11.000", 11000),
        ("Con algunos 20 barcos.", "20", 20),
        ("Votó el 40 por ciento.", "40 por ciento", 40),
        ("Votó el 40 % del censo.", "40 %", 40),
        ("Más del 40% del censo.", "40%", 40),
    ],
)
def test_the_hedge_is_part_of_the_figure(text: str, value: str, number: int) -> None:
    assert _figures(text) == [(value, number)]


@pytest.mark.parametrize(
    "text",
    [
        "Ocurrió en 2024.",
        "En 2024 soldados rusos cruzaron.",
        "Desde 2022 soldados y civiles huyen.",
        "En octubre de 2024 soldados cruzaron.",
        "El 8 de enero de 2025 se firmó.",
        "El 1.º de mayo se celebró.",
        "El 14/08/2025 a las 10:30 se firmó.",
        "La guerra de 2022 sigue.",
        "La cosecha del año 2023 menguó.",
    ],
)
def test_dates_and_hours_are_no_figures(text: str) -> None:
    assert _figures(text) == []
    assert find_figures(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Corea envió 2000 soldados.", 2000),
        ("Hay más de 1900 muertos.", 1900),
        ("Un contingente de 2000 soldados partió.", 2000),
        ("Llegaron 2.024 soldados.", 2024),
    ],
)
def test_a_quantity_of_four_digits_is_no_year(text: str, number: int) -> None:
    assert [n for _, n in _figures(text)] == [number]


words = st.sampled_from(
    "más de 11,000 15.000 por ciento % soldados en 2024 unos casi mil millones enero [1] "
    "\n dos y tres además 12,5 1/2 10:30 100".split(" ")
)


@given(st.lists(words, max_size=25).map(" ".join) | st.text(max_size=80))
def test_figures_lie_in_the_text_in_order_and_apart(text: str) -> None:
    figures = find_figures(text)
    edges = [edge for figure in figures for edge in (figure.start, figure.end)]
    assert all(0 <= edge <= len(text) for edge in edges)
    assert all(figure.start < figure.end for figure in figures)
    assert [f.end for f in figures] == sorted(f.end for f in figures)
    for figure in figures:
        shown = text[figure.start : figure.end]
        assert shown == shown.strip()
        assert figure.value >= 0
