"""What an amount is, for those who find them, join them and compare them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rag.values.hedges import Hedge
from rag.values.units import Unit


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount read in a text.

    :param start: first code point, the hedge included.
    :param end: one past the last, the unit included.
    :param value: the number it names, in its unit; ``None`` for a range or «miles de».
    :param low: least value it may mean, in its unit.
    :param high: greatest.
    :param bare: whether nothing stands beside the number that says of what it is.
    """

    start: int
    end: int
    value: Decimal | None
    low: Decimal
    high: Decimal
    hedge: Hedge
    unit: Unit
    bare: bool

    def base(self) -> tuple[Decimal, Decimal, Decimal | None]:
        """Return low, high and value in the base unit of its dimension."""
        f = self.unit.factor
        return self.low * f, self.high * f, None if self.value is None else self.value * f
