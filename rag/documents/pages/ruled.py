"""Tables found by the lines that are drawn between their cells, whatever stands in these.

Office programs draw every cell's border, as thin lines or boxes. Where they cross they make a
grid, and a line of text belongs to the cell that it stands in; a cell over several columns or
rows stands in each. Rules that part articles make no such grid, or one with prose in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from rag.documents.mending.tables import LONGEST_CELL
from rag.documents.pages.types import Block, Line, Sheet

# In points: ends and borders that lie so near each other are one.
_NEAR: Final = 2.0
# Lines each way that are looked at, and cells; more are a map.
_MOST: Final = 300
_MOST_CELLS: Final = 4_000
_LEAST_CELLS: Final = 4
# Of the cells so many have text; so many words stand in one on average, and in a row at most so
# many lines of one: more is an article between rules.
_FILLED: Final = 0.5
_WORDS: Final = 14.0
_LINES: Final = 8


@dataclass(slots=True)
class _Grid:
    """Lines that cross: flat ones as (height, left, right), upright ones as (place, top, foot)."""

    flat: list[tuple[float, float, float]] = field(default_factory=list)
    upright: list[tuple[float, float, float]] = field(default_factory=list)


def ruled_tables(lines: Sequence[Line], sheet: Sheet) -> tuple[list[Block], list[Line]]:
    """Take the tables with drawn cells out of the lines of a sheet.

    :returns: the tables as blocks, and the lines that are in none.
    """
    tables: list[Block] = []
    taken: set[int] = set()
    for grid in _grids(sheet):
        free = [line for line in lines if id(line) not in taken]
        table = _table(grid, free)
        if table is not None:
            tables.append(table)
            taken.update(id(line) for line in table.lines)
    return tables, [line for line in lines if id(line) not in taken]


def _grids(sheet: Sheet) -> list[_Grid]:
    """Put drawn lines together that cross or touch; those of two borders each way and more."""
    flat: list[tuple[float, float, float]] = []
    upright: list[tuple[float, float, float]] = []
    for x0, y0, x1, y1 in sheet.rules:
        if x1 - x0 >= y1 - y0:
            flat.append(((y0 + y1) / 2, x0, x1))
        else:
            upright.append(((x0 + x1) / 2, y0, y1))
    for x0, y0, x1, y1 in sheet.frames:
        flat += [(y0, x0, x1), (y1, x0, x1)]
        upright += [(x0, y0, y1), (x1, y0, y1)]
    flat, upright = _joined(flat), _joined(upright)
    if max(len(flat), len(upright)) > _MOST:
        return []
    grids: list[_Grid] = []
    for x, top, foot in upright:
        crossed = _Grid(upright=[(x, top, foot)])
        apart = []
        for grid in grids:
            together = any(_touch(line, (x, top, foot)) for line in grid.flat)
            (crossed.flat if together else []).extend(grid.flat)
            (crossed.upright if together else []).extend(grid.upright)
            if not together:
                apart.append(grid)
        known = set(crossed.flat)
        crossed.flat += [
            line
            for line in dict.fromkeys(flat)
            if line not in known and _touch(line, (x, top, foot))
        ]
        grids = [*apart, crossed]
    return [grid for grid in grids if len(grid.flat) > 1 and len(grid.upright) > 1]


def _joined(pieces: Sequence[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Make one line of the pieces of it, which programs draw cell by cell."""
    found: list[tuple[float, float, float]] = []
    level: list[tuple[float, float, float]] = []
    for piece in [*sorted(pieces), (float("inf"), 0.0, 0.0)]:
        if level and piece[0] - level[0][0] > _NEAR:
            place = level[0][0]
            ordered = sorted(level, key=lambda one: one[1])
            _, start, end = ordered[0]
            for _, first, last in ordered:
                if first - end > _NEAR:
                    found.append((place, start, end))
                    start, end = first, last
                end = max(end, last)
            found.append((place, start, end))
            level = []
        level.append(piece)
    return found


def _touch(flat: tuple[float, float, float], upright: tuple[float, float, float]) -> bool:
    return (
        flat[1] - _NEAR <= upright[0] <= flat[2] + _NEAR
        and upright[1] - _NEAR <= flat[0] <= upright[2] + _NEAR
    )


def _borders(places: Sequence[float]) -> list[float]:
    """Give the places of borders, each once."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > 2 * _NEAR:
            found.append(place)
    return found


def _table(grid: _Grid, lines: Sequence[Line]) -> Block | None:
    xs = _borders([x for x, _, _ in grid.upright])
    ys = _borders([y for y, _, _ in grid.flat])
    if len(xs) < 3 or len(ys) < 3 or len(xs) * len(ys) > _MOST_CELLS:
        return None
    cells: list[list[list[Line]]] = [[[] for _ in xs[1:]] for _ in ys[1:]]
    for line in lines:
        x, y = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2
        row = next((i for i, (a, b) in enumerate(pairwise(ys)) if a < y < b), None)
        column = next((i for i, (a, b) in enumerate(pairwise(xs)) if a < x < b), None)
        if row is not None and column is not None:
            cells[row][column].append(line)
    _spread(grid, xs, ys, cells)
    rows = [row for row in cells if any(row)]
    columns = [i for i in range(len(xs) - 1) if any(row[i] for row in rows)]
    rows = [[row[i] for i in columns] for row in rows]
    every = [cell for row in rows for cell in row]
    words = [sum(len(line.text.split()) for line in cell) for cell in every if cell]
    if (
        len(rows) < 2
        or len(columns) < 2
        or len(every) < _LEAST_CELLS
        or len(words) < _FILLED * len(every)
        or sum(words) > _WORDS * len(words)
        or any(len(cell) > _LINES for cell in every)
        or any(sum(len(line.text) for line in cell) > LONGEST_CELL for cell in every)
    ):
        return None
    own = {id(line): line for cell in every for line in cell}
    return Block(list(own.values()), "table", rows)


def _spread(
    grid: _Grid, xs: Sequence[float], ys: Sequence[float], cells: list[list[list[Line]]]
) -> None:
    """Put what stands in a cell over several columns or rows into each of them: those between
    which no border is drawn."""
    for cell_places in _merged(grid, xs, ys):
        if len(cell_places) > 1:
            found = {id(x): x for i, j in cell_places for x in cells[i][j]}
            ordered = sorted(found.values(), key=lambda line: (line.row, line.x0))
            for i, j in cell_places:
                cells[i][j] = list(ordered)


def _merged(
    grid: _Grid, xs: Sequence[float], ys: Sequence[float]
) -> Iterator[list[tuple[int, int]]]:
    """Yield the places that are one cell, as (row, column)."""
    owner = {(i, j): (i, j) for i in range(len(ys) - 1) for j in range(len(xs) - 1)}

    def first(place: tuple[int, int]) -> tuple[int, int]:
        while owner[place] != place:
            place = owner[place]
        return place

    for i, j in list(owner):
        x, y = (xs[j] + xs[j + 1]) / 2, (ys[i] + ys[i + 1]) / 2
        if j + 2 < len(xs) and not _is_drawn(grid.upright, xs[j + 1], y):
            owner[first((i, j + 1))] = first((i, j))
        if i + 2 < len(ys) and not _is_drawn(grid.flat, ys[i + 1], x):
            owner[first((i + 1, j))] = first((i, j))
    together: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in owner:
        together.setdefault(first(place), []).append(place)
    yield from together.values()


def _is_drawn(borders: Sequence[tuple[float, float, float]], at: float, across: float) -> bool:
    """Whether a border is drawn at a place, where something is to be parted."""
    return any(
        abs(place - at) <= 2 * _NEAR and start - _NEAR <= across <= end + _NEAR
        for place, start, end in borders
    )
