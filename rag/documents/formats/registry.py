"""Registers the formats that are read, a line each, and tells of which a file is."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from rag.documents.formats.bundles.mail import MailboxFormat, MailFormat
from rag.documents.formats.bundles.warc import WarcFormat
from rag.documents.formats.bundles.zip import ZipFormat
from rag.documents.formats.digitised.image import ImageFormat
from rag.documents.formats.digitised.newspaper import NewspaperFormat
from rag.documents.formats.jsonl import JsonLinesFormat
from rag.documents.formats.office import legacy_word
from rag.documents.formats.office.epub import EpubFormat
from rag.documents.formats.office.odt import OdtFormat
from rag.documents.formats.office.rtf import RtfFormat
from rag.documents.formats.office.slides import SlidesFormat
from rag.documents.formats.pdf import PdfFormat
from rag.documents.formats.sheets.csv import CsvFormat
from rag.documents.formats.sheets.workbook import WorkbookFormat
from rag.documents.formats.subtitles import SubtitlesFormat
from rag.documents.formats.text import MarkdownFormat, TextFormat
from rag.documents.formats.web import WebFormat
from rag.documents.formats.word import WordFormat
from rag.documents.types import Format, load_error, printable


def is_supported(path: Path) -> bool:
    """Whether files of such a name are read here: .doc only where LibreOffice is installed."""
    format = _BY_SUFFIX.get(_suffix(path))
    needs_program = isinstance(format, legacy_word.LegacyWordFormat)
    return format is not None and not (needs_program and legacy_word.program() is None)


def _suffix(path: Path) -> str:
    """Take the suffix that tells a file's format: of two, such as «.warc.gz», if both do."""
    double = "".join(path.suffixes[-2:]).lower()
    return double if double in _BY_SUFFIX else path.suffix.lower()


FORMATS: Final[tuple[Format, ...]] = (
    TextFormat(),
    MarkdownFormat(),
    WebFormat(),
    PdfFormat(),
    ImageFormat(),
    NewspaperFormat(),
    WordFormat(),
    JsonLinesFormat(),
    OdtFormat(),
    RtfFormat(),
    SlidesFormat(),
    EpubFormat(),
    CsvFormat(),
    WorkbookFormat(),
    SubtitlesFormat(),
    legacy_word.LegacyWordFormat(),
    MailFormat(),
    MailboxFormat(),
    WarcFormat(),
    ZipFormat(is_supported),
)
_BY_SUFFIX: Final = {suffix: format for format in FORMATS for suffix in format.suffixes}
_WITH_COLUMNS: Final = frozenset((".jsonl", ".csv", ".tsv", ".xlsx", ".xlsm", ".zip"))
SUFFIXES: Final = frozenset(_BY_SUFFIX)
"""The suffixes of all files that are read, in lower case."""

# How files that people have, and that are not read, become some that are.
_CONVERSIONS: Final = {
    ".doc": f"Instale LibreOffice ({legacy_word.INSTALL}), o guárdelo como .docx.",
    ".msg": "Guárdelo en su programa de correo como .eml.",
    ".pst": "Guarde el buzón en su programa de correo como .mbox.",
    ".ppt": "Ábralo en PowerPoint o LibreOffice y guárdelo como .pptx.",
    ".xls": "Ábralo en Excel o LibreOffice y guárdelo como .xlsx.",
    ".ods": "Ábralo en LibreOffice y guárdelo como .xlsx o .csv.",
    ".gif": "Ábralo en un programa de imágenes y guárdelo como .png.",
    ".webp": "Ábralo en un programa de imágenes y guárdelo como .png.",
    ".bmp": "Ábralo en un programa de imágenes y guárdelo como .png.",
    ".heic": "Ábralo en un programa de imágenes y guárdelo como .jpg.",
    ".jp2": "Ábralo en un programa de imágenes y guárdelo como .png.",
    ".json": "Guarde un artículo por línea en un archivo .jsonl.",
    ".rar": "Descomprímalo y añada la carpeta, o comprímalo como .zip.",
    ".7z": "Descomprímalo y añada la carpeta, o comprímalo como .zip.",
}


def takes_columns(path: Path) -> bool:
    """Whether what is read of such a file may depend on :attr:`ReadOptions.columns`."""
    return _suffix(path) in _WITH_COLUMNS


def format_of(path: Path) -> Format:
    """Look up the format of a file by its suffix.

    :raises LoadError: files of its kind are not read.
    """
    suffix = _suffix(path)
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    known = ", ".join(sorted(SUFFIXES))
    raise load_error(path, _kind(path), f"Se admiten {known}. {_remedy(path)}")


def unread(path: Path) -> str:
    """Say how files of a kind that is not read become some that are; ``""`` when nobody knows."""
    suffix = _suffix(path)
    return f"{suffix}: {_CONVERSIONS[suffix]}" if suffix in _CONVERSIONS else ""


def _kind(path: Path) -> str:
    if not path.suffix:
        return "no tiene extensión"
    return f"los archivos «{printable(path.suffix)}» no se admiten"


def _remedy(path: Path) -> str:
    return _CONVERSIONS.get(_suffix(path), "Conviértalo a texto.")
