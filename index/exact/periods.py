"""Days, months, years and what lies between two of them, as a query writes them."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Final

_PERIOD: Final = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?)?"
)
_DAY_FIRST: Final = re.compile(r"(?:(?P<day>[0-9]{1,2})/)?(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")
_RANGE: Final = ".."

Days = tuple[str | None, str | None]
"""First and last day, ISO 8601, both included; ``None`` where it is open."""


def days_of(text: str) -> Days | None:
    """Return the first and last day of what is written, ``None`` where it is no date.

    >>> days_of("2025-02"), days_of("14/8/2025"), days_of("2025-03..")
    (('2025-02-01', '2025-02-28'), ('2025-08-14', '2025-08-14'), ('2025-03-01', None))
    """
    first, dots, last = (part.strip() for part in text.partition(_RANGE))
    if not dots:
        return _period(first)
    since, until = _period(first), _period(last)
    if not (first or last) or (first and not since) or (last and not until):
        return None
    return since[0] if since else None, until[1] if until else None


def _period(text: str) -> tuple[str, str] | None:
    match = _PERIOD.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(match[name]) if match[name] else 0 for name in ("year", "month", "day"))
    try:
        first = datetime.date(year, month if match["month"] else 1, day if match["day"] else 1)
    except ValueError:
        return None
    if match["day"]:
        last = first
    elif match["month"]:
        last = first.replace(day=calendar.monthrange(year, month)[1])
    else:
        last = first.replace(month=12, day=31)
    return first.isoformat(), last.isoformat()
