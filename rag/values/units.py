"""Reads units of measure, money and percentages: what may be compared with what.

«3 toneladas» and «3.000 kilos» are one amount; «12 euros» and «12 %» never are, nor are two
currencies: no rate of exchange is made up. People and things that are counted have no unit: «600
soldados» and «600 efectivos» may be compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from index.text.folding import fold_words, optional_accents
from rag.language import SPANISH


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure or money, and how it converts into others.

    :param name: in the singular; ``""`` for what is counted.
    :param dimension: units of one dimension can be converted; currencies each have their own.
    :param factor: how many of the dimension's base unit one of it is.
    :param family: dimensions of which it may be any, as a bare «$» may be pesos or dollars.
    """

    name: str
    dimension: str
    factor: Decimal
    family: frozenset[str] = frozenset()


COUNT: Final = Unit("", "count", Decimal(1))

_UNITS: Final = tuple(
    Unit(unit.name, unit.dimension, Decimal(unit.factor), frozenset(unit.family))
    for unit in SPANISH.units
)
_BY_NAME: Final = {unit.name: unit for unit in _UNITS}
PERCENT: Final = _BY_NAME["%"]
_LONGEST_SIGN: Final = 8
"""Characters of a sign before a number at most, the space after it included."""

# A sign is no part of a word («el S$», not «EES$»).
_SIGNS: Final = [
    (unit, f"(?P<s{i}>{unit.before})") for i, unit in enumerate(SPANISH.units) if unit.before
]
_SIGN: Final = re.compile(
    rf"(?<![\w$])(?:{'|'.join(pattern for _, pattern in _SIGNS)})\s?$".replace(" ", r"\s")
)
_LETTERS: Final = {
    name: re.compile(rf"(?:{pattern})\s?") for name, pattern in SPANISH.money.letters.items()
}
_DEGREE: Final = re.compile(r"[º°](?:\s?C\b)?")
_WARMTH: Final = re.compile(
    optional_accents(rf"\b(?:{'|'.join(SPANISH.quantities.warmth)})"), re.IGNORECASE
)
_LINE: Final = 120
"""Characters to each side in which a word of warmth makes «30º» a temperature."""


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    written = (optional_accents(unit.written).replace(" ", r"\s+") for unit in SPANISH.units)
    names = "|".join(f"(?P<u{i}>{words})" for i, words in enumerate(written) if words)
    return re.compile(rf"(?:\s+de)?\s*(?:{names})(?![\w€$])", re.IGNORECASE)


def unit_at(text: str, start: int, end: int) -> tuple[Unit, int]:
    """Return the unit of the number ``text[start:end]``, else :data:`COUNT`, and where it ends."""
    if (unit := _after().match(text, end)) and not _is_ordinal(text, start, end):
        # One letter glued to a number («300m» is metres, «40t» tonnes) or after a space: both.
        group = unit.lastgroup or ""
        return _UNITS[int(group[1:])], unit.end()
    sign = sign_before(text, start, end)
    return (sign[0] if sign else COUNT), end


def sign_before(text: str, start: int, end: int) -> tuple[Unit, int] | None:
    """Return the unit whose sign stands before ``text[start:end]``, and where it begins."""
    match = _SIGN.search(text, max(0, start - _LONGEST_SIGN), start)
    if match is None:
        return None
    unit = _UNITS[int((match.lastgroup or "")[1:])]
    letter = _LETTERS.get(unit.name)
    # «Q1» and «L 5» are names of things; a sum has more digits, or the word stands nearby.
    if letter and letter.fullmatch(match.group()) and end - start < 3:
        return None
    return unit, match.start()


def _is_ordinal(text: str, start: int, end: int) -> bool:
    """Whether a ring after a number makes it a third («el 3º») and no temperature.

    It is one with a C or decimals, and where the words around speak of warmth.
    """
    ring = _DEGREE.match(text, end)
    if ring is None or ring.group().endswith("C") or "," in text[start:end]:
        return False
    return _WARMTH.search(text, max(0, start - _LINE), end + _LINE) is None


def is_ordinal(text: str, start: int, end: int) -> bool:
    """Return whether the number is one of an order and no amount: «3º», «1.ª», «2do»."""
    return _is_ordinal(text, start, end) or _ORDINAL.match(text, end) is not None


_ORDINAL: Final = re.compile(r"\.?ª|\.º|(?:er|ro|ra|do|da|to|ta|mo|ma|vo|va|no|na)s?\b")


def comparable(one: Unit, other: Unit) -> bool | None:
    """Return whether amounts in two units can be compared; ``None`` where it is not known which
    unit one of them is."""
    if one.dimension == other.dimension:
        return True
    may_be = {one.dimension, *one.family} & {other.dimension, *other.family}
    return None if may_be else False


def in_country(unit: Unit, country: str | None) -> Unit:
    """Return what an ambiguous unit («pesos», «$») means in a country; itself where unknown.

    :param country: ISO 3166, two letters.
    """
    meant = SPANISH.money.meant.get(country or "", {})
    return _BY_NAME[meant[unit.name]] if unit.name in meant else unit


_DOMAIN: Final = re.compile(r"[\w-]\.([a-z]{2})(?:[/:?\s]|$)")
_HOST_NAME: Final = re.compile(r"\.(?:com|net|org|info|es|\w\w)(?:[/:.].*)?$")
_HOST: Final = re.compile(r"^(?:https?://)?(?:www\.)?")


@lru_cache(maxsize=256)
def country_of(source: str) -> str | None:
    """Return the country of an outlet by its name or address (ISO 3166); ``None`` if unknown."""
    folded = _HOST.sub("", fold_words(source))
    if (country := _outlets().get(folded)) is not None:
        return country
    if (country := _outlets().get(_HOST_NAME.sub("", folded))) is not None:
        return country  # «clarin.com»
    domain = _DOMAIN.search(folded)
    code = domain[1].upper() if domain else ""
    return code if code in SPANISH.money.meant else None


@lru_cache(maxsize=1)
def _outlets() -> dict[str, str]:
    return {fold_words(name): country for name, country in SPANISH.money.outlets.items()}
