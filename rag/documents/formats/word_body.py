"""Reads the body of a Word document as a reader sees it: with its notes, boxes and tables.

Word keeps apart what belongs together: the text of a footnote lies in another part of the file, a
text box inside the paragraph it floats beside (twice, for old and new programs), and what was
moved under tracked changes stands in both places. Here each comes once, in reading order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Any, Final

from rag.documents.mending.breaks import joined_by
from rag.documents.mending.tables import LONGEST_CELL, table_text

if TYPE_CHECKING:
    from docx.document import Document

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH, _TABLE, _ROW, _CELL = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"
_TEXT, _BOX, _PROPERTIES = f"{_W}t", f"{_W}txbxContent", f"{_W}pPr"
# Blocks stand inside these as if they did not.
_AROUND: Final = frozenset(
    f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml")
)
# What is no longer there, and the newer of two descriptions of one thing said again.
_GONE: Final = frozenset((f"{_W}del", f"{_W}moveFrom", _FALLBACK, _PROPERTIES))
_SIGNS: Final = {
    f"{_W}tab": " ",
    f"{_W}ptab": " ",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}
_NOTES: Final = {f"{_W}footnoteReference": "footnotes", f"{_W}endnoteReference": "endnotes"}
_NOTE_NAMES: Final = {"footnotes": "Nota", "endnotes": "Nota final"}
# Tables of Word have at most 63 columns.
_MAX_SPAN: Final = 63


def _value(node: Any, name: str) -> str | None:
    """Give the ``w:val`` of a property of a row or cell, if it has it."""
    found = node.find(f"./{node.tag}Pr/{_W}{name}")
    return None if found is None else str(found.get(f"{_W}val", ""))


def _lines(text: str) -> str:
    """Write the lines of a paragraph that breaks part as one, where a sentence goes on."""
    lines = [line for raw in text.split("\n") if (line := " ".join(raw.split()))]
    glue = [joined_by(a, b) for a, b in pairwise(lines)]
    return "".join(line + end for line, end in zip_longest(lines, glue, fillvalue=""))


@dataclass(slots=True)
class _Row:
    """The cells of a row, each as the blocks in it; a wide one in each of its columns."""

    cells: list[list[str]] = field(default_factory=list)
    merged: list[bool] = field(default_factory=list)
    """Whether a cell goes on from the one to its left or above."""


class _Body:
    """What is read of one document, with the notes and boxes met on the way.

    :param notes: by the name of their part and their ``w:id``.
    """

    def __init__(self, notes: Mapping[str, Mapping[str, Any]]) -> None:
        self._notes = notes
        self._numbers = dict.fromkeys(notes, 0)
        self._met: list[tuple[str, Any]] = []

    def blocks(self, parent: Any) -> Iterator[str]:
        """Yield the paragraphs and tables under ``parent``; after each its boxes and notes."""
        for child in parent:
            if child.tag == _PARAGRAPH:
                yield self._paragraph(child)
            elif child.tag == _TABLE:
                yield from self._table(child)
            elif child.tag in _AROUND:
                yield from self.blocks(child)
                continue
            yield from self._flushed()

    def _flushed(self) -> Iterator[str]:
        met, self._met = self._met, []
        for prefix, node in met:
            blocks = [block for block in self.blocks(node) if block]
            yield from [f"{prefix}{block}" if i == 0 else block for i, block in enumerate(blocks)]

    def _paragraph(self, paragraph: Any) -> str:
        """Join all text of a ``w:p``, links and insertions included."""
        pieces: list[str] = []
        self._collect(paragraph, pieces)
        return _lines("".join(pieces))

    def _collect(self, node: Any, pieces: list[str]) -> None:
        for child in node:
            if child.tag in _GONE:
                continue
            if child.tag == _TEXT:
                pieces.append(child.text or "")
            elif child.tag in _SIGNS:
                pieces.append(_SIGNS[child.tag])
            elif child.tag == _BOX:
                self._met.append(("", child))
            elif child.tag in _NOTES:
                self._note(_NOTES[child.tag], child.get(f"{_W}id", ""))
            else:
                self._collect(child, pieces)

    def _note(self, part: str, id: str) -> None:
        note = self._notes.get(part, {}).get(id)
        if note is not None:
            self._numbers[part] += 1
            self._met.append((f"{_NOTE_NAMES[part]} {self._numbers[part]}: ", note))

    def _rows(self, table: Any) -> Iterator[_Row]:
        above: list[list[str]] = []
        for node in table.iter(_ROW):
            if next(node.iterancestors(_TABLE)) is not table or _value(node, "del") is not None:
                continue
            row = _Row()
            for cell in node.iter(_CELL):
                if next(cell.iterancestors(_ROW)) is not node:
                    continue
                at = len(row.cells)
                goes_on = _value(cell, "vMerge") in ("", "continue") and at < len(above)
                blocks = above[at] if goes_on else list(filter(None, self.blocks(cell)))
                span = _value(cell, "gridSpan") or "1"
                count = min(int(span), _MAX_SPAN) if span.isdigit() else 1
                row.cells += [blocks] * max(1, count)
                row.merged += [goes_on, *[True] * (max(1, count) - 1)]
            above = row.cells
            yield row

    def _table(self, table: Any) -> Iterator[str]:
        rows = list(self._rows(table))
        texts = [[" ".join(blocks) for blocks in row.cells] for row in rows]
        longest = max((len(text) for row in texts for text in row), default=0)
        width = max(map(len, texts), default=0)
        nested = any(node is not table for node in table.iter(_TABLE))
        if longest > LONGEST_CELL or width <= 1 or nested:  # it lays out the page
            for row in rows:
                for blocks, merged in zip(row.cells, row.merged, strict=True):
                    yield from () if merged else blocks
            return
        yield table_text(texts, self._heads(table) or None)

    def _heads(self, table: Any) -> int:
        """Count the rows that are marked as heads, or set in bold above others that are not."""
        rows = [row for row in table.iterchildren(_ROW) if _value(row, "del") is None]
        marked = [_value(row, "tblHeader") not in (None, "0", "false") for row in rows]
        if True in marked:
            return (marked.index(False) if False in marked else len(marked)) if marked[0] else 0
        bold = [_is_bold(row) for row in rows]
        return 1 if len(bold) > 1 and bold[0] and not any(bold[1:]) else 0


def _is_bold(row: Any) -> bool:
    runs = [
        run for run in row.iter(f"{_W}r") if any((t.text or "").strip() for t in run.iter(_TEXT))
    ]
    return bool(runs) and all(_value(run, "b") not in (None, "0", "false") for run in runs)


def _note_parts(document: Document) -> dict[str, dict[str, Any]]:
    """Read the footnotes and endnotes, which lie in parts of their own."""
    from docx.oxml import parse_xml

    notes: dict[str, dict[str, Any]] = {}
    for relation in document.part.rels.values():
        name = relation.reltype.rpartition("/")[2]
        if name in _NOTE_NAMES and not relation.is_external:
            root: Any = parse_xml(relation.target_part.blob)
            notes[name] = {
                node.get(f"{_W}id", ""): node
                for node in root
                if node.get(f"{_W}type", "normal") == "normal"
            }
    return notes


def body_blocks(document: Document) -> list[str]:
    """Give the blocks of a document in reading order: paragraphs, tables as rows with their
    heads, and behind each its text boxes and notes («Nota 1: …»).

    :raises Exception: whatever lxml raises on a damaged part.
    """
    body = _Body(_note_parts(document))
    return [block for block in body.blocks(document.element.body) if block]
