"""Writes all that was found as a table: text with commas, or a workbook.

What stands in articles may begin like a formula, which a spreadsheet would run: in text files an
apostrophe is put before it, in workbooks it is held as text (OWASP, *CSV Injection*).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from index.backend import Storage
from index.errors import ArchiveError, InputError
from index.storage import atomic_writes
from rag.cells import guarded, workbook_cell, write_heads
from rag.exact.excerpts import excerpt, marker
from rag.exact.finding import Findings

COLUMNS: Final = (
    "document",
    "title",
    "source",
    "date",
    "page",
    "paragraph",
    "snippet",
    "address",
)
"""``address`` is where the document came from, a path or a web address, the first of several."""

ROWS_A_SHEET: Final = 1_048_575
"""Excel's 1,048,576 rows, less the heads."""

_WIDTHS: Final = {"document": 14, "title": 40, "source": 24, "snippet": 90, "address": 40}

Row = tuple[str | int | None, ...]


def rows(findings: Findings, storage: Storage) -> Iterator[Row]:
    """Yield a row for each hit, in the columns' order."""
    marks, addresses = marker(findings.expression), dict[str, str]()
    for hit in findings.hits:
        if hit.document not in addresses:
            places = storage.places(hit.document)
            addresses[hit.document] = places[0][0] if places else ""
        yield (
            hit.document,
            hit.title,
            hit.source,
            hit.date,
            hit.page,
            hit.paragraph,
            excerpt(hit.text, marks(hit.text)),
            addresses[hit.document],
        )


def csv_of(findings: Findings, storage: Storage) -> bytes:
    """Write the hits as text with commas, in UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([_guarded(cell) for cell in row] for row in rows(findings, storage))
    return text.getvalue().encode("utf-8-sig", "replace")


def _guarded(cell: str | int | None) -> str | int:
    if isinstance(cell, str):
        return guarded(cell)
    return "" if cell is None else cell


def workbook_of(findings: Findings, storage: Storage) -> bytes:
    """Write the hits as a workbook whose cells are text or numbers, never formulas or links."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = _new_sheet(book)
    for number, row in enumerate(rows(findings, storage)):
        if number and number % ROWS_A_SHEET == 0:
            sheet = _new_sheet(book)
        sheet.append([workbook_cell(sheet, value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _new_sheet(book: Any) -> Any:
    sheet = book.create_sheet(f"pasajes {len(book.worksheets) + 1}")
    write_heads(sheet, COLUMNS, _WIDTHS, 12)
    return sheet


WRITERS: Final[Mapping[str, Any]] = {"csv": csv_of, "xlsx": workbook_of}


def check_place(path: Path) -> None:
    """:raises InputError: no file can be written there."""
    try:
        if path.is_dir():
            raise InputError(f"«{path}» es una carpeta. Dé el nombre de un archivo dentro de ella.")
        if not path.parent.is_dir():
            raise InputError(f"No existe la carpeta «{path.parent}». Créela, o dé otra ruta.")
    except OSError as error:
        raise InputError(f"«{path}» no puede ser un archivo ({error.strerror}).") from error


def save(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; one that is there is replaced.

    :raises InputError: no file can be written there.
    :raises ArchiveError: the disk is full, or the folder is somebody else's.
    """
    check_place(path)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a pipe or a terminal
        else:
            atomic_writes.write_file(path, data)
    except OSError as error:
        raise ArchiveError(
            f"«{path}» no se pudo escribir ({error.strerror}). Compruebe el espacio y los "
            "permisos, o dé otra ruta."
        ) from error
