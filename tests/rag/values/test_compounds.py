"""Compounds: what is told in two units is one amount, and what is two amounts stays two."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.values.amounts import find_amounts, may_be_equal


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("un año y nueve meses de cárcel", 21, "mes"),
        ("duró 3 minutos y 46 segundos", 226, "segundo"),
        ("fue de tres minutos y cuarenta segundos, según el club", 220, "segundo"),
        ("tardó 2 horas 15 minutos", 135, "minuto"),
        ("3 horas, 20 minutos y 5 segundos", 12005, "segundo"),
        ("condenado a tres años y un día", 1096, "día"),
        ("mide 1 metro y 78 centímetros", 178, "centímetro"),
        ("pesó 5 kilos y 200 gramos", 5200, "gramo"),
    ],
)
def test_two_units_make_one_amount(text: str, value: int, unit: str) -> None:
    (amount,) = find_amounts(text)
    assert (amount.value, amount.unit.name) == (value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "duró tres meses; 46 días después volvió",
        "dos meses y 46 días",
        "10 años de cárcel y 6 meses de multa",
        "10 años y 10 años",
        "12 horas y 3 kilos",
        "20 minutos y 2 horas",
    ],
)
def test_what_is_two_amounts_stays_two(text: str) -> None:
    assert len(find_amounts(text)) == 2


def test_ranges_stay_ranges() -> None:
    for text in ("entre 3 minutos y 5 minutos", "de 2 a 3 horas"):
        (amount,) = find_amounts(text)
        assert (amount.value, amount.hedge) == (None, "range")


def test_the_years_alone_do_not_make_two_sentences_agree() -> None:
    (one,), (other,), (twin,) = map(
        find_amounts, ("tres años y un mes", "tres años y seis meses", "37 meses")
    )
    assert may_be_equal(one, other) is False
    assert may_be_equal(one, twin) is True


@given(st.integers(1, 400), st.integers(0, 59), st.integers(0, 59))
def test_hours_minutes_and_seconds_add_up(hours: int, minutes: int, seconds: int) -> None:
    (amount,) = find_amounts(f"{hours} horas, {minutes} minutos y {seconds} segundos")
    assert amount.value == Decimal(3600 * hours + 60 * minutes + seconds)
