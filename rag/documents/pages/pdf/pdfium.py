"""Reads the words of PDF pages, with their places, by pypdfium2.

Only this module knows the library. It is asked for letters and boxes alone: which of them are
words, and in what order they are read, is found out by geometry.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from index.types import Box
from rag.documents.pages.pdf.letters import LINE_ENDS, UNREADABLE, WHITE, letter
from rag.documents.pages.pdf.runs import Runs
from rag.documents.pages.pdf.spacing import Glyph
from rag.documents.pages.pdf.surface import Surface
from rag.documents.pages.types import LETTER_HEIGHT, Page, Sheet, Word

if TYPE_CHECKING:
    from PIL.Image import Image

# What is drawn on a page is looked at as far as this; a map of a city has 100,000 strokes.
MAX_DRAWN: Final = 20_000
MAX_FRAMES: Final = 500
# Of letters on one page; a full broadsheet page has 25,000.
MAX_LETTERS: Final = 400_000
# A page is drawn with so many dots an inch, as most scans have, and so many pixels at most: a
# broadsheet of 60 × 40 cm has 33 million.
DOTS: Final = 300
MAX_PIXELS: Final = 40_000_000
MAX_SIDE: Final = 20_000
# A line is thin and long; a box is large enough for two words.
_THIN: Final = 2.5
_LONG: Final = 18.0
_BOX: Final = (40.0, 14.0)
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


class DamagedError(Exception):
    """The library cannot read the file; the message is its own."""


class LockedError(Exception):
    """The file asks for a password, or is encrypted in a way that nobody here knows."""


class Metadata(NamedTuple):
    """What the file says of itself."""

    title: str
    author: str


class Pdf:
    """A PDF file that is open.

    :raises DamagedError: it is none, or too damaged to be opened.
    :raises LockedError: it needs a password.
    """

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        self._c: Any = pypdfium2.raw
        self._error = pypdfium2.PdfiumError
        try:
            self._document = pypdfium2.PdfDocument(data)
            self.pages = len(self._document)
        except pypdfium2.PdfiumError as error:
            code = getattr(error, "err_code", None)
            if code in (self._c.FPDF_ERR_PASSWORD, self._c.FPDF_ERR_SECURITY):
                raise LockedError(str(error)) from error
            raise DamagedError(str(error)) from error

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()

    @property
    def metadata(self) -> Metadata:
        """Title and author as the file gives them, ``""`` where it does not."""
        known = self._document.get_metadata_dict(skip_empty=False)
        return Metadata(known.get("Title", ""), known.get("Author", ""))

    def picture(self, number: int) -> tuple[Image, float]:
        """Draw a page as it is shown, in shades of grey; also give its points for each pixel.

        :param number: of the page, from 1.
        :raises DamagedError: it cannot be drawn.
        """
        try:
            with closing(self._document[number - 1]) as page:
                width, height = page.get_size()
                scale = DOTS / 72
                scale = min(scale, math.sqrt(MAX_PIXELS / max(width * height, 1.0)))
                scale = min(scale, MAX_SIDE / max(width, height, 1.0))
                bitmap = page.render(scale=scale, grayscale=True)
                picture: Image = bitmap.to_pil().convert("L")
        except (self._error, ValueError) as error:
            raise DamagedError(str(error)) from error
        return picture, 1 / scale

    def read(self) -> Iterator[Page]:
        """Yield every page; one that cannot be opened has a problem and no words."""
        for number in range(1, self.pages + 1):
            try:
                page = self._document[number - 1]
            except self._error:
                yield Page(number, [], problem="está dañada y no se ha podido leer.")
                continue
            with closing(page):
                yield _PageReader(self._c, page, number).read()


class _PageReader:
    """Reads one page.

    :param c: the library's own functions.
    """

    def __init__(self, c: Any, page: Any, number: int) -> None:
        self._c, self._page, self._number = c, page, number
        crop = page.get_cropbox()
        if crop[2] <= crop[0] or crop[3] <= crop[1]:
            crop = page.get_mediabox()
        self._surface = Surface(crop, (page.get_rotation() // 90) % 4)

    def read(self) -> Page:
        width, height = self._surface.size
        rules, frames, pictures = self._drawn()
        words, problem = self._words()
        sheets = []
        for turn, own in words.items():
            sheet = Sheet(self._number, *self._surface.seen_size(turn), own, turn=turn)
            if turn == 0:
                sheet.rules, sheet.frames, sheet.pictures = rules, frames, pictures
            sheets.append(sheet)
        covered = sum((b[2] - b[0]) * (b[3] - b[1]) for b in pictures)
        share = min(covered / max(width * height, 1.0), 1.0)
        return Page(self._number, sheets, share, problem)

    def _drawn(self) -> tuple[list[Box], list[Box], list[Box]]:
        """Give the thin lines, larger boxes and images that are drawn."""
        c, rules, frames, pictures = self._c, list[Box](), list[Box](), list[Box]()
        sides = [ctypes.c_float() for _ in range(4)]
        pointers = [ctypes.byref(side) for side in sides]
        width, height = self._surface.size
        for i in range(min(c.FPDFPage_CountObjects(self._page.raw), MAX_DRAWN)):
            drawn = c.FPDFPage_GetObject(self._page.raw, i)
            kind = c.FPDFPageObj_GetType(drawn)
            if kind not in (c.FPDF_PAGEOBJ_PATH, c.FPDF_PAGEOBJ_IMAGE):
                continue
            if not c.FPDFPageObj_GetBounds(drawn, *pointers):
                continue
            left, bottom, right, top = (side.value for side in sides)
            x0, y0, x1, y1 = self._surface.box(left, bottom, right, top)
            box = (max(x0, 0.0), max(y0, 0.0), min(x1, width), min(y1, height))
            across, down = box[2] - box[0], box[3] - box[1]
            if kind == c.FPDF_PAGEOBJ_IMAGE:
                if across > 0 and down > 0:
                    pictures.append(box)
            elif min(across, down) <= _THIN:
                if max(across, down) >= _LONG:
                    rules.append(box)
            elif across >= _BOX[0] and down >= _BOX[1]:
                frames.append(box)
        # So many boxes are a map or a pattern; they set no text apart.
        return rules, frames if len(frames) <= MAX_FRAMES else [], pictures

    def _words(self) -> tuple[dict[int, list[Word]], str]:
        """Give the words, by how they are turned; also what is wrong with them."""
        with closing(self._page.get_textpage()) as text:
            letters = _Letters(self._c, text.raw, self._surface)
            runs = Runs(self._surface)
            for i in range(min(text.count_chars(), MAX_LETTERS)):
                letters.read(i, runs)
        return runs.words(), letters.problem


class _Letters:
    """The letters of a page, in the order in which they are drawn."""

    def __init__(self, c: Any, raw: Any, surface: Surface) -> None:
        self._c, self._raw, self._surface = c, raw, surface
        self._box = c.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._pointers = (ctypes.byref(self._box), ctypes.byref(self._x), ctypes.byref(self._y))
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._matrix = c.FS_MATRIX()
        self._matrix_to = ctypes.byref(self._matrix)
        self._size = self._by_box = 0.0
        self._last = (math.nan, math.nan)
        self._turn: int | None = 0
        self._bold = self._spaced = False
        self._known = self._unknown = 0

    @property
    def problem(self) -> str:
        """What is wrong with them, a sentence in Spanish, or ``""``."""
        if self._unknown > 2 and self._unknown > _UNKNOWN * (self._unknown + self._known):
            return "hay letras que no se han podido descifrar (la fuente no dice cuáles son)."
        return ""

    def read(self, i: int, runs: Runs) -> None:
        """Read one letter into the runs."""
        c, raw, box = self._c, self._raw, self._box
        code = c.FPDFText_GetUnicode(raw, i)
        if code in WHITE:
            drawn = code not in LINE_ENDS and not c.FPDFText_IsGenerated(raw, i)
            self._spaced = self._spaced or drawn
            return
        char = letter(code)
        if not char or UNREADABLE.match(char):
            self._unknown += char is not None
            if not char:
                return
        self._known += 1
        to_box, to_x, to_y = self._pointers
        if not c.FPDFText_GetLooseCharBox(raw, i, to_box):
            return
        c.FPDFText_GetCharOrigin(raw, i, to_x, to_y)
        x, y = self._x.value, self._y.value
        new_line = y != self._last[1]
        if new_line or x < self._last[0]:
            # The library counts to the right, as pages are turned; words are turned to the left.
            angle = c.FPDFText_GetCharAngle(raw, i)
            quarter = -math.degrees(angle) / 90 - self._surface.rotation
            # Aslant, as a stamp across the page: no part of its text.
            self._turn = round(quarter) % 4 if abs(quarter - round(quarter)) <= _ASLANT else None
        if new_line or self._spaced:
            self._bold = self._is_bold(i)
        self._last = (x, y)
        if self._turn is None:
            return
        turn, surface = self._turn, self._surface
        if turn or surface.rotation:
            x0, y0, x1, y1 = surface.box(box.left, box.bottom, box.right, box.top, turn)
            base = surface.seen(x, y, turn)[1]
        else:
            left, _, _, top = surface.crop
            x0, x1, y0, y1 = box.left - left, box.right - left, top - box.top, top - box.bottom
            base = top - y
        size = self._size_of(i, (y1 - y0) * LETTER_HEIGHT, new_line or self._spaced)
        # A font that does not tell how tall it is has boxes around the ink alone.
        y0, y1 = min(y0, base - _TIP * size), max(y1, base + _TAIL * size)
        runs.add(Glyph(char, x0, x1, y0, y1, base, size, self._bold, self._spaced), turn)
        self._spaced = False

    def _size_of(self, i: int, by_box: float, fresh: bool) -> float:
        """Tell the size of a letter: what it was set in, unless its box says that to be wrong.

        :param by_box: its size by the height of its box, which fonts tell rightly or not at all.
        :param fresh: whether another word begins with it.
        """
        c = self._c
        if fresh or by_box != self._by_box:
            c.FPDFText_GetMatrix(self._raw, i, self._matrix_to)
            upright = math.hypot(self._matrix.c, self._matrix.d)
            size = c.FPDFText_GetFontSize(self._raw, i) * upright
            likely = _LIKELY[0] * size <= by_box <= _LIKELY[1] * size
            self._size = max(size if likely else by_box, _LEAST_SIZE)
            self._by_box = by_box
        return self._size

    def _is_bold(self, i: int) -> bool:
        c = self._c
        if c.FPDFText_GetFontWeight(self._raw, i) >= 600:
            return True
        c.FPDFText_GetFontInfo(self._raw, i, self._name, 128, ctypes.byref(self._flags))
        name = self._name.value.lower()
        return any(mark in name for mark in (b"bold", b"black", b"heavy", b"demi"))
