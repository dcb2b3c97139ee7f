"""PDF files that other programs made, once: every paragraph comes out whole and in its order.

Eight are of LibreOffice 7.4, whose fonts do not tell how tall they are and whose letters are moved
one by one, three («cromo») of Chromium. Beside each file lie its paragraphs, a line each: the
running text in order, what stands apart (boxes, notes) last.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.pages.measuring import _sentences
from rag.documents.formats.pdf import PdfFormat
from rag.documents.types import SourceFile

FILES = sorted((Path(__file__).parent / "printed").glob("*.pdf"))
HEAD = "AYUNTAMIENTO DE VILLASOL"


def test_there_are_files() -> None:
    assert len(FILES) == 11


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_printed_is_read_as_it_was_written(path: Path) -> None:
    contents = PdfFormat().read(SourceFile(path.read_bytes(), path))
    (article,) = contents.articles
    assert contents.problems == []
    written = path.with_suffix(".txt").read_text("utf-8").splitlines()
    read = [line for line in article.text.split("\n") if line]
    assert sorted(read) == sorted([*written, *[HEAD] * (HEAD in read)])
    apart = ("Recuadro: ", "1La cifra", "1Según", HEAD)
    running = [line for line in read if not line.startswith(apart)]
    assert running == [line for line in written if not line.startswith(apart)]
    for sentence in _sentences(article.text):
        assert any(sentence in line for line in [*written, HEAD])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_boxes_are_as_tall_as_the_letters_that_were_set(path: Path) -> None:
    (article,) = PdfFormat().read(SourceFile(path.read_bytes(), path)).articles
    heights = [line.box[3] - line.box[1] for line in article.lines[2:]]
    assert min(heights) >= 7.5 * 0.94, "letters of 8 points, from tip to tail"
