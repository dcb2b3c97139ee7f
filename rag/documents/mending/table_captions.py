"""Puts the name of a table before its rows where several tables have the same heads.

«Pueblo: Torralba; Vecinos: 310» below «Año 2019» and again below «Año 2020» would be two answers to
one question; the row as it is stored says which it is: «Año 2019; Pueblo: Torralba; …».
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from rag.documents.mending.line_breaks import ends_finished
from rag.documents.mending.tables import BETWEEN, is_headed_row

_LONGEST: Final = 100
"""Characters of a caption; longer lines above a table are the paragraph before it."""


@dataclass(frozen=True, slots=True)
class _Table:
    """Lines of a text that are a table, and the line above them."""

    first: int
    after: int
    heads: tuple[str, ...]
    caption: str


def _heads(row: str) -> tuple[str, ...]:
    parts = (part.partition(": ") for part in row.split(BETWEEN))
    return tuple(head for head, colon, _ in parts if colon)


def _is_caption(line: str) -> bool:
    bare = line.strip()
    return (
        0 < len(bare) <= _LONGEST
        and any(map(str.isalpha, bare))
        and (bare.endswith(":") or not ends_finished(bare))
        and not is_headed_row(bare)
    )


def _tables(lines: list[str]) -> list[_Table]:
    tables: list[_Table] = []
    above = ""
    i = 0
    while i < len(lines):
        if not is_headed_row(lines[i]):
            above = lines[i] if lines[i].strip() else above
            i += 1
            continue
        first = i
        while i < len(lines) and is_headed_row(lines[i]):
            i += 1
        caption = above.strip().rstrip(":") if _is_caption(above) else ""
        tables.append(_Table(first, i, _heads(lines[first]), caption))
        above = ""
    return tables


def name_rows(text: str) -> str:
    """Put its caption before every row of a table whose heads another table of the text has too,
    where the captions tell them apart; nothing else is touched."""
    if BETWEEN not in text:
        return text
    lines = text.split("\n")
    tables = _tables(lines)
    alike = Counter(table.heads for table in tables)
    captions = Counter((table.heads, table.caption) for table in tables)
    for table in tables:
        if not table.caption or alike[table.heads] < 2:
            continue
        if captions[table.heads, table.caption] == alike[table.heads]:
            continue
        name = table.caption.replace(BETWEEN, ", ").replace(": ", ", ")
        for i in range(table.first, table.after):
            if not lines[i].startswith(name):
                lines[i] = f"{name}{BETWEEN}{lines[i]}"
    return "\n".join(lines)
