"""Letters put together in runs: those drawn one after the other on one line.

Marks of notes, raised beside a word, are no part of its sentence and left out; raised letters of
units and ordinals stay, as does what is lowered.
"""

from __future__ import annotations

from typing import Final

from index.text.characters import encodable
from rag.documents.pages.pdf.spacing import Glyph, words_of
from rag.documents.pages.pdf.surface import Surface
from rag.documents.pages.types import Word

# Shares of the letters' size: how far a letter may stand off the line, go back, or leap ahead
# and still be of the same run.
_OFF: Final = 0.12
_BACK: Final = 0.9
_AHEAD: Final = 6.0
# A raised or lowered figure is smaller than the letters and off the line by so much of their size.
_SMALL: Final = 0.8
_LOWERED: Final = 0.08
_RAISED: Final = 0.75
_UNITS: Final = frozenset({"m", "km", "cm", "mm", "dm", "hm", "dam"})
_RAISED_LETTERS: Final = {"2": "²", "3": "³", "o": "º", "a": "ª"}


class Runs:
    """The runs of a page, by the quarters that their letters are turned to the left."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._runs: dict[int, list[list[Glyph]]] = {}
        self._run: list[Glyph] = []
        self._turn = 0

    def add(self, glyph: Glyph, turn: int) -> None:
        """Add a letter, in the order of drawing."""
        run = self._run if turn == self._turn else []
        if run:
            last = run[-1]
            size, ahead = max(last.size, 0.1), glyph.x0 - last.x1
            if (
                abs(glyph.base - last.base) <= _OFF * size
                and -_BACK * size <= ahead <= _AHEAD * size
            ):
                if glyph.char != last.char or not _is_overprint(last, glyph):
                    run.append(glyph)
                return
            raised = _raised(run, glyph)
            if raised is not None:
                if raised:
                    run.append(glyph._replace(char=raised, base=last.base, spaced=False))
                return
        self._run, self._turn = [], turn
        width, height = self._surface.seen_size(turn)
        if -1 <= (glyph.x0 + glyph.x1) / 2 <= width + 1 and -1 <= glyph.base <= height + 1:
            self._run.append(glyph)
            self._runs.setdefault(turn, []).append(self._run)
        # Else it is off the page, where nobody sees it.

    def words(self) -> dict[int, list[Word]]:
        """Give the words, by how they are turned; most first."""
        turns = sorted(self._runs, key=lambda turn: -sum(map(len, self._runs[turn])))
        return {turn: _words(self._runs[turn]) for turn in turns}


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


def _is_overprint(last: Glyph, glyph: Glyph) -> bool:
    """Whether the letter was drawn there before, to make it bolder; the two letters of one
    ligature («ff») are at the very same place."""
    off = abs(glyph.x0 - last.x0)
    return glyph.char == last.char and 0.001 < off < 0.1 * last.size


def _words(runs: list[list[Glyph]]) -> list[Word]:
    words: list[Word] = []
    for number, run in enumerate(runs):
        pieces = words_of(run)
        for first, end in pieces:
            own = run[first:end]
            words.append(
                Word(
                    encodable("".join([glyph.char for glyph in own])),
                    own[0].x0,
                    min([glyph.top for glyph in own]),
                    own[-1].x1,
                    max([glyph.bottom for glyph in own]),
                    own[0].base,
                    max([glyph.size for glyph in own]),
                    own[0].bold,
                    len(words),
                    number,
                    spaced=end < len(run) and run[end].spaced,
                )
            )
    return words
