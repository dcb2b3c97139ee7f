"""Result files are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import files
from index.errors import InputError


def test_writes_and_replaces_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "nueva" / "cifras.json"
    files.write_text(path, "uno")
    files.write_text(path, "dos: ñ")
    assert path.read_text(encoding="utf-8") == "dos: ñ"
    assert [each.name for each in path.parent.iterdir()] == ["cifras.json"]
    assert path.stat().st_mode & 0o777 == 0o644


def test_what_cannot_be_encoded_does_not_lose_the_file(tmp_path: Path) -> None:
    files.write_text(tmp_path / "a", "antes \ud800 después")
    assert (tmp_path / "a").read_text(encoding="utf-8") == "antes ? después"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "archivo").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="No se puede escribir"):
        files.write_text(tmp_path / "archivo" / "cifras.json", "uno")
    with pytest.raises(InputError, match="No se puede escribir"):
        files.write_text(tmp_path, "uno")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["archivo"]
