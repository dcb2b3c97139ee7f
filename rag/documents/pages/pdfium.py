"""Reads the words of PDF pages, with their places, by pypdfium2.

Only this module knows the library. It is asked for letters and boxes alone: which of them are
words, and in what order they are read, is found out by geometry.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from contextlib import closing
from typing import Any, Final, NamedTuple

from index.text.characters import encodable
from index.types import Box
from rag.documents.pages.letters import LETTERS, UNREADABLE
from rag.documents.pages.spacing import Glyph, words_of
from rag.documents.pages.types import LETTER_HEIGHT, Page, Sheet, Word

# What is drawn on a page is looked at as far as this; a map of a city has 100,000 strokes.
MAX_DRAWN: Final = 20_000
# Of letters on one page; a full broadsheet page has 25,000.
MAX_LETTERS: Final = 400_000
# A line is thin and long; a box is large enough for two words.
_THIN: Final = 2.5
_LONG: Final = 18.0
_BOX: Final = (40.0, 14.0)
# Shares of the letters' size: how far a letter may stand off the line, go back, or leap ahead
# and still be of the same run.
_OFF: Final = 0.12
_BACK: Final = 0.9
_AHEAD: Final = 6.0
# A raised or lowered figure is smaller than the letters and off the line by so much of their size.
_SMALL: Final = 0.8
_LOWERED: Final = 0.08
_RAISED: Final = 0.75
# Of a page's letters so many may have no known meaning before it counts as undecipherable.
_UNKNOWN: Final = 0.05
_UNITS: Final = frozenset({"m", "km", "cm", "mm", "dm", "hm", "dam"})
_RAISED_LETTERS: Final = {"2": "²", "3": "³", "o": "º", "a": "ª"}


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
        left, bottom, right, top = page.get_cropbox()
        if right <= left or top <= bottom:
            left, bottom, right, top = page.get_mediabox()
        self._crop = (left, bottom, right, top)
        self._rotation = (page.get_rotation() // 90) % 4
        size = (right - left, top - bottom)
        self._size = size if self._rotation % 2 == 0 else size[::-1]

    def read(self) -> Page:
        width, height = self._size
        rules, frames, pictures = self._drawn()
        runs, problem = self._runs()
        sheets = []
        for turn in sorted(runs, key=lambda turn: -sum(map(len, runs[turn]))):
            words = _words(runs[turn])
            if not words:
                continue
            across, down = (width, height) if turn % 2 == 0 else (height, width)
            sheet = Sheet(self._number, across, down, words, turn=turn)
            if turn == 0:
                sheet.rules, sheet.frames, sheet.pictures = rules, frames, pictures
            sheets.append(sheet)
        covered = sum((b[2] - b[0]) * (b[3] - b[1]) for b in pictures)
        share = min(covered / max(width * height, 1.0), 1.0)
        return Page(self._number, sheets, share, problem)

    def _shown(self, x: float, y: float) -> tuple[float, float]:
        """Tell where a point of the page's own space is shown, from the top left."""
        left, bottom, right, top = self._crop
        match self._rotation:
            case 0:
                return x - left, top - y
            case 1:
                return y - bottom, x - left
            case 2:
                return right - x, y - bottom
            case _:
                return top - y, right - x

    def _upright(self, x: float, y: float, turn: int) -> tuple[float, float]:
        """Tell where a point shown is seen by words turned to the left by so many quarters."""
        width, height = self._size
        match turn:
            case 0:
                return x, y
            case 1:
                return height - y, x
            case 2:
                return width - x, height - y
            case _:
                return y, width - x

    def _drawn(self) -> tuple[list[Box], list[Box], list[Box]]:
        """Give the thin lines, larger boxes and images that are drawn."""
        c, rules, frames, pictures = self._c, list[Box](), list[Box](), list[Box]()
        sides = [ctypes.c_float() for _ in range(4)]
        pointers = [ctypes.byref(side) for side in sides]
        width, height = self._size
        for i in range(min(c.FPDFPage_CountObjects(self._page.raw), MAX_DRAWN)):
            drawn = c.FPDFPage_GetObject(self._page.raw, i)
            kind = c.FPDFPageObj_GetType(drawn)
            if kind not in (c.FPDF_PAGEOBJ_PATH, c.FPDF_PAGEOBJ_IMAGE, c.FPDF_PAGEOBJ_SHADING):
                continue
            if not c.FPDFPageObj_GetBounds(drawn, *pointers):
                continue
            left, bottom, right, top = (side.value for side in sides)
            one, other = self._shown(left, bottom), self._shown(right, top)
            x0, x1 = sorted((one[0], other[0]))
            y0, y1 = sorted((one[1], other[1]))
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
        return rules, frames, pictures

    def _runs(self) -> tuple[dict[int, list[list[Glyph]]], str]:
        """Give the letters in runs, by how they are turned; also what is wrong with them."""
        c = self._c
        with closing(self._page.get_textpage()) as text:
            raw, count = text.raw, min(text.count_chars(), MAX_LETTERS)
            if count < 1:
                return {}, ""
            return _Letters(c, raw, self).runs(count)


class _Letters:
    """The letters of a page, in the order in which they are drawn."""

    def __init__(self, c: Any, raw: Any, page: _PageReader) -> None:
        self._c, self._raw, self._page = c, raw, page
        self._box = c.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()

    def runs(self, count: int) -> tuple[dict[int, list[list[Glyph]]], str]:
        c, raw, page, box = self._c, self._raw, self._page, self._box
        box_pointer = ctypes.byref(box)
        x, y = self._x, self._y
        x_pointer, y_pointer = ctypes.byref(x), ctypes.byref(y)
        width, height = page._size
        turned = page._rotation != 0
        left, _, _, top = page._crop
        runs: dict[int, list[list[Glyph]]] = {}
        run: list[Glyph] = []
        last_y = last_x = math.nan
        turn, bold, spaced, unknown, known = 0, False, False, 0, 0
        for i in range(count):
            code = c.FPDFText_GetUnicode(raw, i)
            if code in (32, 160, 9, 13, 10):
                spaced = spaced or (code in (32, 160, 9) and not c.FPDFText_IsGenerated(raw, i))
                continue
            char = "-" if code == 2 else LETTERS.get(code) or chr(code)  # 2: at the end of a line
            if code < 32 and code != 2:
                unknown += 1
                continue
            if UNREADABLE.match(char):
                unknown += 1
            else:
                known += 1
            if not c.FPDFText_GetLooseCharBox(raw, i, box_pointer):
                continue
            c.FPDFText_GetCharOrigin(raw, i, x_pointer, y_pointer)
            new_line = y.value != last_y
            if new_line or x.value < last_x:
                angle = c.FPDFText_GetCharAngle(raw, i)
                quarter = math.degrees(angle) / 90 - page._rotation
                if abs(quarter - round(quarter)) > 0.06:  # aslant, as a stamp across the page
                    last_y = math.nan
                    continue
                turn = round(quarter) % 4
            if new_line or spaced:
                bold = self._is_bold(i)
            last_y, last_x = y.value, x.value
            if turn or turned:
                one = page._upright(*page._shown(box.left, box.bottom), turn)
                other = page._upright(*page._shown(box.right, box.top), turn)
                x0, x1 = min(one[0], other[0]), max(one[0], other[0])
                y0, y1 = min(one[1], other[1]), max(one[1], other[1])
                base = page._upright(*page._shown(x.value, y.value), turn)[1]
            else:
                x0, x1, y0, y1 = box.left - left, box.right - left, top - box.top, top - box.bottom
                base = top - y.value
            glyph = Glyph(char, x0, x1, y0, y1, base, (y1 - y0) * LETTER_HEIGHT, bold, spaced)
            own = runs.setdefault(turn, [])
            if not own or own[-1] is not run or not _goes_on(run, glyph):
                raised = _raised(run, glyph) if run and own and own[-1] is run else None
                if raised is not None:
                    if raised:
                        run.append(glyph._replace(char=raised, base=run[-1].base, spaced=False))
                    last_y = math.nan
                    continue
                across, down = (width, height) if turn % 2 == 0 else (height, width)
                if not (-1 <= (x0 + x1) / 2 <= across + 1 and -1 <= base <= down + 1):
                    last_y = math.nan
                    run = []
                    continue  # off the page, where nobody sees it
                run = []
                own.append(run)
            spaced = False
            if run and _is_overprint(run, glyph):
                continue
            run.append(glyph)
        problem = ""
        if unknown > 2 and unknown > _UNKNOWN * (unknown + known):
            problem = "hay letras que no se han podido descifrar (la fuente no dice cuáles son)."
        return runs, problem

    def _is_bold(self, i: int) -> bool:
        c = self._c
        if c.FPDFText_GetFontWeight(self._raw, i) >= 600:
            return True
        c.FPDFText_GetFontInfo(self._raw, i, self._name, 128, ctypes.byref(self._flags))
        name = self._name.value.lower()
        return any(mark in name for mark in (b"bold", b"black", b"heavy", b"demi"))


def _goes_on(run: list[Glyph], glyph: Glyph) -> bool:
    """Whether a letter is drawn after the last one of a run, on its line."""
    if not run:
        return True
    last = run[-1]
    size = max(last.size, 0.1)
    return (
        abs(glyph.base - last.base) <= _OFF * size
        and -_BACK * size <= glyph.x0 - last.x1 <= _AHEAD * size
    )


def _raised(run: list[Glyph], glyph: Glyph) -> str | None:
    """Tell what a small letter above or below the line is: ``""`` for the mark of a note, which
    is no part of the sentence, ``None`` when it is no such letter."""
    last = run[-1]
    size = max(last.size, 0.1)
    off = (last.base - glyph.base) / size
    near = -0.3 <= (glyph.x0 - last.x1) / size <= 0.25
    if not near or glyph.size > _SMALL * size or not _LOWERED <= abs(off) <= _RAISED:
        return None
    if off < 0:
        return glyph.char  # below: H2O
    if glyph.char in "oa" or (glyph.char in "23" and _last_word(run).lower() in _UNITS):
        return _RAISED_LETTERS[glyph.char]
    return "" if glyph.char.isdigit() or glyph.char in "*†‡,()" else glyph.char


def _last_word(run: list[Glyph]) -> str:
    word = ""
    for glyph in reversed(run):
        if not glyph.char.isalpha():
            break
        word = glyph.char + word
        if glyph.spaced:
            break
    return word


def _is_overprint(run: list[Glyph], glyph: Glyph) -> bool:
    """Whether the letter was drawn there before, to make it bolder."""
    last = run[-1]
    return glyph.char == last.char and abs(glyph.x0 - last.x0) < 0.1 * max(last.size, 0.1)


def _words(runs: list[list[Glyph]]) -> list[Word]:
    words: list[Word] = []
    for number, run in enumerate(runs):
        pieces = words_of(run)
        for first, end in pieces:
            own = run[first:end]
            text = encodable("".join(glyph.char for glyph in own))
            words.append(
                Word(
                    text,
                    own[0].x0,
                    min(glyph.top for glyph in own),
                    own[-1].x1,
                    max(glyph.bottom for glyph in own),
                    own[0].base,
                    max(glyph.size for glyph in own),
                    own[0].bold,
                    len(words),
                    number,
                    spaced=end < len(run) and run[end].spaced,
                )
            )
    return words
