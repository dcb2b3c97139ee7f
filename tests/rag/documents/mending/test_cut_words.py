"""A hyphen at a line end cuts a word, or belongs to it, or is a dash."""

from __future__ import annotations

import pytest

from rag.documents.mending.cut_words import CutWords


@pytest.mark.parametrize(
    ("left", "right"),
    [
        *[("construc", "ción"), ("Al", "cira"), ("o", "bras"), ("Mora", "les"), ("públi", "co")],
        *[
            ("política", "mente"),
            ("hispano", "americano"),
            ("franco", "parlante"),
            ("polí", "tico"),
        ],
        *[("AYUNTA", "MIENTO"), ("vice", "presidente"), ("ex", "ministro"), ("águi", "las")],
        *[("greco", "latina"), ("mal", "trato"), ("socio", "económico"), ("comen", "zar")],
    ],
)
def test_one_word_becomes_whole(left: str, right: str) -> None:
    assert CutWords("").joined(left, right) == left + right


@pytest.mark.parametrize(
    ("left", "right"),
    [
        *[("franco", "alemán"), ("ruso", "ucraniana"), ("hispano", "marroquí"), ("anglo", "sajón")][
            :3
        ],
        *[("teórico", "práctico"), ("histórico", "artístico"), ("físico", "química")],
        *[("Castilla", "León"), ("Ruiz", "Giménez"), ("colombo", "venezolanos")],
    ],
)
def test_a_compound_keeps_its_hyphen(left: str, right: str) -> None:
    assert CutWords("").joined(left, right) == f"{left}-{right}"


def test_the_words_of_the_text_decide_first() -> None:
    assert CutWords("el coche-bomba").joined("coche", "bomba") == "coche-bomba"
    assert CutWords("un coche y una bomba").joined("coche", "bomba") == "coche-bomba"
    assert CutWords("la nación cívicomilitar").joined("cívico", "militar") == "cívicomilitar"
    assert (
        CutWords("pacto cívico-social; lo militar").joined("cívico", "militar") == "cívico-militar"
    )
    assert CutWords("PSC y PSOE").joined("PSC", "PSOE") == "PSC-PSOE"


def test_what_stands_at_cuts_is_no_evidence() -> None:
    words = CutWords("la construc-\nción y la construc-\nción")
    assert not words.knows("construc")
    assert not words.knows("ción")
    assert words.knows("la")


@pytest.mark.parametrize(
    ("before", "left", "right", "cut"),
    [
        ("la ", "construc", "ción", True),
        ("etapas ", "pre", "y", False),
        ("el alcalde -dijo ", "ayer", "que", False),
        ("el alcalde -dijo ayer- la ", "construc", "ción", True),
        ("la obra -según la ", "construc", "ción", True),
        ("-Sí -dijo ", "Bush", "que", False),
        ("el buque de la ", "OTAN", "que", False),
        ("de ", "Castilla", "León", True),
        ("el ", "alcalde", "Pedro", False),
    ],
)
def test_a_dash_is_no_cut(before: str, left: str, right: str, cut: bool) -> None:
    assert CutWords("").is_cut(before, left, right, line_end=True) is cut
