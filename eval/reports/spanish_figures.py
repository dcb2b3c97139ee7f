"""Writes figures as Spanish readers do: decimal commas, a dash where there is none."""

from __future__ import annotations


def decimal(value: float, digits: int = 3) -> str:
    """Write a number with a decimal comma."""
    return f"{value:.{digits}f}".replace(".", ",")


def percent(share: float) -> str:
    """Write a share 0…1 as a percentage."""
    return f"{decimal(100 * share, 1)} %"


def or_dash(value: float | None, digits: int = 3) -> str:
    """Write a number, or a dash where there is none."""
    return "–" if value is None else decimal(value, digits)


def percent_or_dash(share: float | None) -> str:
    """Write a share as a percentage, or a dash where there is none."""
    return "–" if share is None else percent(share)
