"""Amounts told in two units are one: «tres años y seis meses», «1 hora y 20 minutos».

Read apart, the years of two sentences agree though the months do not. They are told in the
smaller unit: 42 months, 80 minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from rag.language import SPANISH
from rag.values.amount_types import Amount
from rag.values.units import Unit

_DIMENSIONS: Final = frozenset({"time", "mass", "length"})
_BETWEEN: Final = re.compile(rf",?\s+(?:(?:{'|'.join(SPANISH.quantities.joints)})\s+)?")


def joined(text: str, amounts: Iterable[Amount]) -> list[Amount]:
    """Return the amounts of a text in order, those that are one in two units as one.

    :param amounts: each with its place in ``text``, in order.
    """
    apart: list[Amount] = []
    for amount in amounts:
        if apart and is_continued(text, apart[-1].end, apart[-1].unit, amount.start, amount.unit):
            whole = _sum(apart[-1], amount)
            if whole is not None:
                apart[-1] = whole
                continue
        apart.append(amount)
    return apart


def is_continued(text: str, end: int, greater: Unit, start: int, smaller: Unit) -> bool:
    """Return whether an amount that ends goes on in a smaller unit where the next one begins."""
    return (
        greater.dimension == smaller.dimension
        and greater.dimension in _DIMENSIONS
        and greater.factor > smaller.factor
        and _BETWEEN.fullmatch(text, end, start) is not None
    )


def _sum(one: Amount, other: Amount) -> Amount | None:
    """One amount in the unit of the other; ``None`` where they are two."""
    times = one.unit.factor / other.unit.factor
    if one.value is None or other.value is None or other.hedge != "exact":
        return None
    if not 0 <= other.value < times:
        return None  # «dos meses y cuarenta días» are no one who counts
    low, value, high = (each * times + other.value for each in (one.low, one.value, one.high))
    if times != times.to_integral_value():  # a month has no whole number of days
        value = value.to_integral_value()
        low, high = low - one.value, high + one.value
    return replace(one, end=other.end, value=value, low=low, high=high, unit=other.unit)
