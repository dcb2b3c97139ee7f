"""Of what measure an answer must be, and where a passage has something of it.

«¿Con qué número jugará?» is not answered by 2,3 million euros, nor «¿cuánto duró la huelga?» by
the cent by which wages rose: a network that finds the right sentence may still mark another
figure of it, or a clause with two. Only a figure with a unit is judged, and only where the
question's words leave no doubt.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from index.text.folding import fold
from rag.language import ENGLISH, SPANISH
from rag.questions.question_words import kind_of
from rag.questions.verbs import is_nonfinite, is_verb
from rag.reader.protocol import Reading
from rag.values import amounts
from rag.values.amount_types import Amount
from rag.values.units import COUNT, unit_at

Place = tuple[int, int]

MONEY: Final = "money"
_CURRENCIES: Final = frozenset(SPANISH.money.currencies)
_SHARES: Final = frozenset({"percent", "points"})
_EXTENTS: Final = frozenset({"length", "area", "mass", "volume", "speed"})
_WIDER: Final = {"length": ("area",)}
_ASKED: Final = tuple(
    (frozenset(kinds), re.compile(pattern))
    for kinds, pattern in (*SPANISH.questions.measures, *ENGLISH.measures)
)
_COUNTED: Final = re.compile(
    rf"\b(?:{'|'.join(SPANISH.questions.counting)})\s+(?:de\s+)?(?:l[oa]s\s+)?(\w+)"
)
_NOUN: Final = re.compile(
    rf"\s+(?!(?:{'|'.join(sorted(SPANISH.grammar.prepositions))}|y|e|o|u|que|se|no|más|menos|hoy|ayer"
    r"|anual(?:es)?|mensual(?:es)?|diari[oa]s?|semanal(?:es)?|cada)\b)(?P<noun>[^\W\d_]{3,})"
    r"|\s+de\s+(?!l[oa]s\b)[^\W\d_]{3,}"
)
"""A noun after a number; not the verb of «llevaba tres preparando la prueba»."""
_COINS: Final = re.compile(r"\s+(?:de\s+)?(?:centavo|c[eé]ntimo|cents?\b|penique|maraved)")
_OF_THEM: Final = re.compile(r"[^,;:.()]{0,30}\bde\s+l[oa]s\s+")
"""What stands between some and all of them: «17 de las 44 familias»."""
_GERUND: Final = re.compile(r"(?:ando|endo)(?:se|l[aeo]|me|nos)?$")
_ONE: Final = re.compile(r"\s+(?:y|con|a)\s+|\s*[(/–-]\s*")
"""What stands between two figures that are one amount: «tres años y un día»."""


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


def measure_of(amount: Amount) -> frozenset[str]:
    """Return the dimensions that an amount may be of, every currency as :data:`MONEY`."""
    return frozenset({_kind(amount.unit.dimension), *map(_kind, amount.unit.family)})


def is_measured(asked: frozenset[str] | None, text: str, amount: Amount) -> bool:
    """Return whether an amount of a text is of the measure asked for, or has no noun of its own.

    :param asked: of :func:`measures_asked`.
    """
    if asked is None or measure_of(amount) & asked:
        return True
    if amount.unit is not COUNT:
        return False
    if MONEY in asked and _COINS.match(text, amount.end):
        return True
    noun = _NOUN.match(text, amount.end)
    return noun is None or (noun["noun"] is not None and is_verbal(noun["noun"]))


def may_be_asked(asked: frozenset[str] | None, amount: Amount) -> bool:
    """Return whether an amount can be of the measure asked for.

    A number alone may be of anything, and so may one before a noun («5 temporadas», «17
    cuadras»), but for a share.

    :param asked: of :func:`measures_asked`.
    """
    if asked is None or measure_of(amount) & asked:
        return True
    loose = not asked & _SHARES or COUNT.dimension in asked or MONEY in asked
    return amount.unit is COUNT and (amount.bare or loose)


@lru_cache(maxsize=64)
def figures_asked(question: str, text: str) -> tuple[tuple[Place, bool], ...]:
    """Give the figures of a text for a question of how many, and whether each may be the one.

    Nothing where no figure is asked for. What is one amount in two figures («tres años y un día»)
    is one place.
    """
    asked = measures_asked(question)
    if asked is None and kind_of(question) != "how_many":
        return ()
    told = amounts.find_amounts(text)
    surely = any(is_measured(asked, text, amount) for amount in told)
    places: list[tuple[Place, bool]] = []
    before: Amount | None = None
    for amount in told:
        fits = is_measured(asked, text, amount) if surely else may_be_asked(asked, amount)
        if before is not None and _goes_on(text, before, amount):
            (start, _), other = places[-1]
            places[-1] = (start, amount.end), other or fits
        else:
            places.append(((amount.start, amount.end), fits))
        before = amount
    return tuple(places)


def without_all(text: str, start: int, end: int) -> int:
    """Return where ``text[start:end]`` ends without all of which it tells some: «17» of «17 de las
    44 familias»."""
    told = [a for a in amounts.find_amounts(text) if a.start < end and start < a.end]
    some = len(told) == 2 and _OF_THEM.fullmatch(text, told[0].end, told[1].start)
    return told[0].end if some else end


def is_verbal(word: str) -> bool:
    """Return whether a word after a number is a verb that what is counted goes without."""
    if not word.islower() or word.endswith("s"):
        return False
    return _GERUND.search(fold(word)) is not None or is_nonfinite(word) or is_verb(word)


def _goes_on(text: str, one: Amount, other: Amount) -> bool:
    """Whether two amounts are one in two figures («tres años y un día», «18 a 22 litros»), or some
    and all of them («17 de las 44 familias»)."""
    if _OF_THEM.fullmatch(text, one.end, other.start):
        return True
    if not _ONE.fullmatch(text, one.end, other.start):
        return False
    return one.unit is COUNT or bool(measure_of(one) & measure_of(other))


def _kind(dimension: str) -> str:
    return MONEY if dimension in _CURRENCIES else dimension


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
    # «17 medios aéreos» are no hectares, though they may be all that somebody has.
    if _names_its_unit(question):
        return whole or not told or any(is_measured(asked, quote, amount) for amount in told)
    return whole or not told or any(may_be_asked(asked, amount) for amount in told)


def _names_its_unit(question: str) -> bool:
    """Whether a surface, a length or a weight is asked for by its unit: «¿cuántas hectáreas?»."""
    counted = _COUNTED.search(fold(question))
    unit = unit_at(f"2 {counted[1]}", 0, 1)[0] if counted is not None else COUNT
    return unit.dimension in _EXTENTS
