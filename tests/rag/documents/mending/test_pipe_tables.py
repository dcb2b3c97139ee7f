"""Tables drawn with bars are found among other lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.mending.pipe_tables import write_tables

ROW = "Pueblo: Torralba; Vecinos: 1.204"


@pytest.mark.parametrize(
    "table",
    [
        "| Pueblo | Vecinos |\n|---|---|\n| Torralba | 1.204 |",
        "Pueblo | Vecinos\n---|---\nTorralba | 1.204",
        "| Pueblo | Vecinos |\n|:------|------:|\n| Torralba | 1.204 |",
        "| Pueblo | Vecinos |\n| Torralba | 1.204 |",
        "+-----+----+\n| Pueblo | Vecinos |\n+=====+====+\n| Torralba | 1.204 |\n+----+---+",
        "|---|---|\n| Pueblo | Vecinos |\n|---|---|\n| Torralba | 1.204 |\n|---|---|",
    ],
)
def test_a_drawn_table_becomes_rows_with_heads(table: str) -> None:
    assert write_tables(f"Antes.\n{table}\nDespués.") == f"Antes.\n\n{ROW}\n\nDespués."


@pytest.mark.parametrize(
    "text",
    [
        "Sociedad | El Faro\n\nEl pleno aprobó las cuentas.",
        "Ayer\n---\nhubo pleno",
        "Teléfono: 555 | Correo: a@b.es",
        "una sola fila\n| a | b |\ny más texto",
        "",
    ],
)
def test_bars_in_other_lines_are_left(text: str) -> None:
    assert write_tables(text) == text


def test_a_bar_inside_a_cell_is_kept() -> None:
    assert write_tables("| Obra | Coste |\n|---|---|\n| a \\| b | 3 |") == "Obra: a | b; Coste: 3"


def test_prose_laid_out_in_cells_is_left_alone() -> None:
    page = f"| {'palabra ' * 60}| {'palabra ' * 60}|\n|---|---|\n| a | b |"
    assert write_tables(page) == page


@given(st.text("|-+: ab1\n", max_size=80))
def test_any_lines_are_taken_and_no_word_is_lost(text: str) -> None:
    written = write_tables(text)
    assert all(char in written for char in text if char.isalnum())
