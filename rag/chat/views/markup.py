"""Writes other people's text as HTML in which it stays text.

Titles, sources, passages, quotations, file names and questions are escaped here and
nowhere else, and none is ever read as Markdown. Gradio's templates give a meaning to
``${…}``, ``{{…}}`` and ``@children``, so their first characters are written as entities too.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import PureWindowsPath
from typing import Final

from index.text.english import MONTHS
from rag.answers.wording import day
from rag.chat.wording.words import Words
from rag.documents.formats.registry import SUFFIXES
from rag.documents.types import LOW_QUALITY

_TEMPLATE: Final = str.maketrans({"{": "&#123;", "}": "&#125;", "$": "&#36;", "@": "&#64;"})
_WEB: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_PATH: Final = re.compile(r"^(?:[/\\~]|\.{1,2}[/\\]|[A-Za-z]:[/\\])|[/\\][^/\\]+\.\w{1,8}$")
"""What begins like a path, or ends in a folder's file."""
_NUMBERED: Final = re.compile(r" \(\d+\)\Z")
"""Ends the name of the second file of a name: «nota.txt (2)»."""
_SPANISH_MARKS: Final = str.maketrans(".,", ",.")
_MONTHS: Final = tuple(month.name.capitalize() for month in MONTHS)


def text(value: object) -> str:
    """Escape a value for an element or a quoted attribute."""
    return escape(str(value)).translate(_TEMPLATE)


def outlet(name: str) -> str:
    """Return a source as visitors may know it: of a path on the server only the file's name."""
    if _WEB.match(name) or not _PATH.search(name):
        return name
    return PureWindowsPath(name).name or name


def source(name: str) -> str:
    """Write a source, as a link only when it is a web address, so never ``javascript:``."""
    escaped = text(outlet(name))
    if _WEB.fullmatch(name) is None:
        return named(name)
    return f'<a href="{escaped}" target="_blank" rel="noopener noreferrer">{escaped}</a>'


def named(name: str) -> str:
    """Write an outlet; the name of a file, which stands for one that nobody named, is marked."""
    shown = outlet(name)
    bare = _NUMBERED.sub("", shown)
    if _WEB.match(bare) or PureWindowsPath(bare).suffix.lower() not in SUFFIXES:
        return text(shown)
    return f'<span class="file">{text(shown)}</span>'


def date(iso_day: str | None, words: Words) -> str:
    """Write an ISO day in the page's language; ``""`` when unknown."""
    if not iso_day:
        return ""
    if words.language == "es":
        return day(iso_day)
    year, month, number = iso_day.split("-")
    return f"{int(number)} {_MONTHS[int(month) - 1]} {int(year)}"


def number(value: float, words: Words, digits: int | None = None) -> str:
    """Write a number of the page's own as its language does: «1.234,5» or «1,234.5».

    :param digits: after the decimal mark; as many as there are when ``None``.
    """
    written = f"{value:,.10g}" if digits is None else f"{value:,.{digits}f}"
    return written.translate(_SPANISH_MARKS) if words.language == "es" else written


def page(number: int | None, words: Words) -> str:
    """Write a page's number: «p. 12»; ``""`` without one."""
    return "" if number is None else f"{words.page} {number}"


def paragraph(number: int, words: Words) -> str:
    """Write which paragraph: «párrafo 4», or «titular» for the headline, which is number 0."""
    return f"{words.paragraph} {number}" if number else words.headline


def doubt(quality: float | None, words: Words) -> str:
    """Say that something stands on a scan that is badly legible; ``""`` elsewhere."""
    if quality is None or quality >= LOW_QUALITY:
        return ""
    return words.doubtful_scan.format(quality=round(100 * quality))


def details(*parts: str) -> str:
    """Join details that are escaped already with dots between them, without the empty ones."""
    return " · ".join(filter(None, parts))


def open_button(label: str, about: str, **data: object) -> str:
    """Write a button that opens an article.

    :param about: what screen readers hear after the label.
    :param data: which article, as ``data-`` attributes.
    """
    attributes = "".join(f' data-{name}="{text(value)}"' for name, value in data.items())
    return (
        f'<button type="button" class="open"{attributes} aria-label="{text(f"{label}: {about}")}">'
        f"{text(label)}</button>"
    )
