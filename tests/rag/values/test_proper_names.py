"""Names are found, and called people's or places' only where their form makes that sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.values.proper_names import proper_names


def names(text: str) -> list[tuple[str, str | None]]:
    return [(text[n.start : n.end], n.sort) for n in proper_names(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("El maestro Tomás Arce fue condenado.", [("Tomás Arce", "person")]),
        ("Tomás Arce fue condenado.", [("Tomás Arce", "person")]),
        ("El pleno de Valdemora aprobó las cuentas.", [("Valdemora", "place")]),
        ("La romería en Peñablanca fue ayer.", [("Peñablanca", "place")]),
        ("Los vecinos de La Vega protestan.", [("La Vega", "place")]),
        ("Lo dijo desde Corea del Norte.", [("Corea del Norte", "place")]),
        ("El presidente de Francia llegó.", [("Francia", "place")]),
        ("Ayer la OMS avisó.", [("OMS", None)]),
        ("Ayer avisó Arce.", [("Arce", None)]),
        ("Hubo paz. Fueron días largos.", []),
        ("¿Quién vino?", []),
        ("Tras Lugo, Soria.", [("Lugo", None), ("Soria", None)]),
    ],
)
def test_a_name_is_known_by_its_form(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert names(text) == expected


def test_words_of_a_name_are_compared_without_accents_and_in_one_spelling() -> None:
    (name,) = proper_names("Lo dijo en Pyongyang ayer.")
    assert name.words == ("pionyang",)


@given(st.text(max_size=80))
def test_names_lie_in_the_text_in_order_and_begin_with_a_capital(text: str) -> None:
    end = 0
    for name in proper_names(text):
        assert end <= name.start < name.end <= len(text)
        assert text[name.start].isupper()
        assert name.words
        end = name.end
