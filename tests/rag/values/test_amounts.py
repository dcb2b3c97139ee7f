"""Amounts: a number with its hedge and unit, as the interval it can mean."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import assume, given
from hypothesis import strategies as st

from rag.values.amount_types import Amount
from rag.values.amounts import amount_at, find_amounts, may_be_equal, same_unit
from rag.values.units import country_of


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
        ("más de US$170 millones", 170_000_000, "over", "dólar"),
        ("una docena de miles de votos", 12_000, "about", ""),
        ("un par de miles de votos", 2_000, "about", ""),
        ("millón y medio de votos", 1_500_000, "exact", ""),
        ("un cuarto de millón de votos", 250_000, "exact", ""),
        ("tres cuartos de millón de votos", 750_000, "exact", ""),
        ("20.000 millardos de bolívares", 20 * 10**12, "exact", "bolívar"),
        ("hasta ciento cincuenta (150) hectáreas", 150, "under", "hectárea"),
        ("120 (ciento veinte) días", 120, "exact", "día"),
        ("tres cuartas partes de los vecinos", 75, "about", "%"),
        ("la mitad de los vecinos", 50, "about", "%"),
        ("uno de cada cuatro vecinos", 25, "about", "%"),
        ("43º a la sombra", 43, "exact", "grado"),
        ("llegó a 30 °C", 30, "exact", "grado"),
        ("dos minutos y medio", Decimal("2.5"), "exact", "minuto"),
        ("media hora", Decimal("0.5"), "exact", "hora"),
        ("1'250.000 pesos", 1_250_000, "exact", "peso"),
        ("12'50 euros", Decimal("12.5"), "exact", "euro"),
        ("S/.1'250,300.50", Decimal("1250300.5"), "exact", "sol"),
        ("14.372,4 millones de dólares", 14_372_400_000, "exact", "dólar"),
        ("1,234.56 euros", Decimal("1234.56"), "exact", "euro"),
    ],
)
def test_hedge_and_unit_belong_to_the_number(
    text: str, value: int | Decimal, hedge: str, unit: str
) -> None:
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
        ("entre US$10 y US$12 millones", 10_000_000, 12_000_000),
        ("entre 1.000 y 1.500 millones de euros", 10**9, 15 * 10**8),
    ],
)
def test_a_range_has_bounds_and_no_value(text: str, low: int, high: int) -> None:
    amount = _amount(text)
    assert (amount.value, amount.low, amount.high) == (None, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "11,000.000 soldados",
        "1.23.456 millones de euros",
        "11,000.000 mil millones",
        "el 3º de la lista",
        "en 3.º lugar",
        "la 2ª vuelta",
        "el 1ro de la fila",
        "el Q1 de 2024",
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


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("RD$10 mil millones", "peso dominicano"),
        ("S/ 500", "sol"),
        ("S/.500", "sol"),
        ("₡500", "colón"),
        ("MX$500", "peso mexicano"),
        ("500 mdp", "peso mexicano"),
        ("Bs 500", "bolívar o boliviano"),
        ("Bs.S 500", "bolívar"),
        ("Gs. 500", "guaraní"),
        ("₲500", "guaraní"),
        ("Q500", "quetzal"),
        ("Q.1,500.00", "quetzal"),
        ("L 500", "lempira"),
        ("C$500", "córdoba"),
        ("CLP 500", "peso chileno"),
        ("CLP$500", "peso chileno"),
        ("COP 500", "peso colombiano"),
        ("500 pesos uruguayos", "peso uruguayo"),
        ("B/.500", "balboa"),
        ("R$ 500", "real"),
        ("U$S 500", "dólar"),
        ("500 USD", "dólar"),
        ("$500", "$"),
        ("500 $", "$"),
        ("€ 500", "euro"),
        ("£500", "libra"),
        ("¥500", "yen"),
        ("500 francos suizos", "franco suizo"),
        ("500 coronas suecas", "corona sueca"),
        ("UF 500", "unidad de fomento"),
    ],
)
def test_the_money_of_a_sum_is_known_by_its_sign_code_or_name(text: str, unit: str) -> None:
    assert _amount(f"Costó {text}, dijo.").unit.name == unit


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("RD$10 mil millones", "US$170 millones", False),
        ("500 pesos mexicanos", "500 pesos chilenos", False),
        ("$ 500", "500 pesos", None),
        ("$ 500", "500 euros", False),
        ("500 pesos", "500 pesos mexicanos", None),
        ("Bs 500", "500 bolivianos", None),
        ("Bs 500", "500 soles", False),
    ],
)
def test_two_currencies_are_not_compared(one: str, other: str, same: bool | None) -> None:
    assert same_unit(_amount(one), _amount(other), counted=False) is same
    assert same_unit(_amount(other), _amount(one), counted=False) is same


@pytest.mark.parametrize(
    ("source", "text", "unit"),
    [
        ("Clarín", "$ 500", "peso argentino"),
        ("https://www.listindiario.com.do/x", "$ 500", "peso dominicano"),
        ("El Universo", "$ 500", "dólar"),
        ("clarin.com", "500 pesos", "peso argentino"),
        ("elpitazo.ve", "Bs. 500", "bolívar"),
        ("Los Tiempos", "Bs. 500", "boliviano"),
        ("La Gaceta", "$ 500", "$"),
        ("Clarín", "500 euros", "euro"),
    ],
)
def test_money_that_its_name_does_not_tell_is_that_of_the_outlets_country(
    source: str, text: str, unit: str
) -> None:
    (amount,) = find_amounts(text, country_of(source))
    assert amount.unit.name == unit


@given(
    st.decimals(min_value=2, max_value=10**9, places=2),
    st.sampled_from(["es", "es_MX", "es_AR", "es_CO", "es_PE", "en_US"]),
    st.sampled_from(["US$", "€", "S/", "RD$", "₡"]),
)
def test_a_sum_as_any_country_writes_it_is_read_back(
    value: Decimal, locale: str, sign: str
) -> None:
    amount = _amount(f"Costó {sign} {format_decimal(value, locale=locale)} en total.")
    assert amount.value == value


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
