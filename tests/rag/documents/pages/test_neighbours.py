"""What stands beside something, above it or below it on a page is not taken for a part of it."""

from __future__ import annotations

import pytest

from eval.pages import samples
from eval.pages.measuring import measure
from rag.documents.pages.types import Word
from tests.rag.documents.pages.test_layout import ROWS, cells, table_of
from tests.rag.documents.pages.typeset import filled, layout, words

NARROW = ("El pleno del Ayun-", "tamiento de Villa-", "sol aprobó el pre-", "supuesto del año")
"""Lines of a narrow column: as short as the cells of a table."""


def table(x: float, top: float, step: float = 12.0) -> list[list[Word]]:
    """The cells of a table in a column, their figures at its right."""
    return [
        words(cell, x + 85.0 * n + (20 - 5 * len(cell) if n and i else 0), top + step * i)
        for i, row in enumerate(ROWS)
        for n, cell in enumerate(row)
    ]


@pytest.mark.parametrize("left", [60.0, 300.0])
@pytest.mark.parametrize("offset", [-1.0, 0.0, 1.5])
def test_rows_of_narrow_columns_beside_a_table_do_not_part_it(left: float, offset: float) -> None:
    beside = 320.0 if left < 300 else 20.0
    prose = [
        filled(text, beside + 90 * n, 40 + offset + 12 * i, beside + 90 * n + 78)
        for n in range(3)
        for i, text in enumerate(NARROW * 3)
    ]
    page = layout(*prose, *table(left, 70))
    assert cells(table_of(page)) == [list(row) for row in ROWS]


def test_columns_on_both_sides_of_a_table_do_not_part_it() -> None:
    prose = [
        filled(text, x, 40 + 12 * i, x + 78)
        for x in (30.0, 120.0, 450.0)
        for i, text in enumerate(NARROW * 3)
    ]
    page = layout(*prose, *table(220, 70))
    assert cells(table_of(page)) == [list(row) for row in ROWS]


@pytest.mark.parametrize(
    "seed",
    [
        *(26, 209, 6038),  # a table among rows of narrow columns, or with text on its right
        *(5, 207, 805, 5007),  # a stretched last line above a table or other columns
        *(5019, 5057, 5177),  # two tables side by side, also with text between
        106,  # two of them; and a column that runs on between two headlines
        *(301, 402, 907),  # a headline beside others over a text without an end
    ],
)
def test_pages_that_were_once_read_wrongly_are_read_as_they_are_printed(seed: int) -> None:
    reading = measure(samples.mosaic(seed))
    assert reading.false_sentences == ()
    assert (reading.lost_lines, reading.tau) == (0, 1.0)
    assert reading.whole_articles == reading.marked_articles
