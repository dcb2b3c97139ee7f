"""One page laid out: from its words to blocks in the order in which they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from index.types import Box
from rag.documents.pages.blocks import blocks_of
from rag.documents.pages.grids import without_grids
from rag.documents.pages.gutters import lines_of
from rag.documents.pages.order import in_order
from rag.documents.pages.ruled import ruled_tables
from rag.documents.pages.types import Block, Line, Page, Sheet

HEADLINE: Final = 1.3
"""A headline's letters are so much larger than the text's; subheads are up to 1.2."""


@dataclass(slots=True)
class Layout:
    """A page's blocks in reading order.

    :param lines: all lines of the upright text, the furniture of the page among them.
    :param turned: blocks that stand turned on the page, apart from the others.
    :param sheet: what the blocks' places are of, without its words.
    """

    number: int
    blocks: list[Block] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    turned: list[tuple[Sheet, Block]] = field(default_factory=list)
    sheet: Sheet | None = None
    problem: str = ""

    @property
    def pictures(self) -> Sequence[Box]:
        """Where images stand on the page."""
        return self.sheet.pictures if self.sheet is not None else ()


def usual_size(lines: Iterable[Line]) -> float:
    """Give the size of most letters, to the half point; 0 without any."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(2 * line.size) / 2] += len(line.text)
    return max(letters, key=lambda size: letters[size]) if letters else 0.0


def layout_of(page: Page) -> Layout:
    """Lay a page out."""
    layout = Layout(page.number, problem=page.problem)
    for sheet in page.sheets:
        lines = lines_of(sheet)
        size = usual_size(lines)
        drawn, rest = ruled_tables(lines, sheet)
        tables, rest = without_grids(rest, size)
        tables += drawn
        blocks = in_order([*blocks_of(rest, sheet), *tables], HEADLINE * size)
        sheet.words = []
        for line in lines:
            line.words = []
        if layout.sheet is None:
            layout.sheet, layout.blocks, layout.lines = sheet, blocks, lines
        else:
            for block in blocks:
                block.kind = "turned"
            layout.turned += [(sheet, block) for block in blocks]
    return layout
