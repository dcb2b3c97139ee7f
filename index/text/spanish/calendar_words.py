"""How Spanish calls the months and the days of the week."""

from __future__ import annotations

from typing import Final

from index.text.language import Month

MONTHS: Final = (
    Month("enero", abbreviations=("ene",)),
    Month("febrero", abbreviations=("feb",)),
    Month("marzo", abbreviations=("mar",)),
    Month("abril", abbreviations=("abr",)),
    Month("mayo", abbreviations=("may",)),
    Month("junio", abbreviations=("jun",)),
    Month("julio", abbreviations=("jul",)),
    Month("agosto", abbreviations=("ago",)),
    Month("septiembre", variants=("setiembre",), abbreviations=("sep", "sept", "set")),
    Month("octubre", abbreviations=("oct",)),
    Month("noviembre", abbreviations=("nov",)),
    Month("diciembre", abbreviations=("dic",)),
)

WEEKDAYS: Final = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
