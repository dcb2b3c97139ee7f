"""Rows of cells become lines that carry their heads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.mending.tables import head_rows, is_figure, is_headed_row, table_text

WATER = [
    ["Pueblo", "Habitantes", "Regadío (ha)"],
    ["Torralba", "1.204", "310"],
    ["Vinuesa", "856", "95"],
]


def test_every_row_carries_its_heads() -> None:
    assert table_text(WATER).split("\n") == [
        "Pueblo: Torralba; Habitantes: 1.204; Regadío (ha): 310",
        "Pueblo: Vinuesa; Habitantes: 856; Regadío (ha): 95",
    ]


def test_a_column_of_names_without_a_head_names_the_row() -> None:
    rows = [["", "2019", "2020"], ["Paro", "12 %", "13 %"], ["Vecinos", "140", "150"]]
    assert table_text(rows) == "Paro; 2019: 12 %; 2020: 13 %\nVecinos; 2019: 140; 2020: 150"


def test_a_head_over_two_columns_is_in_both() -> None:
    rows = [["", "Paro", "Paro"], ["Pueblo", "2019", "2020"], ["Torralba", "12", "13"]]
    assert table_text(rows, 2) == "Pueblo: Torralba; Paro 2019: 12; Paro 2020: 13"


def test_a_row_over_all_columns_names_those_below_and_a_last_one_is_a_note() -> None:
    rows = [*WATER[:2], ["Zona sur"] * 3, WATER[2], ["Fuente: el censo"] * 3]
    assert table_text(rows).split("\n") == [
        "Pueblo: Torralba; Habitantes: 1.204; Regadío (ha): 310",
        "Zona sur; Pueblo: Vinuesa; Habitantes: 856; Regadío (ha): 95",
        "Fuente: el censo",
    ]


def test_heads_printed_again_are_no_row() -> None:
    assert table_text([*WATER[:2], WATER[0], WATER[2]]) == table_text(WATER)


def test_a_caption_above_the_heads_stays_a_line() -> None:
    rows = [["Regadíos"] * 3, *WATER]
    assert table_text(rows, 2).split("\n")[0] == "Regadíos"
    assert table_text(rows).split("\n")[1:] == table_text(WATER).split("\n")


def test_empty_cells_and_dashes_are_left_out() -> None:
    rows = [WATER[0], ["Torralba", "", "310"], ["Vinuesa", "856", "—"]]
    assert (
        table_text(rows) == "Pueblo: Torralba; Regadío (ha): 310\nPueblo: Vinuesa; Habitantes: 856"
    )


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        (WATER, 1),
        ([["Partido", "Votos", "%"], ["PSC", "12.204", "31,2 %"], ["Otros", "n/d", "8 %"]], 1),
        ([["Nombre", "Cargo"], ["Ana Ruiz", "alcaldesa"], ["Luis Gil", "concejal"]], 1),
        # A person's name over another's would make a falsehood.
        ([["Ana Ruiz", "alcaldesa"], ["Luis Gil", "concejal"]], 0),
        ([["Torralba", "1.204"], ["Vinuesa", "856"]], 0),
        ([["Alcalde", "Juan Mir"], ["Superficie", "21 km²"], ["Población", "1.204"]], 0),
        ([["2019", "12"], ["2020", "13"]], 0),
        ([["Pueblo", "Vecinos"]], 0),
        ([["", "", "x", "x"], ["", "", "y", "1"], ["a", "", "2", "3"]], 2),
        ([], 0),
    ],
)
def test_heads_are_told_by_what_stands_below(rows: list[list[str]], heads: int) -> None:
    assert head_rows(rows) == heads


def test_without_heads_the_cells_stand_between_bars() -> None:
    assert table_text([["Torralba", "1.204"], ["Vinuesa", "856"]]) == (
        "Torralba | 1.204\nVinuesa | 856"
    )


def test_labels_in_the_first_column_go_with_what_they_hold() -> None:
    sheet = [["Alcalde:", "Juan Mir"], ["Superficie:", "21 km²"]]
    assert table_text(sheet) == "Alcalde: Juan Mir; Superficie: 21 km²"
    bare = [[label.rstrip(":"), value] for label, value in sheet]
    assert table_text(bare, labels=True) == "Alcalde: Juan Mir; Superficie: 21 km²"


def test_what_parts_the_cells_does_not_stand_inside_one() -> None:
    rows = [["Pueblo:", "Obra"], ["Torralba", "acequia; presa\nnueva"]]
    assert table_text(rows, 1) == "Pueblo: Torralba; Obra: acequia, presa nueva"


def test_a_table_that_says_nothing_is_no_text() -> None:
    assert table_text([["", "—"], []]) == ""
    assert table_text([["Pueblo", "Vecinos"]]) == "Pueblo | Vecinos"


@pytest.mark.parametrize(
    "cell", ["310", "1.204", "31,2 %", "-3,5", "4,2 M€", "$ 1,250.50", "12:30", "21 km²", "3º"]
)
def test_figures_with_their_units_are_told(cell: str) -> None:
    assert is_figure(cell)


@pytest.mark.parametrize("cell", ["Torralba", "n/d", "", "12 de marzo", "Calle 12"])
def test_words_are_no_figures(cell: str) -> None:
    assert not is_figure(cell)


def test_a_long_row_is_several_lines_that_begin_with_its_name() -> None:
    heads = ["Pueblo", *(f"Gasto corriente en la partida número {i}" for i in range(30))]
    lines = table_text([heads, ["Torralba", *map(str, range(30))]], 1).split("\n")
    assert len(lines) > 1
    assert all(line.startswith("Pueblo: Torralba; ") and len(line) <= 600 for line in lines)
    assert sum(line.count("Gasto") for line in lines) == 30


@pytest.mark.parametrize(
    "line",
    [
        "Paro; 2019: 12",
        "Zona sur; Pueblo: Beceite; Paro: 1",
        "Zona sur; Paro; 2019: 12; 2020: 13",
        "Año 2019; Zona sur; Pueblo: Beceite; Paro: 1",
    ],
)
def test_rows_are_told_by_their_pairs(line: str) -> None:
    assert is_headed_row(line)


@pytest.mark.parametrize(
    "line",
    [
        "El alcalde dijo: «Vamos a hablar»; después se marchó.",
        "Pueblo: Torralba",
        "La medalla la dio el gobernador; la multa, la policía, por remolcar: 12 millones.",
        "Vino; la multa, por remolcar: 12 millones. Un abogado la recurrió y ganó; costó: mucho",
        "Asistieron Juan, Luis y Ana; faltó Pedro.",
        "",
    ],
)
def test_prose_is_no_row(line: str) -> None:
    assert not is_headed_row(line)


_words = st.text("abcdeñó ", min_size=1, max_size=8).map(str.strip).filter(bool)


@given(st.lists(_words, min_size=2, max_size=5, unique=True), st.data())
def test_every_filled_cell_is_in_its_row_and_beside_its_head(
    heads: list[str], data: st.DataObject
) -> None:
    cells = st.lists(
        st.integers(0, 9999).map(str), min_size=len(heads), max_size=len(heads), unique=True
    )
    rows = data.draw(st.lists(cells, min_size=1, max_size=4))
    lines = table_text([heads, *rows], 1).split("\n")
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        assert is_headed_row(line)
        pairs = zip(map(" ".join, map(str.split, heads)), row, strict=True)
        assert line.split("; ") == [f"{head}: {cell}" for head, cell in pairs]


@given(st.lists(st.lists(st.text(max_size=12), max_size=4), max_size=5))
def test_any_cells_are_taken_and_nothing_said_is_lost(rows: list[list[str]]) -> None:
    rows = [row for row in rows if any(char.isalnum() for cell in row for char in cell)]
    text = table_text(rows)
    heads = head_rows(rows)
    for row in rows[heads:]:
        for cell in row:
            if any(map(str.isalnum, cell)):
                assert all(word.strip(":; ") in text for word in cell.replace(";", " ").split())
