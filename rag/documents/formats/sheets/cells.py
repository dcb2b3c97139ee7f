"""Writes the cells of a workbook as its program shows them: dates, percentages, money.

A workbook keeps 0.056 and, beside it, that it is shown as 5,6 %; only so does it mean anything.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

# «#,##0.00 [$€-C0A]»: what is quoted, escaped or in brackets is shown or says how.
_QUOTED: Final = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.')
_DECIMALS: Final = re.compile(r"[0#?]\.([0#?]+)")
_GROUPED: Final = re.compile(r"[0#?],[0#?]")
_BEFORE: Final = frozenset(("$", "US$", "S/", "£"))


def shown(value: object, number_format: str = "General") -> str:
    """Write the value of a cell on one line or more, as people read it in Spanish.

    >>> shown(0.056, "0.0%"), shown(1204, "#,##0"), shown(310.5)
    ('5,6 %', '1.204', '310,5')

    :param number_format: as the workbook gives it; its part for positive numbers counts.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        hours, seconds = divmod(int(value.total_seconds()), 3600)
        return f"{hours}:{seconds // 60:02d}"
    if isinstance(value, (int, float)):
        return _number(value, number_format)
    return str(value).strip()


def _number(value: float, number_format: str) -> str:
    pattern = number_format.split(";")[0]
    units = ["".join(map(str, filter(None, match.groups()))) for match in _QUOTED.finditer(pattern)]
    bare = _QUOTED.sub("", pattern)
    unit = "".join(units).strip()
    for sign in "€$£":
        if sign in bare:
            unit = unit or sign
    if "%" in bare:
        value, unit = 100 * value, "%"
    decimals = _DECIMALS.search(bare)
    grouped = bool(_GROUPED.search(bare))
    if decimals:
        digits = f"{value:,.{len(decimals[1])}f}" if grouped else f"{value:.{len(decimals[1])}f}"
    elif grouped:
        digits = f"{value:,.0f}"
    elif "%" in bare and "0" in bare:
        digits = f"{value:.0f}"
    else:
        digits = _plain(value)
    digits = digits.translate(str.maketrans(",.", ".,"))
    if not unit:
        return digits
    return f"{unit}{digits}" if unit in _BEFORE else f"{digits} {unit}"


def _plain(value: float) -> str:
    """Write a number with the digits that it has, without what binary fractions add."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    return f"{value:.10g}"
