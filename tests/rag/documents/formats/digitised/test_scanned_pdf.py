"""PDF files whose pages are pictures, read by Tesseract itself on pages that are drawn here."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from rag.documents.formats.pdf import PdfFormat
from rag.documents.scans import pages
from rag.documents.scans.engine import OutOfTimeError
from rag.documents.scans.recognition import Recognised
from rag.documents.types import FileContents, LoadError, OcrMode, ReadOptions, SourceFile
from tests.rag.scans import Setting, file_of, scanned, typeset

TEXT = (
    "El pleno aprobó ayer por 14 votos contra 9 un presupuesto de 86.000 pesetas para el puente "
    "de hierro sobre el río Guadalmena, cuyas obras empezarán en el mes de septiembre."
)
OTHER = "La cooperativa calcula que la cosecha de aceituna bajará un 12,5 % por la sequía de marzo."
SMALL = Setting(height=130)


def read(data: bytes, ocr: OcrMode = "auto", lang: str = "spa") -> FileContents:
    return PdfFormat().read(SourceFile(data, Path("acta.pdf"), ReadOptions(ocr=ocr, ocr_lang=lang)))


def text_of(contents: FileContents) -> str:
    return " ".join(" ".join(article.text for article in contents.articles).split())


@pytest.fixture(scope="module")
def mixed() -> bytes:
    """A page of text, the same kind of page as a picture, a blank one."""
    picture = file_of(scanned(typeset([TEXT], setting=SMALL)[0], angle=0.5, noise=8), "PDF")
    whole = pypdfium2.PdfDocument.new()
    whole.import_pages(pypdfium2.PdfDocument(typeset([OTHER], setting=SMALL)[0]))
    whole.import_pages(pypdfium2.PdfDocument(picture))
    whole.new_page(420, 130)
    out = BytesIO()
    whole.save(out)
    return out.getvalue()


def test_only_pages_without_text_are_recognised(mixed: bytes) -> None:
    contents = read(mixed)
    assert [page.kind for page in contents.pages] == ["text", "scanned", "empty"]
    assert [page.quality is None for page in contents.pages] == [True, False, True]
    assert contents.problems == []
    assert text_of(contents) == f"{OTHER} {TEXT}"


def test_recognised_lines_have_their_places_in_points_of_the_page(mixed: bytes) -> None:
    lines = [line for article in read(mixed).articles for line in article.lines]
    recognised = [line for line in lines if line.quality is not None]
    assert recognised
    for line in recognised:
        assert line.page == 2
        x0, y0, x1, y1 = line.box
        assert 15 < x0 < x1 < 410
        assert 15 < y0 < y1 < 125
        assert 8 < y1 - y0 < 24, "a line of eleven points, a little askew"


def test_all_pages_are_recognised_when_asked_to(mixed: bytes) -> None:
    contents = read(mixed, "force")
    assert [page.kind for page in contents.pages] == ["scanned", "scanned", "empty"]
    assert text_of(contents) == f"{OTHER} {TEXT}"


def test_without_recognition_the_pages_that_are_pictures_are_named(mixed: bytes) -> None:
    contents = read(mixed, "no")
    assert text_of(contents) == OTHER
    assert contents.problems == [
        "Página 2: es una imagen y su texto no se ha reconocido. Añádalo con «--ocr auto»."
    ]


def test_without_tesseract_a_scan_is_refused_with_the_remedy_and_a_page_is_named(
    mixed: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (problem,) = read(mixed).problems
    assert problem.startswith("Página 2: es una imagen y su texto no se ha reconocido. No hay Tess")
    with pytest.raises(LoadError, match=r"sus 2 páginas son imágenes\. No hay Tesseract en esta m"):
        read(file_of(scanned(typeset([TEXT], setting=SMALL)[0]) * 2, "PDF"))


def test_pages_that_took_too_long_are_told_as_such_and_not_as_illegible(
    mixed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def recognise(*_: object) -> Recognised:
        raise OutOfTimeError(600)

    monkeypatch.setattr(pages, "recognise", recognise)
    assert read(mixed).problems == [
        "Página 2: a Tesseract se le acabó el tiempo (600 s). Repita con menos carga en la "
        "máquina, o dé más segundos a cada página: HEMEROTECA_OCR_TIMEOUT=1200."
    ]
    with pytest.raises(LoadError) as raised:
        read(file_of(scanned(typeset([TEXT], setting=SMALL)[0]) * 2, "PDF"))
    assert str(raised.value) == (
        "No se puede añadir «acta.pdf»: a Tesseract se le acabó el tiempo en 2 de sus 2 páginas. "
        "Repita con menos carga en la máquina, o dé más segundos a cada "
        "página: HEMEROTECA_OCR_TIMEOUT=1200."
    )
    assert not raised.value.blank


def test_a_page_whose_letters_are_drawn_as_shapes_is_recognised() -> None:
    """Programs for drawing turn letters into curves: there is neither text nor picture."""
    drawn = scanned(typeset([OTHER], setting=SMALL)[0], dpi=144)
    out = BytesIO()
    canvas = Canvas(out, (420, 130))
    for y in range(drawn[0].height):
        row = [drawn[0].getpixel((x, y)) for x in range(drawn[0].width)]
        start = None
        for x, shade in enumerate([*row, 255]):
            if shade < 128 and start is None:
                start = x
            elif shade >= 128 and start is not None:
                canvas.rect(start / 2, 130 - (y + 1) / 2, (x - start) / 2, 0.5, stroke=0, fill=1)
                start = None
    canvas.save()
    contents = read(out.getvalue())
    assert [page.kind for page in contents.pages] == ["scanned"]
    assert text_of(contents) == OTHER


def test_problems_of_pages_in_a_row_are_told_once() -> None:
    scan = file_of(scanned(typeset([TEXT], setting=SMALL)[0]) * 3, "PDF")
    whole = pypdfium2.PdfDocument.new()
    whole.import_pages(pypdfium2.PdfDocument(scan))
    whole.import_pages(pypdfium2.PdfDocument(typeset([OTHER], setting=SMALL)[0]))
    whole.import_pages(pypdfium2.PdfDocument(scan), [0])
    out = BytesIO()
    whole.save(out)
    first, second = read(out.getvalue(), "no").problems
    assert first.startswith("Páginas 1 a 3: es una imagen")
    assert second.startswith("Página 5: es una imagen")
