"""Hands a recognised page to the geometry of pages, as words such as a PDF's.

Tesseract tells the box of a word and of nothing more; on which line it stands, and how large its
letters are, is measured on the letters that have neither tail nor tip.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import Final

from index.types import Box
from rag.documents.pages.types import Page, Sheet, Word
from rag.documents.scans.recognition import Recognised
from rag.documents.scans.words import RecognisedWord

_TIPS: Final = frozenset(
    "bdfhklt0123456789¿¡?!«»\"'()[]/%&ABCDEFGHIJKLMNOPQRSTUVWXYZÁÉÍÓÚÜÑáéíóúñiü"
)
_TAILS: Final = frozenset("gjpqyçQ,;()[]¿¡/")
# Of the size of the letters, as in Times and Helvetica: from the line up to a small letter's top,
# to a tip, and from the line down to a tail.
_SMALL: Final = 0.48
_TIP: Final = 0.69
_TAIL: Final = 0.21
# Sizes measured of the lines of a paragraph differ by as much though they are one.
_SAME: Final = 0.15


def page_of(text: Recognised, number: int, points: float = 1.0) -> Page:
    """Make the page of what was recognised.

    :param points: of the page as shown for each pixel of its picture as it came.
    """
    upright = text.upright
    # The words' own points are of the size in which they would be printed, so that what the
    # geometry takes for a hair or a word's white is one.
    words, unit = as_words(text.words)

    def as_shown(box: Box) -> Box:
        x0, top, x1, bottom = upright.as_it_came(
            (box[0] / unit, box[1] / unit, box[2] / unit, box[3] / unit)
        )
        return x0 * points, top * points, x1 * points, bottom * points

    width, height = (side * unit for side in upright.image.size)
    rules, frames = (
        [(x0 * unit, top * unit, x1 * unit, bottom * unit) for x0, top, x1, bottom in drawn]
        for drawn in (text.rules, text.frames)
    )
    sheet = Sheet(number, width, height, words, rules, frames, as_shown=as_shown)
    return Page(number, [sheet] if words else [], pictured=1.0)


def as_words(words: Sequence[RecognisedWord]) -> tuple[list[Word], float]:
    """Make words of the page of recognised ones, in their order.

    :returns: the words, and the points that they count for each pixel.
    """
    unit = _unit(words)
    return list(_words(words, unit)), unit


def _unit(words: Sequence[RecognisedWord]) -> float:
    """Give the points of a pixel by which most letters are of ten points."""
    sizes = [size for word in words for size in _size(word) for _ in word.text]
    return _USUAL_POINTS / median(sizes) if sizes else 1.0


_USUAL_POINTS: Final = 10.0
"""Size of the text of most newspapers and reports, from which a picture's scale is told."""


def _size(word: RecognisedWord) -> Iterator[float]:
    """Measure the size of a word's letters, in pixels; nothing of a word of marks alone."""
    if not any(char.isalnum() for char in word.text):
        return
    share = _TIP if _TIPS.intersection(word.text) else _SMALL
    if _TAILS.intersection(word.text):
        share += _TAIL
    yield (word.box[3] - word.box[1]) / share


def _words(words: Sequence[RecognisedWord], unit: float) -> Iterator[Word]:
    order = 0
    for _, block in groupby(words, key=lambda word: word.line[:2]):
        lines = [list(line) for _, line in groupby(block, key=lambda word: word.line)]
        sizes = [median([s for w in line for s in _size(w)] or [0.0]) for line in lines]
        usual = median(size for size in sizes if size) if any(sizes) else 0.0
        for line, measured in zip(lines, sizes, strict=True):
            size = usual if abs(measured - usual) <= _SAME * usual or not measured else measured
            size = size or max(word.box[3] - word.box[1] for word in line)
            bases = [_base(word, size) for word in line]
            for word, base in zip(line, _level(line, bases), strict=True):
                x0, top, x1, bottom = (unit * side for side in word.box)
                yield Word(
                    word.text, x0, top, x1, bottom, unit * base, unit * size,
                    order=order, quality=word.confidence,
                )  # fmt: skip
                order += 1


def _base(word: RecognisedWord, size: float) -> float:
    """Tell the height of the line that a word stands on, in pixels downwards."""
    return word.box[3] - (_TAIL * size if _TAILS.intersection(word.text) else 0.0)


def _level(line: Sequence[RecognisedWord], bases: Sequence[float]) -> list[float]:
    """Give the words of a line one height to stand on: a page set upright has level lines."""
    letters = [base for word, base in zip(line, bases, strict=True) for _ in word.text]
    return [median(letters)] * len(line)
