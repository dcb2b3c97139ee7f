"""Finds the tables drawn with bars in Markdown and plain text, and writes their rows with heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rag.documents.mending.tables import LONGEST_CELL, table_text

_SEPARATOR: Final = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:[|+]\s*:?-{2,}:?\s*)*[|+]?\s*\Z")
_GRID: Final = re.compile(r"\s*\+(?:[-=]{2,}\+)+\s*\Z")
# Nobody draws longer rows; beyond it a line with bars in it is something else.
_LONGEST_ROW: Final = 4_000
_BAR: Final = re.compile(r"(?<!\\)\|")


def _is_drawn(line: str) -> bool:
    return "|" in line and len(line) <= _LONGEST_ROW


def _cells(line: str) -> list[str]:
    inner = line.strip()
    inner = inner.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.replace("\\|", "|").strip() for cell in _BAR.split(inner)]


def _is_separator(line: str) -> bool:
    return ("|" in line or "+" in line) and bool(_SEPARATOR.match(line) or _GRID.match(line))


def _ends_with_bars(line: str) -> bool:
    stripped = line.strip()
    return len(stripped) > 1 and stripped[0] == stripped[-1] == "|"


def _written(block: Sequence[str]) -> str | None:
    """Write a run of lines with bars as a table, if it is one."""
    rules = [i for i, line in enumerate(block) if _is_separator(line)]
    rows = [_cells(line) for line in block if not _is_separator(line)]
    if not rows or max(len(cell) for row in rows for cell in row) > LONGEST_CELL:
        return None
    if rules and rules[0] <= 2:
        above = [i for i in rules if i > 0]
        return table_text(rows, above[0] - rules.index(above[0]) if above else None)
    if len(rows) >= 2 and all(_ends_with_bars(line) for line in block):
        return table_text(rows)
    return None


def write_tables(text: str) -> str:
    """Write every table drawn with bars as rows with their heads; nothing else is touched.

    A table has a ruled line below its heads («|---|---|»), or two rows at least that begin and
    end with a bar. A blank line parts it from what stands around it.
    """
    if "|" not in text:
        return text
    lines = text.split("\n")
    out: list[str] = []
    i = 0
    while i < len(lines):
        stop = i
        while stop < len(lines) and (_is_drawn(lines[stop]) or _is_separator(lines[stop])):
            stop += 1
        table = _written(lines[i:stop]) if stop > i else None
        if table is None:
            stop = max(stop, i + 1)
            out += lines[i:stop]
        else:
            if out and out[-1].strip():
                out.append("")
            out.append(table)
            if stop < len(lines) and lines[stop].strip():
                out.append("")
        i = stop
    return "\n".join(out)
