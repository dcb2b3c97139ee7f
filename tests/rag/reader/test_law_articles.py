"""Questions about an article of a law."""

from __future__ import annotations

import pytest

from index import Hit
from index.types import Passage
from rag.reader.law_articles import LONGEST, asked_article, what_it_says

TITLE = "Ley del agua de Lauria"
TEXT = "Artículo 13.- Multas.\n\nQuien riegue sin permiso pagará 900 euros. Se cobrarán en mayo."


def said(question: str, text: str = TEXT) -> str | None:
    hit = Hit(Passage(1, "a", TITLE, "", None, 1, 0, len(text), text), 0.8, 0.9, 5.0)
    place = what_it_says(question, hit)
    return None if place is None else text[slice(*place)]


@pytest.mark.parametrize(
    "question",
    [
        "¿Qué dice el artículo 13 de la ley del agua de Lauria?",
        "¿Qué establece el art. 13 de la ley del agua?",
        "qué dispone el articulo 13",
        "¿Cuál es el texto del artículo 13?",
    ],
)
def test_the_text_of_the_article_is_what_it_says(question: str) -> None:
    assert said(question) == "Quien riegue sin permiso pagará 900 euros. Se cobrarán en mayo."


@pytest.mark.parametrize(
    "question",
    [
        "¿Qué dice el artículo 14 de la ley del agua?",
        "¿Qué dice el artículo 13 de la Constitución?",
        "¿Qué dice el artículo 13 sobre el riego?",
        "¿Cuánto pagará quien riegue, según el artículo 13?",
        "¿Qué dice la ley del agua?",
    ],
)
def test_other_questions_are_left_to_the_reader(question: str) -> None:
    assert said(question) is None


def test_a_long_article_ends_with_a_sentence() -> None:
    text = "Artículo 13.- Multas.\n\n" + "Quien riegue sin permiso pagará 900 euros. " * 40
    said_of_it = said("¿Qué dice el artículo 13?", text.strip())
    assert said_of_it is not None
    assert LONGEST - 60 < len(said_of_it) <= LONGEST
    assert said_of_it.endswith("euros.")


@pytest.mark.parametrize(
    ("question", "number"),
    [("el artículo 13", "13"), ("el Art. IV", "IV"), ("la cláusula 2ª", "2"), ("13 artículos", "")],
)
def test_the_number_asked_about_is_read(question: str, number: str) -> None:
    assert asked_article(question) == number
