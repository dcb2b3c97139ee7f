"""Reads the words of PDF pages, with their places, by pypdfium2.

Only this module and :mod:`~rag.documents.pages.pdf.drawing` know the library, and only this one
reaches into it. It is asked for letters and boxes alone: which of them are words, and in what order
they are read, is found out by geometry.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from index.types import Box
from rag.documents.pages.pdf.drawing import Calls, Letters
from rag.documents.pages.pdf.runs import Runs
from rag.documents.pages.pdf.surface import Surface
from rag.documents.pages.types import Page, Sheet, Word

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
# Of a font's name, in bytes.
_LONGEST_NAME: Final = 128


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
            letters = Letters(_calls(self._c), text.raw, self._surface)
            runs = Runs(self._surface)
            letters.read(min(text.count_chars(), MAX_LETTERS), runs)
        return runs.words(), letters.problem


def _plain(function: Any, result: Any) -> Any:
    """Give a function of the library that takes its arguments as they are: to check them takes as
    long as what it is asked."""
    return ctypes.CFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def _calls(c: Any) -> Calls:
    box, place = (ctypes.c_float * 4)(), (ctypes.c_double * 2)()
    matrix, flags = c.FS_MATRIX(), ctypes.c_int()
    return Calls(
        c,
        _plain(c.FPDFText_GetUnicode, ctypes.c_uint),
        _plain(c.FPDFText_GetLooseCharBox, ctypes.c_int),
        ctypes.byref(box),
        memoryview(box).cast("B").cast("f"),
        _plain(c.FPDFText_GetCharOrigin, ctypes.c_int),
        ctypes.byref(place),
        ctypes.byref(place, ctypes.sizeof(ctypes.c_double)),
        memoryview(place).cast("B").cast("d"),
        matrix,
        ctypes.byref(matrix),
        ctypes.create_string_buffer(_LONGEST_NAME),
        ctypes.byref(flags),
    )
