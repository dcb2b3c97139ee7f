"""Recognises the pages of a PDF that are pictures of pages, or that nobody can decipher."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from rag.documents.pages.layout import Layout, layout_of
from rag.documents.pages.pdf.pdfium import DamagedError, Pdf
from rag.documents.scans import engine
from rag.documents.scans.pages import recognise_pages
from rag.documents.scans.sheets import page_of
from rag.documents.scans.upright import is_blank
from rag.documents.types import PageRead, SourceFile

if TYPE_CHECKING:
    from PIL.Image import Image

_NO_OCR: Final = "es una imagen y su texto no se ha reconocido"


def recognise_scans(
    pdf: Pdf, file: SourceFile, layouts: list[Layout], pages: list[PageRead]
) -> str:
    """Put what is recognised of pages in the place of what was read of them.

    :param layouts: of every page, with what was read as text.
    :param pages: what became of every page, as far as its text goes.
    :returns: in Spanish, why pages were not recognised that should have been, and what to do;
        ``""`` when nothing stood in the way.
    """
    mode = file.options.ocr
    wanted = [page.number for page in pages if mode == "force" or _is_picture(page)]
    remedy = ""
    if mode == "no":
        remedy = "Añádalo con «--ocr auto»." * any(page.kind == "scanned" for page in pages)
    elif wanted:
        remedy = engine.lacking(file.options.ocr_lang)
    if remedy or mode == "no":
        for i, page in enumerate(pages):
            if page.kind == "scanned":
                pages[i] = replace(page, problem=f"{_NO_OCR}. {remedy}")
        return remedy
    points: dict[int, float] = {}
    for scan in recognise_pages(_pictures(pdf, wanted, points), file):
        i = scan.page.number - 1
        if scan.text is not None:
            recognised = page_of(scan.text, scan.page.number, points[scan.page.number])
            layouts[i], pages[i] = layout_of(recognised), scan.page
        elif pages[i].kind == "scanned":
            pages[i] = scan.page
    return ""


def _is_picture(page: PageRead) -> bool:
    """Whether a page's text is to be looked for in its picture: it has none, or none that anybody
    can read."""
    return page.kind != "text" or bool(page.problem)


def _pictures(
    pdf: Pdf, numbers: Sequence[int], points: dict[int, float]
) -> Iterator[tuple[int, Image]]:
    """Draw pages; those on which nothing is printed, and damaged ones, are passed over."""
    for number in numbers:
        try:
            picture, points[number] = pdf.picture(number)
        except DamagedError:
            continue
        if not is_blank(picture):
            yield number, picture
