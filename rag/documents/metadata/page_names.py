"""Finds out what a web page calls the outlet that it is of, and what its headline is beside it.

Few pages declare their outlet; nearly all show it: in the logo that leads home, in the copyright at
the foot, in the browser's title bar. One of these alone may be something else (a link home says
«Inicio», a title ends with its section), so that a name counts where two of them have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from rag.documents.metadata.sites import (
    bare_name,
    is_paper,
    outlet_in,
    site_of,
    title_parts,
    without_site,
)

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SAVED_FROM: Final = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(\S{1,2000}?)\s*-->")
_HOME: Final = re.compile(
    r"(?:https?:)?(?://[^/?#\s]+)?/?(?:(?:index|default|home|portada|inicio)\.\w{2,5})?\Z", re.I
)
_LOGO: Final = re.compile(
    r"logo|site-?(?:name|title|brand)|masthead|cabecera|brand|banner|nombre-?(?:sitio|medio)", re.I
)
_COPYRIGHT: Final = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[\s,.|-]*([^\W\d_][^.|©\n]{1,60})"
    r"|([^\W\d_][^.|©\n]{1,60}?)[.,|\s–-]+todos los derechos reservados",
    re.I,
)
_APPLICATION: Final = (
    "application-name",
    "apple-mobile-web-app-title",
    "dc.publisher",
    "publisher",
)
_PARTED: Final = re.compile(r"\s+(?:\||-|–|—|::|·|•|»)\s+|\s*\|\s*|:\s+")
_MAX_WORDS: Final = 6
"""Words of an outlet's name; what is longer says what it is about."""
_MIN_HEADLINE_WORDS: Final = 3
_MAX_CHARS: Final = 80
_WHERE_SHOWN: Final = (
    "a",
    "img",
    "div",
    "header",
    "footer",
    "span",
    "strong",
    "h1",
    "h2",
    "p",
    "small",
)
_MAX_SHOWN: Final = 200
"""Links, logos and notices that are looked at."""


def saved_from(page: str) -> str:
    """Return the address that a browser wrote into a page when it saved it; ``""`` without."""
    found = _SAVED_FROM.search(page[:5_000])
    return found[1] if found else ""


def outlet_of(tree: HtmlElement, declared: str) -> str:
    """Return what a page calls its outlet, ``""`` when nothing says so.

    :param declared: what it declares as the name of its site or publisher, perhaps with a motto
        («El Faro | Noticias de Urdaz»), perhaps only «Inicio».
    """
    if name := _without_motto(declared, tree):
        return name
    bar = _bar(tree)
    parts = set(map(bare_name, title_parts(bar)))
    shown = list(_shown(tree))
    if len(parts) > 1 and (named := [one for one, _ in shown if bare_name(one) in parts]):
        return named[0]
    copied = {bare_name(one) for one, is_notice in shown if is_notice}
    both = (one for one, is_notice in shown if not is_notice and bare_name(one) in copied)
    applications = filter(is_paper, _metas(tree, _APPLICATION))
    return next(both, "") or next(applications, "") or outlet_in(bar)


def headline_of(tree: HtmlElement, outlet: str) -> str:
    """Return the only headline that a page shows beside its outlet's name; ``""`` where it shows
    none or several."""
    own = bare_name(outlet)
    found: list[str] = []
    for h1 in tree.iter("h1"):
        text = " ".join(h1.text_content().split())
        if text and bare_name(text) != own and not any(map(_leads_home, islice(h1.iter("a"), 1))):
            found.append(text)
    return found[0] if len(found) == 1 else ""


def titled(tree: HtmlElement, outlet: str) -> str:
    """Return the headline as the browser's title bar has it, or as a heading of the page writes it;
    ``""`` where the bar has nothing but the outlet."""
    bar = _bar(tree)
    parts = set(map(bare_name, title_parts(bar))) - {bare_name(outlet)}
    for heading in tree.iter("h1", "h2", "h3"):
        text = " ".join(heading.text_content().split())
        if len(text.split()) >= _MIN_HEADLINE_WORDS and bare_name(text) in parts:
            return text
    headline = without_site(bar, outlet)
    return "" if bare_name(headline) == bare_name(outlet) else headline


def _bar(tree: HtmlElement) -> str:
    title = tree.find(".//title")
    return " ".join((title.text_content() if title is not None else "").split())


def _metas(tree: HtmlElement, names: tuple[str, ...]) -> list[str]:
    found = {
        (meta.get("name") or meta.get("property") or "").strip().lower(): meta.get("content") or ""
        for meta in tree.iter("meta")
    }
    return [" ".join(found[name].split()) for name in names if found.get(name, "").strip()]


def _without_motto(declared: str, tree: HtmlElement) -> str:
    """The name in what is declared: the part that the title bar has too, else the first one."""
    if site_of(declared) or bare_name(declared) in _NO_NAMES:
        return ""
    parts = [part.strip() for part in _PARTED.split(declared) if part.strip()]
    if len(parts) < 2:
        return declared
    bar = {bare_name(part) for part in title_parts(_bar(tree))}
    named = [part for part in parts if bare_name(part) in bar]
    if named:
        return named[0]
    return parts[0] if len(parts[0].split()) <= _MAX_WORDS else declared


_NO_NAMES: Final = frozenset("inicio home portada blog web sitio noticias news principal".split())


def _shown(tree: HtmlElement) -> Iterator[tuple[str, bool]]:
    """Yield what may be the outlet's name in links home, logos and notices of copyright, and
    whether it is of such a notice."""
    looked = 0
    for element in tree.iter(*_WHERE_SHOWN):
        if looked >= _MAX_SHOWN:
            return
        found: list[str] = []
        copied = None
        if _leads_home(element) or _is_logo(element):
            alts = (img.get("alt") or "" for img in islice(element.iter("img"), 3))
            found = [_short_text(element), element.get("title") or "", *alts]
        elif copied := _COPYRIGHT.search(" ".join((element.text or "")[:300].split())):
            found = [(copied[1] or copied[2]).strip(" ,.-–—")]
        looked += bool(found)
        names = filter(_may_name, (" ".join(text.split()) for text in found))
        yield from ((name, copied is not None) for name in names)


def _short_text(element: HtmlElement) -> str:
    """Return an element's text, ``""`` of one that is too long for a name."""
    text = ""
    for piece in element.itertext():
        text += piece
        if len(text) > _MAX_CHARS:
            return ""
    return text


def _may_name(text: str) -> bool:
    return 0 < len(text.split()) <= _MAX_WORDS and bare_name(text) not in _NO_NAMES


def _leads_home(element: HtmlElement) -> bool:
    """Whether it is a link to the site's first page."""
    return element.tag == "a" and _HOME.match((element.get("href") or "-").strip()) is not None


def _is_logo(element: HtmlElement) -> bool:
    marks = " ".join(element.get(name) or "" for name in ("id", "class", "src"))
    return _LOGO.search(marks) is not None
