"""Reads what a document's properties say, but for what programs write there by themselves."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Final

from rag.documents.mending.decoding import clean

_NO_TITLE: Final = frozenset(
    "word document|documento|document|untitled|sin título|título|presentación de powerpoint|"
    "powerpoint presentation|presentación|presentation|diapositiva 1|slide 1|libro1|unknown".split(
        "|"
    )
)
_NO_AUTHOR: Final = frozenset(
    "python-docx|python-pptx|user|usuario|admin|administrador|administrator|microsoft|windows|"
    "propietario|owner|unknown|desconocido|steve canny|calibre|pc".split("|")
)
_PROGRAM: Final = re.compile(r"microsoft (?:word|powerpoint) -|.+\.(?:docx?|odt|rtf|pptx?|epub)\Z")


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
