"""Reads the rows of a sheet, whatever program saved it; a row that cannot be read is named.

Unlike a sheet of articles (:mod:`rag.documents.formats.sheets`), a broken row of questions must
not swallow those below it: an open quotation mark ends with its own line.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from index.errors import InputError
from rag.documents.formats import package
from rag.documents.formats.registry import unread
from rag.documents.formats.sheets.csv import declared_delimiter, delimiter_of
from rag.documents.formats.sheets.workbook import sheet_rows
from rag.documents.mending.decoding import clean, decode
from rag.documents.types import LoadError, printable, quiet

BYTES: Final = 20_000_000
"""Of a file: a hundred thousand questions have ten million."""

MAX_TAGS: Final = 4_000_000
"""XML tags of a workbook: twenty thousand rows of fifty cells."""

_TEXTS: Final = (".csv", ".tsv", ".txt")
_BOOKS: Final = (".xlsx", ".xlsm")
KINDS: Final = (*_TEXTS, *_BOOKS)
"""Suffixes of the files that may hold questions."""

_LONGEST_ROW: Final = 40
"""Lines that a quoted cell may have; beyond, its quotation mark was never closed."""

_REMEDY: Final = "Ábralo en una hoja de cálculo y guárdelo de nuevo como .xlsx o .csv."


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a sheet.

    :param rows: number as people count, from 1, and cells; those that are not blank.
    :param broken: number of each row that cannot be read.
    :param blank: how many rows are blank.
    """

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    broken: tuple[int, ...] = ()
    blank: int = 0
    delimiter: str = ","
    marked: bool = False


def read_tables(data: bytes, name: str) -> list[Table]:
    """Read the visible sheets of a workbook, or the one table of a text file.

    :param name: of the file, whose suffix tells its kind.
    :raises InputError: it is of another kind, too large, damaged or no text.
    """
    path = Path(name)
    suffix = path.suffix.lower()
    if suffix not in KINDS:
        way = unread(path).partition(": ")[2] or f"Guárdelo como {' o '.join(('.csv', '.xlsx'))}."
        raise InputError(f"«{printable(name)}» no es una hoja de preguntas que se lea aquí. {way}")
    if len(data) > BYTES:
        raise InputError(
            f"«{printable(name)}» ocupa {len(data) / 1e6:.0f} MB y el límite es "
            f"{BYTES // 1_000_000} MB. Divídalo en varios."
        )
    try:
        return _book(data, path) if suffix in _BOOKS else [_text(data, path)]
    except LoadError as error:
        said = str(error).replace("No se puede añadir", "No se puede leer")
        raise InputError(said) from error


def _text(data: bytes, path: Path) -> Table:
    text = clean(decode(data, path))
    declared, text = declared_delimiter(text)
    delimiter = declared or delimiter_of(text)
    if not declared and path.suffix.lower() == ".tsv":
        delimiter = "\t"
    elif path.suffix.lower() == ".txt" and delimiter == "," and "," in text:
        delimiter = "\0"  # a question a line, whose commas part nothing
    rows, broken, blank = [], [], 0
    for number, cells in _rows(text, delimiter):
        if cells is None:
            broken.append(number)
        elif any(map(str.strip, cells)):
            rows.append((number, cells))
        else:
            blank += 1
    return Table(
        tuple(rows),
        tuple(broken),
        blank,
        "," if delimiter == "\0" else delimiter,
        delimiter != "," or data.startswith(codecs.BOM_UTF8) or not _is_utf8(data),
    )


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...] | None]]:
    """Yield the number of the line that each row begins on and its cells, ``None`` for a row whose
    quotation marks cannot be read."""
    lines = [line + "\n" for line in text.removesuffix("\n").split("\n")]
    at = 0
    while at < len(lines):
        if delimiter == "\0":
            yield at + 1, (lines[at],)
            at += 1
            continue
        reader = csv.reader(lines[at : at + _LONGEST_ROW], delimiter=delimiter, strict=True)
        try:
            cells = next(reader)
        except csv.Error:
            yield at + 1, None
            at += 1
            continue
        yield at + 1, tuple(cells)
        at += reader.line_num


def _book(data: bytes, path: Path) -> list[Table]:
    package.check(data, path, _REMEDY, tags=MAX_TAGS)
    import openpyxl

    tables: list[Table] = []
    try:
        with quiet("openpyxl"):
            book = openpyxl.load_workbook(
                BytesIO(data), read_only=True, data_only=True, keep_links=False
            )
            for sheet in book.worksheets:
                if sheet.sheet_state != "visible":
                    continue
                rows, _ = sheet_rows(sheet, path, 0)
                last = rows[-1][0] if rows else 0
                held = tuple((number, tuple(cells)) for number, cells in rows)
                tables.append(Table(held, (), last - len(held)))
    except (LoadError, MemoryError):
        raise
    except Exception as error:  # a damaged part sets off any error of its parsers
        name, kind = printable(path), type(error).__name__
        raise InputError(f"No se puede leer «{name}»: está dañado ({kind}). {_REMEDY}") from error
    return tables
