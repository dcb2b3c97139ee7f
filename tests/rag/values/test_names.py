"""Names: one person or place under several spellings and short forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.values.names import is_name, is_wide, same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong-un", "Kim Jong Un"),
        ("Kim Jong-un", "Kim"),
        ("Serguéi Shoigú", "Shoigu"),
        ("Pionyang", "Pyongyang"),
        ("Kiev", "Kyiv"),
        ("Volodímir Zelenski", "el presidente Zelensky"),
        ("la región de Kursk", "Kursk"),
        ("EE. UU.", "Estados Unidos"),
        ("la ONU", "la Organización de las Naciones Unidas"),
        ("el BCE", "el Banco Central Europeo"),
        ("ÑIELPÁN", "Ñielpán"),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong-un", "Kim Yo-jong"),
        ("Juan Pedraza", "Juan Goñi"),
        ("Corea del Norte", "Corea del Sur"),
        ("el presidente ruso", "Vladímir Putin"),
        ("Rusia", "Kursk"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    assert not same_name(one, other)
    assert not same_name(other, one)


@pytest.mark.parametrize("place", ["Rusia", "Corea del Norte", "la provincia de León", "Europa"])
def test_countries_and_regions_hold_other_places(place: str) -> None:
    assert is_wide(place)


@pytest.mark.parametrize("place", ["Ginebra", "Tamazala", "Pionyang"])
def test_towns_do_not(place: str) -> None:
    assert not is_wide(place)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kim Jong-un", True),
        ("el exministro Shoigu", True),
        ("el presidente ruso", False),
        ("El presidente", False),
        ("1.234,56 euros", False),
        ("", False),
        ("La presa se abrió en Quirimay entre las protestas de mucha gente", False),
    ],
)
def test_a_short_span_with_a_capital_is_a_name(text: str, name: bool) -> None:
    assert is_name(text) is name


@given(st.text(max_size=40), st.text(max_size=40))
def test_sameness_does_not_depend_on_the_order(one: str, other: str) -> None:
    assert same_name(one, other) == same_name(other, one)
