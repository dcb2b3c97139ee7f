"""Sheets of questions as people's programs save them."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import InputError
from rag.batches.questions import MOST, read_questions
from rag.batches.types import Asked, QuestionSheet


def book(*rows: tuple[object, ...], hidden: bool = False) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    if hidden:
        sheet.sheet_state = "hidden"
        sheet = workbook.create_sheet("preguntas")
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def asked(sheet: QuestionSheet) -> list[str]:
    return [each.question for each in sheet.questions]


WAYS = {
    "utf-8 and commas": ("utf-8", ",", False),
    "a mark and semicolons": ("utf-8-sig", ";", True),
    "a mark and commas": ("utf-8-sig", ",", True),
    "latin-1 and semicolons": ("latin-1", ";", True),
    "windows and tabs": ("cp1252", "\t", True),
    "utf-16": ("utf-16", "\t", True),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_sheet_is_read_however_a_spanish_excel_wrote_it(way: str) -> None:
    encoding, delimiter, marked = WAYS[way]
    rows = [
        ["Pregunta", "Fuente", "Desde", "Hasta", "Esperada"],
        ["¿Cuántos años tenía Íñigo?", "El Faro", "1/2/2024", "", "12"],
        ["¿Quién ganó, y por qué?", "", "", "2025-06-30", ""],
    ]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    sheet = read_questions(text.encode(encoding), "preguntas.csv")
    assert sheet.questions == (
        Asked(2, "¿Cuántos años tenía Íñigo?", "El Faro", "1/2/2024", "", "12"),
        Asked(3, "¿Quién ganó, y por qué?", "", "", "2025-06-30"),
    )
    assert (sheet.delimiter, sheet.marked, sheet.expects) == (delimiter, marked, True)


def test_a_workbook_is_read_with_its_dates_below_a_title_and_past_hidden_sheets() -> None:
    from datetime import datetime

    data = book(
        ("Preguntas para el reportaje",),
        (),
        ("question", "from", "notas"),
        ("¿Quién?", datetime(2025, 3, 1), "ojo"),
        (None, None, None),
        ("¿Cuándo?", None, None),
        hidden=True,
    )
    sheet = read_questions(data, "p.xlsx")
    assert sheet.questions == (Asked(4, "¿Quién?", since="2025-03-01"), Asked(6, "¿Cuándo?"))
    assert sheet.blank == 2
    assert sheet.notes == ("Columnas que no se usan: «notas».",) or "notas" in sheet.notes[0]


def test_an_open_quotation_mark_spoils_its_own_row_alone() -> None:
    text = (
        'pregunta;fuente\n¿Uno?;\n"¿Dos?;El Faro\n¿Tres?;\n"¿Cua""tro?\nen dos líneas";\n¿Cinco?;\n'
    )
    sheet = read_questions(text.encode(), "p.csv")
    assert [(q.row, q.question) for q in sheet.questions] == [
        (2, "¿Uno?"), (3, ""), (4, "¿Tres?"), (5, '¿Cua"tro? en dos líneas'), (7, "¿Cinco?"),
    ]  # fmt: skip
    assert [bool(q.problem) for q in sheet.questions] == [False, True, False, False, False]
    assert "comillas" in sheet.questions[1].problem


def test_a_comma_in_the_only_column_parts_nothing() -> None:
    text = "pregunta\n¿Quién ganó, y por qué?\n¿Cuándo?\n¿Dónde, cómo, y quién?\n"
    assert asked(read_questions(text.encode(), "p.csv")) == [
        "¿Quién ganó, y por qué?", "¿Cuándo?", "¿Dónde, cómo, y quién?",
    ]  # fmt: skip
    bare = read_questions(text.partition("\n")[2].encode(), "p.txt")
    assert bare.questions[0] == Asked(1, "¿Quién ganó, y por qué?")
    assert len(bare.questions) == 3


def test_a_row_with_more_cells_than_heads_is_a_problem_of_its_own() -> None:
    text = "pregunta,fuente\n¿Uno, dos?,El Faro\n¿Tres?,El Faro\n¿Cuatro?,El Faro,,\n"
    one, three, four = read_questions(text.encode(), "p.csv").questions
    assert "comillas" in one.problem and not one.question
    assert (three.question, three.problem, four.problem) == ("¿Tres?", "", "")


def test_a_row_without_a_question_is_a_problem_and_a_blank_one_is_none() -> None:
    text = "pregunta;fuente\n;El Faro\n;\n\n¿Uno?;\n"
    sheet = read_questions(text.encode(), "p.csv")
    assert [(q.row, q.problem) for q in sheet.questions] == [(2, "Falta la pregunta."), (5, "")]
    assert sheet.blank == 2


REFUSED = {
    "no column": (b"a;b\n1;2\n", "p.csv", "ninguna columna «question» o «pregunta».*«a», «b»"),
    "heads alone": (b"pregunta;fuente\n\n", "p.csv", "no tiene ninguna pregunta"),
    "nothing": (b"", "p.csv", "está vacío"),
    "another kind": (b"x", "p.pdf", "«p.pdf» no es una hoja de preguntas"),
    "old Excel": (b"x", "p.xls", "guárdelo como .xlsx"),
    "no workbook": (b"PK\x03\x04nada", "p.xlsx", "No se puede leer «p.xlsx»"),
    "no text": (bytes(range(256)) * 40, "p.csv", "No se puede leer «p.csv»"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_without_questions_is_refused_with_what_is_wrong(case: str) -> None:
    data, name, message = REFUSED[case]
    with pytest.raises(InputError, match=message):
        read_questions(data, name)


def test_a_hundred_thousand_rows_are_refused_before_any_is_asked() -> None:
    data = b"pregunta\n" + b"\xc2\xbfQui\xc3\xa9n?\n" * 100_000
    with pytest.raises(InputError, match=r"tiene 100\.000 preguntas y el límite es 20\.000"):
        read_questions(data, "p.csv")
    assert len(read_questions(b"pregunta\n" + b"q?\n" * MOST, "p.csv").questions) == MOST


@given(st.lists(st.tuples(*[st.text(st.characters(codec="utf-8"), max_size=12)] * 2), max_size=6))
def test_whatever_a_program_quoted_comes_back_row_by_row(rows: list[tuple[str, str]]) -> None:
    """Against Python's own writer of tables."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([("pregunta", "fuente"), ("¿primera?", "x"), *rows])
    sheet = read_questions(file.getvalue().encode("utf-8-sig"), "p.csv")
    from rag.documents.mending.decoding import clean

    def one(text: str) -> str:
        return " ".join(clean(text.replace("\r\n", "\n")).split())

    wanted = [(one(q), one(s)) for q, s in rows]
    found = [(q.question, q.source) for q in sheet.questions[1:]]
    assert found == [(q, s if q else "") for q, s in wanted if q or s] or [
        pair for pair in wanted if pair[0]
    ] == [pair for pair in found if pair[0]]


@given(st.binary(max_size=300), st.sampled_from(["p.csv", "p.xlsx", "p.txt", "p.tsv"]))
def test_whatever_the_bytes_are_questions_or_an_error_for_people(data: bytes, name: str) -> None:
    try:
        sheet = read_questions(data, name)
    except InputError as error:
        assert str(error)
    else:
        assert all(q.question or q.problem for q in sheet.questions)
