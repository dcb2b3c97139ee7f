"""Front matter and dates."""

from __future__ import annotations

import time
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.metadata.front_matter import (
    Metadata,
    parse_date,
    read_metadata,
    split_front_matter,
)


def test_spanish_keys_in_any_case_are_read_and_the_block_is_removed() -> None:
    fields = "Título: El puerto reabre\nFECHA: 14/08/2025\nMedio: La Gaceta\nautor: Ana Gil"
    text = f"---\n{fields}\n---\n\nHola."
    expected = Metadata("El puerto reabre", "2025-08-14", "La Gaceta", "Ana Gil")
    assert split_front_matter(text) == (expected, "Hola.")


def test_english_keys_are_read() -> None:
    fields = 'title: "Puerto: reabre"\ndate: 2025-08-14\nsource: EFE\nauthor: [Ana, Luis]'
    text = f"---\n{fields}\n---\nHola."
    assert split_front_matter(text) == (
        Metadata("Puerto: reabre", "2025-08-14", "EFE", "Ana, Luis"),
        "Hola.",
    )


def test_values_stay_as_written() -> None:
    text = "---\ntitle: 007\nsource: No\nauthor: 1.50\ndate: 2025-13-45\n---\nx"
    assert split_front_matter(text)[0] == Metadata("007", None, "No", "1.50")


@pytest.mark.parametrize(
    "text",
    [
        "Sin cabecera.\n---\ntitle: no\n---\n",
        "---\ntitle: [roto\n---\nHola",
        "---\ntitle: nunca se cierra\nHola",
        "---\nsolo una frase\n---\nHola",
        "---\ncolor: azul\n---\nHola",
        "---\n- uno\n- dos\n---\nHola",
        "---\n? {a: b}\n: c\ntitle: x\n---\nHola",
        "---",
        "",
        "--- title: x\n---\n",
    ],
)
def test_what_is_no_front_matter_stays_in_the_text(text: str) -> None:
    assert split_front_matter(text) == (Metadata(), text)


def test_no_object_is_ever_built() -> None:
    text = "---\ntitle: !!python/object/apply:os.getcwd []\n---\nHola"
    metadata, body = split_front_matter(text)
    assert (metadata.title, body) == ("", "Hola")


@pytest.mark.parametrize(
    "block", ["[" * 15_000, "a: &a [x]\n" + "b: &b [*a, *a]\n" * 900, "title: " + "x" * 60_000]
)
def test_hostile_blocks_end_quickly(block: str) -> None:
    text = f"---\n{block}\n---\nHola"
    begin = time.process_time()
    split_front_matter(text)
    assert time.process_time() - begin < 10


@given(st.text(alphabet="-\n:[]{}&*!ab \"'", max_size=60))
def test_no_text_breaks_the_reader_and_none_is_lost_without_a_known_key(text: str) -> None:
    _, body = split_front_matter(f"---\n{text}\n---\nHola")
    assert body == f"---\n{text}\n---\nHola"


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
        "14/08/25",
        "2025",
        "agosto de 2025",
        "ayer",
        "",
        "14 de brumario de 2025",
        "2025-08",
        "x" * 10_000,
        None,
        True,
        20250814,
        1723600000.0,
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


def test_records_with_odd_values_are_read_leniently() -> None:
    record: dict[object, object] = {"Title": {"a": 1}, 5: "x", "fecha": None, "date": "2025-08-14"}
    assert read_metadata(record) == Metadata(date="2025-08-14")
