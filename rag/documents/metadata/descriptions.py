"""Reads what a web page tells search engines of its article (JSON-LD): days, publisher, its text.

Some pages are filled by a program when they are opened and yet carry their whole article there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from rag.documents.mending.markup import plain

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLES: Final = re.compile(r"(?:Article|BlogPosting|Report|Review|WebPage|Recipe)\Z")
_LINES: Final = re.compile(r"\s*\n\s*")
_MIN_WORDS: Final = 20
"""Words of an article's text; fewer are what it is about."""


@dataclass(frozen=True, slots=True)
class Description:
    """What a page tells search engines of its article.

    :param dates: as written, those of the article before those of the page.
    :param publisher: the outlet's name, ``""`` where it is not told.
    :param body: the article's text, a blank line between paragraphs; ``""`` without.
    """

    dates: tuple[str, ...] = ()
    publisher: str = ""
    body: str = ""


def read_description(tree: HtmlElement) -> Description:
    """Read the first article that a page describes."""
    dates: list[str] = []
    of_page: list[str] = []
    publisher = body = ""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        text = script.text or ""
        try:
            things = list(_things(json.loads(text, strict=False)))
        except (ValueError, RecursionError):
            written = set(re.findall(r'"datePublished"\s*:\s*"([^"\n]{4,40})"', text))
            dates += written if len(written) == 1 else []
            continue
        for thing in things:
            types = thing.get("@type")
            named = types if isinstance(types, list) else [types]
            if not any(_ARTICLES.search(str(name)) for name in named):
                continue
            published = thing.get("datePublished") or thing.get("dateCreated")
            if isinstance(published, str):
                (of_page if named == ["WebPage"] else dates).append(published)
            outlet = thing.get("publisher")
            name = outlet.get("name") if isinstance(outlet, dict) else None
            publisher = publisher or (" ".join(name.split()) if isinstance(name, str) else "")
            body = body or _body(thing.get("articleBody"))
    return Description((*dates, *of_page), publisher, body)


def _body(value: Any) -> str:
    """Write an article's text with its paragraphs apart; ``""`` for what is none."""
    text = plain(value) if isinstance(value, str) else ""
    return _LINES.sub("\n\n", text).strip() if len(text.split()) >= _MIN_WORDS else ""


def _things(value: Any) -> Iterator[dict[str, Any]]:
    """Yield what a description says first of all, not what lists in it mention."""
    for thing in value if isinstance(value, list) else [value]:
        if isinstance(thing, dict):
            yield thing
            for inside in ("@graph", "mainEntity"):
                if inside in thing:
                    yield from _things(thing[inside])
