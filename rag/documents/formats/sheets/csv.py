"""Reads tables in text files, whatever parts their cells: comma, semicolon, tab or bar."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from rag.documents.formats.sheets.rows import (
    MAX_CELLS,
    MAX_COLUMNS,
    Row,
    read_sheet,
    too_many_cells,
)
from rag.documents.mending.decoding import clean, decode
from rag.documents.types import Failure, FileContents, SourceFile, load_error, printable

MAX_FIELD: Final = 5_000_000
"""Characters of a cell; a novel has a million. An open quotation mark swallows all that follows."""
_DELIMITERS: Final = ",;\t|"
# Excel writes this line for itself.
_DECLARED: Final = re.compile(r"sep=([,;\t|])[ \t]*(?:\n|\Z)", re.IGNORECASE)
_SAMPLE: Final = 64_000
_SAMPLE_ROWS: Final = 100
_REMEDY: Final = "Ábralo en una hoja de cálculo y guárdelo de nuevo como .csv o .xlsx."


@contextmanager
def _long_fields() -> Iterator[None]:
    """Let the module read fields longer than 131 kB for once."""
    before = csv.field_size_limit(MAX_FIELD)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _rows(text: str, delimiter: str, strict: bool) -> Iterator[Row]:
    """Yield each row with the number of the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def declared_delimiter(text: str) -> tuple[str, str]:
    """Give the delimiter that Excel wrote for itself, ``""`` where it did not, and the text without
    that line's words; its lines keep their numbers."""
    declared = _DECLARED.match(text)
    return (declared[1], "\n" + text[declared.end() :]) if declared else ("", text)


def delimiter_of(text: str) -> str:
    """Tell what parts the cells: what gives most rows the same number of them, more than one."""
    sample = text[:_SAMPLE]
    best, score = ",", 0.0
    for delimiter in _DELIMITERS:
        widths: list[int] = []
        try:
            for number, (_, cells) in enumerate(_rows(sample, delimiter, strict=False)):
                if number == _SAMPLE_ROWS:
                    break
                if any(cell.strip() for cell in cells):
                    widths.append(len(cells))
        except csv.Error:
            continue
        if len(widths) > 1 and len(sample) < len(text):
            widths.pop()  # cut in the middle
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        usual = max(set(wide), key=lambda width: (wide.count(width), width))
        agreeing = wide.count(usual) / len(widths)
        if agreeing > score:
            best, score = delimiter, agreeing
    return best


class CsvFormat:
    """Reads tables in text files."""

    suffixes = (".csv", ".tsv")
    isolated = True  # the module is C, and files of one open quotation mark are slow
    libraries = ("csv",)

    def read(self, file: SourceFile) -> FileContents:
        """Read an article a row, or the table.

        :raises LoadError: it is no text, too large, or a mapped column is missing.
        """
        path = file.path
        text = clean(decode(file.data, path))
        declared, text = declared_delimiter(text)
        delimiter = declared or delimiter_of(text)
        if not declared and path.suffix.lower() == ".tsv":
            delimiter = "\t"
        failures: list[Failure] = []
        try:
            with _long_fields():
                try:
                    rows = _read(text, delimiter, path, strict=True)
                except csv.Error as error:
                    why = printable(str(error))
                    said = f"Hay comillas mal puestas ({why}); puede que falten filas."
                    failures.append(Failure(None, said))
                    rows = _read(text, delimiter, path, strict=False)
        except csv.Error as error:
            problem = f"no es una tabla que se pueda leer ({printable(str(error))})"
            raise load_error(path, problem, _REMEDY) from error
        title = " ".join(clean(path.stem.replace("_", " ")).split())
        sheet = read_sheet(rows, path, file.options.columns, title)
        return FileContents(sheet.articles, (*failures, *sheet.failures))


def _read(text: str, delimiter: str, path: Path, *, strict: bool) -> list[Row]:
    rows: list[Row] = []
    total = 0
    for number, cells in _rows(text, delimiter, strict):
        if len(cells) > MAX_COLUMNS:
            problem = f"la línea {number} tiene {len(cells)} columnas y el límite es {MAX_COLUMNS}"
            raise load_error(path, problem, _REMEDY)
        total += len(cells)
        if total > MAX_CELLS:
            raise too_many_cells(path)
        if any(cell.strip() for cell in cells):
            rows.append((number, [cell.strip() for cell in cells]))
    return rows
