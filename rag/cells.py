"""What may stand in the cell of a table that a spreadsheet opens.

Articles and questions may begin like a formula, which a spreadsheet would run: in text files an
apostrophe is put before it, in workbooks it is held as text (OWASP, *CSV Injection*).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

LONGEST: Final = 32_767
"""Characters that Excel lets a cell have."""

_FORMULA: Final = re.compile(r"[\s\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)*", re.ASCII)
_UNPRINTABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def guarded(text: str) -> str:
    """Write a text so that no spreadsheet takes it for a formula; numbers stay numbers.

    >>> guarded("=1+1"), guarded("-5"), guarded("más")
    ("'=1+1", '-5', 'más')
    """
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def for_workbook(text: str) -> str:
    """Write a text as XML and Excel can hold it; what is too long is cut."""
    return _UNPRINTABLE.sub("\ufffd", text)[:LONGEST]


def workbook_cell(sheet: Any, value: str | int | float | None) -> Any:
    """Make a cell of a sheet that is only written: a text stays a text, «=1+1» too."""
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, for_workbook(value))
    cell.data_type = "s"
    return cell


def write_heads(
    sheet: Any, names: Sequence[str], widths: Mapping[str, int], otherwise: int
) -> None:
    """Write the first row of a sheet, in bold and always in sight.

    :param widths: of columns by name, in characters.
    :param otherwise: the width of the others.
    """
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    for at, name in enumerate(names, 1):
        sheet.column_dimensions[get_column_letter(at)].width = widths.get(name, otherwise)
    heads = [workbook_cell(sheet, name) for name in names]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
