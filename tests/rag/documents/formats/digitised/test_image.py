"""Pictures of pages, read by Tesseract itself on pages that are drawn here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from rag.documents.formats import isolation
from rag.documents.formats.digitised.image import ImageFormat
from rag.documents.loading import parse
from rag.documents.scans import pages as scan_pages
from rag.documents.scans.engine import OutOfTimeError
from rag.documents.scans.recognition import Recognised
from rag.documents.types import FileContents, LoadError, ReadOptions, SourceFile
from tests.rag.scans import Setting, file_of, scanned, typeset

FIRST = (
    "El pleno aprobó ayer por 14 votos contra 9 un presupuesto de 86.000 pesetas para el puente "
    "de hierro sobre el río Guadalmena, cuyas obras empezarán en el mes de septiembre."
)
SECOND = (
    "La cooperativa calcula que la cosecha de aceituna bajará un 12,5 % por la sequía, y ha pedido "
    "al ministerio ayudas directas para sus 1.200 productores antes de que termine el año."
)


@pytest.fixture(autouse=True, scope="module")
def ended() -> Iterator[None]:
    """The tests share a child."""
    yield
    isolation.close()


def read(data: bytes, name: str = "nota.png", **options: Any) -> FileContents:
    return parse(SourceFile(data, Path(name), ReadOptions(**options)))


@pytest.fixture(scope="module")
def page() -> Image.Image:
    return scanned(
        typeset([FIRST, SECOND], setting=Setting(columns=2, height=125))[0], angle=0.7, noise=10
    )[0]


def test_two_columns_askew_and_dirty_are_read_one_after_the_other(page: Image.Image) -> None:
    contents = read(file_of([page], "PNG"))
    (article,) = contents.articles
    assert " ".join(article.text.split()) == f"{FIRST} {SECOND}"
    (only,) = contents.pages
    assert (only.number, only.kind, only.problem) == (1, "scanned", "")
    assert only.quality is not None
    assert only.quality > 0.9


def test_each_line_has_its_place_in_pixels_of_the_page(page: Image.Image) -> None:
    (article,) = read(file_of([page], "JPEG"), "nota.jpg").articles
    middle, end = page.width / 2, 0
    for line in article.lines:
        assert line.page == 1
        assert line.start >= end
        end = line.end
        x0, y0, x1, y1 = line.box
        assert 0 <= x0 < x1 <= page.width
        assert 0 <= y0 < y1 <= page.height
        if line.start < len(FIRST):
            assert x1 < middle + 20
        else:
            assert x0 > middle - 20
        assert line.quality is not None
    assert end == len(article.text)


def test_every_page_of_a_tiff_is_read_and_counted() -> None:
    small = Setting(height=130)
    pages = [scanned(typeset([text], setting=small)[0])[0] for text in (FIRST, SECOND)]
    blank = Image.new("L", pages[0].size, 255)
    contents = read(file_of([pages[0], blank, pages[1]], "TIFF"), "nota.tiff")
    assert [page.kind for page in contents.pages] == ["scanned", "empty", "scanned"]
    text = " ".join(" ".join(article.text for article in contents.articles).split())
    assert text == f"{FIRST} {SECOND}"
    assert [line.page for article in contents.articles for line in article.lines][::3][0] == 1
    assert contents.articles[-1].lines[-1].page == 3


def test_a_barely_legible_page_says_so() -> None:
    pages = scanned(typeset([FIRST], setting=Setting(height=130))[0], dpi=150, blur=2, noise=40)
    try:
        contents = read(file_of(pages, "PNG"))
    except LoadError as error:
        assert "no se ha reconocido texto" in str(error)
        return
    (page,) = contents.pages
    assert page.problem.startswith("se lee mal (")
    assert contents.problems == [f"Página 1: {page.problem}"]


def test_a_picture_without_text_is_refused() -> None:
    gradient = Image.linear_gradient("L").resize((500, 400))
    with pytest.raises(LoadError, match="no se ha reconocido texto en la imagen") as raised:
        read(file_of([gradient], "PNG"))
    assert raised.value.blank


def test_a_picture_that_took_too_long_is_told_as_such_and_not_as_illegible(
    page: Image.Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    def recognise(*_: object) -> Recognised:
        raise OutOfTimeError(600)

    monkeypatch.setattr(scan_pages, "recognise", recognise)
    with pytest.raises(LoadError) as raised:
        ImageFormat().read(SourceFile(file_of([page], "PNG"), Path("nota.png")))
    assert "a Tesseract se le acabó el tiempo con la imagen. Repita con menos" in str(raised.value)
    assert str(raised.value).endswith("HEMEROTECA_OCR_TIMEOUT=1200.")
    assert not raised.value.blank


def test_whoever_wants_no_recognition_gets_none(page: Image.Image) -> None:
    with pytest.raises(LoadError, match=r"se pidió no reconocer .*«--ocr auto»"):
        read(file_of([page], "PNG"), ocr="no")


def test_a_language_that_is_not_there_is_named_with_the_remedy(page: Image.Image) -> None:
    with pytest.raises(LoadError, match=r"su texto no se puede reconocer\..*«kur_ara».*install"):
        read(file_of([page], "PNG"), ocr_lang="kur_ara")


def test_without_tesseract_a_picture_is_refused_with_the_remedy(
    page: Image.Image, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LoadError, match=r"No hay Tesseract en esta máquina\. Instálelo: "):
        ImageFormat().read(SourceFile(file_of([page], "PNG"), Path("a.png")))
