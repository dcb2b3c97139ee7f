"""Where an article of a law begins, and which one it is."""

from __future__ import annotations

import pytest

from rag.documents.mending.law_articles import (
    article_number,
    article_start,
    articles_inside,
    begins_article,
    begins_part,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Artículo 13.- Multas.", "13"),
        ("**Artículo 13.- Multas.**", "13"),
        ("ARTÍCULO 5º.- Objeto", "5"),
        ("Art. 7.º Los socios", "7"),
        ("Artículo 4º. Plazos", "4"),
        ("Artículo 21: Multas", "21"),
        ("Artículo 3 — Objeto", "3"),
        ("Artículo 13 bis. Multas", "13"),
        ("Artículo IV", "IV"),
        ("Artículo único.- Se aprueba", ""),
        ("Artículo primero. Objeto", ""),
        ("Cláusula 2. Precio", "2"),
        ("Disposición adicional primera. Entrada en vigor", ""),
        ("Ley del agua\n\nCAPÍTULO I\n\nArtículo 1. Objeto.", "1"),
    ],
)
def test_headings_of_articles_are_told_with_their_numbers(text: str, number: str) -> None:
    assert article_start(text) >= 0
    assert article_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "Artículo 5 de la Constitución dice",
        "El artículo 5. Lo dice",
        "artículo 5.- dice",
        "Artículos de broma: tres",
        "Según dijo.\nArtículo 5.- Multas",
        "Artículo",
        "",
    ],
)
def test_mentions_are_none(text: str) -> None:
    assert article_start(text) == -1
    assert article_number(text) == ""


def test_articles_inside_a_paragraph_begin_sentences() -> None:
    text = "Se publica. Artículo 1. Objeto. Según el Artículo 9 de otra ley. Artículo 2.- Fin."
    assert [text[at : at + 10] for at in articles_inside(text)] == ["Artículo 1", "Artículo 2"]


@pytest.mark.parametrize("text", ["CAPÍTULO II", "Título I", "Dado en Lauria", "ANEXO"])
def test_parts_above_articles_and_the_close_are_told(text: str) -> None:
    assert begins_part(text)
    assert not begins_article(text)
