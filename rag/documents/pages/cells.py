"""The columns of a table, and which pieces of a row stand in which of them."""

from __future__ import annotations

from collections.abc import Sequence

from rag.documents.pages.types import Line


def columns_of(body: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """Find the columns: the stretches that cells cover, but for cells over several of them."""
    most = max(len(chain) for chain in body)
    spans = sorted(
        (line.x0, line.x1) for chain in body if len(chain) >= max(most - 1, 2) for line in chain
    )
    columns: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if columns and x0 < columns[-1][1] - 0.5:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return _without_halves(columns, body) if len(columns) > 1 else columns


def _without_halves(
    columns: list[tuple[float, float]], body: Sequence[Sequence[Line]]
) -> list[tuple[float, float]]:
    """Join neighbouring columns of which no row fills both: a head on the left of its column and
    figures on the right of it."""
    i = 0
    filled = [[bool(cell) for cell in cells_of(chain, columns)] for chain in body]
    while i + 1 < len(columns):
        if not any(row[i] and row[i + 1] for row in filled):
            columns[i : i + 2] = [(columns[i][0], columns[i + 1][1])]
            for row in filled:
                row[i : i + 2] = [row[i] or row[i + 1]]
        else:
            i += 1
    return columns


def cells_of(chain: Sequence[Line], columns: Sequence[tuple[float, float]]) -> list[list[Line]]:
    """Put the pieces of a row into their columns."""
    cells: list[list[Line]] = [[] for _ in columns]
    for line in chain:

        def closeness(i: int, line: Line = line) -> float:
            x0, x1 = columns[i]
            shared = min(line.x1, x1) - max(line.x0, x0)
            return shared if shared > 0 else -abs((line.x0 + line.x1 - x0 - x1) / 2)

        cells[max(range(len(columns)), key=closeness)].append(line)
    return cells


def inside(row: Sequence[Line], left: float, right: float) -> list[Line]:
    """Give the pieces of a row that stand between two edges, at least by half."""
    return [
        line
        for line in row
        if min(line.x1, right) - max(line.x0, left) >= 0.5 * (line.x1 - line.x0)
    ]


def is_wrapped(
    cells: Sequence[Sequence[Line]], above: Sequence[Sequence[Line]], size: float
) -> bool:
    """Whether a row has but one cell, right below one of the row above and set alike: its second
    line, in a table of words."""
    filled = [i for i, cell in enumerate(cells) if cell]
    if len(filled) != 1 or not above[filled[0]] or sum(map(bool, above)) < 2:
        return False
    line, last = cells[filled[0]][0], above[filled[0]][-1]
    return line.bold == last.bold and line.base - last.base <= 1.35 * size


def goes_on(chain: Sequence[Line], last: Line, size: float) -> bool:
    """Whether a row without figures goes on with the cells of the row above it."""
    return chain[0].base - last.base <= 1.35 * size and chain[0].text[0].islower()
