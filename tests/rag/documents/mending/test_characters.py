"""Ligatures, soft hyphens and texts encoded twice become what people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.mending.characters import decoded_twice, plain_characters

SPANISH = (
    "La comarca de Peñalba celebró ayer la romería de San Antón. «¿Qué?», dijo Ángel — “sí” – y "
    "Íñigo… El 10.º kilo cuesta 5 € en Ávila; Éibar y Úbeda, no. ¡Pingüino!"
)


def spoilt(text: str, encoding: str) -> str:
    """Take the bytes of a text for those of another encoding, as programs do."""
    bytes_ = text.encode("utf-8")
    return "".join(bytes([b]).decode(encoding, "ignore") or chr(b) for b in bytes_)


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_what_was_encoded_twice_or_more_is_decoded(encoding: str, times: int) -> None:
    text = SPANISH
    for _ in range(times):
        text = spoilt(text, encoding)
    assert decoded_twice(text) == SPANISH


def test_a_part_that_was_pasted_spoilt_is_mended_alone() -> None:
    text = f"{SPANISH} {spoilt('La señora pidió más.', 'cp1252')}"
    assert decoded_twice(text) == f"{SPANISH} La señora pidió más."


def test_an_i_whose_soft_hyphen_was_lost_is_read_by_the_rest() -> None:
    assert decoded_twice("romerÃa de PeÃ±alba, celebrÃ³") == "romería de Peñalba, celebró"


@pytest.mark.parametrize(
    "text",
    [
        SPANISH,
        "la eñe aparece como «Ã±»",
        "SÃO PAULO",
        "«CAFÉ»",
        "«ROMÃ»",
        "IRMÃ",
        "España»—",
        "Â",
        "",
    ],
)
def test_what_is_right_is_left(text: str) -> None:
    assert decoded_twice(text) == text


@given(st.text("abcáéíóúñüÑÁ ¿«»—.", max_size=60))
def test_spanish_is_never_touched(text: str) -> None:
    assert decoded_twice(text) == text


@given(st.text(max_size=40))
def test_any_text_is_taken(text: str) -> None:
    decoded_twice(text)
    assert "\u00ad" not in plain_characters(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("La oﬁcina de Aﬂoral", "La oficina de Afloral"),
        ("oﬁ cina y eﬃ caz", "oficina y efficaz"),
        ("la ﬁ nca", "la finca"),
        ("ex\u00adpor\u00adta\u00adción", "exportación"),
        ("expor\u00ad\ntación", "exportación"),
        ("fin\u00ad de", "fin de"),
        ("uno\u200bdos\ufeff", "unodos"),
        ("\uf0b7 Pan\n\uf0a7 Vino", "• Pan\n▪ Vino"),
        ("sin nada", "sin nada"),
    ],
)
def test_ligatures_and_soft_hyphens_go(text: str, plain: str) -> None:
    assert plain_characters(text) == plain
