"""Reads Tesseract's table of words: each with its place, its confidence and its line.

The table is TSV as ``tesseract … tsv`` writes it: a row a page, block, paragraph, line or word,
with level, five numbers, left, top, width and height in pixels, confidence and text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from index.types import Box
from rag.documents.mending.decoding import clean

_WORD_LEVEL: Final = "5"
_COLUMNS: Final = 12
"""Of a row of Tesseract's TSV."""
# Rules, borders and specks come out as these; surely recognised ones are dashes and bullets.
_RULES: Final = frozenset("|¦_~—-–=.:'`´\"*°·•«»\\/[](){}<>!;,^")
_SURE_RULE: Final = 0.6
# Of pictures, ornaments and dirt Tesseract makes lines of rubbish. Of 800 lines of pages that were
# read with 98 % of their characters and more, 3 fell below it; of barely legible pages every third.
_RUBBISH: Final = 0.3
# Particles of which no two make a word, but where they are the name of something.
_CLOSE: Final = re.compile(r"(de|en|con|por|que|para)(la|las|los|un|una|el)(?<!enel)(?<!deel)")
_FIGURE_AFTER: Final = re.compile(r"([a-záéíóúüñ]{3,}(?<!covid))(\d[\d.,]*[;:)»]?)")


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """A word as recognised.

    :param box: in pixels of the picture that was given.
    :param confidence: 0…1.
    :param line: block, paragraph and line that Tesseract puts it in.
    """

    text: str
    box: Box
    confidence: float
    line: tuple[int, int, int]


def parse_words(tsv: str) -> list[RecognisedWord]:
    """Read the words of a page, in Tesseract's order, without what no printer set."""
    words = list(_words(tsv))
    lines = [list(line) for _, line in groupby(words, key=lambda word: word.line)]
    return [word for line in lines if quality(line) >= _RUBBISH for word in line]


def _words(tsv: str) -> Iterator[RecognisedWord]:
    for row in tsv.split("\n"):
        cells = row.rstrip("\r").split("\t", _COLUMNS - 1)
        if len(cells) != _COLUMNS or cells[0] != _WORD_LEVEL:
            continue
        text = "".join(clean(cells[-1]).split())
        confidence = min(max(float(cells[10]) / 100, 0.0), 1.0)
        if not text or (confidence < _SURE_RULE and _RULES.issuperset(text)) or text in "|¦":
            continue
        block, paragraph, line = map(int, cells[2:5])
        left, top, width, height = map(float, cells[6:10])
        letter = width / len(text)
        start = 0
        for part in apart(text):
            x0, x1 = left + letter * start, left + letter * (start + len(part))
            start += len(part)
            box = (round(x0, 1), top, round(x1, 1), top + height)
            yield RecognisedWord(part, box, confidence, (block, paragraph, line))


def apart(text: str) -> list[str]:
    """Part words that are set so close that they came out as one.

    >>> apart("dela"), apart("otros26,"), apart("Enel"), apart("A26")
    (['de', 'la'], ['otros', '26,'], ['Enel'], ['A26'])
    """
    for pattern in (_CLOSE, _FIGURE_AFTER):
        if match := pattern.fullmatch(text):
            return [match[1], match[2]]
    return [text]


def quality(words: Sequence[RecognisedWord]) -> float:
    """Mean confidence of words, each weighing by its length; 0 without any."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0
