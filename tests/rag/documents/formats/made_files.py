"""Files of many kinds with one article each, made by the libraries that write them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Final

import openpyxl
from openpyxl.utils.exceptions import IllegalCharacterError


def zipped(members: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A .zip file with these members."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def zip_file(text: str, title: str) -> bytes:
    """A .zip with one Markdown file."""
    return zipped({"prensa/nota.md": f"# {title}\n\n{text}\n" if title else text})


def table(rows: Sequence[Sequence[str]], delimiter: str = ",") -> bytes:
    """A .csv file of these rows."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def csv_file(text: str, title: str) -> bytes:
    """A .csv with one article."""
    return table([["titular", "texto"], [title, text]], ";")


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """A .xlsx file of these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def xlsx_file(text: str, title: str) -> bytes:
    """A .xlsx with one article."""
    try:
        return workbook({"Hoja1": [["Título", "Cuerpo"], [title, text]]})
    except IllegalCharacterError as error:
        raise ValueError(text) from error


MADE: Final[Mapping[str, Callable[[str, str], bytes]]] = {
    ".csv": csv_file,
    ".tsv": lambda text, title: table([["title", "text"], [title, text]], "\t"),
    ".xlsx": xlsx_file,
    ".xlsm": xlsx_file,
    ".zip": zip_file,
}
"""What makes a file of a suffix: (text of the article, its title) → bytes."""
