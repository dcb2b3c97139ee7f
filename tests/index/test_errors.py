"""Errors: the engine names a remedy and leaves it to the program over it to say how."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import index
from index.errors import ArchiveError, HemerotecaError, Remedy

SOURCES = sorted(Path(index.__path__[0]).rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_the_engine_speaks_of_no_command(path: Path) -> None:
    texts = [
        node.value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert not [
        text for text in texts if re.search(r"--(archive|replace|encoder)|«hemeroteca ", text)
    ]


def test_an_error_carries_what_its_remedy_needs() -> None:
    error = ArchiveError("Mal.", Remedy.REENCODE, encoder="otro")
    assert (str(error), error.remedy, error.values) == (
        "Mal.",
        Remedy.REENCODE,
        {"encoder": "otro"},
    )
    assert (HemerotecaError("Mal.").remedy, HemerotecaError("Mal.").values) == (None, {})
