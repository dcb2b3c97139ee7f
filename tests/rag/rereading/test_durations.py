"""Until when something goes on is told by «hasta» or by what ends, at what time by a clock."""

from __future__ import annotations

import pytest

from rag.rereading.durations import is_no_clock, is_no_end

SIGNED = "¿Hasta cuándo firmó Bruno Ibáñez con el Atlético Lara?"


@pytest.mark.parametrize(
    ("question", "sentence", "value", "expected"),
    [
        (SIGNED, "Firmó hasta 2028.", "2028", False),
        (SIGNED, "Jugará allí hasta junio de 2029.", "junio de 2029", False),
        (SIGNED, "Su contrato vence en 2028.", "2028", False),
        (SIGNED, "Su estreno puede llegar el 2 de agosto.", "el 2 de agosto", True),
        (SIGNED, "Cubre la plaza que dejó Irigaray en mayo.", "en mayo", True),
        ("¿Cuándo firmó?", "Su estreno puede llegar el 2 de agosto.", "el 2 de agosto", False),
    ],
)
def test_a_day_that_ends_nothing_is_no_end(
    question: str, sentence: str, value: str, expected: bool
) -> None:
    start = sentence.index(value)
    assert is_no_end(question, sentence, start, start + len(value)) is expected


@pytest.mark.parametrize(
    ("question", "sentence", "value", "expected"),
    [
        ("¿A qué hora empezó la huelga?", "Empezó a las ocho de la mañana.", "las ocho", False),
        ("¿A qué hora empezó la huelga?", "Cumplió ayer diecisiete días.", "diecisiete días", True),
        ("¿A qué hora empezó la huelga?", "Duró dos semanas.", "dos semanas", True),
        ("¿A qué hora llegó?", "Llegó a las 22.35 horas.", "22.35 horas", False),
        ("¿Cuánto duró la huelga?", "Duró dos semanas.", "dos semanas", False),
    ],
)
def test_days_are_no_time_of_day(question: str, sentence: str, value: str, expected: bool) -> None:
    start = sentence.index(value)
    assert is_no_clock(question, sentence, start, start + len(value)) is expected
