"""Reads Word documents, by python-docx: what the file says of itself; its text by ``word_body``."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from rag.documents.formats import package
from rag.documents.formats.office import properties
from rag.documents.formats.word_body import body_blocks
from rag.documents.mending.decoding import clean
from rag.documents.types import Article, FileContents, SourceFile

if TYPE_CHECKING:
    from docx.document import Document

_REMEDY = "Ábralo en Word o LibreOffice y guárdelo de nuevo como .docx, o como .txt."
# What templates and converters write where a title or author should be.
_NO_TITLE = ("word document", "documento", "document", "untitled", "sin título", "título")
_NO_AUTHOR = ("python-docx", "user", "usuario", "admin", "administrador", "microsoft", "windows")


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
        path = file.path
        with package.opening(file, "el documento está dañado", _REMEDY):
            import docx

            document = docx.Document(BytesIO(file.data))
            blocks = [clean(block) for block in body_blocks(document)]
            core = properties.core_of(document)
            title = _meaningful(core.title, _NO_TITLE, path) or _styled_title(document)
            author = _meaningful(core.author, _NO_AUTHOR, path)
            # python-docx stamps its template's own date of 2013 on documents it makes.
            templated = (core.author or "") == "python-docx"
            created = None if templated or core.created is None else core.created.date().isoformat()
        remedy = "Si son imágenes, páselo por un OCR."
        text = package.text_of(blocks, path, "el documento no tiene texto", remedy)
        # When a file was made says least: a text may say itself of which day it is.
        article = Article(text, title=title, author=author)
        return FileContents((properties.dated(article, path, created),))
