"""Rows of tables with the same heads say of which table they are."""

from __future__ import annotations

from rag.documents.mending.table_captions import name_rows

A = "Pueblo: Torralba; Vecinos: 310"
B = "Pueblo: Torralba; Vecinos: 298"
C = "Partido: PSC; Votos: 12"


def test_tables_with_the_same_heads_are_named_by_the_line_above() -> None:
    text = f"Año 2019\n\n{A}\n{B}\n\nAño 2020:\n\n{B}\n\nElecciones\n\n{C}"
    assert name_rows(text) == (
        f"Año 2019\n\nAño 2019; {A}\nAño 2019; {B}\n\nAño 2020:\n\nAño 2020; {B}"
        f"\n\nElecciones\n\n{C}"
    )


def test_it_is_done_once() -> None:
    text = name_rows(f"Año 2019\n\n{A}\n\nAño 2020\n\n{B}")
    assert name_rows(text) == text


def test_a_single_table_and_those_alike_in_name_are_left() -> None:
    for text in (
        f"Año 2019\n\n{A}\n{B}",
        f"Censo\n\n{A}\n\nCenso\n\n{B}",
        f"Así fue la jornada en la comarca.\n\n{A}\n\nY así la otra.\n\n{B}",
        "Sin tablas.",
    ):
        assert name_rows(text) == text
