"""Tables of what was found: every hit, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from index import HybridIndex
from index.errors import ArchiveError, InputError
from index.types import FileState
from rag.exact import sheets
from rag.exact.finding import find
from tests.index.fakes import FakeEncoder, article

FORMULAS = ["=1+1", "+34 600", "@SUM(A1)", "-2 grados", "\t=1", "＝1", ' =HYPERLINK("http://x")']


@pytest.fixture
def index(tmp_path: Path) -> Iterator[HybridIndex]:
    index = HybridIndex.open(tmp_path / "a", FakeEncoder())
    documents = [
        article(f"{formula} y el río.", title=formula, source=formula, date=f"2025-01-{n:02d}")
        for n, formula in enumerate(FORMULAS, 1)
    ]
    plain = article("El río Ñandú, crecido; «sí», dijo.", "Otro río.", title="Riada", source="Faro")
    with index.writing():
        index.add([*documents, plain])
        index.put_file(FileState("/n/z.txt", 1, 1, "c0"), [(0, plain.id)])
        index.put_file(FileState("/n/a.txt", 1, 1, "c0"), [(0, plain.id)])
    yield index
    index.close()


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_csv_has_a_row_a_hit(index: HybridIndex) -> None:
    findings = find(index, "río")
    heads, *rows = read_csv(sheets.csv_of(findings, index))
    assert heads == list(sheets.COLUMNS)
    assert len(rows) == findings.total == 9
    last = dict(zip(heads, rows[-1], strict=True))
    assert last == {
        "document": findings.hits[-1].document,
        "title": "Riada",
        "source": "Faro",
        "date": "",
        "page": "",
        "paragraph": "2",
        "snippet": "Otro río.",
        "address": "/n/a.txt",
    }
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t＝")]
    assert {row[1] for row in rows} >= {f"'{formula}" for formula in FORMULAS}


def test_a_workbook_has_the_same_as_text(index: HybridIndex) -> None:
    findings = find(index, "río")
    book = openpyxl.load_workbook(io.BytesIO(sheets.workbook_of(findings, index)))
    rows = list(book.worksheets[0].iter_rows())
    assert [cell.value for cell in rows[0]] == list(sheets.COLUMNS)
    assert len(rows) - 1 == findings.total
    assert {row[1].value for row in rows[1:]} >= set(FORMULAS) - {"\t=1"}
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "inlineStr"}
    assert [row[5].value for row in rows[-2:]] == [1, 2]
    assert not any(cell.hyperlink for row in rows for cell in row)


def test_more_hits_than_a_sheet_holds_go_on_to_the_next(
    index: HybridIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "ROWS_A_SHEET", 4)
    book = openpyxl.load_workbook(io.BytesIO(sheets.workbook_of(find(index, "río"), index)))
    assert [sheet.max_row for sheet in book.worksheets] == [5, 5, 2]


def test_nothing_found_is_a_table_of_heads(index: HybridIndex) -> None:
    findings = find(index, "nada")
    assert read_csv(sheets.csv_of(findings, index)) == [list(sheets.COLUMNS)]
    assert openpyxl.load_workbook(io.BytesIO(sheets.workbook_of(findings, index)))


def full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_file_is_written_whole_or_the_one_there_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "r.csv"
    sheets.save(place, b"uno")
    sheets.save(place, b"dos")
    assert place.read_bytes() == b"dos"
    with pytest.raises(InputError, match="es una carpeta"):
        sheets.save(tmp_path, b"x")
    with pytest.raises(InputError, match="No existe la carpeta"):
        sheets.save(tmp_path / "no" / "r.csv", b"x")
    with pytest.raises(InputError, match="no puede ser un archivo"):
        sheets.save(tmp_path / ("x" * 300), b"x")
    monkeypatch.setattr(sheets.atomic_writes, "write_file", full)
    with pytest.raises(ArchiveError, match="no se pudo escribir"):
        sheets.save(place, b"x")
    assert place.read_bytes() == b"dos"
    assert [path.name for path in tmp_path.iterdir()] == ["r.csv"]
