"""Tables found among the lines of a page, by what stands in rows: short pieces and figures.

Columns of text stand side by side too; but a text's lines fill their column, while a table's are
short, and most of them figures that stand below each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import fmean, median
from typing import Final

from rag.documents.mending.tables import is_figure
from rag.documents.pages.cells import cells_of, columns_of, goes_on, inside, is_wrapped
from rag.documents.pages.forms import is_prose, without_forms
from rag.documents.pages.types import Block, Line

# Words of a cell; of the first cell of a row, which says what the row is about.
_CELL: Final = 6
_LABEL: Final = 10
# Words of a line of text above or below a column of labels; heads and captions may be shorter.
_TEXT: Final = 3
# So many rows of a run have a cell in a column of it.
_RATHER: Final = 0.6
# Rows of a table stand no farther apart than this, in sizes, nor than this times the usual step.
_FARTHEST: Final = 3.2
_STEP: Final = 2.2
# Figures may say that there are none.
_NO_FIGURE: Final = frozenset({"-", "–", "—", "n.d.", "n/d", "s/d", "nd", "..", "…", "*"})
# A table without figures has so many columns and rows, and so few words a cell on average.
_COLUMNS: Final = 3
_ROWS: Final = 3
_WORDS: Final = 2.6
_LARGEST: Final = 1.25
_SAME_EDGE: Final = 2.5


def without_grids(lines: Sequence[Line], size: float) -> tuple[list[Block], list[Line]]:
    """Take the tables out of the lines of a page.

    :param size: of most letters; what is much larger is no cell.
    :returns: the tables as blocks, and the lines that are in none.
    """
    ordered = sorted(
        (line for line in lines if line.size <= _LARGEST * size),
        key=lambda line: (line.row, line.x0),
    )
    rows = [list(row) for _, row in groupby(ordered, key=lambda line: line.row)]
    chains = [_chain(row) for row in rows]
    tables: list[Block] = []
    taken: set[int] = set()
    for run in list(_runs(chains)):
        _widen(rows, chains, run, lines)
        table = _table(rows, chains, run, taken)
        if table is not None:
            parts = _side_by_side(table)
            tables += parts
            taken.update(id(line) for part in parts for line in part.lines)
    left = [[line for line in row if id(line) not in taken] for row in rows]
    forms, labelled = without_forms([row for row in left if row])
    taken |= labelled
    return [*tables, *forms], [line for line in lines if id(line) not in taken]


def _is_figure(line: Line) -> bool:
    return is_figure(line.text) or line.text.casefold() in _NO_FIGURE


def _chain(row: Sequence[Line]) -> list[Line]:
    """Give the figures in a row of the page and what stands between them; where there are none,
    all pieces if they are many and short."""
    places = [i for i, line in enumerate(row) if _is_figure(line)]
    if len(row) < 2 or not any(is_figure(line.text) for line in row):
        short = all(len(line.text.split()) <= _CELL - 2 for line in row)
        return list(row) if len(row) >= _COLUMNS and short else []
    first, last = places[0], places[-1]
    return list(row[first : last + 1])


def _widen(
    rows: Sequence[Sequence[Line]],
    chains: list[list[Line]],
    run: Sequence[int],
    lines: Sequence[Line],
) -> None:
    """Add the columns of labels left of a run of figures, and of remarks right of it, but no
    column of text."""
    own = [i for i in run if chains[i]]
    for left in (True, False):
        longest = _LABEL if left else _CELL
        while True:
            # What runs on over the figures is text above or below the whole table.
            edge_of_figures = min(chains[i][0].x0 for i in own)
            narrow = [line for line in lines if not left or line.x1 <= edge_of_figures]
            beside = {}
            for i in own:
                edge = chains[i][0 if left else -1]
                place = next(n for n, line in enumerate(rows[i]) if line is edge)
                place += -1 if left else 1
                if 0 <= place < len(rows[i]):
                    beside[i] = rows[i][place]
            found = list(beside.values())
            if (
                len(found) < _RATHER * len(own)
                or any(len(cell.text.split()) > longest for cell in found)
                or _is_column_of_text(found)
                or _goes_beyond(found, narrow, _TEXT if longest == _LABEL else 1)
            ):
                break
            for i, cell in beside.items():
                chains[i] = [cell, *chains[i]] if left else [*chains[i], cell]
            longest = _CELL


def _is_column_of_text(column: Sequence[Line]) -> bool:
    words = sum(len(line.text.split()) for line in column)
    return words >= _TEXT * len(column) and is_prose(column)


def _goes_beyond(column: Sequence[Line], lines: Sequence[Line], words: int) -> bool:
    """Whether a column of pieces is part of one of text: it begins above or ends below them, or
    has lines between them.

    :param words: how many a line has at least that counts.
    """
    first, last = column[0], column[-1]
    own = {id(line) for line in column}
    beyond = [
        line
        for line in lines
        if abs(line.x0 - first.x0) <= _SAME_EDGE
        and id(line) not in own
        and len(line.text.split()) >= words
    ]
    step = 1.5 * first.size
    above = sum(0 < first.base - line.base <= 2 * step for line in beyond)
    below = sum(0 < line.base - last.base <= 2 * step for line in beyond)
    between = sum(first.base < line.base < last.base for line in beyond)
    return between > 1 or above > 1 or below > 1 or (above > 0 and below > 0)


def _runs(chains: Sequence[Sequence[Line]]) -> Iterator[list[int]]:
    """Yield the rows of each run that could be a table's; rows of others may stand between them,
    beside them on the page."""
    growing: list[list[int]] = []
    for number, chain in enumerate(chains):
        if not chain:
            continue
        over = [run for run in growing if _is_far(chains[run[-1]], chain)]
        yield from over
        growing = [run for run in growing if run not in over]
        run = next((run for run in growing[::-1] if _follows(chains, run, number)), None)
        if run is not None:
            run.append(number)
        else:
            growing.append([number])
    yield from growing


def _is_far(above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether a row stands too far below another to be one of the same table."""
    size = max(above[0].size, below[0].size)
    return below[0].base - above[0].base > _FARTHEST * size


def _follows(chains: Sequence[Sequence[Line]], run: Sequence[int], number: int) -> bool:
    """Whether a row stands below a run of rows as one of them."""
    above, below = chains[run[-1]], chains[number]
    step = below[0].base - above[0].base
    if _is_far(above, below):
        return False
    if len(run) > 2:
        steps = [chains[b][0].base - chains[a][0].base for a, b in pairwise(run)]
        if step > _STEP * median(steps):
            return False
    shared = min(above[-1].x1, below[-1].x1) - max(above[0].x0, below[0].x0)
    if shared <= 0.4 * min(above[-1].x1 - above[0].x0, below[-1].x1 - below[0].x0):
        return False
    # Columns left and right of a table reach over it.
    return not _surround(above, below) and not _surround(below, above)


def _surround(chain: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether a row stands in a gap of another one."""
    return any(a.x1 <= other[0].x0 and other[-1].x1 <= b.x0 for a, b in pairwise(chain))


def _table(
    rows: Sequence[Sequence[Line]],
    chains: Sequence[Sequence[Line]],
    run: Sequence[int],
    taken: set[int],
) -> Block | None:
    """Make a table of a run of rows, or ``None`` when it is none."""
    body = [chains[i] for i in run]
    first, last, own = run[0], run[-1], set(run)
    left = min(chain[0].x0 for chain in body)
    right = max(chain[-1].x1 for chain in body)
    columns = columns_of(body)
    if len(columns) < 2 or not _is_table(body, columns):
        return None
    size = body[0][0].size
    figures = any(is_figure(line.text) for chain in body for line in chain)
    grid: list[list[list[Line]]] = []
    lines: list[Line] = []
    base = body[0][0].base
    for i in range(max(first - 2, 0), last + 1):
        chain = chains[i] if i in own else inside(rows[i], left, right)
        chain = [line for line in chain if id(line) not in taken]
        if not chain:
            continue
        if i < first and not _is_head(chain, columns, base, size, rows[first - 1][0].base):
            continue
        cells = cells_of(chain, columns)
        wrapped = not figures and grid and is_wrapped(cells, grid[-1], size)
        if first < i and i not in own and grid and (wrapped or goes_on(chain, lines[-1], size)):
            for cell, more in zip(grid[-1], cells, strict=True):
                cell += more
        else:
            grid.append(cells)
        lines += chain
    return Block(lines, "table", grid)


def _side_by_side(table: Block) -> list[Block]:
    """Part tables that stand beside each other, or a long one set in parts: their heads are the
    same. What stands between them is text of another column."""
    for number, row in enumerate(table.rows[:_ROWS]):
        heads = [" ".join(line.text for line in cell) for cell in row]
        for count in range(len(heads) // 2, 1, -1):
            own = heads[:count]
            starts = [i for i in range(len(heads)) if heads[i : i + count] == own]
            if len(starts) > 1 and all(own) and not is_figure(own[0]):
                return [_columns(table.rows[number:], at, at + count) for at in starts]
    return [table]


def _columns(rows: Sequence[list[list[Line]]], first: int, end: int) -> Block:
    """Make a table of some columns of another."""
    own = [row[first:end] for row in rows if any(row[first:end])]
    return Block([line for row in own for cell in row for line in cell], "table", own)


def _is_table(body: Sequence[Sequence[Line]], columns: Sequence[tuple[float, float]]) -> bool:
    cells = [line for chain in body for line in chain]
    figures = sum(map(_is_figure, cells))
    others = len(cells) - len(body)  # but for the first of each row
    if figures >= 0.5 * others and len(body) >= 2 and figures >= 2:
        return True
    words = fmean(len(line.text.split()) for line in cells)
    alike = sum(len(chain) == len(columns) for chain in body)
    return (
        len(columns) >= _COLUMNS
        and len(body) >= _ROWS
        and words <= _WORDS
        and alike >= 0.7 * len(body)
        and not any(_is_prose(body, columns, i) for i in range(len(columns)))
    )


def _is_prose(
    body: Sequence[Sequence[Line]], columns: Sequence[tuple[float, float]], number: int
) -> bool:
    """Whether the cells of a column are lines of a text that goes on from one to the next."""
    cells = [cell for chain in body for cell in cells_of(chain, columns)[number]]
    return is_prose(cells)


def _is_head(
    chain: Sequence[Line],
    columns: Sequence[tuple[float, float]],
    base: float,
    size: float,
    above: float,
) -> bool:
    """Whether a row above a table holds its heads."""
    near = (
        base - chain[0].base <= 2 * _FARTHEST * size and above - chain[0].base <= _FARTHEST * size
    )
    short = all(len(line.text.split()) <= _CELL for line in chain)
    filled = sum(bool(cell) for cell in cells_of(chain, columns))
    return near and short and filled >= max(2, len(columns) - 1)
