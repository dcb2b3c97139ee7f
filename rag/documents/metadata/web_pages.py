"""Reads what a web page says of its article: its day, and its headline as it shows it.

The day is taken from where pages declare it, then from between the headline and the text, where
readers see it, then from the page's own address. Addresses of pictures say when a picture came in,
and a date at the top of a page is that of the visit: neither is looked at. (htmldate looks at
pictures whatever it is told, and takes the first date of any sort for one.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from rag.documents.metadata.columns import names_a_publication
from rag.documents.metadata.datelines import date_of_lines
from rag.documents.metadata.dates import parse_date, plausible
from rag.documents.metadata.descriptions import Description
from rag.documents.metadata.page_names import headline_of, outlet_of, titled
from rag.documents.metadata.sites import bare_name

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# By what is said of publication first; «date» and «created» may be of the page.
_CLOCK: Final = re.compile(r"[\d:.]*\Z")
_DECLARED: Final = tuple(
    "article:published_time og:article:published_time og:published_time datepublished "
    "citation_publication_date publication_date publication-date publish_date publish-date "
    "publishdate published_date published-date publishtime pubdate dc.date.issued dcterms.issued "
    "dc.issued article.published article_date_original originalpublicationdate displaydate "
    "parsely-pub-date sailthru.date bt:pubdate cxenseparse:recs:publishtime dc.date dcterms.date "
    "citation_date dcterms.created dc.date.created fecha date datecreated created".split()
)
_EPOCH: Final = "1970-01-01"
"""What systems write that have no date."""

_IN_ADDRESS: Final = re.compile(
    r"[/_.-]((?:1[6-9]|20)\d\d)(?:([/_-])(\d{1,2})\2(\d{1,2})|(\d\d)(\d\d))(?=[/_.-]|\Z)"
)
_CHANGED: Final = re.compile(r"modif|updat|actualiz", re.IGNORECASE)
_BLOCKS: Final = frozenset(
    "address article aside blockquote body br dd div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td th tr ul".split()
)
_PASSED_OVER: Final = frozenset(
    "script style noscript template nav aside footer select button form figure svg iframe "
    "head".split()
)
_PUBLISHED: Final = frozenset(("published", "dt-published"))
_BLOGGERS: Final = "date-header"
"""How Blogger marks the day above the headlines of its entries."""
_MAX_LINES: Final = 3_000
_BEFORE: Final = 4
_AFTER: Final = 14
_PARAGRAPH_WORDS: Final = 25
"""Words of a first paragraph; subtitles are shorter, and what follows the paragraph is the text."""


@dataclass(slots=True)
class _Shown:
    """What stands in a page's body, line by line, and where its headline is.

    :param times: (line, ISO day) of each ``<time>`` that is not of a change.
    """

    lines: list[str] = field(default_factory=list)
    times: list[tuple[int, str]] = field(default_factory=list)
    headline: int | None = None
    begin: int | None = None


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of its article.

    :param date: ISO day, ``None`` when it says none that is possible.
    :param unread_date: what is declared as its date and was not understood.
    :param headline: what it shows as such, ``""`` without a single one.
    :param outlet: by its name, ``""`` where nothing of the page says it.
    :param visited: the line above the headline that is the day of the visit, ``""`` without.
    :param titled: its headline as the browser's title bar has it, where it shows it too.
    """

    date: str | None
    unread_date: str
    headline: str
    outlet: str = ""
    visited: str = ""
    titled: str = ""


def read_facts(
    tree: HtmlElement, described: Description, address: str = "", site: str = ""
) -> PageFacts:
    """Read what a page says of its article.

    :param described: what it tells search engines.
    :param address: its own, ``""`` when unknown.
    :param site: what it declares as the name of its site, ``""`` where it does not.
    """
    declared = [*_meta_dates(tree), *described.dates, *_marked_dates(tree)]
    outlet = outlet_of(tree, site or described.publisher)
    day = next(filter(None, map(_possible, declared)), None)
    visited = ""
    headline, bar = headline_of(tree, outlet), titled(tree, outlet)
    if day is None:
        day, visited = _shown_date(tree, headline or bar)
    if day is None:
        day = date_of_address(address)
    # A time without a day, which LibreOffice writes where it knows none, is no date.
    told = (value for value in declared if not _CLOCK.match(str(value).strip()))
    unread = "" if day else next(told, "")
    return PageFacts(day, unread, headline, outlet, visited, bar)


def _possible(value: str) -> str | None:
    day = parse_date(value)
    return day if plausible(day) and day != _EPOCH else None


def _meta_dates(tree: HtmlElement) -> list[str]:
    """The dates that ``<meta>`` declares, the surest first."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            name = (meta.get(attribute) or "").strip().lower()
            if name in _DECLARED and (content := (meta.get("content") or "").strip()):
                found.setdefault(name, content)
    known = [found[name] for name in _DECLARED if name in found]
    return known or _by_other_names(tree)


def _by_other_names(tree: HtmlElement) -> list[str]:
    """The day that ``<meta>`` declares under a name that is not known and yet says that it is a
    date of publication: ``fecha_publicacion``, ``data-publicacio``; none where they differ."""
    days = {
        day
        for meta in tree.iter("meta")
        if names_a_publication((meta.get("property") or meta.get("name") or "").strip())
        and (day := _possible((meta.get("content") or "").strip()))
    }
    return sorted(days) if len(days) == 1 else []


def _marked_dates(tree: HtmlElement) -> list[str]:
    """The dates that elements of the body are marked with as those of publication: by schema.org,
    else by the classes of microformats, where these say one day alone."""
    marked = [
        (element.get("content") or element.get("datetime") or element.text_content()).strip()
        for element in tree.iter("time", "span", "p", "div", "abbr")
        if (element.get("itemprop") or "").lower() == "datepublished"
        or (element.tag == "time" and element.get("pubdate") is not None)
    ]
    classed = {
        day
        for element in tree.iter("time", "abbr", "span")
        if not _PUBLISHED.isdisjoint((element.get("class") or "").split())
        and (day := _possible((element.get("datetime") or element.get("title") or "").strip()))
    }
    headed = {
        day
        for element in tree.iter("h2", "h3", "h4", "div")
        if (element.get("class") or "").strip() == _BLOGGERS
        and (day := _possible(" ".join(element.text_content().split())))
    }
    return [*marked, *(days.pop() for days in (classed, headed) if len(days) == 1)]


def date_of_address(address: str) -> str | None:
    """Return the ISO day in a page's own address, if there is one alone."""
    days = {
        "-".join(filter(None, (year, month or month2, day or day2)))
        for year, _, month, day, month2, day2 in _IN_ADDRESS.findall(address)
    }
    return _possible(days.pop()) if len(days) == 1 else None


def _shown_date(tree: HtmlElement, headline: str) -> tuple[str | None, str]:
    """The day that stands between the headline and the first paragraph, or at its head; and the
    line above the headline that is a day and nothing else, that of the visit.

    :param headline: as far as it is known; pages without a heading write it in some large letters.
    """
    shown = _shown(tree)
    own = bare_name(headline)
    lines = enumerate(map(bare_name, shown.lines))
    at = next((number for number, line in lines if line and line == own), shown.headline)
    return (None, "") if at is None else _date_below(shown, at)


def _date_below(shown: _Shown, at: int) -> tuple[str | None, str]:
    """The day of a page whose headline is that line, and the visit's above it."""
    inside = shown.begin is not None and shown.begin <= at
    begin = max(shown.begin or 0, at - _BEFORE) if inside else at
    end = _end_of_head(shown.lines, at)
    times = [day for line, day in shown.times if begin <= line < end]
    above = shown.lines[max(begin - _BEFORE, 0) : begin]
    visited = next((line for line in above if parse_date(line)), "")
    if times:
        return min(times), visited  # what was changed later has a time too
    headline = shown.lines[at] if at < len(shown.lines) else ""
    return date_of_lines(shown.lines[begin:end], headline), visited


def _end_of_head(lines: Sequence[str], headline: int) -> int:
    last = min(len(lines), headline + _AFTER)
    for i in range(headline + 1, last):
        if len(lines[i].split()) >= _PARAGRAPH_WORDS:
            return i + 1
    return last


def _shown(tree: HtmlElement) -> _Shown:
    """Walk through the body as it is read, without recursion."""
    from lxml import etree

    shown = _Shown()
    pieces: list[str] = []
    body = tree if tree.tag == "body" else tree.find(".//body")
    if body is None:
        return shown

    def end_line() -> None:
        line = " ".join("".join(pieces).split())
        pieces.clear()
        if line:
            shown.lines.append(line)

    articles: list[int] = []
    walk = etree.iterwalk(body, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if len(shown.lines) > _MAX_LINES:
            break
        tag = element.tag
        if event == "start":
            if tag in _PASSED_OVER:
                walk.skip_subtree()
                continue
            if tag in _BLOCKS:
                end_line()
            if tag == "article":
                articles.append(len(shown.lines))
            if tag == "h1" and shown.headline is None:
                shown.headline = len(shown.lines)
                shown.begin = articles[-1] if articles else None
            if tag == "time" and not _CHANGED.search(_around(element)):
                day = _possible(element.get("datetime") or element.text_content().strip())
                shown.times += [(len(shown.lines), day)] if day else []
            pieces.append(element.text or "")
            continue
        if event == "end" and tag in _BLOCKS:
            end_line()
            if tag == "article" and articles:
                articles.pop()
        pieces.append(element.tail or "")
    end_line()
    return shown


def _around(element: HtmlElement) -> str:
    """How an element is marked, with what stands right before it."""
    before, parent = element.getprevious(), element.getparent()
    words = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    marks = [element.get(name) or "" for name in ("class", "itemprop", "title")]
    return " ".join(
        [*marks, (parent.get("class") or "") if parent is not None else "", words[-40:]]
    )
