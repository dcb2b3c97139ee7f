"""A folder added again: nothing of it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.growth import unchanged
from rag.documents import adding
from rag.documents.types import FileContents, SourceFile


def test_as_many_notes_are_written_as_asked_for(tmp_path: Path) -> None:
    unchanged.write(tmp_path, 205)
    assert len(list(tmp_path.rglob("*.txt"))) == 205
    assert len(list(tmp_path.iterdir())) == 3


def test_an_unchanged_folder_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    parse = adding.parse

    def watched(file: SourceFile, *arguments: object) -> FileContents:
        read.append(file.path)
        return parse(file, *arguments)

    monkeypatch.setattr(adding, "parse", watched)
    _, again = unchanged.measure(30, rounds=2)
    assert len(again) == 2
    assert len(read) == 30
