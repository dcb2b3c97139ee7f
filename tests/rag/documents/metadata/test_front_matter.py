"""Front matter and dates."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.metadata.front_matter import split_front_matter
from rag.documents.metadata.records import (
    Metadata,
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
    assert split_front_matter(text)[0] == Metadata(
        "007", None, "No", "1.50", unread_date="2025-13-45"
    )


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


def test_entities_and_keys_in_any_spelling_are_read() -> None:
    text = "---\nTitle: Se retoma la v&iacute;a\nPublication-Date: 8-I-2024\nurl: https://www.a.test/1\n---\nx"
    assert split_front_matter(text)[0] == Metadata("Se retoma la vía", "2024-01-08", "a.test")


@pytest.mark.parametrize("key", ["Día", "Editorial", "Publicación", "Firma"])
def test_a_note_between_rules_is_no_front_matter(key: str) -> None:
    text = f"---\n{key}: el pleno de ayer\n---\nHola"
    assert split_front_matter(text) == (Metadata(), text)


def test_a_date_that_is_not_understood_is_said() -> None:
    metadata, _ = split_front_matter("---\ntitle: x\nfecha: primavera de 2024\n---\nHola")
    assert metadata.problem == "fecha no entendida: «primavera de 2024»"
    assert split_front_matter("---\ntitle: x\nfecha:\n---\nHola")[0].problem == ""
