"""What of a web page's structure is lost when its article is taken out: headings, laid-out text.

Pages of the first decade of the web stand in tables without data, which would come out as one row;
and where a page has no block that is its article, only its paragraphs are taken, without the
headings between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from rag.documents.mending.tables import LONGEST_CELL

_PARTS: Final = frozenset("tbody thead tfoot tr td th".split())
_BLOCKS: Final = frozenset("p div h1 h2 h3 h4 h5 h6 ul ol blockquote center".split())
_HEADINGS: Final = frozenset("h2 h3 h4 h5 h6".split())
_TEXTS: Final = frozenset("p li div blockquote td dd dt pre section article".split())
_PASSED_OVER: Final = frozenset(
    "script style noscript template nav aside footer select button form svg iframe head".split()
)
_SAME: Final = 60
"""Letters and figures by which a block of the page is known again in its article."""
_LONGEST: Final = 200
"""Characters of a heading; a longer one is text that is set as such."""
_LEVELS: Final = 4
"""Headings above one another that may stand before a block, but for the last."""
_MAX_BLOCKS: Final = 5_000
"""Blocks of a page whose headings are looked for."""


def without_layout(tree: Any) -> None:
    """Make blocks of the tables that lay out a page: those with others inside, or with text in
    paragraphs that no table of data has in a cell."""
    for table in list(tree.iter("table")):
        if not _lays_out(table):
            continue
        parts = list(_own_parts(table))
        for element in (table, *parts):
            element.tag = "div"


def _own_parts(table: Any) -> Iterator[Any]:
    """Yield the rows and cells of a table, none of those inside it."""
    pending = [child for child in table if child.tag in _PARTS]
    while pending:
        part = pending.pop()
        yield part
        if part.tag not in ("td", "th"):
            pending += [child for child in part if child.tag in _PARTS]


def _lays_out(table: Any) -> bool:
    if next(table.iterdescendants("table"), None) is not None:
        return True
    for cell in table.iterdescendants("td", "th"):
        blocks = sum(child.tag in _BLOCKS for child in cell)
        if blocks > 1 and sum(map(len, cell.itertext())) > LONGEST_CELL:
            return True
    return False


def headings(tree: Any) -> list[tuple[str, str]]:
    """The headings inside a page's text, each with the beginning of the block that follows.

    :returns: in order, the heading and the first letters and figures of the block.
    """
    from lxml import etree

    found: list[tuple[str, str]] = []
    waiting: list[str] = []
    body = tree if tree.tag == "body" else tree.find(".//body")
    if body is None:
        return found
    blocks = 0
    walk = etree.iterwalk(body, events=("start",))
    for _, element in walk:
        tag = element.tag
        if tag in _PASSED_OVER:
            walk.skip_subtree()
        elif tag in _HEADINGS:
            line = " ".join(" ".join(element.itertext()).split())
            if line and len(line) <= _LONGEST:
                waiting = [*waiting[-_LEVELS:], line]
            walk.skip_subtree()
        elif waiting and tag in _TEXTS:
            blocks += 1
            if blocks > _MAX_BLOCKS:
                break
            if not (begin := _begin(_own_text(element))):
                continue  # its text is in blocks of its own
            found += [(line, begin) for line in waiting]
            waiting = []
    return found


def _own_text(element: Any) -> Iterator[str]:
    """Yield the pieces of text of a block up to where another one begins in it."""
    yield element.text or ""
    for child in element:
        if child.tag in _TEXTS or child.tag in _HEADINGS:
            return
        if isinstance(child.tag, str):
            yield from child.itertext()
        yield child.tail or ""


def _begin(pieces: Iterator[str]) -> str:
    begin = ""
    for piece in pieces:
        begin += re.sub(r"[\W_]+", "", piece)
        if len(begin) >= _SAME:
            break
    return begin[:_SAME].lower()


def with_headings(body: Any, found: list[tuple[str, str]], title: str) -> None:
    """Put the headings back before the blocks that they stood before, where they are missing.

    :param body: what trafilatura gives as ``body``; it is changed.
    :param found: what :func:`headings` returned for the page.
    :param title: the page's headline, which is no heading inside its text.
    """
    by_block: dict[str, list[str]] = {}
    for line, begin in found:
        if _plain(line) != _plain(title):
            by_block.setdefault(begin, []).append(line)
    if not by_block:
        return
    there = {_plain("".join(head.itertext())) for head in body.iter("head", "p")}
    for element in list(body.iter("p", "item", "quote")):
        begin = _begin(element.itertext())
        block: Any = element.getparent() if element.tag == "item" else element
        parent = block.getparent()
        if not begin or parent is None:
            continue
        for line in by_block.pop(begin, []):
            if _plain(line) in there:
                continue
            head = block.makeelement("head")
            head.text = line
            block.addprevious(head)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()
