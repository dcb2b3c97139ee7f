"""Registers the formats that are read, a line each, and tells of which a file is."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from rag.documents.formats.jsonl import JsonLinesFormat
from rag.documents.formats.pdf import PdfFormat
from rag.documents.formats.text import MarkdownFormat, TextFormat
from rag.documents.formats.web import WebFormat
from rag.documents.formats.word import WordFormat
from rag.documents.types import Format, load_error

FORMATS: Final[tuple[Format, ...]] = (
    TextFormat(),
    MarkdownFormat(),
    WebFormat(),
    PdfFormat(),
    WordFormat(),
    JsonLinesFormat(),
)
_BY_SUFFIX: Final = {suffix: format for format in FORMATS for suffix in format.suffixes}
SUFFIXES: Final = frozenset(_BY_SUFFIX)
"""The suffixes of all files that are read, in lower case."""

# How files that people have, and that are not read, become some that are.
_CONVERSIONS: Final = {
    ".doc": "Ábralo en Word o LibreOffice y guárdelo como .docx.",
    ".odt": "Ábralo en LibreOffice y guárdelo como .docx.",
    ".rtf": "Ábralo en Word o LibreOffice y guárdelo como .docx.",
    ".json": "Guarde un artículo por línea en un archivo .jsonl.",
    ".zip": "Descomprímalo y añada la carpeta.",
}


def is_supported(path: Path) -> bool:
    """Whether files of such a name are read."""
    return path.suffix.lower() in SUFFIXES


def format_of(path: Path) -> Format:
    """Look up the format of a file by its suffix.

    :raises LoadError: files of its kind are not read.
    """
    suffix = path.suffix.lower()
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    known = ", ".join(sorted(SUFFIXES))
    kind = f"los archivos «{path.suffix}» no se admiten" if path.suffix else "no tiene extensión"
    remedy = _CONVERSIONS.get(suffix, "Conviértalo a texto.")
    raise load_error(path, kind, f"Se admiten {known}. {remedy}")
