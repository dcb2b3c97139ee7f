"""What may stand in the cell of a table that a spreadsheet opens.

Articles and questions may begin like a formula, which a spreadsheet would run: in text files an
apostrophe is put before it, in workbooks it is held as text (OWASP, *CSV Injection*).
"""

from __future__ import annotations

import re
from typing import Final

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
