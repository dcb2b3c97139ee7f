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


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit.

    :param name: in the singular; ``""`` for what is counted.
    :param dimension: units of one dimension can be converted; currencies each have their own.
    :param factor: how many of the dimension's base unit one of it is.
    """

    name: str
    dimension: str
    factor: Decimal


COUNT: Final = Unit("", "count", Decimal(1))

# name | dimension | factor | how it is written (words of any case, or a symbol).
# A year is 365 days here and a month the twelfth of it.
_TABLE: Final = r"""
punto porcentual    | points      | 1          | puntos? porcentual(?:es)?
%                   | percent     | 1          | %|por ciento|por cien
kilómetro por hora  | speed       | 1          | kil[óo]metros? por hora|km/h
kilómetro cuadrado  | area        | 1000000    | kil[óo]metros? cuadrados?|km²|km2
metro cuadrado      | area        | 1          | metros? cuadrados?|m²|m2
hectárea            | area        | 10000      | hect[áa]reas?|has?
hectómetro cúbico   | volume      | 1000000000 | hect[óo]metros? c[úu]bicos?|hm³|hm3
metro cúbico        | volume      | 1000       | metros? c[úu]bicos?|m³|m3
litro               | volume      | 1          | litros?
kilómetro           | length      | 1000       | kil[óo]metros?|km
metro               | length      | 1          | metros?|m
centímetro          | length      | 0.01       | cent[íi]metros?|cm
milímetro           | length      | 0.001      | mil[íi]metros?|mm
milla               | length      | 1609.344   | millas?
tonelada            | mass        | 1000       | toneladas?|tn|t
kilogramo           | mass        | 1          | kil(?:o|ogramo)s?|kg
gramo               | mass        | 0.001      | gramos?|g
grado               | degrees     | 1          | grados?|[º°](?:\s?C)?
megavatio           | power       | 1000000    | megavatios?|MW
kilovatio           | power       | 1000       | kilovatios?|kW
segundo             | time        | 1          | segundos?
minuto              | time        | 60         | minutos?
hora                | time        | 3600       | horas?
día                 | time        | 86400      | d[íi]as?
semana              | time        | 604800     | semanas?
mes                 | time        | 2628000    | mes(?:es)?
año                 | time        | 31536000   | años?
euro                | euro        | 1          | euros?|€
dólar               | dólar       | 1          | d[óo]lares|d[óo]lar|US\$|USD
libra               | libra       | 1          | libras?|£
peso                | peso        | 1          | pesos?
yen                 | yen         | 1          | yen(?:es)?|¥
won                 | won         | 1          | won(?:es)?
rublo               | rublo       | 1          | rublos?
yuan                | yuan        | 1          | yuan(?:es)?
sol                 | sol         | 1          | soles
bolívar             | bolívar     | 1          | bol[íi]vares
real                | real        | 1          | reales
"""


def _units() -> tuple[tuple[Unit, str], ...]:
    units = []
    for line in _TABLE.strip().split("\n"):
        # A bar inside the last column belongs to its pattern.
        name, dimension, factor, written = (cell.strip() for cell in line.split("|", 3))
        units.append((Unit(name, dimension, Decimal(factor)), written.replace(" ", r"\s+")))
    return tuple(units)


_UNITS: Final = _units()
_SYMBOL_BEFORE: Final = re.compile(r"(?P<dólar>US\$|USD)\s?$|(?P<euro>€)\s?$|(?P<libra>£)\s?$")


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    names = "|".join(f"(?P<u{i}>{written})" for i, (_, written) in enumerate(_UNITS))
    return re.compile(rf"(?:\s+de)?\s*(?:{names})(?![\w€$])", re.IGNORECASE)


def unit_at(text: str, start: int, end: int) -> tuple[Unit, int]:
    """Return the unit of the number ``text[start:end]``, else :data:`COUNT`, and where it ends."""
    if unit := _after().match(text, end):
        # One letter glued to a number («300m» is metres, «40t» tonnes) or after a space: both.
        group = unit.lastgroup or ""
        return _UNITS[int(group[1:])][0], unit.end()
    if symbol := _SYMBOL_BEFORE.search(text, max(0, start - 5), start):
        return next(u for u, _ in _UNITS if u.name == symbol.lastgroup), end
    return COUNT, end
