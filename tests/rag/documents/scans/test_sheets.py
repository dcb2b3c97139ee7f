"""Recognised words stand on lines and have sizes as words of a PDF do."""

from __future__ import annotations

import pytest
from PIL import Image

from rag.documents.scans.recognition import Recognised, recognise
from rag.documents.scans.sheets import page_of
from rag.documents.scans.upright import Upright
from tests.rag.scans import Setting, scanned, typeset

TEXT = "La junta gestora pagó 86.000 pesetas y aún debe 14.000 a la compañía. " * 4


def test_sizes_and_lines_are_those_that_were_set() -> None:
    pdf, _ = typeset([TEXT], "El puente ya está pagado", Setting(size=9))
    page = page_of(recognise(scanned(pdf)[0], "spa"), 4, 72 / 200)
    (sheet,) = page.sheets
    assert page.number == sheet.page == 4
    head = [word for word in sheet.words if word.text in ("puente", "pagado")]
    body = [word for word in sheet.words if word.text in ("gestora", "compañía.", "86.000")]
    sizes = {word.size for word in body}
    assert len(sizes) == 1, "one size in a paragraph"
    assert sizes.pop() == pytest.approx(10.0, abs=0.8), "most letters count as ten points"
    assert head[0].size / body[0].size == pytest.approx(2.0, abs=0.25)
    rows: dict[float, int] = {}
    for word in sheet.words:
        rows[round(word.base, 1)] = rows.get(round(word.base, 1), 0) + 1
    assert len(rows) <= 7, "words of a line stand on one line"
    x0, top, x1, bottom = sheet.shown((head[0].x0, head[0].top, head[0].x1, head[0].bottom))
    assert 24 < x0 < x1 < 250
    assert 28 < top < bottom < 60


def test_a_page_without_words_has_no_sheet() -> None:
    blank = Image.new("L", (50, 50), 255)
    assert page_of(Recognised((), Upright(blank, 1.0, 0.0, blank.size)), 1).sheets == []
