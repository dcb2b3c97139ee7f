"""Tables whose cells are drawn: rows with their heads, whatever stands in them and beside them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.types import Box
from rag.documents.pages.layout import Layout, layout_of
from rag.documents.pages.types import Block, Page
from tests.rag.documents.pages.typeset import sheet, words

TEXT = (
    "La junta de regantes de la vega repartió ayer el agua de la acequia mayor por turnos de doce",
    "horas, según el guarda, que anotó en su libro los que faltaron y los que llegaron más tarde.",
)
XS = (50.0, 190.0, 330.0, 470.0)


def drawn(ys: Sequence[float], xs: Sequence[float] = XS, *, by_cell: bool = False) -> list[Box]:
    """The borders of a table, as lines from end to end or cell by cell."""
    if not by_cell:
        flat = [(xs[0], y - 0.3, xs[-1], y + 0.3) for y in ys]
        return flat + [(x - 0.3, ys[0], x + 0.3, ys[-1]) for x in xs]
    found: list[Box] = []
    for y0, y1 in pairwise(ys):
        for x0, x1 in pairwise(xs):
            found += [(x0, y0 - 0.3, x1, y0 + 0.3), (x0, y1 - 0.3, x1, y1 + 0.3)]
            found += [(x0 - 0.3, y0, x0 + 0.3, y1), (x1 - 0.3, y0, x1 + 0.3, y1)]
    return found


def page(rows: Sequence[Sequence[str]], rules: list[Box]) -> Layout:
    """Text, a table right below it, and text right below that."""
    lines = [words(text, 52, 80 + 14 * i) for i, text in enumerate(TEXT)]
    lines += [
        words(cell, 52 + 140 * n, 110 + 14 * i)
        for i, row in enumerate(rows)
        for n, cell in enumerate(row)
        if cell
    ]
    lines += [words(text, 52, 114 + 14 * len(rows) + 14 * i) for i, text in enumerate(TEXT)]
    made = sheet(*lines)
    made.rules = rules
    return layout_of(Page(1, [made]))


def table(layout: Layout) -> Block:
    (found,) = [block for block in layout.blocks if block.kind == "table"]
    return found


def cells(block: Block) -> list[list[str]]:
    return [[" ".join(line.text for line in cell) for cell in row] for row in block.rows]


def levels(rows: int) -> list[float]:
    return [99.5 + 14 * i for i in range(rows + 1)]


ROWS = [
    ["Pueblo", "2023", "2024"],
    ["Torralba", "1.204", "1.310"],
    ["Villasol", "2.310", "2.395"],
]
NAMES = [["Cargo", "Nombre", "Pueblo"], ["Alcaldesa", "Inés Robledo", "Torralba"]]


@pytest.mark.parametrize("by_cell", [False, True])
@pytest.mark.parametrize("rows", [ROWS, NAMES])
def test_a_table_right_between_lines_of_text_keeps_its_first_column(
    rows: list[list[str]], by_cell: bool
) -> None:
    layout = page(rows, drawn(levels(len(rows)), by_cell=by_cell))
    assert cells(table(layout)) == rows
    rest = [line.text for block in layout.blocks if block.kind == "text" for line in block.lines]
    assert rest == [*TEXT, *TEXT]


def test_a_cell_over_two_columns_or_rows_stands_in_each() -> None:
    rows = [["Pueblo", "Habitantes", ""], ["", "2023", "2024"], ["Torralba", "1.204", "1.310"]]
    rules = [box for box in drawn(levels(3)) if box[3] - box[1] > 1 or box[1] > 114]
    ys = levels(3)
    rules = [
        *((50.0, y - 0.3, 470.0, y + 0.3) for y in (ys[0], ys[2], ys[3])),
        (190.0, ys[1] - 0.3, 470.0, ys[1] + 0.3),  # not below «Pueblo»
        *((x - 0.3, ys[0], x + 0.3, ys[3]) for x in (50.0, 190.0, 470.0)),
        (329.7, ys[1], 330.3, ys[3]),  # not beside «Habitantes»
    ]
    assert cells(table(page(rows, rules))) == [
        ["Pueblo", "Habitantes", "Habitantes"],
        ["Pueblo", "2023", "2024"],
        ["Torralba", "1.204", "1.310"],
    ]


def test_an_empty_cell_stays_empty() -> None:
    rows = [["Pueblo", "2023", "2024"], ["Torralba", "", "1.310"], ["Villasol", "2.310", ""]]
    assert cells(table(page(rows, drawn(levels(3))))) == rows


def test_rules_around_columns_of_text_make_no_table() -> None:
    lines = [
        words(f"{text[:38]} n{i}", 52 + 280 * n, 110 + 12 * i)
        for n in (0, 1)
        for i, text in enumerate(TEXT * 12)
    ]
    made = sheet(*lines)
    made.rules = drawn([95.0, 240.0, 420.0], [45.0, 325.0, 600.0])
    layout = layout_of(Page(1, [made]))
    assert all(block.kind != "table" for block in layout.blocks)


@given(
    st.lists(
        st.tuples(*[st.integers(0, 600)] * 2, st.integers(1, 200), st.sampled_from([True, False])),
        max_size=40,
    )
)
def test_whatever_is_drawn_no_line_is_lost_nor_doubled_outside_cells(
    strokes: list[tuple[int, int, int, bool]],
) -> None:
    rules: list[Box] = [
        (x, y, x + long, y + 0.5) if flat else (x, y, x + 0.5, y + long)
        for x, y, long, flat in strokes
    ]
    layout = page(ROWS, rules)
    read = {id(line) for block in layout.blocks for line in block.lines}
    assert read == {id(line) for line in layout.lines}
