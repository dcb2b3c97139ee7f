"""PDF: text in paragraphs, and a clear word about files that have none."""

from __future__ import annotations

import textwrap
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from rag.documents.formats import pdf as module
from rag.documents.formats.pdf import PdfFormat
from rag.documents.pages.pdf import pdfium
from rag.documents.types import FileContents, LoadError, SourceFile
from tests.rag.pdf_files import assemble, pdf

PATH = Path("nota.pdf")
FIRST = (
    "La cosecha de aceituna será este año la menor de la última década, según la cooperativa "
    "que reúne a los productores de la comarca. La falta de lluvia en primavera dañó los árboles, "
    "y el granizo de septiembre acabó con la mitad de los frutos."
)
SECOND = (
    "Los precios en origen han subido un tercio desde enero, y las almazaras temen quedarse sin "
    "género antes de la primavera. El Gobierno regional prepara ayudas por 40 millones de euros."
)


def read(data: bytes) -> FileContents:
    """The contents of a PDF file."""
    return PdfFormat().read(SourceFile(data, PATH))


def test_the_lines_of_a_page_become_paragraphs_again() -> None:
    lines = ["La menor cosecha", *textwrap.wrap(FIRST, 70), *textwrap.wrap(SECOND, 70)]
    (article,) = read(pdf([lines])).articles
    assert article.text == f"La menor cosecha\n\n{FIRST}\n\n{SECOND}"


def test_a_sentence_goes_on_over_the_page() -> None:
    lines = textwrap.wrap(FIRST, 70)
    (article,) = read(pdf([lines[:2], lines[2:]])).articles
    assert article.text == FIRST


def test_title_and_author_come_from_the_file_but_no_date() -> None:
    (article,) = read(pdf([[FIRST]], title="La menor cosecha", author="Ana Gil")).articles
    assert (article.title, article.author, article.date) == ("La menor cosecha", "Ana Gil", None)


@pytest.mark.parametrize(
    "title", ["Microsoft Word - nota.docx", "Untitled", "nota", "123", "a.indd"]
)
def test_titles_that_programs_make_up_are_not_taken(title: str) -> None:
    assert read(pdf([[FIRST]], title=title)).articles[0].title == ""


def test_a_pdf_of_a_blank_page_is_refused() -> None:
    with pytest.raises(
        LoadError, match=r"nota\.pdf.*no hay texto, ni se ha reconocido en la imagen de su página"
    ):
        read(assemble([b"0 0 100 100 re f"]))


def test_a_pdf_with_a_password_says_so() -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(pdf([[FIRST]])))
    writer.encrypt("secreto", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    with pytest.raises(LoadError, match="contraseña"):
        read(out.getvalue())


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(pdf([[FIRST]])))
    writer.encrypt("", "dueño", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    assert "aceituna" in read(out.getvalue()).articles[0].text


@pytest.mark.parametrize("data", [b"%PDF-1.4\nnada", b"x" * 1000, pdf([[FIRST]])[:300], b"%PDF-"])
def test_damaged_files_are_reported_in_one_sentence(
    data: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(LoadError, match=r"«nota\.pdf»: el PDF"):
        read(data)
    assert capfd.readouterr() == ("", "")


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_PAGES", 2)
    with pytest.raises(LoadError, match="3 páginas y el límite es 2"):
        read(pdf([[FIRST]] * 3))


def test_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_CHARS", 100)
    with pytest.raises(LoadError, match="caracteres"):
        read(pdf([[FIRST]]))


def test_a_file_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_SECONDS", -1.0)
    with pytest.raises(LoadError, match="1 de 2 páginas"):
        read(pdf([[FIRST]] * 2))


def test_a_page_of_a_thousand_times_a_thousand_letters_is_read_as_far_as_letters_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdfium, "MAX_LETTERS", 1000)
    page = b"BT /F1 11 Tf 14 TL 50 780 Td " + b"(aceituna) Tj T* " * 5000 + b"ET"
    assert len(read(assemble([page])).articles[0].text) < 1200


def test_a_page_of_nothing_but_white_has_no_text() -> None:
    with pytest.raises(LoadError):
        read(assemble([b" " * 5_000_000]))
