"""Lines made text: paragraphs found, words cut at line ends put together, each line's place kept.

A line that could have taken the next word ends a paragraph; so does one before an indented line
or an item. A paragraph goes on in the next column and over the page where its sentence is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Final

from index.types import Box, PrintedLine
from rag.documents.mending.cut_words import CutWords
from rag.documents.mending.law_articles import begins_article
from rag.documents.mending.line_breaks import ends_finished
from rag.documents.mending.tables import head_rows, table_text
from rag.documents.pages.types import Block, Line

# Shares of the column's width that a line leaves free although the next word would fit: setters
# do not break before the last word of a sentence only because it would.
_FREE: Final = 0.15
_FREE_AFTER_SENTENCE: Final = 0.03
# In sizes: first lines are indented by 1 to 3.
_INDENT: Final = (0.7, 5.0)
_SPACE: Final = 0.25
# Lines of a paragraph stand no farther apart than this times those of its block.
_APART: Final = 1.18
_OTHER_SIZE: Final = 1.1

_ITEM: Final = re.compile(r"(?:[-•·▪*–—✓]|\d{1,3}[.)]|[a-z]\))\s")
# A line of a table of contents.
_LEADER: Final = re.compile(r"(?:\.{4,}|(?:\. ){3,}|…{2,})\s*\d{1,4}\Z")
_CUT: Final = re.compile(r"([^\W\d_]+)[-\u00ad]\Z")
_FIRST_WORD: Final = re.compile(r"[^\W\d_]+")
_LONGEST: Final = 40

Place = Callable[[Sequence[Line]], tuple[int, Box, float | None]]
"""Tells where lines of one page are printed: the page, the box around them, their quality."""


def paragraphs_of(block: Block) -> list[list[Line]]:
    """Part the lines of a block of running text into its paragraphs."""
    lines = block.lines
    if len(lines) < 2:
        return [lines]
    left = _left_edge(lines)
    right = max(line.x1 for line in lines)
    steps = sorted(b.base - a.base for a, b in pairwise(lines))
    step = steps[len(steps) // 2]
    paragraphs = [[lines[0]]]
    for line, following in pairwise(lines):
        if _ends(line, following, left, right, step):
            paragraphs.append([following])
        else:
            paragraphs[-1].append(following)
    return paragraphs


def _left_edge(lines: Sequence[Line]) -> float:
    """Give the left edge of most lines but the first of paragraphs."""
    edges = sorted(line.x0 for line in lines)
    return edges[len(edges) // 3]


def _ends(line: Line, following: Line, left: float, right: float, step: float) -> bool:
    """Whether a paragraph ends between two lines."""
    if is_cut(line.text) and following.text[0].islower():
        return False
    if _LEADER.search(line.text) or begins_article(following.text):
        return True
    finished = ends_finished(line.text)
    if following.base - line.base > _APART * step and (finished or not following.text[0].islower()):
        return True
    if _ITEM.match(following.text):
        return finished or _ITEM.match(line.text) is not None or following.x0 <= left + 1
    if following.text[0].islower() and not finished:
        return False
    size = max(line.size, 0.1)
    indent = (following.x0 - left) / size
    if _INDENT[0] <= indent <= _INDENT[1] and line.x0 - left < _INDENT[0] * size and finished:
        return True
    free = _FREE_AFTER_SENTENCE if finished else _FREE
    fits = line.x1 + _SPACE * size + following.first
    return fits <= right - free * (right - left)


def is_cut(text: str) -> bool:
    """Whether a line ends within a word."""
    return _CUT.search(text[-_LONGEST:]) is not None


def goes_on(block: Block, following: Block, right: float = 0.0) -> bool:
    """Whether the paragraph that ends one block goes on in another, over a column or a page.

    :param right: how far its column reaches to the right, where others say.
    """
    line, first = block.lines[-1], following.lines[0]
    ratio = first.size / max(line.size, 0.1)
    if not 1 / _OTHER_SIZE <= ratio <= _OTHER_SIZE or _ITEM.match(first.text):
        return False
    if ends_finished(line.text):
        return False
    begins = first.text.lstrip("«“\"'(¿¡—")[:1]
    if is_cut(line.text):
        return begins.islower() or line.text[-2].isupper() == begins.isupper()
    return begins.islower() or _is_full(block, first, right)


def _is_full(block: Block, following: Line, right: float) -> bool:
    """Whether the last line of a block had no room for the next word."""
    several = len(block.lines) > 1 or right > 0
    line, right = block.lines[-1], max(right, *(line.x1 for line in block.lines))
    width = right - min(line.x0 for line in block.lines)
    room = right - line.x1
    return several and room <= max(
        _SPACE * line.size + following.first, _FREE_AFTER_SENTENCE * width
    )


class Writer:
    """Writes the text of one article, and notes where each line of it is printed.

    :param place: tells where a line is printed.
    :param words: those of the whole file, by which words cut in two are put together.
    """

    def __init__(self, place: Place, words: CutWords) -> None:
        self._place, self._words = place, words
        self._parts: list[str] = []
        self._length = 0
        self._lines: list[PrintedLine] = []
        self._last: Line | None = None

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    @property
    def lines(self) -> tuple[PrintedLine, ...]:
        """Where its lines are printed."""
        return tuple(self._lines)

    def end(self) -> None:
        """End the paragraph."""
        self._last = None

    def paragraph(self, lines: Iterable[Line]) -> None:
        """Write lines of a paragraph; they go on with the last one unless it was ended."""
        for line in lines:
            text = _clean(line.text)
            if not text:
                continue
            if self._last is not None:
                self._join(self._last.text, text)
            elif self._length:
                self._write("\n\n")
            self._put(text, [line])
            self._last = line

    def table(self, block: Block) -> None:
        """Write a table, a line a row, each with its heads."""
        rows = [[" ".join(_clean(x.text) for x in cell) for cell in row] for row in block.rows]
        written = table_text(rows).split("\n")
        shown = block.rows[head_rows(rows) :]
        alike = len(written) == len(shown)
        self.end()
        for number, text in enumerate(written):
            if text:
                self._write(("\n" if number else "\n\n") if self._length else "")
                row = shown[number] if alike else block.rows[min(number, len(rows) - 1)]
                self._put(text, [line for cell in row for line in cell] or block.lines)
        self.end()

    def _join(self, before: str, text: str) -> None:
        """Put what stands between two lines: a space, or nothing where a word was cut."""
        cut = _CUT.search(before[-_LONGEST:])
        rest = _FIRST_WORD.match(text)
        if cut is None or rest is None:
            self._write(" ")
            return
        head = before[: len(before) - len(cut[0])]
        if not self._words.is_cut(head, cut[1], rest[0], line_end=True):
            self._write(" ")
        elif "-" not in self._words.joined(cut[1], rest[0]):
            self._unwrite(1)

    def _put(self, text: str, lines: Sequence[Line]) -> None:
        start = self._length
        self._write(text)
        page, box, quality = self._place(lines)
        self._lines.append(PrintedLine(start, self._length, page, box, quality))

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _unwrite(self, count: int) -> None:
        """Take back the last characters, which are of the last line."""
        self._parts[-1] = self._parts[-1][:-count]
        self._length -= count
        last = self._lines[-1]
        self._lines[-1] = PrintedLine(
            last.start, last.end - count, last.page, last.box, last.quality
        )


def _clean(text: str) -> str:
    """Take soft hyphens out that cut nothing."""
    if "\u00ad" not in text:
        return text
    return re.sub("\u00ad(?=.)", "", text).replace("\u00ad", "-")
