"""Reads METS, the table of contents of a digitised newspaper: its pages, articles and date.

METS (https://www.loc.gov/standards/mets/) names the ALTO file of each page and, where a library
has marked the articles, which blocks make each; MODS in it says which paper it is, and of when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import unquote

from rag.documents.formats.digitised.xml import attribute, name_of
from rag.documents.mending.decoding import clean
from rag.documents.metadata.dates import parse_date

MAX_PARTS: Final = 2_000
"""Pages of an issue, or of the year of a small weekly bound together."""

_HREF: Final = re.compile(rb"""href\s*=\s*["']([^"']{1,1000}\.xml)["']""", re.IGNORECASE)
_PICTURE: Final = re.compile(
    rb"""href\s*=\s*["']([^"']{1,1000}\.(?:png|jpe?g|tiff?))["']""", re.IGNORECASE
)
_ROOT: Final = re.compile(rb"<(?:\w+:)?mets[\s>]", re.IGNORECASE)
_HEAD: Final = 4_000
# What is an article among the divisions of the logical map.
_ARTICLES: Final = frozenset(
    "article articulo artículo newsitem news noticia editorial letter letters obituary column "
    "advertisement advert anuncio notice feature story".split()
)


@dataclass(frozen=True, slots=True)
class MetsArticle:
    """An article as the library marked it.

    :param blocks: (id of the file, id of the block) of its blocks in their order.
    """

    title: str
    blocks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue of a newspaper.

    :param pages: id and name of the file of each page, in the order of the pages.
    """

    title: str
    date: str | None
    pages: tuple[tuple[str, str], ...]
    articles: tuple[MetsArticle, ...]


def is_one(data: bytes) -> bool:
    """Whether a file, or its beginning, looks like METS."""
    return _ROOT.search(data[:_HEAD]) is not None


def parts(data: bytes) -> list[str]:
    """Name the files that a METS file stands with: relative paths of XML files, of its own folder
    and below; ``[]`` of any other file.

    Nothing is parsed: whoever asks is not in the process that may be stopped.
    """
    return _references(data, _HREF)


def pictures(data: bytes) -> list[str]:
    """Name the pictures of the pages, in the same way: their text is that of the other files."""
    return _references(data, _PICTURE)


def _references(data: bytes, pattern: re.Pattern[bytes]) -> list[str]:
    if not is_one(data):
        return []
    found: dict[str, None] = {}
    for match in pattern.finditer(data):
        if name := _relative(match[1].decode("utf-8", "replace")):
            found[name] = None
        if len(found) == MAX_PARTS:
            break
    return list(found)


def _relative(reference: str) -> str:
    """Give the path in a reference, if it leads nowhere but down from where it stands."""
    text = unquote(reference.strip()).replace("\\", "/")
    text = re.sub(r"\Afile:/*(?=\.)|\Afile:(?!/)", "", text)
    if ":" in text or text.startswith("/") or "\0" in text:
        return ""
    pieces = [piece for piece in text.split("/") if piece not in ("", ".")]
    return "" if ".." in pieces or not pieces else str(PurePosixPath(*pieces))


def read_issue(root: Any) -> Issue:
    """Read a METS file.

    :param root: its root element.
    """
    files = {
        attribute(element, "ID"): _relative(attribute(where, "href"))
        for element in root.iter("{*}file")
        for where in element
        if name_of(where) == "FLocat"
    }
    texts = {id: name for id, name in files.items() if name.lower().endswith(".xml")}
    ordered = dict.fromkeys(id for id in _in_physical_order(root) if id in texts)
    ordered |= dict.fromkeys(texts)
    title, date = _paper(root)
    pages = tuple((id, texts[id]) for id in list(ordered)[:MAX_PARTS])
    return Issue(title, date, pages, tuple(_articles(root)))


def _in_physical_order(root: Any) -> Iterator[str]:
    for whole in root.iter("{*}structMap"):
        if attribute(whole, "TYPE").casefold() == "physical":
            yield from (
                attribute(pointer, "FILEID") for pointer in whole.iter("{*}fptr", "{*}area")
            )


def _paper(root: Any) -> tuple[str, str | None]:
    """Read which paper it is and the day that it is of: the first of each that MODS or the labels
    give."""
    titles = [
        _text(title)
        for info in root.iter("{*}titleInfo")
        for title in info
        if name_of(title) == "title"
    ]
    dates = [_text(day) for day in root.iter("{*}dateIssued", "{*}dateCreated")]
    days = [day for day in map(parse_date, [*dates, attribute(root, "LABEL")]) if day]
    label = re.split(r"\s*[,(]", attribute(root, "LABEL"), maxsplit=1)[0]
    return next(filter(None, [*titles, _tidy(label)]), ""), next(iter(days), None)


def _articles(root: Any) -> Iterator[MetsArticle]:
    named = _titles_of_descriptions(root)
    for whole in root.iter("{*}structMap"):
        if attribute(whole, "TYPE").casefold() == "logical":
            yield from _below(whole, named)


def _below(element: Any, named: dict[str, str]) -> Iterator[MetsArticle]:
    for division in element:
        if name_of(division) != "div":
            continue
        if attribute(division, "TYPE").casefold() not in _ARTICLES:
            yield from _below(division, named)
            continue
        blocks = [
            (attribute(area, "FILEID"), attribute(area, "BEGIN"))
            for area in division.iter("{*}area")
            if attribute(area, "BEGIN")
        ]
        described = [named.get(id, "") for id in attribute(division, "DMDID").split()]
        title = _tidy(attribute(division, "LABEL")) or next(filter(None, described), "")
        yield MetsArticle(title, tuple(dict.fromkeys(blocks)))


def _titles_of_descriptions(root: Any) -> dict[str, str]:
    found = {}
    for section in root.iter("{*}dmdSec"):
        title = next((_text(title) for title in section.iter("{*}title")), "")
        found[attribute(section, "ID")] = title
    return found


def _text(element: Any) -> str:
    return _tidy("".join(element.itertext()))


def _tidy(text: str) -> str:
    return " ".join(clean(text).split())
