"""Encodings: what Spanish archives hold, and what is no text."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.mending.decoding import clean, decode
from rag.documents.types import LoadError

PATH = Path("nota.txt")
LONG = (
    "El año pasado la región exportó más aceite que nunca, según el índice que publicó la "
    "cooperativa. «¿Quién lo habría dicho?», preguntó el señor Núñez, gerente de la almazara. "
    "La producción cayó después un 30 % y los precios subieron también en Perú y Bélgica.\n"
) * 3
SHORT = ["Año", "La señora llegó mañana.", "¿Qué?", "Pingüino", "«Sí»", "Camión a León", "ñ", "5 º"]


@pytest.mark.parametrize("text", [LONG, *SHORT])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16", "utf-32"]
)
def test_spanish_is_read_in_every_usual_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), PATH) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark_is_recognised(encoding: str) -> None:
    assert decode(LONG.encode(encoding), PATH) == LONG
    assert decode("Año nuevo – “vida”".encode(encoding), PATH) == "Año nuevo – “vida”"


@pytest.mark.parametrize("text", ["“Curvas” – y… ‘simples’", "5 € el kilo", "l’Alguer • Año"])
def test_signs_of_windows_are_read(text: str) -> None:
    assert decode(text.encode("cp1252"), PATH) == text


def test_what_is_not_western_is_left_to_the_detector() -> None:
    text = "Владимир Путин встретился с лидером Северной Кореи в Москве. " * 8
    assert decode(text.encode("cp1251"), PATH) == text


def test_utf8_with_a_broken_byte_stays_utf8() -> None:
    data = LONG.encode()
    assert decode(data[:-4] + b"\xc3\n", PATH).startswith(LONG[:-10])
    late = b"Sin acentos. " * 50_000 + LONG.encode("cp1252")
    assert decode(late, PATH).endswith(LONG)


@pytest.mark.parametrize(
    "data",
    [
        b"\x00" * 1000,
        bytes(range(256)) * 20,
        b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(5000),
        b"PK\x03\x04" + random.Random(2).randbytes(5000),
        b"\x7fELF" + b"\x00\x01\x02" * 500,
        random.Random(3).randbytes(200),
    ],
)
def test_binary_garbage_is_refused(data: bytes) -> None:
    with pytest.raises(LoadError, match=r"«nota\.txt»: no es texto"):
        decode(data, PATH)


def test_a_mark_that_lies_is_reported() -> None:
    with pytest.raises(LoadError, match="dice ser UTF-16"):
        decode(b"\xff\xfe\x00\xd8", PATH)
    with pytest.raises(LoadError, match="dice ser UTF-8"):
        decode(b"\xef\xbb\xbfA\xf1o", PATH)


def test_a_few_stray_control_bytes_are_dropped_not_refused() -> None:
    assert clean(decode(LONG.encode() + b"\x00\x01", PATH)) == LONG


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_one_error(data: bytes) -> None:
    try:
        text = clean(decode(data, PATH))
    except LoadError as error:
        assert "nota.txt" in str(error)
    else:
        text.encode("utf-8")


def test_clean_leaves_all_but_line_ends_controls_and_what_is_spoilt() -> None:
    assert clean("\ufeffa\r\nb\rc\x0cd\x85e\u2028f\u2029g") == "a\nb\nc\nd\ne\nf\n\ng"
    assert clean("o\ufb01ci\u00adna de Pe\u00c3\u00b1alba") == "oficina de Peñalba"
    assert clean("a\x00\x1b\x7f\x9fb\ud800\tc\u00a0e\u0301") == "ab\tc\u00a0e\u0301"


@given(st.text())
def test_clean_is_idempotent_and_storable(text: str) -> None:
    once = clean(text)
    assert clean(once).lstrip("\ufeff") == once.lstrip("\ufeff")
    once.encode("utf-8")
    assert not any(c in once for c in "\r\x00\x0b")


def test_random_files_never_take_long() -> None:
    with pytest.raises(LoadError):
        decode(os.urandom(20_000_000), PATH)


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "cp437"])
@pytest.mark.parametrize(
    "text",
    [
        "La comarca de Peñarroya celebró ayer la romería con más de 2.300 vecinos.",
        "ACUERDO DE LA DIPUTACIÓN: MÁS MÉDICOS",
        "¿Quién lo habría dicho?, preguntó el señor Núñez.",
        "Camión a León",
    ],
)
def test_old_macintosh_and_dos_files_are_told_by_their_letters(encoding: str, text: str) -> None:
    if encoding == "cp437":  # it has no capitals with accents
        text = text.replace("Ó", "Ñ").replace("Á", "Ñ")
    assert decode(text.encode(encoding), PATH) == text
