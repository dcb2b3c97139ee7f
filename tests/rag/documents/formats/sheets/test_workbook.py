"""Workbooks: all visible sheets, rows of articles or tables, cells as they are shown."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from rag.documents.formats.sheets import workbook as module
from rag.documents.formats.sheets.cells import shown
from rag.documents.formats.sheets.workbook import WorkbookFormat
from rag.documents.types import FileContents, LoadError, ReadOptions, SourceFile
from tests.rag.documents.formats.made_files import workbook

PATH = Path("datos_2023.xlsx")


def read(data: bytes, columns: dict[str, str] | None = None) -> FileContents:
    return WorkbookFormat().read(SourceFile(data, PATH, ReadOptions(columns or {})))


def test_a_row_is_an_article_and_names_its_row() -> None:
    made = workbook(
        {
            "Recortes": [
                ["Recortes de agosto"],
                [],
                ["Fecha", "Medio", "Titular", "Texto"],
                [datetime(2025, 8, 14), "El Eco", "Pan", "Los panaderos de Urdaz suben el pan."],
                ["15-8-2025", "La Voz", "Leña", "La leña de Belagua no subirá este invierno."],
            ]
        }
    )
    first, second = read(made).articles
    assert (first.date, first.source, first.title) == ("2025-08-14", "El Eco", "Pan")
    assert (second.date, second.place) == ("2025-08-15", "fila 5")
    assert first.entry is None


def test_every_visible_sheet_is_read_and_hidden_ones_are_named() -> None:
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first.title = "Población"
    for row in (["Pueblo", "Habitantes"], ["Torralba", 1204], ["Vinuesa", 856]):
        first.append(row)
    first["B2"].number_format = "#,##0"
    other = book.create_sheet("Notas")
    for row in (["titular", "texto"], ["A", "Llueve en Urdaz desde ayer por la tarde."], ["B", ""]):
        other.append(row)
    book.create_sheet("Vacía")
    book.create_sheet("Cuentas").sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    contents = read(out.getvalue())
    table, note = contents.articles
    assert table.title == "Población"
    assert table.text == "Pueblo: Torralba; Habitantes: 1.204\nPueblo: Vinuesa; Habitantes: 856"
    assert table.place == "hoja «Población»"
    assert note.place == "hoja «Notas», fila 2"
    assert contents.problems == [
        "Hoja «Notas», fila 3: la columna del texto está vacía",
        "La hoja oculta «Cuentas» no se ha leído.",
    ]


def test_a_sheet_without_a_name_of_its_own_is_named_after_the_file() -> None:
    made = workbook({"Hoja1": [["Pueblo", "Habitantes"], ["Torralba", 1204]]})
    (article,) = read(made).articles
    assert article.title == "datos 2023"


def test_a_mapped_column_may_stand_in_one_sheet_only() -> None:
    made = workbook({"A": [["x", "y"], [1, 2]], "B": [["crónica", "z"], ["Llueve en Urdaz.", 1]]})
    contents = read(made, {"text": "cronica"})
    assert [article.text for article in contents.articles] == ["Llueve en Urdaz."]
    assert "no hay ninguna columna «cronica»" in contents.problems[0]
    with pytest.raises(LoadError, match=r"«nada»\. Sus columnas: «x», «y»"):
        read(made, {"text": "nada"})


def test_cells_and_rows_are_bounded_whatever_the_file_says(monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A900000"] = "lejos de todo, pero está"
    out = BytesIO()
    book.save(out)
    (article,) = read(out.getvalue()).articles
    assert article.text == "lejos de todo, pero está"
    monkeypatch.setattr(module, "MAX_ROWS", 1_000)
    with pytest.raises(LoadError, match="más de 5 millones de celdas"):
        read(out.getvalue())
    monkeypatch.setattr(module, "MAX_CELLS", 3)
    with pytest.raises(LoadError, match="millones de celdas"):
        read(workbook({"A": [["a", "b"], ["c", "d"]]}))


@pytest.mark.parametrize(
    ("value", "number_format", "written"),
    [
        (0.056, "0.0%", "5,6 %"),
        (0.5, "0%", "50 %"),
        (1204, "#,##0", "1.204"),
        (1250300.5, "#,##0.00 [$€-C0A]", "1.250.300,50 €"),
        (12, '"$"#,##0', "$12"),
        (5, '0" ha"', "5 ha"),
        (-3.25, "0.00;[Red]-0.00", "-3,25"),
        (0.1 + 0.2, "General", "0,3"),
        (3.0, "General", "3"),
        (True, "General", "sí"),
        (None, "General", ""),
        (datetime(2025, 8, 14), "dd/mm/yyyy", "2025-08-14"),
        (datetime(2025, 8, 14, 9, 5), "dd/mm/yyyy hh:mm", "2025-08-14 09:05"),
        (date(2025, 8, 14), "General", "2025-08-14"),
        (time(9, 5), "hh:mm", "09:05"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
        (" x ", "General", "x"),
    ],
)
def test_a_cell_is_written_as_it_is_shown(value: object, number_format: str, written: str) -> None:
    assert shown(value, number_format) == written
