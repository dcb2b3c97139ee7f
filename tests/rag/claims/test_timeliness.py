"""What was told before, or is already past, is kept apart from what is asked for."""

from __future__ import annotations

from datetime import date

import pytest

from rag.claims.timeliness import Time, is_timely, time_of
from rag.values.calendar.days import Days


@pytest.mark.parametrize(
    ("question", "time"),
    [
        ("¿Cuántos pozos se habían perforado en junio de 2025?", Time(date(2025, 6, 1))),
        ("¿Qué dijo Lavrov el 8 de enero de 2025?", Time(date(2025, 1, 8))),
        ("¿Hasta cuándo se alargarán las obras?", Time(ahead=True)),
        ("¿Cuándo va a abrir el puente?", Time(ahead=True)),
        ("¿Cuántos vuelos habrá en junio de 2026?", Time(ahead=True)),
        # a year names a thing, two times are no time, a relative one is not known
        ("¿Cuánto costó el Mundial de 2026?", Time()),
        ("¿Qué pasó entre mayo de 2024 y junio de 2025?", Time()),
        ("¿Quién llegó el viernes?", Time()),
        ("¿Quién dijo que llegará la lluvia?", Time()),
    ],
)
def test_the_time_of_a_question(question: str, time: Time) -> None:
    assert time_of(question) == time


JUNE = Time(since=date(2025, 6, 1))
AHEAD = Time(ahead=True)
YEAR_1954 = Days(date(1954, 1, 1), date(1954, 12, 31))


@pytest.mark.parametrize(
    ("time", "article", "days", "expected"),
    [
        (JUNE, date(2025, 4, 22), None, False),
        (JUNE, date(2025, 6, 1), None, True),
        (JUNE, date(2025, 7, 9), YEAR_1954, True),
        (AHEAD, date(2024, 12, 3), YEAR_1954, False),
        (AHEAD, date(1954, 3, 1), YEAR_1954, True),
        (AHEAD, date(2024, 12, 3), None, True),
        # an article without a date rules nothing out
        (JUNE, None, None, True),
        (AHEAD, None, YEAR_1954, True),
        (Time(), date(2024, 12, 3), YEAR_1954, True),
    ],
)
def test_what_is_about_another_time(
    time: Time, article: date | None, days: Days | None, expected: bool
) -> None:
    assert is_timely(time, article, days) is expected
