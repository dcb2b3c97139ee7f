"""What is stored of Markdown are its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.mending.markdown import plain_markdown, without_sure_marks


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**Artículo 4.-** Las empresas", "Artículo 4.- Las empresas"),
        ("***muy*** *poco* __bien__ _mal_ ~~no~~ `x`", "muy poco bien mal no x"),
        ('el [pleno](https://a.es/x_(y) "t") y ![foto](a.png)el [acta][1]', "el pleno y el acta"),
        ("dos[^1] y [[2]](#cita2)", "dos y "),
        (
            "nombre_de_archivo, 2 * 3 * 4 y 5\\. \\*así\\*",
            "nombre_de_archivo, 2 * 3 * 4 y 5. *así*",
        ),
        ("más de  \n1.000 vecinos", "más de 1.000 vecinos"),
        ("más de<br/>\n1.000 <b>vecinos</b>", "más de 1.000 vecinos"),
        ("> cita\n> larga", "cita\nlarga"),
        ("* uno\n+ dos\n- tres", "- uno\n- dos\n- tres"),
        ("<https://a.es>", "https://a.es"),
    ],
)
def test_marks_go_and_words_stay(text: str, plain: str) -> None:
    assert plain_markdown(text) == plain


@pytest.mark.parametrize(
    "text", ["Antes.\n## LEY Nº 28190 ##\nDespués.", "Antes.\n\nLEY Nº 28190\n---\nDespués."]
)
def test_a_heading_stands_between_blank_lines(text: str) -> None:
    assert [line for line in plain_markdown(text).split("\n\n") if line] == [
        "Antes.",
        "LEY Nº 28190",
        "Después.",
    ]


def test_notes_are_paragraphs_and_rules_and_addresses_are_none() -> None:
    text = "Uno.[^a]\n\n***\n\n[^a]: La fuente.\n[b]: https://a.es\n```\n"
    assert plain_markdown(text).split() == "Uno. Nota a: La fuente.".split()


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**Artículo 4.-** Las empresas", "Artículo 4.- Las empresas"),
        ("## LEY", "LEY\n"),
        ("el [pleno](https://a.es/x)", "el pleno"),
    ],
)
def test_sure_marks_go_from_any_text(text: str, plain: str) -> None:
    assert without_sure_marks(text) == plain


@pytest.mark.parametrize(
    "text",
    ["# 1 en ventas", "#hashtag", "5 ** 3 y 2**8**", "[nota](al pie)", "* una nota *", "_x_ y `y`"],
)
def test_what_may_mean_something_stays_in_plain_text(text: str) -> None:
    assert without_sure_marks(text) == text


@given(st.text("ab *_#[](){}!>`~\\\n-=|<.:^1", max_size=60))
def test_any_marks_are_taken(text: str) -> None:
    plain_markdown(text)
    assert set(without_sure_marks(text)) <= set(text) | {"\n"}
