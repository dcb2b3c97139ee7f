"""The parts of a cold start are measured in processes of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.timing import start
from rag import Archive


def test_imports_are_listed_longest_first() -> None:
    found = start.imports()
    assert found[0][0] == "rag.cli.main"
    assert len(found) == start.IMPORTS
    assert [ms for _, ms in found] == sorted((ms for _, ms in found), reverse=True)


@pytest.mark.slow
def test_a_start_is_split_into_its_parts(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "archivo")
    archive.add_text("El puerto", "El puerto de Quirimay abrirá en junio con ocho grúas nuevas.")
    archive.close()
    parts = start.split(str(tmp_path / "archivo"), "¿Cuándo abrirá el puerto?")
    assert len(parts) == 5
    assert all(wall >= 0 and cpu >= 0 for _, wall, cpu in parts)
    assert start.whole(str(tmp_path / "archivo"), "¿Cuándo abrirá el puerto?") > 0
