"""Whether a value is of the kind of measure that a question asks for.

«¿Con qué número jugará?» is not answered by 2,3 million euros, nor «¿cuántos muertos hubo?» by the
45 years of one of them: a reader that finds the right sentence may still take the wrong figure of
it. Only a figure with a unit is judged, and only where the question's words leave no doubt.
"""

from __future__ import annotations

import re
from typing import Final

from index.text.folding import fold
from rag.language import SPANISH
from rag.reader.protocol import Reading
from rag.values import amounts
from rag.values.amounts import Amount
from rag.values.units import COUNT, unit_at

MONEY: Final = "money"
_CURRENCIES: Final = frozenset(SPANISH.money.currencies)
_SHARES: Final = frozenset({"percent", "points"})
_WIDER: Final = {"length": ("area",)}
_ASKED: Final = tuple(
    (frozenset(kinds), re.compile(pattern)) for kinds, pattern in SPANISH.questions.measures
)
_COUNTED: Final = re.compile(
    rf"\b(?:{'|'.join(SPANISH.questions.counting)})\s+(?:de\s+)?(?:l[oa]s\s+)?(\w+)"
)


def measures_asked(question: str) -> frozenset[str] | None:
    """Return the dimensions that a question leaves open; ``None`` for any.

    Every currency is :data:`MONEY`.
    """
    folded = fold(question)
    for kinds, pattern in _ASKED:
        if pattern.search(folded):
            return kinds
    counted = _COUNTED.search(folded) if len(folded) == len(question) else None
    if counted is None or not counted[1].endswith("s"):
        return None
    # With what follows: «metros cuadrados» are no «metros».
    unit, _ = unit_at(f"2 {question[counted.start(1) :]}", 0, 1)
    if unit is COUNT:
        return frozenset({COUNT.dimension, *_SHARES})
    # «¿Cuántos metros mide?» is asked of surfaces too.
    return frozenset({_kind(unit.dimension), *_WIDER.get(unit.dimension, ())})


def fits(question: str, reading: Reading) -> bool:
    """Return whether what was read can be of the measure that the question asks for."""
    asked = measures_asked(question)
    if asked is None:
        return True
    passage = reading.hit.passage.text
    quote = passage[slice(*reading.quote)]
    start, end = (offset - reading.quote[0] for offset in reading.value)
    told = [a for a in amounts.find_amounts(quote) if a.start < end and start < a.end]
    whole = not (quote[:start].strip() or quote[end:].strip(" .!?…"))
    if whole or not told:
        return True
    kinds = frozenset[str]().union(*map(measure_of, told))
    # A number alone may be of anything, and so may one before a noun («5 temporadas», «17
    # cuadras»), but for a share.
    loose = not asked & _SHARES or COUNT.dimension in asked or MONEY in asked
    return bool(kinds & asked) or any(a.unit is COUNT and (a.bare or loose) for a in told)


def measure_of(amount: Amount) -> frozenset[str]:
    """Return the dimensions that an amount may be of, every currency as :data:`MONEY`."""
    return frozenset({_kind(amount.unit.dimension), *map(_kind, amount.unit.family)})


def _kind(dimension: str) -> str:
    return MONEY if dimension in _CURRENCIES else dimension
