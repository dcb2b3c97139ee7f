"""Other people's text as HTML in which it stays text.

Titles, sources, passages, quotations, file names and questions are escaped here and
nowhere else, and none is ever read as Markdown. Gradio's templates give a meaning to
``${…}``, ``{{…}}`` and ``@children``, so their first characters are written as entities too.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final

from index.text.english import MONTHS
from rag.answers.wording import day
from rag.chat.wording.words import Words

_TEMPLATE: Final = str.maketrans({"{": "&#123;", "}": "&#125;", "$": "&#36;", "@": "&#64;"})
_WEB: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_MONTHS: Final = tuple(month.name.capitalize() for month in MONTHS)


def text(said: object) -> str:
    """The text for an element or a quoted attribute."""
    return escape(str(said)).translate(_TEMPLATE)


def source(name: str) -> str:
    """A source; a link only when it is a web address, so never ``javascript:``."""
    shown = text(name)
    if _WEB.fullmatch(name) is None:
        return shown
    return f'<a href="{shown}" target="_blank" rel="noopener noreferrer">{shown}</a>'


def date(day_: str | None, words: Words) -> str:
    """An ISO day in the page's language; ``""`` when unknown."""
    if not day_:
        return ""
    if words.language == "es":
        return day(day_)
    year, month, number = day_.split("-")
    return f"{int(number)} {_MONTHS[int(month) - 1]} {int(year)}"


def facts(*parts: str) -> str:
    """Facts already escaped, set apart by dots; empty ones are left out."""
    return " · ".join(filter(None, parts))


def open_button(label: str, about: str, **data: object) -> str:
    """A button that opens an article.

    :param about: what screen readers hear after the label.
    :param data: which article, as ``data-`` attributes.
    """
    named = "".join(f' data-{name}="{text(value)}"' for name, value in data.items())
    return (
        f'<button type="button" class="open"{named} aria-label="{text(f"{label}: {about}")}">'
        f"{text(label)}</button>"
    )
