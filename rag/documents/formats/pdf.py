"""Reads PDF files by the geometry of their pages, and in their pictures where they have no text."""

from __future__ import annotations

import re
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from rag.documents.formats.digitised.masthead import dated
from rag.documents.formats.digitised.scanned_pdf import recognise_scans
from rag.documents.mending.decoding import clean
from rag.documents.pages.articles import articles_of
from rag.documents.pages.layout import Layout, layout_of
from rag.documents.pages.pdf.pdfium import DamagedError, LockedError, Pdf
from rag.documents.scans import engine
from rag.documents.scans.pages import NOTHING
from rag.documents.types import (
    FileContents,
    LoadError,
    PageKind,
    PageRead,
    SourceFile,
    load_error,
)

# The fattest newspaper archive volumes; at 20 to 70 pages a second up to 100 s.
MAX_PAGES = 2_000
MAX_CHARS = 20_000_000
# No honest file takes longer; a page made to be slow ends with the process that reads it.
MAX_SECONDS = 180.0
# A page is a picture where images cover so much of it and so few letters are printed on them.
PICTURED = 0.5
_FEW_LETTERS = 60
# Of 20,000 Spanish words in use one in 10,000 has more than 20 letters; where most letters stand in
# longer runs, no white parts the words.
_LONGER_THAN_WORDS = 25
_RUN_TOGETHER = 0.5
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ÿ]+")
_SPLIT = "Divídalo en partes, o guarde su texto como .txt."
_AUTOMATIC_TITLE = ("untitled", "sin título", "documento", "document", "slide 1", "(anonymous)")


def _line(value: object, path: Path) -> str:
    text = " ".join(clean(str(value or "")).split())
    low = text.casefold()
    automatic = (
        low in _AUTOMATIC_TITLE
        or low.startswith("microsoft word -")
        or low.endswith((".doc", ".docx", ".pdf", ".indd", ".qxd"))
        or low == path.stem.casefold()
    )
    return "" if automatic or not any(c.isalpha() for c in text) else text


def _pages(pdf: Pdf, path: Path) -> tuple[list[Layout], list[PageRead]]:
    """Lay out every page, and say what became of it."""
    if pdf.pages > MAX_PAGES:
        raise load_error(path, f"tiene {pdf.pages} páginas y el límite es {MAX_PAGES}", _SPLIT)
    deadline = time.monotonic() + MAX_SECONDS
    layouts, read, size = list[Layout](), list[PageRead](), 0
    for page in pdf.read():
        layout = layout_of(page)
        letters = sum(len(line.text) for line in layout.lines)
        size += letters
        layouts.append(layout)
        read.append(_run_together(layout, _became(layout, letters, page.pictured)))
        if size > MAX_CHARS:
            problem = f"tiene más de {MAX_CHARS // 1_000_000} millones de caracteres"
            raise load_error(path, problem, _SPLIT)
        if time.monotonic() > deadline:
            problem = (
                f"tras {MAX_SECONDS:.0f} s solo se han leído {page.number} de {pdf.pages} páginas"
            )
            raise load_error(path, problem, _SPLIT)
    return layouts, read


def _became(layout: Layout, letters: int, pictured: float) -> PageRead:
    """Say what became of a page."""
    kind: PageKind = "text" if letters else "empty"
    if pictured >= PICTURED and letters < _FEW_LETTERS:
        kind = "scanned"
    return PageRead(layout.number, kind, problem=layout.problem)


def _run_together(layout: Layout, page: PageRead) -> PageRead:
    """Say of a page where no white parts the words that it is so: nobody can mend it."""
    runs = [run for line in layout.lines for run in _LATIN.findall(line.text)]
    letters = sum(map(len, runs))
    long = sum(len(run) for run in runs if len(run) >= _LONGER_THAN_WORDS)
    if page.problem or letters < _FEW_LETTERS or long < _RUN_TOGETHER * letters:
        return page
    return replace(page, problem="sus palabras están pegadas unas a otras; coteje lo que se cite.")


class PdfFormat:
    """Reads PDF files, whether they have a text layer or are pictures of pages."""

    suffixes = (".pdf",)
    isolated = True
    libraries = ("pypdfium2", "numpy", "PIL.PpmImagePlugin", "pytesseract", "scipy.ndimage")

    def read(self, file: SourceFile) -> FileContents:
        """Read the articles; the day it was made into a PDF is not their date.

        :raises LoadError: the file is damaged, protected, too large, or without any text.
        """
        path = file.path
        try:
            with closing(Pdf(file.data)) as pdf:
                layouts, pages = _pages(pdf, path)
                remedy = recognise_scans(pdf, file, layouts, pages)
                pages = list(map(_run_together, layouts, pages))
                known = pdf.metadata
        except LockedError as error:
            raise load_error(
                path, "está protegido con contraseña", "Guarde una copia sin contraseña y añádala."
            ) from error
        except DamagedError as error:
            raise load_error(
                path,
                "el PDF está dañado y no se puede abrir",
                "Ábralo en un lector y guárdelo de nuevo, o guarde su texto como .txt.",
            ) from error
        articles = articles_of(layouts, _line(known.title, path), _line(known.author, path))
        if not articles:
            raise _without_text(path, pages, remedy)
        return FileContents(dated(articles, layouts), pages=tuple(pages))


def _without_text(path: Path, pages: list[PageRead], remedy: str) -> LoadError:
    """Make the error for a file on no page of which there is text.

    :param remedy: what was missing to recognise it in the pages' pictures, ``""`` if nothing.
    """
    seen = ("", NOTHING)
    damaged = [page for page in pages if page.problem not in seen and page.kind != "scanned"]
    if len(damaged) == len(pages):
        problem = f"el PDF está dañado: ninguna de sus {len(pages)} páginas se puede leer"
        return load_error(path, problem, "Ábralo en un lector y guárdelo de nuevo.")
    if remedy:
        problem = f"el PDF no tiene capa de texto: sus {len(pages)} páginas son imágenes"
        return load_error(path, problem, remedy)
    late = sum(page.problem.startswith(engine.OUT_OF_TIME) for page in pages)
    if late:
        count = len(pages)
        problem = f"a Tesseract se le acabó el tiempo en {late} de sus {count} páginas"
        return load_error(path, problem, engine.more_time())
    whose = "su página" if len(pages) == 1 else f"sus {len(pages)} páginas"
    problem = f"no hay texto, ni se ha reconocido en la imagen de {whose}"
    blank = all(page.kind == "empty" for page in pages) and not damaged
    return load_error(path, problem, "Compruebe que se lee.", blank=blank)
