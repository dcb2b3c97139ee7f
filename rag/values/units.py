"""Reads units of measure, money and percentages: what may be compared with what.

«3 toneladas» and «3.000 kilos» are one amount; «12 euros» and «12 %» never are. People and
things that are counted have no unit: «600 soldados» and «600 efectivos» may be compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from index.text.folding import optional_accents
from rag.language import SPANISH


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure or money, and how it converts into others.

    :param name: in the singular; ``""`` for what is counted.
    :param dimension: units of one dimension can be converted; currencies each have their own.
    :param factor: how many of the dimension's base unit one of it is.
    """

    name: str
    dimension: str
    factor: Decimal


COUNT: Final = Unit("", "count", Decimal(1))

_UNITS: Final = tuple(
    Unit(unit.name, unit.dimension, Decimal(unit.factor)) for unit in SPANISH.units
)
_SYMBOL_BEFORE: Final = re.compile(
    "|".join(rf"(?P<{unit.name}>{unit.before})\s?$" for unit in SPANISH.units if unit.before)
)


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    written = (optional_accents(unit.written).replace(" ", r"\s+") for unit in SPANISH.units)
    names = "|".join(f"(?P<u{i}>{words})" for i, words in enumerate(written))
    return re.compile(rf"(?:\s+de)?\s*(?:{names})(?![\w€$])", re.IGNORECASE)


def unit_at(text: str, start: int, end: int) -> tuple[Unit, int]:
    """Return the unit of the number ``text[start:end]``, else :data:`COUNT`, and where it ends."""
    if unit := _after().match(text, end):
        # One letter glued to a number («300m» is metres, «40t» tonnes) or after a space: both.
        group = unit.lastgroup or ""
        return _UNITS[int(group[1:])], unit.end()
    if symbol := _SYMBOL_BEFORE.search(text, max(0, start - 5), start):
        return next(u for u in _UNITS if u.name == symbol.lastgroup), end
    return COUNT, end
