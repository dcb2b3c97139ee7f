"""Reads feeds and sitemaps: the addresses that they list, and the day they give each.

By their marks alone, in one pass: many are no well-formed XML, and no entity of theirs is expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from rag.documents.mending.markup import decode_entities
from rag.documents.metadata.dates import parse_date, plausible

Kind = Literal["feed", "sitemap", "index"]

_HEAD: Final = 4_000
"""Characters in which a list's first element stands."""
_KINDS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    ("index", re.compile(r"<(?:\w+:)?sitemapindex\b", re.IGNORECASE)),
    ("sitemap", re.compile(r"<(?:\w+:)?urlset\b", re.IGNORECASE)),
    ("feed", re.compile(r"<(?:rss|(?:\w+:)?feed|rdf:rdf)\b", re.IGNORECASE)),
)
_ENTRY: Final = re.compile(
    r"<(?:\w+:)?(?:item|entry|url|sitemap)(?:\s[^<>]{0,500})?>", re.IGNORECASE
)
_LOC: Final = re.compile(
    r"<(?:\w+:)?loc>(?:\s|<!\[CDATA\[){0,20}([^<>\]\s]{1,2000})", re.IGNORECASE
)
_LINK: Final = re.compile(r"<link>(?:\s|<!\[CDATA\[){0,20}([^<>\]\s]{1,2000})", re.IGNORECASE)
_ATOM: Final = re.compile(r"<(?:\w+:)?link\b([^<>]{0,3000})>", re.IGNORECASE)
_HREF: Final = re.compile(r"\bhref\s*=\s*[\"']([^\"']{1,2000})", re.IGNORECASE)
_REL: Final = re.compile(r"\brel\s*=\s*[\"']([^\"']{1,50})", re.IGNORECASE)
_GUID: Final = re.compile(
    r"<guid\b[^<>]{0,200}>(?:\s|<!\[CDATA\[){0,20}(https?://[^<>\]\s]{1,2000})", re.IGNORECASE
)
_DATE: Final = re.compile(
    r"<(?:pubDate|(?:\w+:)?published|dc:date|(?:\w+:)?publication_date)>"
    r"(?:\s|<!\[CDATA\[){0,20}([^<>\]]{6,80})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something listed.

    :param address: as it is written there.
    :param date: ISO day of publication, ``None`` when none is given.
    """

    address: str
    date: str | None = None


def kind_of(text: str) -> Kind | None:
    """Tell whether a text is a feed, a sitemap or a list of sitemaps; ``None`` when it is none."""
    head = text[:_HEAD]
    if re.search(r"<html\b", head, re.IGNORECASE):
        return None
    return next((kind for kind, pattern in _KINDS if pattern.search(head)), None)


def entries(text: str) -> Iterator[Entry]:
    """Yield what a feed or sitemap lists, each address once, in its order."""
    seen: set[str] = set()
    for part in _ENTRY.split(text)[1:]:
        address = decode_entities(_address(part)).strip()
        if address and address not in seen:
            seen.add(address)
            written = _DATE.search(part)
            day = parse_date(written[1].strip()) if written else None
            yield Entry(address, day if plausible(day) else None)


def _address(part: str) -> str:
    for pattern in (_LOC, _LINK):
        if match := pattern.search(part):
            return match[1]
    for match in _ATOM.finditer(part):
        rel, href = _REL.search(match[1]), _HREF.search(match[1])
        if href and (rel is None or rel[1].lower() == "alternate"):
            return href[1]
    guid = _GUID.search(part)
    return guid[1] if guid else ""
