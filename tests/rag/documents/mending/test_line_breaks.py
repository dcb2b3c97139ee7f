"""Soft line breaks: wrapped prose against one paragraph a line."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.mending.line_breaks import ends_finished, line_groups, soft_breaks, soft_newlines

PROSE = (
    "La cosecha de aceituna será este año la menor de la última década, según la cooperativa "
    "que reúne a los productores de la comarca. La falta de lluvia en primavera y el granizo de "
    "septiembre dañaron los árboles, y los precios en origen han subido un tercio desde enero."
)


@pytest.mark.parametrize("width", [45, 60, 72, 80, 100])
def test_every_break_of_prose_wrapped_at_a_width_is_soft(width: int) -> None:
    lines = textwrap.wrap(PROSE, width)
    assert len(lines) >= 3
    assert all(soft_breaks(lines))


def test_one_paragraph_a_line_has_no_soft_break() -> None:
    lines = [PROSE, "El granizo dañó los árboles.", PROSE, "Suben los precios."]
    assert not any(soft_breaks(lines))


def test_a_list_of_short_lines_has_no_soft_break() -> None:
    assert not any(soft_breaks(["Aceite", "Vino tinto", "Trigo duro", "Sal"]))


def test_sentences_of_like_length_one_a_line_are_not_wrapped_prose() -> None:
    lines = [
        "El alcalde inauguró la plaza nueva el lunes pasado.",
        "La oposición pidió las cuentas de la obra completa.",
        "El arquitecto defendió la piedra elegida para ella.",
        "Los vecinos preguntaron por los árboles arrancados.",
    ]
    assert not any(soft_breaks(lines))


def test_a_paragraph_of_two_wrapped_lines_is_joined_by_its_small_letter() -> None:
    assert soft_breaks(["El alcalde inauguró la plaza nueva el lunes", "pasado."]) == [True]
    assert soft_breaks(["El alcalde inauguró la plaza nueva el lunes", "La piedra"]) == [False]


def test_offsets_are_those_of_the_newlines() -> None:
    text = textwrap.fill(PROSE, 72)
    assert soft_newlines(text) == {i for i, char in enumerate(text) if char == "\n"}
    assert soft_newlines(f"{text}\n\n{text}") == soft_newlines(text) | {
        i + len(text) + 2 for i in soft_newlines(text)
    }


@pytest.mark.parametrize(
    ("line", "finished"),
    [
        ("Fin.", True),
        ("«Fin.»", True),
        ("¿Sí?)", True),
        ("Sigue…", True),
        ("Un título", False),
        ("Uno,", False),
        ("", False),
        ("Lista:", True),
    ],
)
def test_final_punctuation_counts_inside_closing_marks(line: str, finished: bool) -> None:
    assert ends_finished(line) is finished


@given(st.text(alphabet="a \n\t.é", max_size=80))
def test_groups_hold_exactly_the_lines_that_are_not_blank(text: str) -> None:
    found = [text[a:b] for group in line_groups(text) for a, b in group]
    assert found == [line for line in text.split("\n") if line.strip()]
