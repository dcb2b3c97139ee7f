"""Texts kept of one state of an archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.maintenance import kept


def test_what_was_kept_is_found_again_for_its_own_state_only(tmp_path: Path) -> None:
    file = tmp_path / "derived" / "kept.json"
    assert kept.read(file, "a") is None
    kept.write(file, "a", ["¿Cuántos?", "¿Quién?"])
    assert kept.read(file, "a") == ("¿Cuántos?", "¿Quién?")
    assert kept.read(file, "b") is None
    kept.write(file, "b", [])
    assert kept.read(file, "b") == ()
    assert kept.read(file, "a") is None


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", "\xff", '{"state": "a"}', '{"state": "a", "texts": [1]}', "7"]
)
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "kept.json"
    file.write_text(damage, encoding="latin-1")
    assert kept.read(file, "a") is None


def test_where_nothing_can_be_kept_nothing_fails(tmp_path: Path) -> None:
    kept.write(None, "a", ["¿Cuántos?"])
    assert kept.read(None, "a") is None
    (tmp_path / "derived").write_text("a file where a folder should be")
    kept.write(tmp_path / "derived" / "kept.json", "a", ["¿Cuántos?"])
    assert kept.read(tmp_path / "derived" / "kept.json", "a") is None
