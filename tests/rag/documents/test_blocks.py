"""Paragraphs as real files separate them."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.blocks import find_paragraphs

FIRST = (
    "La cosecha de aceituna será este año la menor de la última década, según la cooperativa "
    "que reúne a los productores de la comarca. La falta de lluvia en primavera dañó los árboles."
)
SECOND = (
    "Los precios en origen han subido un tercio desde enero, y las almazaras temen quedarse sin "
    "género antes de la primavera. El Gobierno regional prepara ayudas por 40 millones de euros."
)


def blocks(text: str) -> list[str]:
    return [text[p.start : p.end] for p in find_paragraphs(text)]


def headings(text: str) -> list[str]:
    return [text[p.start : p.end] for p in find_paragraphs(text) if p.heading]


def test_without_blank_lines_each_line_is_a_paragraph() -> None:
    text = f"{FIRST}\nSubida de precios\n{SECOND}"
    assert blocks(text) == [FIRST, "Subida de precios", SECOND]
    assert headings(text) == ["Subida de precios"]


def test_blank_lines_separate_paragraphs() -> None:
    text = f"{FIRST}\n\n  \n{SECOND}\n"
    assert blocks(text) == [FIRST, SECOND]


@pytest.mark.parametrize("width", [50, 72, 90])
def test_wrapped_paragraphs_between_blank_lines_are_whole(width: int) -> None:
    text = f"{textwrap.fill(FIRST, width)}\n\n{textwrap.fill(SECOND, width)}"
    assert blocks(text) == [textwrap.fill(FIRST, width), textwrap.fill(SECOND, width)]


def test_raggedly_wrapped_lines_between_blank_lines_belong_together() -> None:
    ragged = "La cosecha será la menor\nde la última década, según la cooperativa.\nNo llovió."
    assert blocks(f"{ragged}\n\n{ragged}") == [ragged, ragged]


def test_a_wrapped_file_without_blank_lines_breaks_where_the_next_word_would_have_fitted() -> None:
    text = f"{textwrap.fill(FIRST, 72)}\n{textwrap.fill(SECOND, 72)}"
    assert blocks(text) == [textwrap.fill(FIRST, 72), textwrap.fill(SECOND, 72)]


def test_indented_paragraphs_of_a_wrapped_file_are_apart() -> None:
    first = textwrap.fill(FIRST, 72, initial_indent="   ")
    second = textwrap.fill(SECOND, 72, initial_indent="   ")
    assert blocks(f"{first}\n{second}") == [first.strip(), second.strip()]


def test_long_lines_are_paragraphs_even_in_a_file_with_a_blank_line() -> None:
    text = f"La menor cosecha\n\n{FIRST}\n{SECOND}\n{FIRST}"
    assert blocks(text) == ["La menor cosecha", FIRST, SECOND, FIRST]


def test_a_heading_right_above_a_wrapped_paragraph_is_apart() -> None:
    wrapped = textwrap.fill(FIRST, 72)
    text = f"La menor cosecha\n{wrapped}\n\n{wrapped}"
    assert blocks(text) == ["La menor cosecha", wrapped, wrapped]
    assert headings(text) == ["La menor cosecha"]


@pytest.mark.parametrize(
    "line",
    [
        "Una cosecha escasa",
        "La “menor cosecha” en diez años",
        "¿Por qué suben los precios?",
        "Los motivos son tres:",
        "Por Ana Gil",
        "**Precios al alza**",
        "# Precios al alza.",
        "### Precios",
        "1. Antecedentes",
    ],
)
def test_short_lines_without_final_punctuation_are_headings(line: str) -> None:
    assert headings(f"{line}\n{FIRST}") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Suben los precios.",
        "¡Suben los precios!",
        "Suben los precios…",
        "- aceite",
        "2025",
        "Uno,",
        FIRST.rstrip("."),
        "palabra " * 21,
    ],
)
def test_sentences_items_figures_and_long_lines_are_no_headings(line: str) -> None:
    assert headings(f"{line}\n{SECOND}") == []


def test_a_markdown_heading_is_a_block_of_its_own_in_any_paragraph() -> None:
    text = f"# Aceite\n{FIRST}\n## Precios\n{SECOND}"
    assert blocks(text) == ["# Aceite", FIRST, "## Precios", SECOND]
    assert headings(text) == ["# Aceite", "## Precios"]


def test_an_underlined_heading_keeps_its_line() -> None:
    text = f"Aceite\n======\n\n{FIRST}"
    assert headings(text) == ["Aceite\n======"]


def test_the_lines_of_a_list_stay_together_with_their_continuations() -> None:
    text = f"{FIRST}\n- aceite de oliva\n- vino tinto\n  de crianza\n- trigo\n{SECOND}"
    assert blocks(text) == [
        FIRST,
        "- aceite de oliva\n- vino tinto\n  de crianza\n- trigo",
        SECOND,
    ]
    assert headings(text) == []


def test_long_items_are_paragraphs() -> None:
    text = f"- {FIRST} {SECOND}\n- {SECOND} {FIRST}"
    assert blocks(text) == text.split("\n")


def test_the_rows_of_a_table_stay_together() -> None:
    text = f"{FIRST}\n| año | toneladas |\n|---|---|\n| 2024 | 300 |\n{SECOND}"
    assert blocks(text)[1] == "| año | toneladas |\n|---|---|\n| 2024 | 300 |"
    assert blocks(f"Economía | Suben los precios\n{FIRST}")[0] == "Economía | Suben los precios"


def test_furniture_between_the_lines_of_a_paragraph_stands_alone() -> None:
    text = f"La cosecha será escasa.\nLea también: Sube el pan\nNo llovió en mayo.\n\n{FIRST}"
    assert blocks(text)[:3] == [
        "La cosecha será escasa.",
        "Lea también: Sube el pan",
        "No llovió en mayo.",
    ]


def test_teasers_in_one_block_are_apart() -> None:
    text = f"{FIRST}\n\nEl chip nuevo promete que…\nLa cantante vuelve a la…\n"
    assert blocks(text)[1:] == ["El chip nuevo promete que…", "La cantante vuelve a la…"]


_LINES = st.sampled_from(
    [
        FIRST,
        SECOND,
        "",
        "  ",
        "# Uno",
        "- a",
        "Título",
        "===",
        "a | b",
        "Publicidad",
        "y sigue la",
        "corta.",
        "   sangrada",
        "Sube el precio del aceite de oliva virgen en la",
        "1. Uno",
        "…",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(_LINES, max_size=14).map("\n".join)))
def test_blocks_cover_everything_in_order_and_never_overlap(text: str) -> None:
    previous = 0
    for paragraph in find_paragraphs(text):
        assert previous <= paragraph.start < paragraph.end <= len(text)
        assert not text[previous : paragraph.start].strip()
        assert not text[paragraph.start].isspace()
        assert not text[paragraph.end - 1].isspace()
        previous = paragraph.end
    assert not text[previous:].strip()
