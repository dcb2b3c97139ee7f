"""Rows of answers as files: every format tells the same, and nothing becomes a formula."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.batches.records import COLUMNS, expectation, record
from rag.batches.types import Asked, Outcome
from rag.batches.writing import write
from rag.cells import guarded
from tests.rag.batches.examples import answer


def rows() -> list[dict[str, Any]]:
    return [
        record(Outcome(Asked(2, "¿Cuántos?"), answer("¿Cuántos?", "300", "=2+2", "450"))),
        record(Outcome(Asked(3, "¿Nada?"), answer("¿Nada?", confidence=0.1))),
        record(Outcome(Asked(4, ""), None, "Falta la pregunta.")),
    ]


def test_the_columns_are_those_agreed() -> None:
    assert COLUMNS == (
        "question", "answer", "confidence", "agreement", "quote", "source", "date", "page",
        "document", "error", "claims",
    )  # fmt: skip


def test_a_text_file_holds_the_other_claims_as_json() -> None:
    data = write("csv", rows(), delimiter=";", marked=True)
    assert data.startswith(b"\xef\xbb\xbf")
    read = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert list(read[0]) == list(COLUMNS)
    assert (read[0]["answer"], read[0]["quote"]) == ("300", "Fueron 300 en total.")
    others = json.loads(read[0]["claims"])
    assert [claim["value"] for claim in others] == ["=2+2", "450"]
    assert others[1]["citations"][0]["quote"] == "Fueron 450 en total."
    assert (read[1]["answer"], read[1]["error"], read[1]["confidence"]) == ("", "", "0.1")
    assert (read[2]["error"], read[2]["confidence"]) == ("Falta la pregunta.", "")


def test_a_line_of_json_a_row() -> None:
    lines = [json.loads(line) for line in write("jsonl", rows()).decode().splitlines()]
    assert [list(line) for line in lines] == [list(COLUMNS)] * 3
    assert lines[0]["claims"][0]["value"] == "=2+2"
    assert (lines[1]["answer"], lines[1]["page"], lines[2]["confidence"]) == ("", None, None)


def test_a_workbook_has_the_other_claims_on_a_second_sheet_and_no_formula() -> None:
    hostile = rows()
    hostile[0]["answer"] = '=HYPERLINK("http://x")'
    hostile[0]["quote"] = "\x07" + "a" * 40_000
    book = openpyxl.load_workbook(io.BytesIO(write("xlsx", hostile)))
    first, second = book.worksheets
    assert [cell.value for cell in first[1]] == [c for c in COLUMNS if c != "claims"]
    cell = first["B2"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://x")', "s")
    assert len(str(first["E2"].value)) == 32_767
    assert [row[2].value for row in list(second.rows)[1:]] == ["=2+2", "450"]
    assert second["C2"].data_type == "s"
    assert second["A2"].value == 2, "the row of its question on the first sheet"


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1"]
)
def test_what_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


@given(st.text(max_size=20))
def test_no_cell_begins_like_a_formula(text: str) -> None:
    written = guarded(text)
    assert written in (text, f"'{text}")
    if written and written[0] in "=+-@\t\r":
        assert written.strip("+-").replace(".", "").replace(",", "").isdecimal()


SAME = [
    ("¿Cuántos soldados envió?", "3,000", "3.000", "sí"),
    ("¿Cuántos soldados envió?", "más de 11,000", "11.500", "sí"),
    ("¿Cuántos soldados envió?", "3,000", "4.000", "no"),
    ("¿Cuándo se apagó?", "el 24 de agosto de 2025", "24/8/2025", "sí"),
    ("¿Cuándo se apagó?", "el 24 de agosto de 2025", "25/8/2025", "no"),
    ("¿Quién ganó?", "Ada Onaindía.", "ada onaindia", "sí"),
    ("¿Quién ganó?", "Ada Onaindía", "Tomás Arce", "no"),
]


@pytest.mark.parametrize(("question", "value", "expected", "wanted"), SAME)
def test_what_is_expected_is_compared_by_what_it_means(
    question: str, value: str, expected: str, wanted: str
) -> None:
    asked = Asked(1, question, expected=expected)
    row = record(Outcome(asked, answer(question, value)))
    assert expectation(row, asked) == {"expected": expected, "matches": wanted}


def test_one_of_the_other_claims_may_be_what_is_expected() -> None:
    asked = Asked(1, "¿Cuántos?", expected="450")
    assert expectation(record(Outcome(asked, answer("¿Cuántos?", "300", "450"))), asked) == {
        "expected": "450", "matches": "sí",
    }  # fmt: skip
    declined = record(Outcome(asked, answer("¿Cuántos?")))
    assert expectation(declined, asked)["matches"] == "no"
