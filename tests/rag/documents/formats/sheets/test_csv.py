"""Tables in text files: an article a row, or a table whose rows carry their heads."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.formats.sheets import csv as module
from rag.documents.formats.sheets import rows
from rag.documents.formats.sheets.csv import CsvFormat, delimiter_of
from rag.documents.types import FileContents, LoadError, ReadOptions, SourceFile
from tests.rag.documents.formats.made_files import table

LONG = "El pleno de Valdemora aprobó ayer el presupuesto de 3,2 millones de euros. " * 4


def read(
    data: str | bytes, columns: dict[str, str] | None = None, name: str = "n.csv"
) -> FileContents:
    raw = data.encode() if isinstance(data, str) else data
    return CsvFormat().read(SourceFile(raw, Path(name), ReadOptions(columns or {})))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_row_is_an_article_whatever_parts_and_encodes_it(delimiter: str, encoding: str) -> None:
    made = table(
        [
            ["Titular", "Medio", "Fecha de publicación", "Sección", "Texto de la noticia"],
            ["Sube, el pan", "El Eco", "14/08/2025", "Local", "Los panaderos; dicen\n\nque sube."],
            ["Baja", "La Voz", "3 de mayo de 2024", "Local", 'Dijo: "baja la leña de Ñora", y ya.'],
        ],
        delimiter,
    )
    contents = read(made.decode().encode(encoding))
    first, second = contents.articles
    assert (first.title, first.source, first.date) == ("Sube, el pan", "El Eco", "2025-08-14")
    assert first.text == "Los panaderos; dicen\n\nque sube."
    assert second.text == 'Dijo: "baja la leña de Ñora", y ya.'
    assert (first.entry, second.entry) == (2, 5), "the line that the row begins on"
    assert contents.failures == ()


def test_the_first_paragraph_goes_before_the_text_once() -> None:
    heads = ["title", "description", "content", "publishedAt"]
    a = ["A", "Llueve en Urdaz.", "El río subió dos metros en la noche.", "2024-05-03T10:00:00Z"]
    b = ["B", "Nieva en Belagua", "Nieva en Belagua desde ayer por la tarde.", "2024-05-04"]
    first, second = read(table([heads, a, b])).articles
    assert first.text == "Llueve en Urdaz.\n\nEl río subió dos metros en la noche."
    assert second.text == "Nieva en Belagua desde ayer por la tarde."
    assert first.date == "2024-05-03"


def test_rows_without_text_and_dates_not_understood_are_reported_by_line() -> None:
    contents = read(
        "titular;fecha;texto\nA;no sé;Llueve en Urdaz desde ayer por la tarde.\nB;2024-01-02;\n"
        ";;\nC;2024-01-02;Nieva en Belagua desde ayer por la tarde.\n"
    )
    assert [article.title for article in contents.articles] == ["A", "C"]
    assert contents.problems == [
        "Línea 2: fecha no entendida: «no sé»",
        "Línea 3: la columna del texto está vacía",
    ]


def test_mapped_columns_are_used_and_missing_ones_named() -> None:
    data = "rótulo;crónica;otra\nLluvia;Llueve en Urdaz.;x\n"
    (article,) = read(data, {"text": "cronica", "title": "RÓTULO"}).articles
    assert (article.title, article.text) == ("Lluvia", "Llueve en Urdaz.")
    with pytest.raises(
        LoadError, match=r"columna «cuerpo»\. Sus columnas: «rótulo», «crónica», «o"
    ):
        read(data, {"text": "cuerpo"})


def test_a_column_of_prose_beside_a_title_is_its_text_and_the_report_says_so() -> None:
    contents = read(table([["id", "titular", "crónica"], ["1", "Presupuesto", LONG]]))
    (article,) = contents.articles
    assert article.text == LONG.strip()
    assert "la columna «crónica»; si no lo es, use --map text=COLUMNA" in contents.problems[0]


def test_a_sheet_of_figures_is_a_table_whose_rows_carry_their_heads() -> None:
    data = (
        "Regadíos de la comarca\n\nPueblo;Habitantes;Regadío (ha)\n"
        "Torralba;1.204;310\nVinuesa;856;95\n"
    )
    contents = read(data, name="datos_de_2023.csv")
    (article,) = contents.articles
    assert article.title == "Regadíos de la comarca"
    assert "Pueblo: Torralba; Habitantes: 1.204; Regadío (ha): 310\n" in article.text
    assert "Pueblo: Vinuesa; Habitantes: 856; Regadío (ha): 95" in article.text
    (article,) = read(data.split("\n\n")[1], name="datos_de_2023.csv").articles
    assert article.title == "datos de 2023"


def test_marks_of_a_school_are_no_articles() -> None:
    (article,) = read("Alumno;Nota;Título\nAna;7,5;Biología\nLuis;8;Física\n").articles
    assert "Alumno: Ana; Nota: 7,5; Título: Biología" in article.text


def test_excels_line_about_the_delimiter_is_obeyed_and_not_read() -> None:
    (article,) = read("sep=|\ntitular|texto\nA;B|Llueve; en Urdaz desde ayer, dicen.\n").articles
    assert article.title == "A;B"
    assert article.entry == 3


def test_quotation_marks_out_of_place_are_reported_and_cost_no_row() -> None:
    contents = read('titular,texto\n"A" b,Llueve en Urdaz desde ayer por la tarde.\n')
    assert len(contents.articles) == 1
    assert "comillas mal puestas" in contents.problems[0]


def test_an_open_quotation_mark_is_an_error_before_it_swallows_everything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MAX_FIELD", 1_000)
    before = csv.field_size_limit()
    with pytest.raises(LoadError, match=r"no es una tabla que se pueda leer \(field larger"):
        read('titular,texto\n"A,b\n' + "x,y\n" * 1_000)
    assert csv.field_size_limit() == before


def test_cells_and_columns_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LoadError, match="la línea 1 tiene 3001 columnas y el límite es 2000"):
        read("," * 3_000)
    monkeypatch.setattr(module, "MAX_CELLS", 10)
    with pytest.raises(LoadError, match="millones de celdas"):
        read("a,b\n" * 6)
    assert rows.MAX_CELLS == 5_000_000


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=2, max_size=8),
    st.sampled_from(",;\t|"),
)
def test_what_was_written_is_read_back(written: list[list[str]], delimiter: str) -> None:
    text = table(written, delimiter).decode()
    back = [cells for _, cells in module._rows(text, delimiter, strict=True)]
    assert back == written


@given(st.integers(2, 30), st.sampled_from(",;\t|"), st.integers(2, 6))
def test_the_delimiter_is_told(rows_: int, delimiter: str, columns: int) -> None:
    words = [[f"dato {row} {column}" for column in range(columns)] for row in range(rows_)]
    assert delimiter_of(table(words, delimiter).decode()) == delimiter
