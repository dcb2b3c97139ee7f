"""Recognises the text of a page in its picture: words with their places, and how surely.

Tesseract is not asked to find columns again where the page's own geometry tells more; its lines
and blocks come along for whoever wants them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.types import Box
from rag.documents.scans.drawn import lines_of
from rag.documents.scans.engine import PAGE_S, words_table
from rag.documents.scans.upright import Upright, set_upright
from rag.documents.scans.words import RecognisedWord, parse_words, quality

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page's words as recognised.

    :param words: with places in pixels of the picture set upright, which :attr:`upright` tells
        back in pixels of the page as it came.
    :param rules: thin lines that are drawn, in the same pixels; ``frames`` are drawn boxes.
    """

    words: tuple[RecognisedWord, ...]
    upright: Upright
    rules: tuple[Box, ...] = ()
    frames: tuple[Box, ...] = ()

    @property
    def quality(self) -> float:
        """Mean confidence of the words, 0…1."""
        return quality(self.words)


def recognise(image: Image, languages: str, seconds: float = PAGE_S) -> Recognised:
    """Recognise the text of a page.

    :param image: in shades of grey.
    :param languages: as Tesseract takes them: ``spa+cat``.
    :raises NotRecognisedError: it took too long, or Tesseract could not do it.
    """
    upright = set_upright(image)
    words = tuple(parse_words(words_table(upright.image, languages, seconds)))
    if not words:
        return Recognised(words, upright)
    rules, frames = lines_of(upright.image)
    return Recognised(words, upright, tuple(rules), tuple(frames))
