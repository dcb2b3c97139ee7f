"""Every parser on thousands of damaged and hostile files: a good article or one clear error."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from index.text.analyzer import analyze
from rag.documents.formats import isolation
from rag.documents.loading import Article, LoadError, load
from rag.documents.mending.decoding import clean
from rag.documents.paragraphs import passages
from tests.torture.fuzzing import LONG, SHORT, fuzz, named
from tests.torture.hostile_files import KINDS, files

CPU_S: Final = 10.0
"""Processor time that no file of some kilobytes takes in this process; the child has its own."""
LIMIT: Final = 512


def checked(path: Path, data: bytes) -> None:
    """The file is read and cut, or refused in one sentence that names it."""
    path.write_bytes(data)
    begin = time.process_time()
    try:
        loaded = load(path)
    except LoadError as error:
        said = str(error)
        assert said.startswith(f"No se puede añadir «{path}»: ")
        assert said.endswith(".")
        assert said.isprintable()
        return
    finally:
        assert time.process_time() - begin < CPU_S
    assert loaded.articles
    for article in loaded.articles:
        _check_article(article)
    for failure in loaded.failures:
        assert failure.reason
        assert failure.reason.isprintable()
    assert time.process_time() - begin < 2 * CPU_S


def _check_article(article: Article) -> None:
    for field in (article.text, article.title, article.source, article.author):
        assert field == clean(field), "nothing that cannot be stored or printed"
        field.encode("utf-8")
    assert article.title == " ".join(article.title.split())
    assert article.date is None or len(article.date) == 10
    assert any(c.isalnum() for c in article.text)
    cut = passages(article.text, count_tokens=count, limit=LIMIT, title=article.title)
    for span in cut.spans:
        piece = article.text[span.start : span.end]
        assert piece == piece.strip()
        assert piece
        assert count(piece) <= LIMIT or len(piece) == 1
        analyze(piece)
    assert all(a.start < b.start or a.end < b.end for a, b in pairwise(cut.spans))


def count(text: str) -> int:
    """Tokens, about."""
    return len(text) // 4 + len(text.split())


def trying(kind: str, folder: Path) -> Callable[[bytes], None]:
    path = folder / f"nota.{kind}"
    return lambda data: checked(path, data)


@pytest.mark.parametrize("kind", KINDS, ids=named)
def test_a_hostile_file_is_read_or_refused(kind: str, tmp_path: Path) -> None:
    fuzz(files(kind), trying(kind, tmp_path), 2 * SHORT, kind)


@pytest.mark.torture
@pytest.mark.parametrize("kind", KINDS, ids=named)
def test_thousands_of_hostile_files_are_read_or_refused(kind: str, tmp_path: Path) -> None:
    before = isolation.deaths()
    fuzz(files(kind), trying(kind, tmp_path), 2 * LONG, kind)
    assert isolation.deaths() == before, "none was slow or greedy enough to be stopped"
