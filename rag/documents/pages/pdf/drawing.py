"""The letters of a page in the order in which they are drawn, asked of pypdfium2 one by one.

A full newspaper page has 25,000 of them, and the library is asked three things of each: this is
where half of the time of reading a PDF went. Whatever is the same for a word or a line is asked
once for it, and the calls are made without ctypes' checks of their arguments.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

from rag.documents.pages.pdf.letters import LINE_ENDS, UNREADABLE, WHITE, letter
from rag.documents.pages.pdf.runs import Runs
from rag.documents.pages.pdf.spacing import Glyph
from rag.documents.pages.pdf.surface import Surface
from rag.documents.pages.types import LETTER_HEIGHT

# Of a page's letters so many may have no known meaning before it counts as undecipherable.
_UNKNOWN: Final = 0.05
# In quarters of a turn.
_ASLANT: Final = 0.06
# Fonts that do not say how high they are.
_LEAST_SIZE: Final = 0.5
# How high a letter's box may be against the size it was set in: that of a hyphen where the font has
# no height of its own, and of scripts with tall tips; else the font counts in units of its own.
_LIKELY: Final = (0.03, 2.2)
# From the line up and down, in sizes: what a letter's box covers at least.
_TIP: Final = 0.74
_TAIL: Final = 0.2
_BOLD: Final = 600
_MARKS_OF_BOLD: Final = (b"bold", b"black", b"heavy", b"demi")


@dataclass(frozen=True, slots=True)
class Calls:
    """What the library is asked with of each letter, and where it puts what it answers.

    :param c: its own functions, for what is asked seldom.
    :param code_of, box_of, origin_of: those that are asked of every letter.
    :param box: left, top, right and bottom, once ``box_of`` was asked to put them ``to_box``.
    :param origin: across and up, likewise.
    """

    c: Any
    code_of: Any
    box_of: Any
    to_box: Any
    box: Any
    origin_of: Any
    to_x: Any
    to_y: Any
    origin: Any
    matrix: Any
    to_matrix: Any
    name: Any
    to_flags: Any


class Letters:
    """The letters of a page.

    :param raw: the page's text, as the library holds it.
    """

    def __init__(self, calls: Calls, raw: Any, surface: Surface) -> None:
        self._calls, self._c, self._raw, self._surface = calls, calls.c, raw, surface
        self._bold_names: dict[bytes, bool] = {}
        self._known = self._unknown = 0

    @property
    def problem(self) -> str:
        """What is wrong with them, a sentence in Spanish, or ``""``."""
        if self._unknown > 2 and self._unknown > _UNKNOWN * (self._unknown + self._known):
            return "hay letras que no se han podido descifrar (la fuente no dice cuáles son)."
        return ""

    def read(self, count: int, runs: Runs) -> None:
        """Read the first ``count`` letters into the runs."""
        calls, c, raw, surface = self._calls, self._c, self._raw, self._surface
        code_of, box_of, origin_of = calls.code_of, calls.box_of, calls.origin_of
        to_box, to_x, to_y, sides, point = (
            calls.to_box, calls.to_x, calls.to_y, calls.box, calls.origin
        )  # fmt: skip
        crop_left, _, _, crop_top = surface.crop
        chars: dict[int, str] = {}
        add, as_glyph = runs.add, tuple.__new__
        last_x = last_y = math.nan
        last_height = size = 0.0
        turn: int | None = 0
        bold = spaced = False
        for i in range(count):
            code = code_of(raw, i)
            if code in WHITE:
                if not spaced and code not in LINE_ENDS:
                    spaced = not c.FPDFText_IsGenerated(raw, i)
                continue
            char = chars.get(code) or self._char(code, chars)
            if not char or not box_of(raw, i, to_box):
                continue
            origin_of(raw, i, to_x, to_y)
            x, y = point.tolist()
            new_line = y != last_y
            if new_line or x < last_x:
                turn = self._turn(i)
            if new_line or spaced:
                bold = self._is_bold(i)
            last_x, last_y = x, y
            if turn is None:
                continue
            left, top, right, bottom = sides.tolist()
            if turn or surface.rotation:
                x0, y0, x1, y1 = surface.box(left, bottom, right, top, turn)
                base = surface.seen(x, y, turn)[1]
            else:
                x0, x1, y0, y1 = (
                    left - crop_left,
                    right - crop_left,
                    crop_top - top,
                    crop_top - bottom,
                )
                base = crop_top - y
            height = (y1 - y0) * LETTER_HEIGHT
            if new_line or spaced or height != last_height:
                size, last_height = self._size(i, height), height
            # A font that does not tell how tall it is has boxes around the ink alone.
            tip, tail = base - _TIP * size, base + _TAIL * size
            y0, y1 = (tip if tip < y0 else y0), (tail if tail > y1 else y1)
            add(as_glyph(Glyph, (char, x0, x1, y0, y1, base, size, bold, spaced)), turn)
            spaced = False

    def _char(self, code: int, chars: dict[int, str]) -> str | None:
        """Tell what is stored for a letter, and note it where it is known; count those that are
        not."""
        char = letter(code)
        if char and not UNREADABLE.match(char):
            chars[code] = char
        elif char is not None:
            self._unknown += 1
        return char

    def _turn(self, i: int) -> int | None:
        """Tell how a letter is turned; ``None`` aslant, as a stamp across the page that is no part
        of its text."""
        # The library counts to the right, as pages are turned; words are turned to the left.
        angle = self._c.FPDFText_GetCharAngle(self._raw, i)
        quarter = -math.degrees(angle) / 90 - self._surface.rotation
        return round(quarter) % 4 if abs(quarter - round(quarter)) <= _ASLANT else None

    def _size(self, i: int, by_box: float) -> float:
        """Tell the size of a letter: what it was set in, unless its box says that to be wrong.

        :param by_box: its size by the height of its box, which fonts tell rightly or not at all.
        """
        c = self._c
        c.FPDFText_GetMatrix(self._raw, i, self._calls.to_matrix)
        matrix = self._calls.matrix
        upright = math.hypot(matrix.c, matrix.d)
        size = float(c.FPDFText_GetFontSize(self._raw, i) * upright)
        likely = _LIKELY[0] * size <= by_box <= _LIKELY[1] * size
        return max(size if likely else by_box, _LEAST_SIZE)

    def _is_bold(self, i: int) -> bool:
        c = self._c
        if c.FPDFText_GetFontWeight(self._raw, i) >= _BOLD:
            return True
        buffer = self._calls.name
        c.FPDFText_GetFontInfo(self._raw, i, buffer, len(buffer), self._calls.to_flags)
        name = buffer.value.lower()
        if name not in self._bold_names:
            self._bold_names[name] = any(mark in name for mark in _MARKS_OF_BOLD)
        return self._bold_names[name]
