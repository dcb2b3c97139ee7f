"""Dates as people and programs write them: day first, and rather none than a wrong one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.metadata.dates import find_days, parse_date, plausible


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-08-14", "2025-08-14"),
        ("2025-08-14T23:30:00-05:00", "2025-08-14"),
        ("2025-08-14 10:00", "2025-08-14"),
        ("2025/08/14", "2025-08-14"),
        ("20250814", "2025-08-14"),
        ("14/08/2025", "2025-08-14"),
        ("4/8/2025", "2025-08-04"),
        ("14-08-2025", "2025-08-14"),
        ("14.08.2025, 10:00", "2025-08-14"),
        ("14 de agosto de 2025", "2025-08-14"),
        ("14 de Agosto del 2025", "2025-08-14"),
        ("14 ago 2025", "2025-08-14"),
        ("14 ago. 2025", "2025-08-14"),
        ("14-ago-2025", "2025-08-14"),
        ("Jueves, 14 de agosto de 2025, 10:30 h", "2025-08-14"),
        ("miércoles 1.º de enero de 2025", "2025-01-01"),
        ("1 de setiembre de 2024", "2024-09-01"),
        ("agosto 14, 2025", "2025-08-14"),
        ("Thu, 14 Aug 2025 10:00:00 GMT", "2025-08-14"),
        (date(2025, 8, 14), "2025-08-14"),
        (datetime(2025, 8, 14, 23, 59), "2025-08-14"),
        ("29/02/2024", "2024-02-29"),
        ("8-I-2024", "2024-01-08"),
        ("8/XII/24", "2024-12-08"),
        ("08/01/24", "2024-01-08"),
        ("08/01/85", "1985-01-08"),
        ("8/ene/2024", "2024-01-08"),
        ("08-ENE-24", "2024-01-08"),
        ("1ro. de mayo de 2024", "2024-05-01"),
        ("1er. de mayo de 2024", "2024-05-01"),
        ("1ero de mayo del 2024", "2024-05-01"),
        ("primero de mayo de 2024", "2024-05-01"),
        ("Jueves 28 de Abril de 2022 5:03 PM", "2022-04-28"),
        ("21 de octubre, 2011", "2011-10-21"),
        ("enero 8 de 2024", "2024-01-08"),
        ("January 8th, 2024", "2024-01-08"),
        ("8 de enero del año 2024", "2024-01-08"),
        ("14 de marzo de 1.931", "1931-03-14"),
        ("Madrid, 8 de enero de 2024", "2024-01-08"),
        ("Ciudad de México, a 8 de enero de 2024", "2024-01-08"),
        ("Publicado el 8 de enero de 2024 a las 10:30", "2024-01-08"),
        ("(8 de enero de 2024)", "2024-01-08"),
        ("2024/1/8", "2024-01-08"),
        ("20240108T103000Z", "2024-01-08"),
        ("Mon Jan 08 10:00:00 CET 2024", "2024-01-08"),
    ],
)
def test_dates_become_iso_days(value: object, expected: str) -> None:
    assert parse_date(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "31/02/2025",
        "29/02/2025",
        "08/14/2025",
        "2025-13-01",
        "0000-01-01",
        "14/08/25/1",
        "2025",
        "agosto de 2025",
        "ayer",
        "14/08/2025 a 16/08/2025",
        "antes del 8 de enero de 2024",
        "viernes 28 de abril de 2022",
        "8-XIII-2024",
        "",
        "14 de brumario de 2025",
        "2025-08",
        "x" * 10_000,
        None,
        True,
        2025,
        172360.0,
        ["2025-08-14"],
        "14 08-2025",
        "2025-0814",
    ],
)
def test_no_date_is_guessed(value: object) -> None:
    assert parse_date(value) is None


_MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"


@given(st.dates())
def test_every_day_is_read_back_from_all_its_spellings(day: date) -> None:
    month = _MONTHS.split()[day.month - 1]
    year = f"{day.year:04}"
    for written in (
        day.isoformat(),
        f"{day.day}/{day.month}/{year}",
        f"{day.day:02}-{day.month:02}-{year}",
        f"{day.day} de {month} de {year}",
        f"{day.day} {month[:3]} {year}",
    ):
        assert parse_date(written) == day.isoformat()


@given(st.text(max_size=40))
def test_any_text_is_a_possible_day_or_nothing(text: str) -> None:
    found = parse_date(text)
    assert found is None or date.fromisoformat(found).isoformat() == found


@given(st.text(alphabet="0123456789-/. IVXdeenro,ºmayo", max_size=60))
def test_dates_in_a_text_do_not_overlap_and_are_possible(text: str) -> None:
    days = find_days(text)
    assert all(one.end <= other.start for one, other in pairwise(days))
    for day in days:
        assert 0 <= day.start < day.end <= len(text)
        assert day.iso is None or date.fromisoformat(day.iso)


@pytest.mark.parametrize(
    "written", ["{0:%d/%m/%Y}", "{0:%d-%m-%y}", "{0.day}-{1}-{0.year}", "{0.day}.{1}.{0:%y}"]
)
@given(day=st.dates(date(1970, 1, 1), date(2024, 12, 31)))
def test_figures_and_roman_months_are_read_day_first(written: str, day: date) -> None:
    roman = "I II III IV V VI VII VIII IX X XI XII".split()[day.month - 1]
    assert parse_date(written.format(day, roman)) == day.isoformat()


def test_an_article_is_neither_of_the_future_nor_older_than_newspapers() -> None:
    assert plausible("1931-03-14")
    assert plausible(date.today().isoformat())
    assert not plausible((date.today() + timedelta(days=2)).isoformat())
    assert not plausible("1492-10-12")
    assert not plausible(None)
