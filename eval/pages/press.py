"""What the kinds of printed pages share: a style left to chance, and columns."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final, cast

from eval.pages.setting import PAGE, Justified, Setter, Style
from eval.pages.stories import Stories

Place = tuple[float, float, float, float]
"""Left edge, top, width and bottom of a column."""

_WAYS: Final[tuple[Justified, ...]] = ("ragged", "spaces", "words", "pieces")
_FONTS: Final = ("Times-Roman", "Helvetica")
BOLD: Final = {"Times-Roman": "Times-Bold", "Helvetica": "Helvetica-Bold"}
MARGIN: Final = 48.0
BOTTOM: Final = PAGE[1] - 62


class Press:
    """What the kinds of pages share: a style, a source of text, columns."""

    def __init__(self, seed: int, *, columns: int, shuffled: bool = False) -> None:
        self.chance = random.Random(seed)  # noqa: S311  the same pages every time
        self.stories = Stories(seed)
        self.setter = Setter(self.chance, shuffled=shuffled)
        self.columns = columns
        font = self.chance.choice(_FONTS)
        size = self.chance.choice((10.5, 9.5, 9.0, 8.5)[columns - 1 :][:2])
        self.body = Style(
            font,
            size,
            round(size * self.chance.choice((1.12, 1.2, 1.3)), 1),
            _WAYS[seed % 4],
            hyphens=self.chance.random() < 0.8,
            indent=self.chance.choice((0.0, 9.0, 12.0)),
            after=self.chance.choice((0.0, 0.0, 4.0)),
        )
        self.gutter = self.chance.choice((11.0, 14.0, 18.0))
        self.heads = [self.stories.place().upper(), "SUPLEMENTO DE LA COMARCA", "Año XII"]
        self.head_lines = seed % 4

    def headline_style(self, size: float) -> Style:
        """Give the style of a headline, or of bold text."""
        return Style(BOLD[self.body.font], size, round(size * 1.12, 1), "ragged", hyphens=False)

    def column(
        self, n: int, count: int = 0, left: float = MARGIN, right: float = 0.0
    ) -> tuple[float, float]:
        """Give left edge and width of column ``n`` of ``count``."""
        count, right = count or self.columns, right or PAGE[0] - MARGIN
        width = (right - left - (count - 1) * self.gutter) / count
        return left + n * (width + self.gutter), width

    def heads_and_number(self) -> float:
        """Print running heads and the page's number; give the height below the heads."""
        style = Style(self.body.font, 8.0, 10.0, "ragged")
        for i in range(self.head_lines):
            x = MARGIN if i != 1 else PAGE[0] / 2 - 60
            text = self.heads[i]
            if i == 0:
                self.setter.furniture(str(self.setter.page), PAGE[0] - MARGIN - 12, 30.0, style)
            self.setter.furniture(text, x, 30.0 + 10 * i, style)
        if self.head_lines % 2 == 0:
            self.setter.furniture(f"— {self.setter.page} —", PAGE[0] / 2 - 8, PAGE[1] - 28, style)
        return 30.0 + 10 * self.head_lines + 26

    def flow(self, paragraphs: Sequence[str], columns: Sequence[Place | None], flow: str) -> float:
        """Set paragraphs through columns (left, top, width, bottom); give the last height.

        ``None`` turns the page. What does not fit any more is left out, truth and all.
        """
        places = iter(columns)
        x, y, width, bottom = cast("Place", next(places))
        style = self.body
        for text in paragraphs:
            self.setter.truth.units.append(text)
            lines = self.setter.broken(text, width, style, style.indent)
            for i, line in enumerate(lines):
                while y > bottom:
                    place = next(places, ())
                    if place == ():
                        self._cut_short(lines[:i])
                        return y
                    if place is None:
                        self.setter.turn_page()
                        self.heads_and_number()
                    else:
                        x, y, width, bottom = cast("Place", place)
                inset = 0.0 if i else style.indent
                full = style.justified != "ragged" and i + 1 < len(lines)
                self.setter.line(line, x + inset, y, style, flow, width - inset, full=full)
                y += style.leading
            y += style.after
        return y

    def _cut_short(self, lines: Sequence[str]) -> None:
        """Let the last unit end with the last line that there was room for."""
        unit = self.setter.truth.units.pop()
        length = sum(len(line.replace("-", "").replace(" ", "")) for line in lines)
        kept, at = 0, 0
        while kept < length:
            kept += unit[at] not in " -"
            at += 1
        if at:
            ending = "-" if lines[-1].endswith("-") else ""
            self.setter.truth.units.append(unit[:at] + ending)
