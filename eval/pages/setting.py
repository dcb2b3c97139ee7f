"""Sets type on pages with reportlab, and keeps what was printed where, as the truth to read for.

Lines are broken, hyphenated and justified here, in the ways that printing programs do it: a
space stretched, each word placed by itself, a line drawn in two pieces with letters apart.
"""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field
from typing import Any, Final, Literal

Justified = Literal["ragged", "spaces", "words", "pieces"]
"""How a line fills its column: not at all, by stretched spaces, by placed words, or drawn in two
pieces with letters set closer, the last of which ends within a word."""

PAGE: Final = (595.0, 842.0)
_VOWELS: Final = frozenset("aeiouáéíóúü")


@dataclass(frozen=True, slots=True)
class PrintedPiece:
    """A line as it was printed.

    :param flow: lines with the same name are read in the order in which they were set.
    """

    text: str
    page: int
    box: tuple[float, float, float, float]
    flow: str


@dataclass(slots=True)
class Truth:
    """What a file prints.

    :param units: texts that are each one whole: paragraphs, headlines, captions, rows.
    :param furniture: running heads and numbers, which are to be left out.
    :param articles: how many articles there are; 0 where it does not matter.
    """

    pieces: list[PrintedPiece] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    articles: int = 0


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set.

    :param indent: of the first line of a paragraph, in points.
    :param after: white below a paragraph, in points.
    """

    font: str = "Times-Roman"
    size: float = 9.5
    leading: float = 11.4
    justified: Justified = "spaces"
    hyphens: bool = True
    indent: float = 0.0
    after: float = 0.0
    apart: float = 0.0


def cut_points(word: str) -> list[int]:
    """Find where a Spanish word may be cut: before a consonant between two vowels, with at least
    two letters on either side."""
    low = word.lower()
    return [
        i
        for i in range(2, len(low) - 2)
        if low[i - 1] in _VOWELS and low[i].isalpha() and low[i] not in _VOWELS
        and low[i + 1] in _VOWELS and low[: i + 2].isalpha()
    ]  # fmt: skip


class Setter:
    """Sets text on the pages of one file.

    :param chance: decides what is left to chance.
    :param shuffled: whether lines are drawn in any order instead of that of reading.
    """

    def __init__(self, chance: random.Random, *, shuffled: bool = False) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self._file = io.BytesIO()
        self._canvas: Any = Canvas(self._file, pagesize=PAGE, pageCompression=1)
        self._chance, self._shuffled = chance, shuffled
        self._waiting: list[Any] = []
        self.page = 1
        self.truth = Truth()

    def width(self, text: str, style: Style) -> float:
        """Tell how wide a text is set."""
        plain: float = self._canvas.stringWidth(text, style.font, style.size)
        return plain + style.apart * max(len(text) - 1, 0)

    def broken(self, text: str, width: float, style: Style, indent: float = 0.0) -> list[str]:
        """Break a text into lines, words cut with a hyphen where the style allows it."""
        words, lines, line = text.split(), list[str](), ""
        room = width - indent
        while words:
            word = words.pop(0)
            tried = f"{line} {word}".strip()
            if self.width(tried, style) <= room:
                line = tried
                continue
            if style.hyphens:
                for i in reversed(cut_points(word)):
                    tried = f"{line} {word[:i]}-".strip()
                    if self.width(tried, style) <= room:
                        line, word = tried, word[i:]
                        break
            lines.append(line)
            line, room = "", width
            words.insert(0, word)
            if self.width(word, style) > width:
                line = words.pop(0)
        return [each for each in (*lines, line) if each]

    def line(
        self, text: str, x: float, y: float, style: Style, flow: str, width: float = 0.0,
        *, full: bool = False,
    ) -> None:  # fmt: skip
        """Print one line with its base ``y`` points from the top; ``full`` fills the width."""
        own = self.width(text, style)
        shown = width if full and width > own and " " in text else own
        self._draw(text, x, y, style, shown if full else 0.0)
        box = (x, y - 0.75 * style.size, x + shown, y + 0.22 * style.size)
        self.truth.pieces.append(PrintedPiece(text, self.page, box, flow))

    def paragraph(
        self, text: str, x: float, y: float, width: float, style: Style, flow: str,
        *, bottom: float = 1e9, unit: bool = True,
    ) -> tuple[float, str]:  # fmt: skip
        """Set a paragraph from a height down; what does not fit above ``bottom`` is given back.

        :returns: (the height below it, the rest of the text).
        """
        if unit:
            self.truth.units.append(text)
        lines = self.broken(text, width, style, style.indent if unit else 0.0)
        for i, line in enumerate(lines):
            if y > bottom:
                return y, _rest(text, lines[:i])
            last = i + 1 == len(lines)
            inset = style.indent if i == 0 and unit else 0.0
            full = style.justified != "ragged" and not last
            self.line(line, x + inset, y, style, flow, width - inset, full=full)
            y += style.leading
        return y + style.after, ""

    def furniture(self, text: str, x: float, y: float, style: Style) -> None:
        """Print what is no part of the text."""
        self._draw(text, x, y, style, 0.0)
        self.truth.furniture.append(text)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a line."""
        self._canvas.setLineWidth(0.5)
        self._canvas.line(x0, PAGE[1] - y0, x1, PAGE[1] - y1)

    def frame(self, x0: float, y0: float, x1: float, y1: float, *, tint: bool = False) -> None:
        """Draw a box, or a tinted ground."""
        self._canvas.setFillGray(0.9)
        self._canvas.rect(x0, PAGE[1] - y1, x1 - x0, y1 - y0, stroke=not tint, fill=tint)
        self._canvas.setFillGray(0)

    def picture(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Print a picture."""
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        image = ImageReader(Image.new("L", (8, 8), 128))
        self._canvas.drawImage(image, x0, PAGE[1] - y1, x1 - x0, y1 - y0)

    def turn_page(self) -> None:
        """Begin the next page."""
        self._flush()
        self._canvas.showPage()
        self.page += 1

    def finished(self) -> tuple[bytes, Truth]:
        """Give the file and what it prints."""
        self._flush()
        self._canvas.save()
        return self._file.getvalue(), self.truth

    def _flush(self) -> None:
        if self._shuffled:
            self._chance.shuffle(self._waiting)
        for text, x, y, style, width in self._waiting:
            self._print(text, x, y, style, width)
        self._waiting.clear()

    def _draw(self, text: str, x: float, y: float, style: Style, width: float) -> None:
        self._waiting.append((text, x, y, style, width))

    def _print(self, text: str, x: float, y: float, style: Style, width: float) -> None:
        spaces = text.count(" ")
        stretch = (width - self.width(text, style)) / spaces if width and spaces else 0.0
        down = PAGE[1] - y
        if stretch and style.justified == "words":
            self._canvas.setFont(style.font, style.size)
            for word in text.split(" "):
                self._canvas.drawString(x, down, word)
                x += self.width(word, style) + self.width(" ", style) + stretch
            return
        shown = self._canvas.beginText(x, down)
        shown.setFont(style.font, style.size)
        if style.apart:
            shown.setCharSpace(style.apart)
        if stretch and style.justified == "pieces" and len(text) > 24:
            self._pieces(shown, text, width, style)
        else:
            shown.setWordSpace(stretch)
            shown.textOut(text)
        self._canvas.drawText(shown)

    def _pieces(self, shown: Any, text: str, width: float, style: Style) -> None:
        """Draw a line in two goes: letters closer and spaces wider, cut within a word."""
        at = next((i for i in range(len(text) - 4, 8, -1) if text[i - 1 : i + 1].isalpha()), 0)
        first, second = text[:at], text[at:]
        closer = -0.012 * style.size
        own = self.width(first, style) + closer * len(first)
        rest = self.width(second, style)
        spaces = first.count(" ")
        stretch = (width - own - rest) / spaces if spaces else 0.0
        shown.setCharSpace(closer)
        shown.setWordSpace(stretch)
        x, y = shown.getCursor()
        shown.textOut(first)
        shown.setCharSpace(0)
        shown.setWordSpace(-0.04 * style.size)
        shown.setTextOrigin(x + own + stretch * spaces, y)
        shown.textOut(f"{second} ")


def _rest(text: str, lines: list[str]) -> str:
    """Give what is left of a text after some of its lines."""
    words = text
    for line in lines:
        body = line
        if not words.startswith(body):
            body = line[:-1]  # the hyphen is the line's
        words = words[len(body) :].lstrip()
    return words
