"""What a page is made of while it is read: words, lines, blocks, and what is drawn around them.

All places are in PDF points from the top left corner of the page, with the text upright.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import Final, Literal

from index.types import Box

Kind = Literal["text", "heading", "table", "note", "caption", "boxed", "turned"]
"""What a block is; all but ``text`` and ``heading`` stand apart from the running text."""

LETTER_HEIGHT: Final = 0.86
"""Size of a font against the height of its box: ascent and descent of Helvetica, Times and DejaVu
are together 1.12 to 1.17 of it."""


@dataclass(slots=True)
class Word:
    """A word as it is printed.

    :param base: the line it stands on, measured downwards.
    :param size: of its letters, in points.
    :param order: its place in the order in which the page was drawn, -1 where that is unknown.
    :param run: words with the same number were drawn in one go, one after the other.
    :param quality: how surely it was recognised, 0…1; ``None`` where it was read.
    :param spaced: whether a space was drawn after it.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: bool = False
    order: int = -1
    run: int = -1
    quality: float | None = None
    spaced: bool = True


@dataclass(slots=True)
class Line:
    """Words beside each other in one column.

    :param row: number of the row that it is a piece of; pieces of a row stand side by side.
    :param frame: number of the drawn box that it stands in, -1 outside of any.
    """

    words: list[Word]
    row: int
    page: int
    frame: int = -1
    x0: float = 0.0
    x1: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    base: float = 0.0
    size: float = 0.0
    bold: bool = False
    text: str = ""
    first: float = 0.0
    """Width of its first word."""
    quality: float | None = None
    """Mean sureness of its words; ``None`` where they were not recognised."""

    def __post_init__(self) -> None:
        words = self.words
        self.first = words[0].x1 - words[0].x0
        sure = [word.quality for word in words if word.quality is not None]
        self.quality = fmean(sure) if sure else None
        self.x0, self.x1 = words[0].x0, max(word.x1 for word in words)
        self.top = min(word.top for word in words)
        self.bottom = max(word.bottom for word in words)
        letters = sum(len(word.text) for word in words)
        self.size = sum(word.size * len(word.text) for word in words) / letters
        self.base = max(words, key=lambda word: len(word.text)).base
        self.bold = all(word.bold for word in words)
        self.text = " ".join(word.text for word in words)


@dataclass(slots=True)
class Block:
    """Lines below each other that belong together.

    :param rows: the cells of a table, row by row, each a list of lines.
    """

    lines: list[Line]
    kind: Kind = "text"
    rows: list[list[list[Line]]] = field(default_factory=list)

    @property
    def box(self) -> Box:
        """What it covers."""
        lines = self.lines
        return (
            min(line.x0 for line in lines),
            min(line.top for line in lines),
            max(line.x1 for line in lines),
            max(line.bottom for line in lines),
        )

    @property
    def size(self) -> float:
        """Size of its letters, the mean of all of them."""
        letters = sum(len(line.text) for line in self.lines)
        return sum(line.size * len(line.text) for line in self.lines) / letters

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)

    @property
    def text(self) -> str:
        """Its lines, joined by spaces."""
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True)
class Sheet:
    """A page's words that stand upright together, before anything is known of them.

    :param width: of the page as the words see it.
    :param rules: thin lines drawn on it.
    :param frames: larger boxes drawn on it.
    :param pictures: where images stand.
    :param turn: quarters of a turn to the left by which the words stand on the page as shown.
    :param as_shown: tells where a box stands on the page as shown, where the words are of a picture
        of it that was set upright.
    """

    page: int
    width: float
    height: float
    words: list[Word]
    rules: Sequence[Box] = ()
    frames: Sequence[Box] = ()
    pictures: Sequence[Box] = ()
    turn: int = 0
    as_shown: Callable[[Box], Box] | None = None

    def shown(self, box: Box) -> Box:
        """Tell where a box stands on the page as shown, to the hundredth of a point."""
        x0, top, x1, bottom = box if self.as_shown is None else self.as_shown(box)
        width, height = self.width, self.height
        match self.turn % 4:
            case 1:  # upwards: what the words see as the left edge is the bottom of the page
                x0, top, x1, bottom = top, width - x1, bottom, width - x0
            case 2:
                x0, top, x1, bottom = width - x1, height - bottom, width - x0, height - top
            case 3:
                x0, top, x1, bottom = height - bottom, x0, height - top, x1
        return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)


@dataclass(slots=True)
class Page:
    """A page of a file, read.

    :param sheets: its words; the first holds most of them, others are turned. Empty without words.
    :param pictured: share of the page that images cover.
    :param problem: what could not be read of it, a sentence in Spanish, or ``""``.
    """

    number: int
    sheets: list[Sheet]
    pictured: float = 0.0
    problem: str = ""
