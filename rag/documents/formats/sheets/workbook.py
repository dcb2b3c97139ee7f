"""Reads workbooks: every visible sheet, an article a row or a table, by openpyxl."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from rag.documents.formats import package
from rag.documents.formats.sheets.cells import shown
from rag.documents.formats.sheets.rows import (
    MAX_CELLS,
    Row,
    SheetArticles,
    read_sheet,
    too_many_cells,
)
from rag.documents.mending.decoding import clean
from rag.documents.types import (
    Article,
    Failure,
    FileContents,
    LoadError,
    SourceFile,
    quiet,
)

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MAX_TAGS: Final = 20_000_000
"""Four a cell; sheets are read in one pass, so that they cost time and no memory."""
MAX_ROWS: Final = 1_048_576
"""Rows that a sheet may have; openpyxl counts up to whatever number a file gives a row."""
_REMEDY: Final = "Ábralo en una hoja de cálculo y guárdelo de nuevo como .xlsx, o como .csv."
# The names that programs give a sheet.
_UNNAMED: Final = ("hoja", "sheet", "feuille", "tabelle", "planilha")


class WorkbookFormat:
    """Reads the workbooks of Excel since 2007."""

    suffixes = (".xlsx", ".xlsm")
    isolated = True
    libraries = ("openpyxl",)

    def read(self, file: SourceFile) -> FileContents:
        """Read the articles of all sheets; hidden ones are named in the report.

        :raises LoadError: the file is damaged, protected or too large, or a mapped column is
            in no sheet.
        """
        with package.opening(file, "el libro está dañado", _REMEDY, tags=MAX_TAGS):
            import openpyxl

            with quiet("openpyxl"):
                book = openpyxl.load_workbook(
                    BytesIO(file.data), read_only=True, data_only=True, keep_links=False
                )
                contents = self._contents(book, file)
        return contents

    def _contents(self, book: Workbook, file: SourceFile) -> FileContents:
        articles: list[Article] = []
        failures: list[Failure] = []
        errors: list[LoadError] = []
        cells = 0
        several = len(book.worksheets) > 1
        for sheet in book.worksheets:
            name = " ".join(clean(sheet.title).split())
            if sheet.sheet_state != "visible":
                failures.append(Failure(None, f"La hoja oculta «{name}» no se ha leído."))
                continue
            rows, counted = sheet_rows(sheet, file.path, cells)
            cells += counted
            if not rows:
                continue
            unnamed = name.casefold().rstrip("0123456789 ") in _UNNAMED
            stem = " ".join(clean(file.path.stem.replace("_", " ")).split())
            try:
                read = read_sheet(rows, file.path, file.options.columns, stem if unnamed else name)
            except LoadError as error:
                errors.append(error)
                continue
            articles += [_placed(article, read, name, several) for article in read.articles]
            failures += [_within(failure, name, several) for failure in read.failures]
        if errors and not articles:
            raise errors[0]
        failures += [Failure(None, str(error)) for error in errors]
        return FileContents(tuple(articles), tuple(failures))


def sheet_rows(sheet: Any, path: Path, before: int) -> tuple[list[Row], int]:
    """Read the rows that say anything, and count the cells.

    :param before: how many cells other sheets had.
    """
    sheet.reset_dimensions()  # what a file says of its size may be anything
    rows: list[Row] = []
    count = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        count += len(cells)
        if before + count > MAX_CELLS or number > MAX_ROWS:
            raise too_many_cells(path)
        if not cells:
            continue
        written = [
            clean(shown(cell.value, cell.number_format)) if cell.value is not None else ""
            for cell in cells
        ]
        while written and not written[-1]:
            written.pop()
        if written:
            rows.append((number, written))
    return rows, count


def _placed(article: Article, sheet: SheetArticles, name: str, several: bool) -> Article:
    """Name the sheet, and the row where it is an article of its own."""
    row = f"fila {article.entry}" if sheet.by_row else ""
    place = ", ".join(filter(None, [f"hoja «{name}»" if several else "", row]))
    return replace(article, entry=None, place=place)


def _within(failure: Failure, name: str, several: bool) -> Failure:
    """Say where it happened as people look it up in a workbook."""
    places = [f"hoja «{name}»"] * several + [f"fila {failure.line}"] * bool(failure.line)
    place = ", ".join(places)
    return Failure(
        None, f"{place[0].upper()}{place[1:]}: {failure.reason}" if place else failure.reason
    )
