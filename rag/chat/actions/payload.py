"""Reads values that a page sends, which may be anything at all."""

from __future__ import annotations

from typing import Final

DIGITS: Final = 9
"""Of a number of articles, turns or pages; Python refuses to read thousands of them."""


def whole_number(value: object) -> int:
    """Read a whole number from 0 on, and take anything else for -1."""
    digits = str(value) if isinstance(value, str | int) else ""
    return int(digits) if digits.isdecimal() and len(digits) <= DIGITS else -1
