"""Printed lines back to paragraphs."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.mending.reflow import reflow

FIRST = (
    "La cosecha de aceituna será este año la menor de la última década, según la cooperativa "
    "que reúne a los productores de la comarca. La falta de lluvia en primavera dañó los árboles, "
    "y el granizo de septiembre acabó con la mitad de los frutos que quedaban."
)


def test_words_cut_at_the_line_end_are_put_together() -> None:
    assert reflow(["La cooperativa reúne a los produc-\ntores de la comarca entera."]) == (
        "La cooperativa reúne a los productores de la comarca entera."
    )


def test_a_compound_keeps_its_hyphen_when_the_text_has_it_elsewhere() -> None:
    page = "El pacto ruso-chino vence pronto. Un nuevo pacto ruso-\nchino se negocia en la capital."
    assert reflow([page]).endswith("Un nuevo pacto ruso-chino se negocia en la capital.")


def test_a_dash_before_a_capital_stays() -> None:
    assert "Jong-Un" in reflow(["El líder norcoreano recibió ayer a su huésped, Kim Jong-Un y su"])
    assert "Castilla- León" in reflow(
        ["Viajó por toda la comunidad autónoma de Castilla-\nLeón ayer."]
    )


def test_running_heads_and_page_numbers_are_dropped() -> None:
    bodies = [f"{place} no lo esperaba. {FIRST}" for place in ("Lima", "Santander", "Ávila", "El")]
    pages = [
        "\n".join(
            [
                "La Gaceta",
                "Sociedad, 14 de mayo",
                *textwrap.wrap(body, 70 - i),
                "",
                f"Pág. {i} de 4",
            ]
        )
        for i, body in enumerate(bodies)
    ]
    assert reflow(pages) == "\n\n".join(bodies)


def test_pages_that_are_all_alike_keep_their_text() -> None:
    assert reflow(["\n".join(["El puerto abre."] * 9)] * 5).count("El puerto abre.") == 25


def test_a_line_that_two_pages_share_is_kept() -> None:
    assert reflow(["El puerto\nabre.", "El puerto\ncierra."]).count("El puerto") == 2


def test_blank_lines_part_paragraphs_but_not_sentences() -> None:
    assert (
        reflow(["El puerto abre.\n\nEl muelle cierra."]) == "El puerto abre.\n\nEl muelle cierra."
    )
    double = "\n\n".join(textwrap.wrap(FIRST, 70))
    assert reflow([double]).count("\n\n") <= 1


def test_items_begin_paragraphs() -> None:
    assert (
        reflow(["Llegan tres productos al puerto:\n• aceite de oliva\n• vino tinto"]).count("\n")
        == 4
    )


@given(st.integers(40, 100), st.integers(1, 4))
def test_wrapped_paragraphs_come_back_whole_at_any_width(width: int, copies: int) -> None:
    last = textwrap.wrap(FIRST, width)[-1]
    if len(last) > 0.7 * width:  # a full last line does not show where the paragraph ends
        return
    page = "\n".join(textwrap.wrap(FIRST, width) * copies)
    assert reflow([page]) == "\n\n".join([FIRST] * copies)


@given(st.lists(st.text(alphabet="ab A-.,\n1", max_size=60), max_size=5))
def test_no_letter_is_lost_but_in_running_heads(pages: list[str]) -> None:
    expected = "".join(c for page in pages for c in page if c in "abA")
    found = "".join(c for c in reflow(pages) if c in "abA")
    if len(pages) < 3:
        assert found == expected
    else:
        assert len(found) <= len(expected)


@pytest.mark.parametrize("pages", [[], [""], ["", "\n \n"], ["12"]])
def test_pages_without_text_give_none(pages: list[str]) -> None:
    assert reflow(pages) == ""
