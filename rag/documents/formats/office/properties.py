"""Reads what a document's properties say, but for what programs write there by themselves."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from rag.documents.mending.decoding import clean
from rag.documents.metadata.datelines import date_of_text
from rag.documents.metadata.file_names import date_of_name
from rag.documents.types import Article

_NO_TITLE: Final = frozenset(
    "word document|documento|document|untitled|sin título|título|presentación de powerpoint|"
    "powerpoint presentation|presentación|presentation|diapositiva 1|slide 1|libro1|unknown|"
    "unknown title".split("|")
)
_NO_AUTHOR: Final = frozenset(
    "python-docx|python-pptx|user|usuario|admin|administrador|administrator|microsoft|windows|"
    "propietario|owner|unknown|desconocido|steve canny|calibre|pc|unknown author".split("|")
)
_PROGRAM: Final = re.compile(r"microsoft (?:word|powerpoint) -|.+\.(?:docx?|odt|rtf|pptx?|epub)\Z")


def core_of(document: Any) -> Any:
    """Give the core properties of a document of python-docx or python-pptx.

    LibreOffice names the relation that leads to them otherwise than Word; the libraries then
    make up properties of their own.
    """
    package = document.part.package
    for relation in (package.rels if hasattr(package, "rels") else package._rels).values():
        if relation.reltype.endswith("/metadata/core-properties") and not relation.is_external:
            part = relation.target_part
            return part.core_properties if hasattr(part, "core_properties") else part
    return document.core_properties


def dated(article: Article, path: Path, made: str | None) -> Article:
    """Give an article its day: what its text says, its file's name, or when the file was made."""
    day = date_of_text(article.text, article.title) or date_of_name(path) or made
    return replace(article, date=day)


def line(value: object) -> str:
    """Put a property on one line."""
    return " ".join(clean(str(value or "")).split())


def title_of(value: object, path: Path) -> str:
    """Give a title, unless a program wrote it."""
    text = line(value)
    low = text.casefold()
    automatic = low in _NO_TITLE or _PROGRAM.match(low) or low in (path.name.casefold(), "")
    return "" if automatic or not any(c.isalpha() for c in text) else text


def author_of(value: object) -> str:
    """Give an author, unless a program wrote it."""
    text = line(value)
    return "" if text.casefold() in _NO_AUTHOR or not any(c.isalpha() for c in text) else text


def day_of(value: object) -> str | None:
    """Give the day of a time; programs without a clock write that of their epoch."""
    if isinstance(value, datetime):
        value = value.date()
    if not isinstance(value, date) or value.year < 1985:
        return None
    return value.isoformat()
