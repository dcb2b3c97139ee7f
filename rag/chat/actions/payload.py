"""Values that a page sends, which may be anything at all."""

from __future__ import annotations


def whole_number(value: object) -> int:
    """A whole number from 0 on, -1 for anything else."""
    return int(value) if isinstance(value, str | int) and str(value).isdecimal() else -1
