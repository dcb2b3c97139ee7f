"""Reads Word documents, by python-docx: what the file says of itself; its text by ``word_body``."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from rag.documents.formats.office import properties
from rag.documents.formats.word_body import body_blocks
from rag.documents.mending.decoding import clean
from rag.documents.metadata.datelines import date_of_text
from rag.documents.metadata.file_names import date_of_name
from rag.documents.types import Article, FileContents, SourceFile, load_error

if TYPE_CHECKING:
    from docx.document import Document

# A book with its pictures unpacks to some tens of MB; a zip bomb to gigabytes.
MAX_UNPACKED = 200_000_000
_MAX_PARTS = 10_000
# One or two an element, of which lxml makes some 200 bytes; a novel has some 100,000. Counted in
# every part, whatever its name: which of them is read as XML is the file's own to say.
MAX_TAGS = 2_000_000
_CHUNK = 1_000_000
_INCOMPLETE = "no es un .docx válido, o está incompleto"
# What zipfile raises on damaged, encrypted or exotic archives.
_DAMAGES = (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError)
_OLE = b"\xd0\xcf\x11\xe0"  # Word 97 files, and .docx with a password
_REMEDY = "Ábralo en Word o LibreOffice y guárdelo de nuevo como .docx, o como .txt."
# What templates and converters write where a title or author should be.
_NO_TITLE = ("word document", "documento", "document", "untitled", "sin título", "título")
_NO_AUTHOR = ("python-docx", "user", "usuario", "admin", "administrador", "microsoft", "windows")


def _check_archive(data: bytes, path: Path) -> None:
    if data.startswith(_OLE):
        raise load_error(
            path,
            "está protegido con contraseña o es un .doc antiguo",
            "Ábralo en Word o LibreOffice y guárdelo sin contraseña como .docx.",
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except _DAMAGES as error:
        raise load_error(path, _INCOMPLETE, _REMEDY) from error
    # zipfile never unpacks more of a part than its directory declares.
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED or len(parts) > _MAX_PARTS:
        size = f"{unpacked / 1e6:,.0f}".replace(",", ".")
        raise load_error(
            path,
            f"descomprimido ocuparía {size} MB en {len(parts)} partes; el límite "
            f"es {MAX_UNPACKED // 1_000_000} MB y {_MAX_PARTS} partes",
            "Guarde solo el texto, sin imágenes.",
        )
    _check_tags(data, path)


def _check_tags(data: bytes, path: Path) -> None:
    tags = 0
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for part in archive.infolist():
                with archive.open(part) as file:
                    while tags <= MAX_TAGS and (chunk := file.read(_CHUNK)):
                        tags += chunk.count(b"<")
    except _DAMAGES as error:
        raise load_error(path, _INCOMPLETE, _REMEDY) from error
    if tags > MAX_TAGS:
        raise load_error(
            path,
            f"tiene más de {MAX_TAGS // 1_000_000} millones de marcas XML",
            "Divídalo en documentos menores, o guarde su texto como .txt.",
        )


def _meaningful(value: str | None, empty: tuple[str, ...], path: Path) -> str:
    text = " ".join(clean(value or "").split())
    low = text.casefold()
    automatic = low in empty or low.startswith("microsoft word -") or low == path.name.casefold()
    return "" if automatic or not any(c.isalpha() for c in text) else text


def _styled_title(document: Document) -> str:
    """Look for the first paragraph in the style «Title» («Título»)."""
    for paragraph in document.paragraphs[:10]:
        name = (paragraph.style.name or "") if paragraph.style is not None else ""
        if name.casefold() in ("title", "título", "puesto"):
            return " ".join(paragraph.text.split())
    return ""


class WordFormat:
    """Reads the documents of Word since 2007."""

    suffixes = (".docx",)
    isolated = True
    libraries = ("docx",)

    def read(self, file: SourceFile) -> FileContents:
        """Read the article.

        :raises LoadError: the file is damaged, protected, too large or without text.
        """
        data, path = file.data, file.path
        _check_archive(data, path)
        import docx

        try:
            document = docx.Document(BytesIO(data))
            blocks = [clean(block) for block in body_blocks(document)]
            core = properties.core_of(document)
            title = _meaningful(core.title, _NO_TITLE, path) or _styled_title(document)
            author = _meaningful(core.author, _NO_AUTHOR, path)
            # python-docx stamps its template's own date of 2013 on documents it makes.
            templated = (core.author or "") == "python-docx"
            created = None if templated or core.created is None else core.created.date().isoformat()
        except (MemoryError, RecursionError):
            raise
        except Exception as error:  # a damaged part sets off any error of lxml or zlib
            raise load_error(
                path, f"el documento está dañado ({type(error).__name__})", _REMEDY
            ) from error
        text = "\n\n".join(block for block in blocks if block)
        if not any(c.isalnum() for c in text):
            remedy = "Si son imágenes, páselo por un OCR."
            raise load_error(path, "el documento no tiene texto", remedy)
        # When a file was made says least: a text may say itself of which day it is.
        day = date_of_text(text, title) or date_of_name(path) or created
        return FileContents((Article(text=text, title=title, date=day, author=author),))
