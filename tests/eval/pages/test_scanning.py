"""Scans of printed pages have what was printed where it was, turned with the page."""

from __future__ import annotations

import pypdfium2
import pytest

from eval.pages.measuring import measure
from eval.pages.samples import Sample, samples
from eval.pages.scanning import LEANING, scanned


@pytest.fixture(scope="module")
def table() -> Sample:
    """The page with the least on it."""
    return next(sample for sample in samples() if sample.name.startswith("table"))


def test_a_scan_has_pictures_for_text_and_the_same_truth(table: Sample) -> None:
    scan = scanned(table)
    document = pypdfium2.PdfDocument(scan.data)
    assert len(document) == len(pypdfium2.PdfDocument(table.data))
    for page in document:
        assert page.get_textpage().get_text_bounded() == ""
        assert page.get_size() == pytest.approx((595, 842), abs=1)
    assert scan.truth.units == table.truth.units
    far = 430 * LEANING * 3.15 / 180
    for before, after in zip(table.truth.pieces, scan.truth.pieces, strict=True):
        assert after.text == before.text
        assert after.box == pytest.approx(before.box, abs=far)
    assert scanned(table).truth == scan.truth, "the same scan every time"
    assert scanned(table, 1).truth != scan.truth


@pytest.mark.slow
def test_what_is_recognised_of_a_scan_is_what_is_printed(table: Sample) -> None:
    reading = measure(scanned(table), recognised=True)
    assert reading.characters > 0.985
    assert reading.tau == 1.0
    assert reading.lost_lines == 0
    assert reading.false_sentences == ()
