"""Where a query is true in a passage, and the piece that is shown of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.exact.parsing import parse
from rag.exact.excerpts import LENGTH, excerpt, is_within_one_letter, marker
from tests.index.exact.conformance import QUERIES, TEXTS
from tests.index.exact.oracle import distance

TEXT = "El incendio del Monte Bajo quemó once mil hectáreas; Jong-un llegó a 11.000, dice (año 25)."


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("incendios", ["incendio"]),
        ("11,000", ["once mil", "11.000"]),
        ('"monte bajo"', ["Monte Bajo"]),
        ("jong-un", ["Jong"]),
        ("persona:jong-un", ["Jong-un"]),
        ("quem*", ["quemó"]),
        ("llegando~", []),
        ("llego~", ["llegó"]),
        ('"bajo incendio"~4', ["incendio", "Bajo"]),
        ("monte NO bajo", ["Monte"]),
        ("título:incendio", []),
        ("fecha:2025 año", ["año"]),
        ('"el incendio del" O incendio', ["El incendio del"]),
    ],
)
def test_what_is_marked(query: str, marked: list[str]) -> None:
    assert [TEXT[start:end] for start, end in marker(parse(query))(TEXT)] == marked


@given(QUERIES, TEXTS)
def test_marks_lie_apart_inside_the_text(query: str, text: str) -> None:
    end = -1
    for start, after in marker(parse(query))(text):
        assert end < start < after <= len(text)
        end = after


@given(st.text("abñ", max_size=5), st.text("abñ", max_size=5))
def test_one_letter_is_one_edit(one: str, other: str) -> None:
    assert is_within_one_letter(one, other) == (distance(one, other) <= 1)


@given(st.text("ab \n", min_size=1, max_size=600), st.data())
def test_an_excerpt_is_a_piece_with_its_mark(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 50)))
    piece = excerpt(text, [(start, end)])
    assert "\n" not in piece
    assert len(piece) <= LENGTH + 2
    assert " ".join(text[start:end].split()) in piece
    assert piece.strip("…").strip() in " ".join(text.split())


def test_a_short_text_is_its_own_excerpt() -> None:
    assert excerpt("Dos\n líneas.", []) == "Dos líneas."
    assert excerpt("palabra " * 100, []).endswith("palabra…")
    assert excerpt("x" * 1000, [(500, 501)]) == f"…{'x' * LENGTH}…"
