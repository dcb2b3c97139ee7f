"""Writes the article that was found in a web page as text: rows with their heads, sentences whole.

trafilatura tells what of a page is its article and gives it as a small tree; its own text has the
rows of tables without their heads, and a newline wherever the page has a ``<br>``.
"""

from __future__ import annotations

from typing import Any, Final

from rag.documents.formats.markup import Spreading, span
from rag.documents.mending.breaks import joined_by
from rag.documents.mending.tables import LONGEST_CELL, table_text

# A table of pages made by hand has some thousand rows; spreading more cells is a bomb's work.
_MAX_CELLS: Final = 50_000


def spread_cells(page: Any) -> None:
    """Write a cell over several rows or columns of a table into each of them, in a parsed page.

    Tables with others inside, which lay out a page, are left.
    """
    left = _MAX_CELLS
    for table in page.iter("table"):
        if next(table.iterdescendants("table"), None) is not None:
            continue
        spreading = Spreading[Any](_again)
        for row in table.iter("tr"):
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            spans = [(cell, span(cell, "colspan"), span(cell, "rowspan")) for cell in cells]
            left -= sum(wide * high - 1 for _, wide, high in spans)
            if left < 0:
                return
            for cell in cells:
                for name in ("colspan", "rowspan"):
                    cell.attrib.pop(name, None)
            spread = spreading.row(spans)
            for cell in cells:
                row.remove(cell)
            row.extend(spread)


def _again(cell: Any) -> Any:
    """Make a cell with the same text."""
    copy = cell.makeelement(cell.tag)
    copy.text = " ".join("".join(cell.itertext()).split())
    return copy


def _text(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _table_lines(table: Any) -> list[str] | None:
    """Give the lines of a table of data, ``None`` of one that lays out the page."""
    rows = [[_text(cell) for cell in row if cell.tag == "cell"] for row in table.iter("row")]
    marks = [[cell.get("role") == "head" for cell in row] for row in table.iter("row")]
    lines: list[str] = []
    while rows and sum(map(bool, rows[0])) == 1 and len(rows[0]) > 1 and marks[0][0]:
        lines.append(next(filter(None, rows.pop(0))))  # a caption
        marks.pop(0)
    if max((len(cell) for row in rows for cell in row), default=0) > LONGEST_CELL:
        return None
    if not rows:
        return lines
    whole = all(mark for mark, cell in zip(marks[0], rows[0], strict=True) if cell)
    labels = not whole and marks[0][0] and len(rows[0]) > 1
    heads = 1 if whole and any(rows[0]) and marks[0][0] else None
    if (
        heads
        and len(rows) > 2
        and any(a == b != "" for a, b in zip(rows[0], rows[0][1:], strict=False))
    ):
        heads = 2
    text = table_text(rows, heads, labels=labels)
    return lines + text.split("\n") if text else lines


def _before(element: Any) -> str:
    """Give the text of the same block before an element."""
    previous = element.getprevious()
    if previous is None:
        return str(element.getparent().text or "")
    return previous.tail or ("" if previous.tag == "lb" else "".join(previous.itertext()))


def article_text(body: Any) -> str:
    """Write the article as text, a line a paragraph.

    :param body: what trafilatura gives as ``body``; its tables and breaks are replaced in it.
    """
    from trafilatura.xml import xmltotxt

    for table in list(body.iter("table")):
        parent: Any = table.getparent()
        lines = (
            None
            if parent is None or next(table.iterdescendants("table"), None) is not None
            else (_table_lines(table))
        )
        if parent is None or lines is None:
            continue
        at = parent.index(table)
        for i, line in enumerate(lines):
            paragraph: Any = table.makeelement("p")
            paragraph.text = line
            parent.insert(at + i, paragraph)
            paragraph.tail = table.tail if i + 1 == len(lines) else None
        if lines:
            table.tail = None
            parent.remove(table)
    for mark in list(body.iter("lb")):
        around: Any = mark.getparent()
        if around is not None and joined_by(_before(mark), mark.tail or "") == " ":
            _joined(mark, around)
    text: str = xmltotxt(body, False)
    return text


def _joined(mark: Any, parent: Any) -> None:
    """Put a space in the place of a break."""
    tail = f" {(mark.tail or '').lstrip()}"
    previous = mark.getprevious()
    if previous is None:
        parent.text = (parent.text or "").rstrip() + tail
    else:
        previous.tail = (previous.tail or "").rstrip() + tail
    mark.tail = None
    parent.remove(mark)
