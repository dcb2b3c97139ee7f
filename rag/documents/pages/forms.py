"""Labels with what they say beside them: forms, options, lists of posts and names.

Read down their columns they would say nothing, or something false; read across, each label has
its own. They are told from columns of text by their left sides: labels are short, of all lengths,
and each stands level with what is beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import fmean, median
from typing import Final

from rag.documents.mending.line_breaks import ends_finished
from rag.documents.pages.types import Block, Line

# Words of one label at most, and of all of them on average.
_WORDS: Final = 5
_MEAN_WORDS: Final = 2.7
# The lines of a column of text are about as long as the longest; labels are not.
_UNEVEN: Final = 1.25
_FEW_WORDS: Final = 1.5
_ROWS: Final = 3
_SAME_EDGE: Final = 2.5
_FARTHEST: Final = 3.0
# What stands beside labels is no text that goes on from row to row.
_FILLED: Final = 0.8
_GOES_ON: Final = 0.4


@dataclass(slots=True)
class _Form:
    """Rows of labels, while they are gathered; each row is its cells from the left."""

    rows: list[list[Line]]
    more: list[tuple[int, Line]] = field(default_factory=list)
    """Lines that go on with the last cell of a row, by the row's number."""

    def takes(self, label: Line, beside: Line) -> bool:
        above = self.rows[-1]
        return (
            abs(above[0].x0 - label.x0) <= _SAME_EDGE
            and abs(above[1].x0 - beside.x0) <= _SAME_EDGE
            and label.base - self.base <= _FARTHEST * label.size
        )

    @property
    def base(self) -> float:
        return max(self.rows[-1][0].base, *(line.base for _, line in self.more[-1:]), 0.0)

    def is_ended_by(self, line: Line) -> bool:
        """Whether text stands where the next label would."""
        label = self.rows[-1][0]
        below = line.base > label.base and abs(line.x0 - label.x0) <= _SAME_EDGE
        return below and len(line.text.split()) > _WORDS

    def goes_on_with(self, line: Line) -> bool:
        last = self.rows[-1][-1]
        step = line.base - self.base
        return abs(last.x0 - line.x0) <= _SAME_EDGE and 0 < step <= 1.6 * line.size


def without_forms(rows: Sequence[Sequence[Line]]) -> tuple[list[Block], set[int]]:
    """Find the forms among the rows of a page.

    :returns: them as tables, and the ``id`` of every line in one.
    """
    blocks = [_block(form) for form in _forms(rows) if _is_form(form)]
    return blocks, {id(line) for block in blocks for line in block.lines}


def _forms(rows: Sequence[Sequence[Line]]) -> Iterator[_Form]:
    growing: list[_Form] = []
    for row in rows:
        used: set[int] = set()
        for i, (label, beside) in enumerate(pairwise(row)):
            if id(label) in used or len(label.text.split()) > _WORDS:
                continue
            form = next((form for form in growing if form.takes(label, beside)), None)
            cells = [label, beside]
            for other in row[i + 2 :]:
                if len(cells[-1].text.split()) > _WORDS:
                    break
                above = form.rows[-1] if form is not None else ()
                if above and not any(abs(a.x0 - other.x0) <= _SAME_EDGE for a in above):
                    break
                cells.append(other)
            used.update(map(id, cells))
            if form is not None:
                form.rows.append(cells)
            else:
                growing.append(_Form([cells]))
        for line in row:
            form = next((f for f in growing if id(line) not in used and f.goes_on_with(line)), None)
            if form is not None:
                form.more.append((len(form.rows) - 1, line))
        over = [
            form
            for form in growing
            if row[0].base - form.base > _FARTHEST * row[0].size
            or any(form.is_ended_by(line) for line in row)
        ]
        yield from over
        growing = [form for form in growing if form not in over]
    yield from growing


def _is_form(form: _Form) -> bool:
    labels = [row[0] for row in form.rows]
    if len(labels) < _ROWS and not (
        len(labels) > 1 and all(label.text.endswith(":") for label in labels)
    ):
        return False
    words = fmean(len(label.text.split()) for label in labels)
    widths = [label.x1 - label.x0 for label in labels]
    uneven = max(widths) >= _UNEVEN * fmean(widths)
    if words > _MEAN_WORDS or not (uneven or words <= _FEW_WORDS):
        return False
    return not is_prose(labels) and not is_prose([row[-1] for row in form.rows])


def is_prose(lines: Sequence[Line]) -> bool:
    """Whether lines below each other are a text that goes on from one to the next: they fill their
    column, and sentences run over their ends."""
    if len(lines) < 2:
        return False
    widest = max(line.x1 - line.x0 for line in lines)
    filled = median(line.x1 - line.x0 for line in lines) >= _FILLED * widest
    goes_on = sum(
        below.text[0].islower() and not ends_finished(above.text)
        for above, below in pairwise(lines)
    )
    return filled and goes_on >= _GOES_ON * (len(lines) - 1)


def _block(form: _Form) -> Block:
    """Make a table of a form, each cell under the one above it."""
    edges: list[float] = []
    for line in sorted((line for row in form.rows for line in row), key=lambda line: line.x0):
        if not edges or line.x0 - edges[-1] > _SAME_EDGE:
            edges.append(line.x0)
    grid: list[list[list[Line]]] = []
    for row in form.rows:
        cells: list[list[Line]] = [[] for _ in edges]
        for line in row:
            cells[max(i for i, x in enumerate(edges) if x <= line.x0 + 0.01)].append(line)
        grid.append(cells)
    for number, line in form.more:
        cell = next(cell for cell in reversed(grid[number]) if cell)
        cell.append(line)
    return Block([line for row in grid for cell in row for line in cell], "table", grid)
