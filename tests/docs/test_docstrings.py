"""Examples in docstrings print what they say."""

from __future__ import annotations

import doctest
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag import Archive
from tests.docs.blocks import ROOT

MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for room in ("hemeroteca", "index", "rag", "eval")
    for path in (ROOT / room).rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with articles beside it, as the examples take for granted."""
    folder = tmp_path_factory.mktemp("ejemplos")
    (folder / "noticias").mkdir()
    for article in (ROOT / "rag" / "muestra").glob("*soldados*"):
        (folder / "noticias" / article.name).write_bytes(article.read_bytes())
    return folder


@pytest.fixture(scope="module")
def archive(folder: Path) -> Iterator[Archive]:
    archive = Archive.open(folder / "otro")
    archive.add(folder / "noticias")
    yield archive
    archive.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_print_what_they_say(
    name: str, folder: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    result = doctest.testmod(importlib.import_module(name), extraglobs={"archive": archive})
    assert result.attempted > 0
    assert result.failed == 0


def test_there_are_such_examples() -> None:
    assert len(MODULES) >= 5
    assert all(Path(ROOT, *name.split(".")).with_suffix(".py").exists() for name in MODULES)
