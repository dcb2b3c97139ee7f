"""Amounts: a number with its hedge and unit, as the interval it can mean."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rag.values.amounts import Amount, amount_at, find_amounts, may_be_equal, same_unit


def _amount(text: str) -> Amount:
    (amount,) = find_amounts(text)
    return amount


def _spanish(number: int) -> str:
    return f"{number:,}".replace(",", ".")


@pytest.mark.parametrize(
    ("text", "value", "hedge", "unit"),
    [
        ("más de 11,000 soldados", 11_000, "over", ""),
        ("alrededor de 15.000 soldados", 15_000, "about", ""),
        ("casi cinco millones de euros", 5_000_000, "almost", "euro"),
        ("no menos de 80 casas", 80, "over", ""),
        ("no más de 80 casas", 80, "under", ""),
        ("superó los 6 millones", 6_000_000, "over", ""),
        ("3.000 personas como mínimo", 3_000, "over", ""),
        ("una veintena de barcos", 20, "about", ""),
        ("dos docenas de casas", 24, "about", ""),
        ("medio millón de hogares", 500_000, "exact", ""),
        ("5 grados bajo cero", -5, "exact", "grado"),
        ("−7 grados", -7, "exact", "grado"),
        ("12.500 M€", 12_500_000_000, "exact", "euro"),
        ("40 por ciento", 40, "exact", "%"),
        ("US$ 1.500", 1_500, "exact", "dólar"),
    ],
)
def test_hedge_and_unit_belong_to_the_number(text: str, value: int, hedge: str, unit: str) -> None:
    amount = _amount(text)
    assert (amount.value, amount.hedge, amount.unit.name) == (value, hedge, unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("entre 10.000 y 12.000 soldados", 10_000, 12_000),
        ("entre 10 y 12 mil soldados", 10_000, 12_000),
        ("de 300 a 400 militares", 300, 400),
        ("dos o tres heridos", 2, 3),
        ("15-20 centímetros", 15, 20),
        ("entre un 30 % y un 40 % del censo", 30, 40),
    ],
)
def test_a_range_has_bounds_and_no_value(text: str, low: int, high: int) -> None:
    amount = _amount(text)
    assert (amount.value, amount.low, amount.high) == (None, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "1.234,56 euros",
        "1,234.56 euros",
        "11,000.000 soldados",
        "1.23.456",
        "12,34,567",
        "9999999999999999999",
        "el F-35",
        "la covid-19",
        "ganó 3-1",
        "en cuarentena",
        "el 8 de enero de 2025",
        "el 14/08/2025",
    ],
)
def test_what_has_no_single_reading_is_left_as_written(text: str) -> None:
    assert find_amounts(text) == []


def test_miles_is_a_range_without_a_value() -> None:
    amount = _amount("miles de soldados")
    assert amount.value is None
    assert amount.low <= 11_000 <= amount.high


def test_a_span_cut_too_short_keeps_its_hedge() -> None:
    text = "Envió más de 11,000 soldados."
    start = text.index("11,000")
    amount = amount_at(text, start, start + 6)
    assert amount is not None
    assert amount.hedge == "over"


def _equal(one: str, other: str) -> bool | None:
    return may_be_equal(_amount(one), _amount(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10.000", "unos 10.000"),
        ("entre 10.000 y 12.000", "11.000"),
        ("más de 11.000", "11.500"),
        ("miles de soldados", "más de 11.000"),
        ("1,2 millones", "1.234.567"),
        ("3 toneladas", "3.000 kilos"),
        ("un año", "doce meses"),
        ("más de 10.000", "menos de 12.000"),
    ],
)
def test_what_can_be_one_figure_is(one: str, other: str) -> None:
    assert _equal(one, other) is True
    assert _equal(other, one) is True


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("más de 11,000", "alrededor de 15.000"),
        ("al menos 20", "al menos 35"),
        ("3 toneladas", "3.400 kilos"),
        ("2.400", "5.300"),
        ("cientos de vecinos", "miles de vecinos"),
        ("62 %", "57,8 %"),
    ],
)
def test_what_cannot_is_not(one: str, other: str) -> None:
    assert _equal(one, other) is False
    assert _equal(other, one) is False


def test_bounds_far_apart_tell_nothing() -> None:
    assert _equal("más de 10 soldados", "menos de 12.000 soldados") is None


@pytest.mark.parametrize(
    ("one", "other", "counted", "same"),
    [
        ("40 %", "300 heridos", True, False),
        ("12 euros", "12 dólares", False, False),
        ("12 euros", "12 %", False, False),
        ("1.200 millones.", "1.200 millones de euros", False, True),
        ("1.200 millones.", "1.200 millones de euros", True, False),
        ("600 soldados", "600 bajas", True, True),
        ("2 km", "300 metros", False, True),
    ],
)
def test_units_do_not_mix(one: str, other: str, counted: bool, same: bool) -> None:
    assert same_unit(_amount(one), _amount(other), counted=counted) is same
    assert same_unit(_amount(other), _amount(one), counted=counted) is same


hedged = st.sampled_from(["", "más de ", "unos ", "casi ", "al menos ", "menos de ", "hasta "])


@given(st.integers(2, 10**14), hedged)
def test_any_number_is_read_back_with_its_hedge(number: int, hedge: str) -> None:
    assume(not 1000 <= number <= 2100)  # without a noun «2000» is a year
    amount = _amount(f"Hubo {hedge}{_spanish(number)} soldados.")
    assert amount.value == number
    assert amount.low <= number <= amount.high


@given(st.integers(2, 10**12), st.integers(2, 10**12), hedged, hedged)
def test_equality_does_not_depend_on_the_order(a: int, b: int, h: str, k: str) -> None:
    one, other = (_amount(f"{x}{_spanish(n)} soldados") for x, n in ((h, a), (k, b)))
    assert may_be_equal(one, other) == may_be_equal(other, one)
    assert may_be_equal(one, one) is True


words = st.sampled_from(
    "más de unos casi 11,000 15.000 % por ciento euros € entre y a o - miles de docenas una dos "
    "medio millón millones km ' M€ 1.234,56 bajo cero como mínimo en 2024 \n".split(" ")
)


@given(st.lists(words, max_size=20).map(" ".join) | st.text(max_size=60))
def test_amounts_lie_in_the_text_and_hold_their_value(text: str) -> None:
    for amount in find_amounts(text):
        assert 0 <= amount.start < amount.end <= len(text)
        assert amount.low <= amount.high
        if amount.value is not None:
            assert amount.low <= amount.value <= amount.high
            assert isinstance(amount.value, Decimal)
