"""Reads values that a page sends, which may be anything at all."""

from __future__ import annotations


def whole_number(value: object) -> int:
    """Read a whole number from 0 on, and take anything else for -1."""
    return int(value) if isinstance(value, str | int) and str(value).isdecimal() else -1
