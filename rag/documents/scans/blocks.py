"""Makes the text of a recognised page of Tesseract's own blocks and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from index.types import PrintedLine
from rag.documents.mending.cut_words import CutWords
from rag.documents.mending.hyphens import join_lines
from rag.documents.scans.words import RecognisedWord, quality

if TYPE_CHECKING:
    from rag.documents.scans.recognition import Recognised


@dataclass(slots=True)
class Written:
    """A text while it is written, and where its lines are printed."""

    text: str
    lines: list[PrintedLine]


def write(pages: list[tuple[int, Recognised]]) -> Written:
    """Write the text of some pages, a paragraph a block.

    :param pages: each with its number.
    """
    written = Written("", [])
    whole = " ".join(word.text for _, page in pages for word in page.words)
    for number, page in pages:
        for paragraph in _paragraphs(page):
            _add(written, number, page, paragraph, CutWords(whole))
    return written


def _paragraphs(page: Recognised) -> Iterator[list[list[RecognisedWord]]]:
    for _, words in groupby(page.words, key=lambda word: word.line[:2]):
        yield [list(line) for _, line in groupby(words, key=lambda word: word.line)]


def _add(
    written: Written,
    number: int,
    page: Recognised,
    paragraph: list[list[RecognisedWord]],
    words: CutWords,
) -> None:
    begin = len(written.text) + (2 if written.text else 0)
    text = ""
    for line in paragraph:
        here = " ".join(word.text for word in line)
        joined = join_lines(text, here, words) if text else here
        cut = len(joined) - len(here)
        if written.lines and text and cut < len(text):
            last = written.lines[-1]
            end = begin + cut
            written.lines[-1] = PrintedLine(last.start, end, last.page, last.box, last.quality)
        text = joined
        box = (
            min(word.box[0] for word in line),
            min(word.box[1] for word in line),
            max(word.box[2] for word in line),
            max(word.box[3] for word in line),
        )
        shown, sure = page.upright.as_it_came(box), round(quality(line), 3)
        written.lines.append(PrintedLine(begin + cut, begin + len(text), number, shown, sure))
    written.text += ("\n\n" if written.text else "") + text
