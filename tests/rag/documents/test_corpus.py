"""Files that once took a parser too long, or surprised it: each is refused, or read in time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from rag.documents.formats import isolation
from rag.documents.loading import LoadError, load

CORPUS = Path(__file__).with_name("corpus")
FILES = sorted(path for path in CORPUS.iterdir() if path.is_file())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_that_once_did_harm_does_none(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_SECONDS", 1.0)
    begin = time.process_time()
    try:
        assert load(path).articles
    except LoadError as error:
        assert path.name in str(error)
        assert str(error).isprintable()
    assert time.process_time() - begin < 5
