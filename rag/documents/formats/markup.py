"""Walks what is written in HTML or XHTML outside the web: chapters of books, bodies of mail.

There is no clutter to be told from an article, as on a web page; all that a reader sees is text,
block by block, and tables are rows with their heads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from rag.documents.mending.decoding import clean
from rag.documents.mending.tables import LONGEST_CELL, table_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

C = TypeVar("C")

_BLOCKS: Final = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary "
    "table tbody td tfoot th thead tr ul".split()
)
_UNSEEN: Final = frozenset(
    "audio button canvas head iframe input math noscript object option rp rt script select style "
    "svg template textarea title video".split()
)
_HEADINGS: Final = ("h1", "h2", "h3")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_INVISIBLE: Final = str.maketrans("", "", "\u00ad\u200b\u200c\u2060\ufeff")
MAX_DEPTH: Final = 200
"""Elements inside elements; mail has some forty tables in tables, books five."""
MAX_SPAN: Final = 100
"""Columns or rows that one cell may span."""
MAX_CELLS: Final = 200_000
"""Cells of a table, repeated ones counted; above it is no table that anybody reads."""


def parse(page: str) -> HtmlElement | None:
    """Parse a page, however broken; nothing outside it is read. ``None`` when it is empty.

    :raises RecursionError: it is nested deeper than any reader's page.
    """
    from lxml import etree, html

    page = re.sub(r"\A\s*<\?xml[^>]*\?>", "", clean(page))
    if not page.strip():
        return None
    # lxml itself stops at 256 levels without huge_tree, and neither loads nor expands entities.
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    root: HtmlElement | None = etree.fromstring(page, parser)
    return root


def heading_of(root: HtmlElement) -> str:
    """Give the first heading of a page, or nothing."""
    for element in root.iter(*_HEADINGS):
        if line := _line(_flow(element)):
            return line
    return ""


def text_of(root: HtmlElement) -> str:
    """Give all that a reader sees, with a blank line between blocks and none inside lists."""
    parts: list[str] = []
    before = ""
    for kind, block in _blocks(root, 0):
        if parts:
            parts.append("\n" if kind == before == "item" else "\n\n")
        parts.append(block)
        before = kind
    return "".join(parts)


def _blocks(element: Any, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the blocks under an element with their kind: ``item`` or ``block``."""
    if depth > MAX_DEPTH:
        raise RecursionError
    run: list[str] = [element.text or ""]
    kind = "item" if element.tag == "li" else "block"
    mark = "- " if kind == "item" else ""
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in _UNSEEN or _HIDDEN.search(child.get("style") or ""):
            run.append(child.tail or "")
            continue
        if tag not in _BLOCKS and not _holds_blocks(child):
            run += [_flow(child), child.tail or ""]
            continue
        for text in _paragraphs(run):
            yield kind, mark + text
            mark = ""
        if tag == "table" and (rows := _data(child)) is not None:
            if table := table_text(*rows):
                yield "block", table
        else:
            for inner_kind, text in _blocks(child, depth + 1):
                within = kind if inner_kind == "block" else inner_kind
                yield within, mark + text if inner_kind == "block" else text
                mark = ""
        run = [child.tail or ""]
    for text in _paragraphs(run):
        yield kind, mark + text
        mark = ""


def _holds_blocks(element: Any) -> bool:
    return any(inner.tag in _BLOCKS for inner in element.iterdescendants() if inner.tag != "br")


def _flow(element: Any) -> str:
    """Join the text inside an element that holds no blocks; a ``<br>`` is marked by a newline."""
    if element.tag == "br":
        return "\x1f"
    if element.tag in _UNSEEN or not isinstance(element.tag, str):
        return ""
    parts = [element.text or ""]
    for inner in element:
        parts += [_flow(inner), inner.tail or ""]
    return "".join(parts)


def _paragraphs(run: list[str]) -> Iterator[str]:
    """Part a run of text where two breaks follow one another; one breaks no sentence."""
    for part in re.split(r"\x1f\s*\x1f[\x1f\s]*", "".join(run)):
        if line := _line(part):
            yield line


def _line(text: str) -> str:
    return " ".join(text.replace("\x1f", " ").translate(_INVISIBLE).split())


def _data(table: Any) -> tuple[list[list[str]], int | None] | None:
    """Give the rows of a table and how many are heads; ``None`` of one that lays out a page."""
    if next(table.iterdescendants("table"), None) is not None:
        return None
    rows: list[list[str]] = []
    heads = count = 0
    spreading = Spreading[str](str)
    for row in table.iter("tr"):
        own = [cell for cell in row if cell.tag in ("td", "th")]
        texts = [" ".join(text for _, text in _blocks(cell, 0)) for cell in own]
        if max(map(len, texts), default=0) > LONGEST_CELL:
            return None
        cells = spreading.row(
            (text, span(cell, "colspan"), span(cell, "rowspan"))
            for text, cell in zip(texts, own, strict=True)
        )
        count += len(cells)
        if count > MAX_CELLS:
            return None
        rows.append(cells)
        if own and heads == len(rows) - 1 and all(cell.tag == "th" for cell in own):
            heads += 1
    if max(map(len, rows), default=0) < 2 or len(rows) < 2:
        return None
    return rows, heads or None


class Spreading(Generic[C]):
    """Puts what stands in a cell over several rows or columns into each of them, row by row.

    :param again: makes another cell with the same text.
    """

    def __init__(self, again: Callable[[C], C]) -> None:
        self._again = again
        self._hanging: dict[int, tuple[int, C]] = {}  # column → rows still to come, cell

    def row(self, cells: Iterable[tuple[C, int, int]]) -> list[C]:
        """Give the cells of the next row, one a column.

        :param cells: its own, with how many columns and rows each spans.
        """
        spread: list[C] = []
        for cell, wide, high in cells:
            self._hang(spread)
            for i in range(wide):
                if high > 1:
                    self._hanging[len(spread)] = (high - 1, cell)
                spread.append(self._again(cell) if i else cell)
        self._hang(spread)
        return spread

    def _hang(self, spread: list[C]) -> None:
        """Put what hangs down from rows above into the places that follow."""
        while len(spread) in self._hanging:
            column = len(spread)
            left, cell = self._hanging.pop(column)
            spread.append(self._again(cell))
            if left > 1:
                self._hanging[column] = (left - 1, cell)


def span(cell: Any, name: str) -> int:
    """Tell how many columns or rows a cell spans, from 1.

    :param name: of the attribute: ``colspan`` or ``rowspan``.
    """
    value = (cell.get(name) or "1").strip()
    return min(max(int(value), 1), MAX_SPAN) if value.isascii() and value.isdigit() else 1
