"""The head that is shipped is whole, small and finds names; a damaged one is told."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from numpy.testing import assert_allclose

from index.encoders.bundled import BundledEncoder
from index.encoders.naming import head
from index.encoders.protocol import NamingEncoder
from index.errors import EncoderError
from tests.index.fakes import FakeEncoder, FakeNamer

MOST_BYTES = 2_000_000


def test_the_weights_are_those_of_the_card_and_small() -> None:
    raw = (head.FOLDER / head.WEIGHTS).read_bytes()
    assert hashlib.sha256(raw).hexdigest() == head.card()["sha256"]
    assert len(raw) <= MOST_BYTES
    loaded = head.load()
    assert loaded is head.load()


def test_damage_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="ficha"):
        head.load(tmp_path)
    shutil.copytree(head.FOLDER, tmp_path / "a")
    (tmp_path / "a" / head.WEIGHTS).write_bytes(b"x")
    with pytest.raises(EncoderError, match="dañado"):
        head.load(tmp_path / "a")
    (tmp_path / "a" / head.CARD).write_text(json.dumps(["x"]), encoding="utf-8")
    with pytest.raises(EncoderError, match="sha256"):
        head.card(tmp_path / "a")


def test_an_encoder_that_names_is_told_from_one_that_does_not() -> None:
    assert isinstance(FakeNamer(), NamingEncoder)
    assert not isinstance(FakeEncoder(), NamingEncoder)


TOLD = (
    "El ministro Shin Won-sik habló en Seúl de la visita que Vladimir Putin prepara a Pyongyang.",
    "La Comisión Europea y EE. UU. rechazaron el plan, dijo Mariela Onaindia en Buenos Aires.",
)


@pytest.mark.slow
def test_names_are_found_where_they_stand_and_vectors_stay_as_they_were(
    bundled: BundledEncoder,
) -> None:
    title = "Visita. "
    vectors, named = bundled.encode_and_name([title + TOLD[0], TOLD[1]], [len(title), 0])
    found = [
        {(text[m.start : m.end], m.kind) for m in own}
        for text, own in zip((title + TOLD[0], TOLD[1]), named, strict=True)
    ]
    assert found[0] == {
        ("Shin Won-sik", "person"), ("Seúl", "place"), ("Vladimir Putin", "person"),
        ("Pyongyang", "place"),
    }  # fmt: skip
    assert found[1] >= {
        ("Comisión Europea", "organisation"), ("EE. UU.", "place"), ("Mariela Onaindia", "person"),
        ("Buenos Aires", "place"),
    }  # fmt: skip
    assert_allclose(vectors, bundled.encode_passages([title + TOLD[0], TOLD[1]]), atol=1e-5)
    assert bundled.recogniser == head.load().version


@pytest.mark.slow
@pytest.mark.parametrize("text", ["", " ", "sin nombres", "\ud800 Ana", "Kim " * 900])
def test_any_text_is_named_without_error(bundled: BundledEncoder, text: str) -> None:
    _, (own,) = bundled.encode_and_name([text], [0])
    assert all(0 <= m.start < m.end <= len(text) for m in own)
