"""Words put on pages by hand, so that what is made of their places needs no file."""

from __future__ import annotations

from collections.abc import Sequence

from rag.documents.pages.layout import Layout, layout_of
from rag.documents.pages.types import Line, Page, Sheet, Word

WIDTH = 0.5
"""Width of every letter, in sizes."""


def words(
    text: str, x: float, base: float, *, size: float = 10.0, bold: bool = False
) -> list[Word]:
    """The words of a line that begins at ``x``."""
    made = []
    for word in text.split(" "):
        end = x + WIDTH * size * len(word)
        made.append(Word(word, x, base - 0.9 * size, end, base + 0.25 * size, base, size, bold))
        x = end + 0.3 * size
    return made


def filled(text: str, x: float, base: float, right: float, *, size: float = 10.0) -> list[Word]:
    """The words of a line whose spaces are stretched so that it ends at ``right``."""
    line = words(text, x, base, size=size)
    step = (right - line[-1].x1) / max(len(line) - 1, 1)
    for number, word in enumerate(line):
        word.x0 += number * step
        word.x1 += number * step
    return line


def sheet(*lines: Sequence[Word], page: int = 1, width: float = 600.0) -> Sheet:
    """A page with those lines, in the order in which they were drawn."""
    made = [word for line in lines for word in line]
    for order, word in enumerate(made):
        word.order = word.run = order
    return Sheet(page, width, 800.0, made)


def layout(*lines: Sequence[Word], page: int = 1) -> Layout:
    """A page with those lines, laid out."""
    return layout_of(Page(page, [sheet(*lines, page=page)]))


def line(
    text: str, x: float = 50.0, base: float = 100.0, *, row: int = 0, size: float = 10.0
) -> Line:
    """A line by itself."""
    return Line(words(text, x, base, size=size), row, 1)
