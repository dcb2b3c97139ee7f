"""Dates: relative ones against the article's day, and nothing guessed."""

from __future__ import annotations

import datetime
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answers.wording import day
from rag.values.dates import date_at, find_dates, is_ahead, may_be_same

ARTICLE = date(2025, 8, 14)
"""A Thursday."""


def _span(text: str, article: date | None = ARTICLE) -> tuple[str, str] | None:
    (read,) = find_dates(text, article)
    return (read.span.first.isoformat(), read.span.last.isoformat()) if read.span else None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Llegó el viernes.", "2025-08-08", "2025-08-08"),
        ("Llegará el viernes.", "2025-08-15", "2025-08-15"),
        ("Nació el año pasado.", "2024-01-01", "2024-12-31"),
        ("Cerró en junio.", "2025-06-01", "2025-06-30"),
        ("Murió en noviembre.", "2024-11-01", "2024-11-30"),
        ("Acabará en noviembre.", "2025-11-01", "2025-11-30"),
        ("Ardió hace tres días.", "2025-08-11", "2025-08-11"),
        ("La semana pasada llovió.", "2025-08-04", "2025-08-10"),
        ("El jueves de la semana pasada.", "2025-08-07", "2025-08-07"),
        ("El primer domingo de agosto.", "2025-08-03", "2025-08-03"),
        ("La noche del viernes al sábado.", "2025-08-08", "2025-08-09"),
        ("A mediados de julio.", "2025-07-10", "2025-07-21"),
        ("Del 30 de abril al 2 de mayo de 2025.", "2025-04-30", "2025-05-02"),
        ("Del 28 de diciembre al 3 de enero de 2025.", "2024-12-28", "2025-01-03"),
        ("En la década de 1990.", "1990-01-01", "1999-12-31"),
        ("De 1936 a 1939.", "1936-01-01", "1939-12-31"),
    ],
)
def test_dates_are_resolved_against_the_article(text: str, first: str, last: str) -> None:
    assert _span(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["el viernes", "ayer", "el año pasado", "en junio", "el 8 de enero", "hace dos años"],
)
def test_without_the_articles_day_they_are_left_as_written(text: str) -> None:
    assert _span(text, None) is None


@pytest.mark.parametrize(
    "text",
    [
        "31 de junio de 2025",
        "29 de febrero de 2023",
        "30 de febrero",
        "32 de enero de 2020",
        "08/14/2025",
        "2025-13-45",
        "el lunes 12",
    ],
)
def test_days_that_do_not_exist_are_left_as_written(text: str) -> None:
    assert all(read.span is None for read in find_dates(text, ARTICLE))


@pytest.mark.parametrize(
    "text",
    ["a las 10:30", "2000 soldados", "el mes", "Julio Iglesias y Abril Zas", "por la mañana"],
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert [read for read in find_dates(f"Eso fue {text}", ARTICLE) if read.span] == []


def test_the_date_of_a_span_is_the_one_it_shares_most_with() -> None:
    text = "Firmado el lunes, vence en 2030."
    start = text.index("2030")
    read = date_at(text, start, start + 4, ARTICLE)
    assert read is not None
    assert read.span is not None
    assert read.span.first.year == 2030


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("en 2024", "8 de enero de 2024", True),
        ("8 de enero de 2024", "9 de enero de 2024", False),
        ("8 de enero", "8 de enero de 2024", True),
        ("9 de enero", "8 de enero de 2024", False),
        ("el viernes", "8 de enero de 2024", None),
    ],
)
def test_dates_agree_where_they_can_be_one(one: str, other: str, same: bool | None) -> None:
    (first,), (second,) = find_dates(one, None), find_dates(other, None)
    assert may_be_same(first, second) is same
    assert may_be_same(second, first) is same


@given(st.dates(date(1000, 1, 1), date(2099, 12, 31)), st.none() | st.dates())
def test_a_day_written_whole_is_read_back_whatever_the_article(
    written: datetime.date, article: date | None
) -> None:
    (read,) = find_dates(f"Fue el {day(written.isoformat())}.", article)
    assert read.iso == written.isoformat()
    (read,) = find_dates(f"Fue el {written:%d/%m/%Y}.", article)
    assert read.iso == written.isoformat()


@given(st.dates(date(1200, 1, 1), date(2090, 12, 31)), st.integers(0, 6))
def test_the_past_weekday_is_within_the_week(article: date, number: int) -> None:
    name = "lunes martes miércoles jueves viernes sábado domingo".split()[number]
    (read,) = find_dates(f"Llegó el {name}.", article)
    assert read.span is not None
    assert read.span.first.weekday() == number
    assert 0 <= (article - read.span.first).days < 7


@pytest.mark.parametrize(
    ("text", "written", "years"),
    [
        ("en el siglo XIX", "siglo XIX", (1801, 1900)),
        ("los siglos XVI y XVII", "siglos XVI y XVII", (1501, 1700)),
        ("del siglo XV al XVII", "siglo XV al XVII", (1401, 1700)),
        ("los ss. XVI-XVII", "ss. XVI-XVII", (1501, 1700)),
        ("el siglo XX y I Guerra", "siglo XX", (1901, 2000)),
    ],
)
def test_centuries_are_read_by_their_roman_numbers(
    text: str, written: str, years: tuple[int, int]
) -> None:
    (read,) = find_dates(text, None)
    assert read.span is not None
    assert text[read.start : read.end] == written
    assert (read.span.first.year, read.span.last.year) == years


words = st.sampled_from(
    "el la del al 8 31 de enero junio febrero año pasado que viene próximo viernes lunes semana "
    "hace tres dentro mil años a principios finales mediados 2024 1998 siglo XIX siglos y XX en "
    "los noventa 14/08/2025 - primer trimestre a. C. será murió ayer mañana año 711 "
    "veintinueve".split(" ")
)


@given(st.lists(words, max_size=20).map(" ".join) | st.text(max_size=60), st.none() | st.dates())
def test_dates_lie_in_the_text_apart_and_in_order(text: str, article: date | None) -> None:
    reads = find_dates(text, article)
    edges = [edge for read in reads for edge in (read.start, read.end)]
    assert edges == sorted(edges)
    for read in reads:
        assert 0 <= read.start < read.end <= len(text)
        assert read.span is None or read.span.first <= read.span.last


@pytest.mark.parametrize("space", [" ", "\n", "\t", "\u00a0", "\n "])
def test_a_gap_without_an_end_takes_linear_time(space: str) -> None:
    """5,000 spaces took a second, 50,000 would have taken two minutes."""
    begin = time.process_time()
    mentions = find_dates(f"Fue el 3{space * 50_000}de mayo de 2025.", date(2025, 6, 1))
    assert time.process_time() - begin < 5
    assert [str(d.span.first) for d in mentions if d.span] == ["2025-05-01"]


def test_a_name_that_ends_like_a_verb_tells_no_tense() -> None:
    tuesday = date(2025, 9, 2)
    text = (
        "Era el 26 de agosto, y la mancha, vista el domingo, se llama ya Villagrán-Oda (Beltrán)."
    )
    days = [mention.iso for mention in find_dates(text, tuesday)]
    assert days == ["2025-08-26", "2025-08-31"]
    assert not is_ahead("¿Quién descubrió el cometa Villagrán?")
    ahead = find_dates("La abrirán el domingo. «Habrá fiesta el lunes». ¿Será el martes?", tuesday)
    assert [mention.iso for mention in ahead] == ["2025-09-07", "2025-09-08", "2025-09-02"]
