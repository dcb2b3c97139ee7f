"""Recognises the text of a page in its picture: words with their places, and how surely.

Tesseract is not asked to find columns again where the page's own geometry tells more; its lines
and blocks come along for whoever wants them.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from index.types import Box
from rag.documents.scans.drawn import lines_of
from rag.documents.scans.engine import NotRecognisedError, page_seconds, words_table
from rag.documents.scans.turning import SURE, likely_turns, turned
from rag.documents.scans.upright import Upright, set_upright
from rag.documents.scans.words import RecognisedWord, parse_words, quality

if TYPE_CHECKING:
    from PIL.Image import Image

_FEWEST: Final = 5
"""Words of which the confidence says that a page stands upright."""


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

    @property
    def lies(self) -> bool:
        """Whether the words lie, not stand: Tesseract also reads lines that run upwards."""
        wide = sum(len(w.text) for w in self.words if w.box[2] - w.box[0] > w.box[3] - w.box[1])
        return 2 * wide >= sum(len(word.text) for word in self.words)

    @property
    def weight(self) -> float:
        """How much was recognised, and how surely: of two readings of a page the better has more;
        one of words that stand is worth nothing."""
        return self.lies * sum(len(word.text) for word in self.words) * self.quality**2

    @property
    def is_sure(self) -> bool:
        """Whether the page surely stands upright."""
        return self.lies and self.quality >= SURE and len(self.words) >= _FEWEST


def recognise(image: Image, languages: str, seconds: float | None = None) -> Recognised:
    """Recognise the text of a page, also of one that lies on its side or head.

    :param image: in shades of grey.
    :param languages: as Tesseract takes them: ``spa+cat``.
    :param seconds: by the clock, for every way in which it is tried; those of a page by default.
    :raises NotRecognisedError: it took too long, or Tesseract could not do it.
    """
    seconds = page_seconds() if seconds is None else seconds
    deadline = time.monotonic() + seconds
    order, worth = likely_turns(image)
    best = _recognised(image, order[0], languages, seconds)
    for tried, quarters in enumerate(order[1:], start=1):
        if best.is_sure or tried >= (worth if best.lies else len(order)):
            break
        left = deadline - time.monotonic()
        try:
            # What is left must do for a page as slow as the first was.
            found = _recognised(image, quarters, languages, left) if 2 * left > seconds else best
        except NotRecognisedError:
            break
        best = max(best, found, key=lambda reading: reading.weight)
    if not best.words:
        return best
    rules, frames = lines_of(best.upright.image)
    return replace(best, rules=tuple(rules), frames=tuple(frames))


def _recognised(image: Image, quarters: int, languages: str, seconds: float) -> Recognised:
    """Recognise a page after so many quarters of a turn; nothing drawn is looked for."""
    upright = set_upright(turned(image, quarters), quarters)
    return Recognised(tuple(parse_words(words_table(upright.image, languages, seconds))), upright)
