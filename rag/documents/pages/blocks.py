"""Lines that stand below each other in one column, put together as blocks.

A block ends where the white below a line is larger than in the block, where letters become
larger, smaller or bold, at a rule, at the side of a drawn box, and where a line spans several.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from index.types import Box
from rag.documents.pages.types import Block, Line, Sheet

# Lines set solid stand 1.0 sizes apart, usual ones 1.2, widely set ones 2.
_FARTHEST: Final = 2.1
_FIRST: Final = 1.75
_LOOSER: Final = 1.3
_OTHER_SIZE: Final = 1.13
# Two lines stand below each other when they share so much of the shorter one.
_SHARED: Final = 0.25
# A drawn box with text in it covers so much of the page; a larger one is its ground.
_LARGEST_FRAME: Final = 0.6


def blocks_of(lines: Sequence[Line], sheet: Sheet) -> list[Block]:
    """Put the lines of a sheet together."""
    frames = _frames(sheet, lines)
    for line in lines:
        line.frame = _frame_of(line, frames)
    flat = [rule for rule in sheet.rules if rule[2] - rule[0] >= rule[3] - rule[1]]
    blocks: list[_Growing] = []
    growing: list[_Growing] = []
    ordered = sorted(lines, key=lambda line: (line.row, line.x0))
    for _, together in groupby(ordered, key=lambda line: line.row):
        row = list(together)
        growing = [
            block for block in growing if row[0].base - block.last.base <= _FARTHEST * block.most
        ]
        below = {id(line): [b for b in growing if b.is_above(line)] for line in row}
        above = {id(b): [line for line in row if b in below[id(line)]] for b in growing}
        for line in row:
            over = below[id(line)]
            alone = len(over) == 1 and len(above[id(over[0])]) == 1
            if alone and over[0].goes_on_with(line) and not _between(over[0].last, line, flat):
                over[0].add(line)
                continue
            for block in over:
                block.closed = True
            fresh = _Growing(line)
            blocks.append(fresh)
            growing.append(fresh)
        growing = [block for block in growing if not block.closed]
    return [Block(block.lines, "boxed" if block.last.frame >= 0 else "text") for block in blocks]


class _Growing:
    """A block while lines are added to it."""

    def __init__(self, line: Line) -> None:
        self.lines = [line]
        self.x0, self.x1 = line.x0, line.x1
        self.most = line.size
        self.leading = 0.0
        self.closed = False

    @property
    def last(self) -> Line:
        return self.lines[-1]

    def is_above(self, line: Line) -> bool:
        """Whether the line stands below it, at whatever distance."""
        shared = min(self.x1, line.x1) - max(self.x0, line.x0)
        return shared > _SHARED * min(self.x1 - self.x0, line.x1 - line.x0)

    def goes_on_with(self, line: Line) -> bool:
        last = self.last
        step = line.base - last.base
        ratio = line.size / max(last.size, 0.1)
        if line.frame != last.frame or not 1 / _OTHER_SIZE <= ratio <= _OTHER_SIZE:
            return False
        if line.bold != last.bold and not _runs_on(last, line):
            return False
        if self.leading:
            return step <= _LOOSER * self.leading + 0.5
        return step <= _FIRST * max(line.size, last.size)

    def add(self, line: Line) -> None:
        step = line.base - self.last.base
        self.leading = min(self.leading, step) if self.leading else step
        self.lines.append(line)
        self.x0, self.x1 = min(self.x0, line.x0), max(self.x1, line.x1)
        self.most = max(self.most, line.size)


def _runs_on(line: Line, following: Line) -> bool:
    """Whether a sentence begun in bold goes on in the next line."""
    first = following.text[0]
    return first.islower() and (line.text[-1].isalnum() or line.text[-1] in ",-")


def _between(line: Line, following: Line, rules: Sequence[Box]) -> bool:
    """Whether a flat rule is drawn between two lines."""
    x0, x1 = max(line.x0, following.x0), min(line.x1, following.x1)
    return any(
        line.base - 1 < (rule[1] + rule[3]) / 2 < following.base - 0.5 * following.size
        and min(rule[2], x1) - max(rule[0], x0) > 0.4 * (x1 - x0)
        for rule in rules
    )


def _frames(sheet: Sheet, lines: Sequence[Line]) -> list[Box]:
    """Give the drawn boxes that set some text apart, the smallest first."""
    page = sheet.width * sheet.height
    found = set()
    for frame in sheet.frames:
        area = (frame[2] - frame[0]) * (frame[3] - frame[1])
        inside = sum(_holds(frame, line) for line in lines) if area <= _LARGEST_FRAME * page else 0
        if 0 < inside < 0.8 * len(lines):
            found.add(frame)
    return sorted(found, key=lambda f: (f[2] - f[0]) * (f[3] - f[1]))


def _holds(frame: Box, line: Line) -> bool:
    middle = (line.top + line.bottom) / 2
    return frame[0] - 2 <= line.x0 and line.x1 <= frame[2] + 2 and frame[1] <= middle <= frame[3]


def _frame_of(line: Line, frames: Sequence[Box]) -> int:
    return next((i for i, frame in enumerate(frames) if _holds(frame, line)), -1)
