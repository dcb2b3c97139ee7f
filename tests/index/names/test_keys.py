"""Forms of one name have one key, and forms of two have two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.names.keys import is_abbreviation, is_acronym_of, is_part, key_of
from index.types import KINDS, Kind

SAME: list[tuple[Kind, str, str]] = [
    ("person", "Kim Jong-un", "Kim Jong Un"),
    ("person", "Kim Jong-un", "KIM JONG-UN"),
    ("person", "Serguéi Shoigú", "Sergei Shoigu"),
    ("person", "Volodímir Zelenski", "Volodimir Zelensky"),
    ("person", "Vladímir Putin", "Vladimir Putin"),
    ("person", "presidente Vladimir Putin", "Putin, Vladimir".split(", ")[1] + " Putin"),
    ("person", "D. Melquiades Arrieta", "don Melquiades Arrieta"),
    ("person", "la ministra Graciela Wernicke", "Graciela Wernicke"),
    ("person", "O’Higgins", "O'Higgins"),
    ("person", "María del Carmen López", "María Carmen López"),
    ("place", "EE. UU.", "Estados Unidos"),
    ("place", "EE.UU.", "los Estados Unidos"),
    ("place", "EEUU", "Estados Unidos de América"),
    ("place", "SEÚL", "Seúl"),
    ("place", "Pionyang", "Pyongyáng"),
    ("place", "La Habana", "Habana"),
    ("place", "CDMX", "Ciudad de México"),
    ("place", "Reino Unido", "Gran Bretaña"),
    ("organisation", "ONU", "Naciones Unidas"),
    ("organisation", "O.N.U.", "Organización de las Naciones Unidas"),
    ("organisation", "la OTAN", "OTAN"),
    ("organisation", "Banco de España", "BANCO DE ESPAÑA"),
]

OTHER: list[tuple[Kind, str, str]] = [
    ("person", "Kim Jong-un", "Kim Jong-il"),
    ("person", "Gabriel Castillo", "Gabriela Castillo"),
    ("person", "Juan Vega", "Ana Vega"),
    ("person", "J. Vega", "Juan Vega"),  # may be, which the archive tells
    ("place", "Corea del Norte", "Corea del Sur"),
    ("place", "Nueva York", "York"),
    ("organisation", "Banco de España", "Banco de Chile"),
    ("organisation", "OMS", "OMC"),
]


@pytest.mark.parametrize(("kind", "one", "other"), SAME)
def test_forms_of_one_name_have_one_key(kind: Kind, one: str, other: str) -> None:
    assert key_of(one, kind) == key_of(other, kind)


@pytest.mark.parametrize(("kind", "one", "other"), OTHER)
def test_forms_of_two_names_have_two_keys(kind: Kind, one: str, other: str) -> None:
    assert key_of(one, kind) != key_of(other, kind)


@given(st.text(min_size=1, max_size=40), st.sampled_from(KINDS))
def test_any_form_has_a_key_that_is_its_own(form: str, kind: Kind) -> None:
    key = key_of(form, kind)
    assert key
    assert all(key)
    assert not is_part(key, key)


@pytest.mark.parametrize(
    ("few", "many", "expected"),
    [
        ("Kim", "Kim Jong-un", True),
        ("Montaño Ruz", "Elvira Montaño Ruz", True),
        ("Elvira Ruz", "Elvira Montaño Ruz", True),
        ("Ruz Elvira", "Elvira Montaño Ruz", False),
        ("J. Pérez", "Juan Pérez", True),
        ("Juan Pérez", "J. Pérez", False),
        ("J.", "Juan Pérez", False),
        ("Juan Vega", "Ana Vega", False),
        ("C. J. Cela", "Camilo José Cela", True),
    ],
)
def test_a_short_name_is_part_of_a_whole_one(few: str, many: str, expected: bool) -> None:
    assert is_part(key_of(few, "person"), key_of(many, "person")) is expected


@pytest.mark.parametrize(
    ("form", "whole", "expected"),
    [
        ("INEGI", "Instituto Nacional de Estadística y Geografía", True),
        ("SEP", "Secretaría de Educación Pública", True),
        ("Interpol", "Policía Internacional", False),
        ("CDC", "Centros para el Control de Enfermedades", False),
        ("SEP", "Sindicato Unificado de Policía", False),
        ("Sep", "Secretaría de Educación Pública", False),
    ],
)
def test_an_acronym_is_of_the_name_whose_letters_it_has(
    form: str, whole: str, expected: bool
) -> None:
    keys = key_of(form, "organisation"), key_of(whole, "organisation")
    assert is_acronym_of(*keys, form) is expected


def test_an_abbreviation_is_told_from_a_name_in_capitals() -> None:
    assert is_abbreviation("EE. UU.", "place")
    assert is_abbreviation("CDMX", "place")
    assert not is_abbreviation("SEÚL", "place")
    assert not is_abbreviation("Estados Unidos", "place")
