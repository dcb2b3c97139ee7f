"""Pages laid out: columns read down, headlines over them, rows of tables across."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from rag.documents.pages.layout import Layout
from rag.documents.pages.types import Block, Word
from tests.rag.documents.pages.typeset import filled, layout, words

LEFT = (
    "El pleno del Ayuntamiento de Villasol",
    "aprobó ayer un presupuesto de 48 mi-",
    "llones de euros para el año próximo,",
    "un 6 % más que el vigente. La portavoz",
    "Elena Márquez defendió las cuentas.",
)
RIGHT = (
    "La plaza de toros de Peñarrubia cerrará",
    "en octubre por obras. El concejal Julio",
    "Ferrer calcula que la reforma costará",
    "3,2 millones y durará catorce meses,",
    "si no aparecen restos arqueológicos.",
)


def texts(page: Layout) -> list[str]:
    return [line.text for block in page.blocks for line in block.lines]


def kinds(page: Layout) -> list[str]:
    return [block.kind for block in page.blocks]


@pytest.mark.parametrize(
    ("gutter", "by_rows"), [(9.0, False), (14.0, False), (14.0, True), (40.0, True)]
)
@pytest.mark.parametrize("offset", [0.0, 2.0, 5.5])
def test_columns_are_read_down(gutter: float, offset: float, by_rows: bool) -> None:
    left = [filled(text, 50, 100 + 12 * i, 250) for i, text in enumerate(LEFT)]
    x = 250 + gutter
    right = [filled(t, x, 100 + offset + 12 * i, x + 200) for i, t in enumerate(RIGHT)]
    drawn = [line for pair in zip(left, right, strict=True) for line in pair]
    page = layout(*(drawn if by_rows else [*left, *right]))
    assert texts(page) == [*LEFT, *RIGHT]


def test_a_headline_over_both_columns_comes_first_and_parts_what_is_below() -> None:
    above = [words(text, 50 + 300 * (i % 2), 80 + 12 * (i // 2)) for i, text in enumerate(
        ("Fin de la noticia de la izquierda", "Fin de la noticia de la derecha") * 3)]  # fmt: skip
    head = words("Un titular que va sobre las dos columnas", 50, 150, size=20)
    body = [words(text, 50, 180 + 12 * i) for i, text in enumerate(LEFT)]
    body += [words(text, 350, 180 + 12 * i) for i, text in enumerate(RIGHT)]
    page = texts(layout(*above, head, *body))
    assert page[:3] == ["Fin de la noticia de la izquierda"] * 3
    assert page[3:6] == ["Fin de la noticia de la derecha"] * 3
    assert page[6] == "Un titular que va sobre las dos columnas"
    assert page[7:] == [*LEFT, *RIGHT]


def test_headlines_side_by_side_begin_other_articles() -> None:
    top = [words(text, 50, 100 + 12 * i) for i, text in enumerate(LEFT)]
    top += [words(text, 350, 100 + 12 * i) for i, text in enumerate(RIGHT)]
    heads = [words("Primer titular", 50, 200, size=16), words("Otro titular", 350, 200, size=16)]
    below = [words(f"{text} bis", 50, 225 + 12 * i) for i, text in enumerate(LEFT)]
    below += [words(f"{text} bis", 350, 225 + 12 * i) for i, text in enumerate(RIGHT)]
    page = texts(layout(*top, *heads, *below))
    assert page[: len(LEFT + RIGHT)] == [*LEFT, *RIGHT]
    rest = page[len(LEFT + RIGHT) :]
    assert rest[0] == "Primer titular"
    assert rest.index("Otro titular") == 1 + len(LEFT)


def test_a_stretched_line_is_one_line() -> None:
    body = [
        filled("La delegada del Gobierno advirtió", 50, 100, 240),
        filled("indemnización a los", 50, 112, 240),
        filled("damnificados por un plazo", 50, 124, 240),
        filled("otros seis años más, aunque", 50, 136, 240),
    ]
    other = [filled(text, 255, 100 + 12 * i, 455) for i, text in enumerate(LEFT)]
    assert texts(layout(*body, *other))[:4] == [
        "La delegada del Gobierno advirtió",
        "indemnización a los",
        "damnificados por un plazo",
        "otros seis años más, aunque",
    ]


def grid(rows: Sequence[Sequence[str]], across: float, top: float) -> list[list[Word]]:
    """The cells of a table, row by row."""
    return [
        words(cell, 50 + across * n, top + 14 * i)
        for i, row in enumerate(rows)
        for n, cell in enumerate(row)
    ]


def table_of(page: Layout) -> Block:
    (table,) = [block for block in page.blocks if block.kind == "table"]
    return table


def cells(table: Block) -> list[list[str]]:
    return [[" ".join(x.text for x in cell) for cell in row] for row in table.rows]


ROWS = (
    ("Pueblo", "Vecinos", "Regadío"),
    ("Torralba", "1.204", "310"),
    ("Vinuesa", "856", "12,5"),
    ("Fuente el Olmo", "79", "-"),
)


@pytest.mark.parametrize("right", [False, True])
def test_a_table_is_read_across(right: bool) -> None:
    lines = [words("Un párrafo que va delante de la tabla y no es de ella.", 50, 60)]
    for i, row in enumerate(ROWS):
        for n, cell in enumerate(row):
            x = 50.0 + 120 * n
            if right and n and i:
                x += 60 - 5 * len(cell)
            lines.append(words(cell, x, 100 + 14 * i))
    page = layout(*lines)
    assert cells(table_of(page)) == [list(row) for row in ROWS]
    assert kinds(page) == ["text", "table"]


def test_a_table_in_a_column_of_a_newspaper_leaves_the_next_one_alone() -> None:
    prose = [filled(text, 50, 40 + 12 * i, 250) for i, text in enumerate(LEFT * 2)]
    own = []
    for i, row in enumerate(ROWS):
        for n, cell in enumerate(row):
            own.append(words(cell, 300 + 90.0 * n, 100 + 12 * i))
    page = layout(*prose, *own)
    assert cells(table_of(page)) == [list(row) for row in ROWS]
    rest = [x.text for b in page.blocks if b.kind != "table" for x in b.lines]
    assert rest == [*LEFT, *LEFT]


def test_labels_go_with_what_stands_beside_them() -> None:
    rows = (
        ("Alcalde:", "Mateo Salvatierra"),
        ("Superficie:", "21 km²"),
        ("Partido judicial:", "Soria"),
    )
    lines = [
        words(cell, 50 + 150.0 * n, 100 + 14 * i)
        for i, r in enumerate(rows)
        for n, cell in enumerate(r)
    ]
    assert cells(table_of(layout(*lines))) == [list(row) for row in rows]


def test_marks_of_a_list_stand_with_their_items() -> None:
    lines = []
    for i, text in enumerate(("Que se abra el camino.", "Que se arregle la fuente.", "Nada más.")):
        lines += [words("•", 50, 100 + 14 * i), words(text, 80, 100 + 14 * i)]
    assert texts(layout(*lines))[0] == "• Que se abra el camino."


def test_every_word_comes_out_once() -> None:
    lines = [filled(text, 50, 100 + 12 * i, 250) for i, text in enumerate(LEFT)]
    lines += [words(text, 280, 103 + 12 * i) for i, text in enumerate(RIGHT)]
    lines += [
        words(cell, 50 + 100.0 * n, 300 + 14 * i)
        for i, r in enumerate(ROWS)
        for n, cell in enumerate(r)
    ]
    printed = sorted(word.text for line in lines for word in line)
    page = layout(*lines)
    assert sorted(w for text in texts(page) for w in text.split()) == printed


PLACES = st.tuples(
    st.sampled_from(("la", "Torralba", "1.204", "-", "•", "310", "de aguas", "Regadío:")),
    st.integers(0, 56).map(lambda n: 10.0 * n),
    st.integers(1, 60).map(lambda n: 13.0 * n),
    st.sampled_from((6.0, 9.0, 10.0, 18.0)),
)


@settings(max_examples=150)
@example([("Torralba", 0.0, 13.0, 18.0), ("Torralba", 30.0, 13.0, 6.0)])
@given(st.lists(PLACES, max_size=40, unique_by=lambda place: place[1:3]))
def test_wherever_words_stand_each_comes_out_once(
    places: list[tuple[str, float, float, float]],
) -> None:
    # A word printed over itself is bold, and one word.
    assume(
        not any(
            one[0] == other[0] and one[2] == other[2] and abs(one[1] - other[1]) < 30
            for one, other in combinations(places, 2)
        )
    )
    page = layout(*(words(text, x, base, size=size) for text, x, base, size in places))
    printed = sorted(word for text, *_ in places for word in text.split())
    assert sorted(w for text in texts(page) for w in text.split()) == printed


def test_blocks_are_in_order_of_height_within_a_column() -> None:
    page = layout(*(words(text, 50, 100 + 40 * i) for i, text in enumerate(LEFT)))
    tops = [block.box[1] for block in page.blocks]
    assert all(a < b for a, b in pairwise(tops))
