"""Units of measure as the Spanish press writes them."""

from __future__ import annotations

from typing import Final

from rag.language.value_words import UnitWords

# name | dimension | factor | how it is written (words of any case, or a symbol).
# A year is 365 days here and a month the twelfth of it. Names stand before those they begin with.
_TABLE: Final = r"""
punto porcentual    | points      | 1          | puntos? porcentual(?:es)?
%                   | percent     | 1          | %|por ciento|por cien
kilómetro por hora  | speed       | 1          | kilómetros? por hora|km/h
kilómetro cuadrado  | area        | 1000000    | kilómetros? cuadrados?|km²|km2
metro cuadrado      | area        | 1          | metros? cuadrados?|m²|m2
hectárea            | area        | 10000      | hectáreas?|has?
hectómetro cúbico   | volume      | 1000000000 | hectómetros? cúbicos?|hm³|hm3
metro cúbico        | volume      | 1000       | metros? cúbicos?|m³|m3
litro               | volume      | 1          | litros?
kilómetro           | length      | 1000       | kilómetros?|km
metro               | length      | 1          | metros?|m
centímetro          | length      | 0.01       | centímetros?|cm
milímetro           | length      | 0.001      | milímetros?|mm
milla               | length      | 1609.344   | millas?
tonelada            | mass        | 1000       | toneladas?|tn|t
kilogramo           | mass        | 1          | kil(?:o|ogramo)s?|kg
gramo               | mass        | 0.001      | gramos?|g
miligramo           | mass        | 0.000001   | miligramos?|mg
microgramo          | mass        | 0.000000001 | microgramos?|µg
grado               | degrees     | 1          | grados?(?: (?:centígrados?|C\b))?|[º°](?:\s?C)?
megatón             | blast       | 1000       | megatón(?:es)?
kilotón             | blast       | 1          | kilotón(?:es)?
gigavatio           | power       | 1000000000 | gigavatios?|GW
megavatio           | power       | 1000000    | megavatios?|MW
kilovatio           | power       | 1000       | kilovatios?|kW
segundo             | time        | 1          | segundos?
minuto              | time        | 60         | minutos?
hora                | time        | 3600       | horas?
día                 | time        | 86400      | días?
semana              | time        | 604800     | semanas?
mes                 | time        | 2628000    | mes(?:es)?
año                 | time        | 31536000   | años?
"""


def _units() -> tuple[UnitWords, ...]:
    units = []
    for line in _TABLE.strip().split("\n"):
        # A bar inside the last column belongs to its pattern.
        name, dimension, factor, written = (cell.strip() for cell in line.split("|", 3))
        units.append(UnitWords(name, dimension, factor, written))
    return tuple(units)


UNITS: Final = _units()
