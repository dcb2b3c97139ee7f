"""Writes rows of answers as a workbook, a table in a text file, or a line of JSON each.

What stands in articles and questions may begin like a formula, which a spreadsheet would run:
text files get an apostrophe before it, workbooks hold it as text (OWASP, *CSV Injection*).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal, get_args

from rag.batches.records import COLUMNS, EXPECTED
from rag.batches.types import Record
from rag.cells import guarded, workbook_cell, write_heads

Kind = Literal["xlsx", "csv", "jsonl"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

_CLAIMS: Final = (
    *("row", "question", "value", "normalized", "attribution", "date"),
    *("quote", "title", "source", "source_date", "page", "document"),
)
"""Columns of a workbook's second sheet: a row a source of each further claim; ``row`` is that of
the question on the first sheet."""

_WIDTHS: Final = {"question": 48, "answer": 30, "quote": 70, "source": 24, "error": 40, "value": 30}


def columns(expects: bool) -> tuple[str, ...]:
    """Return the columns of the rows.

    :param expects: whether the questions came with the answers that are expected.
    """
    return (*COLUMNS, *EXPECTED) if expects else COLUMNS


def write(
    kind: Kind,
    rows: Sequence[Record],
    *,
    expects: bool = False,
    delimiter: str = ",",
    marked: bool = True,
) -> bytes:
    """Write rows as a file of a kind.

    :param delimiter: what parts the cells of a text file.
    :param marked: whether a text file begins with a byte order mark, without which Excel reads its
        accents wrongly.
    """
    names = columns(expects)
    if kind == "jsonl":
        lines = [json.dumps({n: row[n] for n in names}, ensure_ascii=False) for row in rows]
        return "".join(f"{_whole(line)}\n" for line in lines).encode()
    if kind == "csv":
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=delimiter)
        writer.writerow(names)
        writer.writerows([guarded(_whole(_text(row[name]))) for name in names] for row in rows)
        return text.getvalue().encode("utf-8-sig" if marked else "utf-8")
    return _workbook(rows, tuple(name for name in names if name != "claims"))


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _whole(text: str) -> str:
    """Replace halves of characters, which no file can hold."""
    return text.encode("utf-8", "replace").decode()


def _workbook(rows: Sequence[Record], names: Sequence[str]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    first = book.create_sheet("respuestas")
    _fill(first, names, ([row[name] for name in names] for row in rows))
    second = book.create_sheet("claims")
    _fill(second, _CLAIMS, _further(rows))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _further(rows: Iterable[Record]) -> Iterable[list[Any]]:
    for number, row in enumerate(rows, 2):  # below the heads
        for claim in row["claims"]:
            said = [claim[name] for name in ("value", "normalized", "attribution", "date")]
            for cited in claim["citations"]:
                source = ("quote", "title", "source", "date", "page", "document")
                yield [number, row["question"], *said, *(cited[name] for name in source)]


def _fill(sheet: Any, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from openpyxl.styles import Alignment

    write_heads(sheet, names, _WIDTHS, 14)
    top = Alignment(vertical="top", wrap_text=True)
    for row in rows:
        cells = [workbook_cell(sheet, value) for value in row]
        for cell in cells:
            cell.alignment = top
        sheet.append(cells)
