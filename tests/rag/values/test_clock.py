"""Times of day: one time in many manners, and two times that are not one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.values.clock import ClockTime, asks_for_time, may_be_same, time_at


def _time(text: str) -> ClockTime | None:
    return time_at(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "hour", "minute", "sure"),
    [
        ("las 4:24", 4, 24, False),
        ("04:24 UTC+1", 4, 24, True),
        ("a las ocho de la noche", 20, 0, True),
        ("las 10:20 de la mañana", 10, 20, True),
        ("a las diez", 10, 0, False),
        ("A las 14:47 horas del martes 22", 14, 47, True),
        ("las cuatro y diez de la tarde", 16, 10, True),
        ("a las once y cuarto de la noche", 23, 15, True),
        ("A las seis y diez de ayer tarde", 18, 10, True),
        ("las cinco menos cuarto de la tarde", 16, 45, True),
        ("a las 23.40", 23, 40, True),
        ("la una y media", 1, 30, False),
        ("mediodía", 12, 0, True),
        ("a medianoche", 0, 0, True),
        ("las doce de la noche", 0, 0, True),
        ("las dos de la noche", 2, 0, True),
        ("las doce del mediodía", 12, 0, True),
        ("las 6 p. m.", 18, 0, True),
        ("18 horas", 18, 0, True),
        ("21h30", 21, 30, True),
    ],
)
def test_a_time_is_read_in_every_manner(text: str, hour: int, minute: int, sure: bool) -> None:
    assert _time(text) == ClockTime(60 * hour + minute, sure)


@pytest.mark.parametrize("text", ["el martes 28", "unos 300 vecinos", "", "la plaza", "42"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert _time(text) is None


def test_the_part_of_the_day_may_stand_behind_the_value() -> None:
    text = "Ocurrió a las diez, de la noche, en la plaza."
    start = text.index("a las diez")
    assert time_at(text, start, start + len("a las diez")) == ClockTime(22 * 60, sure=True)


def test_a_time_without_its_half_of_the_day_may_be_of_either() -> None:
    six, evening, morning = (_time(t) for t in ("las seis", "18:00", "las 6:00 de la mañana"))
    assert six and evening and morning
    assert may_be_same(six, evening)
    assert may_be_same(six, morning)
    assert not may_be_same(evening, morning)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("¿A qué hora se hundió?", True),
        ("a que hora empezo", True),
        ("¿Cuál fue la hora del choque?", True),
        ("What time did it sink?", True),
        ("¿Cuántas horas duró?", False),
        ("¿Cuándo se hundió?", False),
    ],
)
def test_questions_for_a_time(question: str, asks: bool) -> None:
    assert asks_for_time(question) is asks


@given(st.integers(13, 23), st.integers(0, 59))
def test_digits_and_face_tell_one_time(hour: int, minute: int) -> None:
    digits = _time(f"las {hour}:{minute:02d}")
    face = _time(f"las {hour - 12}.{minute:02d} de la {'noche' if hour >= 19 else 'tarde'}")
    assert digits == face


@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    time = _time(text)
    assert time is None or 0 <= time.minutes < 24 * 60
