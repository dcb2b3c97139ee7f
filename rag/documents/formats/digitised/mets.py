"""Reads METS, the table of contents of a digitised newspaper: its pages, articles and date.

METS (https://www.loc.gov/standards/mets/) names the ALTO file of each page and, where a library
has marked the articles, which blocks make each; MODS in it says which paper it is, and of when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
_PICTURES: Final = (".jpg", ".jpeg", ".png", ".tif", ".tiff")
"""Suffixes, that of the most compact first."""
_SMALL: Final = re.compile(r"thumb|miniatur|small|icon", re.IGNORECASE)
_ROOT: Final = re.compile(rb"<(?:\w+:)?mets[\s>]", re.IGNORECASE)
HEAD: Final = 4_000
"""Bytes in which a file's first element stands."""
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
    :param pictures: name of the picture of each page that has one, by the page's id.
    """

    title: str
    date: str | None
    pages: tuple[tuple[str, str], ...]
    articles: tuple[MetsArticle, ...]
    pictures: Mapping[str, str]


def is_one(data: bytes) -> bool:
    """Whether a file, or its beginning, looks like METS."""
    return _ROOT.search(data[:HEAD]) is not None


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
    return Issue(title, date, pages, tuple(_articles(root)), _pictures(root, files, pages))


def _pictures(
    root: Any, files: Mapping[str, str], pages: Sequence[tuple[str, str]]
) -> dict[str, str]:
    """Tell which picture is of which page: of those that stand in one physical division or group
    with its text, else of the same name, else the one at its place among as many."""
    small = {
        attribute(file, "ID")
        for group in root.iter("{*}fileGrp")
        if _SMALL.search(f"{attribute(group, 'USE')} {attribute(group, 'ID')}")
        for file in group.iter("{*}file")
    }
    shown = {
        id: name
        for id, name in files.items()
        if name.lower().endswith(_PICTURES) and id not in small and not _SMALL.search(name)
    }
    together: dict[str, list[str]] = {}
    for whole in root.iter("{*}structMap"):
        for division in whole.iter("{*}div"):
            ids = [attribute(p, "FILEID") for p in division.iter("{*}fptr", "{*}area")]
            texts = [id for id in dict.fromkeys(ids) if id in dict(pages)]
            if len(texts) == 1:
                together.setdefault(texts[0], [id for id in ids if id in shown])
    groups: dict[str, list[str]] = {}
    for file in root.iter("{*}file"):
        groups.setdefault(attribute(file, "GROUPID"), []).append(attribute(file, "ID"))
    grouped = {id: own for name, own in groups.items() if name for id in own}
    found: dict[str, str] = {}
    for at, (id, name) in enumerate(pages):
        ids = together.get(id) or [other for other in grouped.get(id, ()) if other in shown]
        names = [shown[other] for other in ids]
        stem = PurePosixPath(name).stem
        names = names or [other for other in shown.values() if PurePosixPath(other).stem == stem]
        if not names and len(shown) == len(pages):
            names = [list(shown.values())[at]]
        if names:
            found[id] = min(
                names, key=lambda one: _PICTURES.index(PurePosixPath(one.lower()).suffix)
            )
    return found


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
