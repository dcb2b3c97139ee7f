"""Words that Spanish numbers are made of."""

from __future__ import annotations

from typing import Final

from index.text.language import NumberWords

_UNITS: Final = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés "
    "veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
)
_TENS: Final = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_HUNDREDS: Final = (
    "cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos "
    "ochocientos novecientos"
)
_FEMININE_HUNDREDS: Final = {
    word[:-2] + "as": 100 * hundreds
    for hundreds, word in enumerate(_HUNDREDS.split(), start=1)
    if word.endswith("os")
}

NUMBERS: Final = NumberWords(
    units=tuple(_UNITS.split()),
    tens=tuple(_TENS.split()),
    hundreds=tuple(_HUNDREDS.split()),
    variants={
        "un": 1, "una": 1, "veintiún": 21, "veintiuna": 21, "ciento": 100, **_FEMININE_HUNDREDS
    },
    thousand="mil",
    # The long scale: a «billón» is a million millions.
    scales={
        "millón": 10**6, "millones": 10**6, "millardo": 10**9, "millardos": 10**9,
        "billón": 10**12, "billones": 10**12,
    },
    articles=frozenset({"un", "una", "uno"}),
    joint="y",
    half="medio",
)  # fmt: skip
