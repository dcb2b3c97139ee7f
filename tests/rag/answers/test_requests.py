"""What a question asks of the archive rather than of its passages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answers.requests import Request, request_of

TODAY = date(2026, 11, 27)
AUGUST = (date(2025, 8, 1), date(2025, 8, 31))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("¿Qué artículos hablan de la riada?", Request("articles", "la riada")),
        ("que noticias hablan del tunel", Request("articles", "tunel")),
        ("¿En qué artículos se habla de Ada Roble?", Request("articles", "Ada Roble")),
        ("¿Qué artículos hablan del Mundial de 2026?", Request("articles", "Mundial de 2026")),
        ("Enumera las noticias sobre el túnel de Sil", Request("articles", "el túnel de Sil")),
        ("Lista de artículos sobre la sequía", Request("articles", "la sequía")),
        ("¿Cuántas noticias hay sobre Lombrada?", Request("count", "Lombrada")),
        ("¿Cuántos artículos mencionan a Ada?", Request("count", "Ada")),
        ("¿Cuántos artículos hay en el archivo?", Request("count", "")),
        ("¿Qué noticias hay de agosto de 2025?", Request("articles", "", *AUGUST)),
        (
            "¿Cuántos artículos hay sobre la riada desde 2024?",
            Request("count", "la riada", date(2024, 1, 1), None),
        ),
        ("¿Qué pasó en agosto de 2025?", Request("period", "", *AUGUST)),
        ("¿Qué ocurrió en Sil en agosto de 2025?", Request("period", "Sil", *AUGUST)),
        ("¿Qué pasó ayer?", Request("period", "", date(2026, 11, 26), date(2026, 11, 26))),
        ("Resume la riada del Alcedo", Request("summary", "la riada del Alcedo")),
        ("Resúmeme lo que se sabe del túnel", Request("summary", "el túnel")),
        ("¿Puedes resumir el incendio?", Request("summary", "el incendio")),
        ("Haz un resumen de las noticias de agosto de 2025", Request("summary", "", *AUGUST)),
        ("Enumera los países que participan", Request("enumeration", "los países que participan")),
    ],
)
def test_what_asks_for_articles_is_told(question: str, expected: Request) -> None:
    got = request_of(question, TODAY)
    assert got is not None
    topic = got.topic.removeprefix("el ") if "del" in question else got.topic
    want = expected.topic.removeprefix("el ") if "del" in question else expected.topic
    assert (got.kind, topic, got.since, got.until) == (
        expected.kind,
        want,
        expected.since,
        expected.until,
    )


@pytest.mark.parametrize(
    "question",
    [
        "¿Cuántos artículos tiene el tratado?",
        "¿Qué documentos firmaron Putin y Kim?",
        "¿Cuántas notas sacó el alumno?",
        "¿Qué artículos de la ley se derogaron?",
        "¿Qué pasó con el robo del museo?",
        "¿Qué pasó en Las Garzas?",
        "¿Qué dicen las noticias?",
        "Resume",
        "",
    ],
)
def test_what_asks_what_articles_say_is_none(question: str) -> None:
    assert request_of(question, TODAY) is None


@given(st.text(max_size=60))
def test_any_text_is_read_and_a_period_never_ends_before_it_begins(text: str) -> None:
    for question in (text, f"¿Qué pasó en {text}?", f"Enumera {text}", f"Resume {text}"):
        request = request_of(question, TODAY)
        if request is not None and request.since and request.until:
            assert request.since <= request.until
