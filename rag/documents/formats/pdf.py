"""Reads PDF files that have a text layer, by pypdf."""

from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path

from rag.documents.mending.decoding import clean
from rag.documents.mending.reflow import reflow
from rag.documents.types import (
    Article,
    FileContents,
    LoadError,
    SourceFile,
    load_error,
    quiet,
)

# The fattest newspaper archive volumes; at 20 to 70 pages a second up to 100 s.
MAX_PAGES = 2_000
MAX_CHARS = 20_000_000
# No honest file takes longer; a page made to be slow is stopped by pypdf's own limits.
MAX_SECONDS = 180.0
MAX_OPERATIONS = 500_000  # on one page; a full newspaper page has about 50,000
MAX_STREAM = 30_000_000
_SPLIT = "Divídalo en partes, o guarde su texto como .txt."
_AUTOMATIC_TITLE = ("untitled", "sin título", "documento", "document", "slide 1")
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")


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


def _pages(data: bytes, path: Path) -> tuple[list[str], str, str]:
    """Read the text of each page, the title and the author."""
    import pypdf

    reader = pypdf.PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise load_error(
            path, "está protegido con contraseña", "Guarde una copia sin contraseña y añádala."
        )
    count = len(reader.pages)
    if count > MAX_PAGES:
        raise load_error(path, f"tiene {count} páginas y el límite es {MAX_PAGES}", _SPLIT)
    deadline = time.monotonic() + MAX_SECONDS
    pages: list[str] = []
    size = 0
    for number, page in enumerate(reader.pages, start=1):
        pages.append(clean(page.extract_text()).translate(_INVISIBLE))
        size += len(pages[-1])
        if size > MAX_CHARS:
            problem = f"tiene más de {MAX_CHARS // 1_000_000} millones de caracteres"
            raise load_error(path, problem, _SPLIT)
        if time.monotonic() > deadline:
            problem = f"tras {MAX_SECONDS:.0f} s solo se han leído {number} de {count} páginas"
            raise load_error(path, problem, _SPLIT)
    metadata = reader.metadata
    if metadata is None:
        return pages, "", ""
    return pages, _line(metadata.title, path), _line(metadata.author, path)


class PdfFormat:
    """Reads PDF files that have a text layer."""

    suffixes = (".pdf",)
    isolated = True
    libraries = ("pypdf",)

    def read(self, file: SourceFile) -> FileContents:
        """Read the article; the day it was made into a PDF is not its date.

        :raises LoadError: the file is damaged, protected, too large or has no text layer.
        """
        import pypdf
        from pypdf.errors import DependencyError

        path = file.path
        try:
            with (
                quiet("pypdf"),
                pypdf.apply_configuration(
                    stream_parsing_work_maximum_count=MAX_OPERATIONS,
                    zlib_maximum_output_length=MAX_STREAM,
                    lzw_maximum_output_length=MAX_STREAM,
                ),
            ):
                pages, title, author = _pages(file.data, path)
        except (LoadError, MemoryError, RecursionError):
            raise
        except DependencyError as error:
            raise load_error(
                path, "está cifrado", "Guarde una copia sin cifrar y añádala."
            ) from error
        except Exception as error:  # pypdf raises anything on damaged files
            raise load_error(
                path,
                f"el PDF está dañado ({type(error).__name__})",
                "Ábralo en un lector y guárdelo de nuevo, o guarde su texto como .txt.",
            ) from error
        text = reflow(pages)
        if not any(c.isalpha() for c in text):
            raise load_error(
                path,
                f"el PDF no tiene capa de texto: sus {len(pages)} páginas son imágenes",
                "Páselo antes por un programa de OCR y añada el resultado.",
            )
        return FileContents((Article(text=text, title=title, author=author),))
