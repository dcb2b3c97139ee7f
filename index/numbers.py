"""Brings the numbers of Spanish press text to one form.

"11,000", "11.000", "11 000", "11 mil" and "once mil" are one number, and a search for one
must find the others. Only whole readings are made: where a figure can be read in no
consistent way ("11,000.00,0"), it is left as written, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_UNITS = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés "
    "veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
)
_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_HUNDREDS = (
    "cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos "
    "ochocientos novecientos"
)


def _fold(word: str) -> str:
    return word.lower().translate(str.maketrans("áéíóúü", "aeiouu"))


def _table() -> dict[str, int]:
    words = {_fold(word): value for value, word in enumerate(_UNITS.split())}
    words |= {word: 10 * tens for tens, word in enumerate(_TENS.split(), start=3)}
    words |= {word: 100 * hundreds for hundreds, word in enumerate(_HUNDREDS.split(), start=1)}
    words |= {"un": 1, "una": 1, "veintiun": 21, "veintiuna": 21, "ciento": 100}
    feminine = {word[:-2] + "as": value for word, value in words.items() if word.endswith("ientos")}
    return words | feminine


SMALL = _table()
"""Number words under a thousand, accents folded."""

SCALES = {
    "mil": 10**3,
    "millon": 10**6,
    "millones": 10**6,
    "billon": 10**12,
    "billones": 10**12,
}
"""Spanish long scale: a ``billón`` is a million millions."""

ARTICLES = frozenset({"un", "una", "uno"})
"""Number words that alone are articles: they count only with a scale or after «y»."""

_TOKEN = re.compile(
    r"(?P<figure>\d{1,3}(?: \d{3})+(?![\d.,]*\d)|\d+(?:[.,\u00a0\u2009\u202f]\d+)*)"
    r"|(?P<word>[^\W\d_]+)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number read in a text.

    :param start: first code point of what was read.
    :param end: one past the last.
    :param value: exact value.
    """

    start: int
    end: int
    value: Decimal


def read_figure(text: str) -> Decimal | None:
    """The value of one number in digits with Spanish or English separators.

    Groups of three after a separator are thousands ("15.000", "11,000"), as the press
    writes them; anything else after a single separator is decimals ("3,5", "3.75").
    ``None`` where separators contradict each other ("1.23.456", "11,000.000,5").
    """
    plain = re.sub(r"[ \u00a0\u2009\u202f]", "_", text)
    marks = {mark for mark in plain if mark in "_.,"}
    if not marks:
        return Decimal(plain)
    if len(marks) == 1:
        (mark,) = marks
        if _grouped(plain, mark):
            return Decimal(plain.replace(mark, ""))
        whole, *decimals = plain.split(mark)
        return Decimal(f"{whole}.{decimals[0]}") if mark != "_" and len(decimals) == 1 else None
    if len(marks) == 2:
        last = plain[max(plain.rfind(mark) for mark in marks)]
        (first,) = marks - {last}
        whole, _, decimals_ = plain.rpartition(last)
        # Three digits after the second mark would be a third reading of the first: left alone.
        if last != "_" and last not in whole and len(decimals_) != 3 and _grouped(whole, first):
            return Decimal(f"{whole.replace(first, '')}.{decimals_}")
    return None


def _grouped(text: str, mark: str) -> bool:
    """Whether the text is digits in groups of three: 1 to 3 first, no leading zero."""
    first, *rest = text.split(mark)
    return (
        1 <= len(first) <= 3
        and not (first.startswith("0"))
        and bool(rest)
        and all(len(group) == 3 and group.isdigit() for group in rest)
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    word: str
    figure: bool


def find_numbers(text: str) -> list[Number]:
    """Every number of the text, in digits, in words or mixed ("casi 5 millones"), in order."""
    pieces = [
        _Piece(m.start(), m.end(), _fold(m.group()), m.lastgroup == "figure")
        for m in _TOKEN.finditer(text)
    ]
    return list(_read(pieces, text))


def _read(pieces: list[_Piece], text: str) -> Iterator[Number]:
    at = 0
    while at < len(pieces):
        value, after = _compound(pieces, at, text)
        if value is None:
            at = after
            continue
        yield Number(pieces[at].start, pieces[after - 1].end, value)
        at = after


def _compound(pieces: list[_Piece], at: int, text: str) -> tuple[Decimal | None, int]:
    """Read the longest number that starts at a piece: (value or None, first piece after it)."""
    total, scale_before, start = Decimal(0), None, at
    while at < len(pieces) and (at == start or _adjacent(pieces, at, text)):
        part, after = _under_thousand(pieces, at, text)
        scale = 1
        while after < len(pieces) and pieces[after].word in SCALES:
            if after > start and not _adjacent(pieces, after, text):
                break
            scale *= SCALES[pieces[after].word]
            after += 1
        if part is None and scale == 1:
            break
        if part is None and pieces[at].word != "mil":
            break  # «millones» alone is no number
        if scale_before is not None and scale >= scale_before:
            break  # «dos mil tres mil» are two numbers
        if scale_before is not None and pieces[at].figure and scale == 1:
            break  # «dos mil 300» is not how the press writes
        total += (part if part is not None else Decimal(1)) * scale
        at, scale_before = after, scale
        if scale == 1:
            break
    if scale_before is None:
        return None, start + 1
    single = at == start + 1
    if single and pieces[start].word in ARTICLES:
        return None, at
    return total, at


def _under_thousand(pieces: list[_Piece], at: int, text: str) -> tuple[Decimal | None, int]:
    piece = pieces[at]
    if piece.figure:
        return read_figure(text[piece.start : piece.end]), at + 1
    if piece.word not in SMALL:
        return None, at
    value, after = SMALL[piece.word], at + 1
    if value >= 100 and piece.word != "cien" and _continues(pieces, after, text):
        if SMALL.get(pieces[after].word, 0) in range(1, 100):
            value += SMALL[pieces[after].word]
            after += 1
    tens = value % 100
    if tens >= 30 and tens % 10 == 0 and _continues(pieces, after + 1, text):
        unit = SMALL.get(pieces[after + 1].word, 0)
        if pieces[after].word == "y" and unit in range(1, 10):
            return Decimal(value + unit), after + 2
    return Decimal(value), after


def _continues(pieces: list[_Piece], at: int, text: str) -> bool:
    return at < len(pieces) and not pieces[at].figure and _adjacent(pieces, at, text)


def _adjacent(pieces: list[_Piece], at: int, text: str) -> bool:
    """Whether only white space stands between a piece and the one before it."""
    return text[pieces[at - 1].end : pieces[at].start].isspace()


def canonical(value: Decimal) -> str:
    """The one form of a value: no separators, a point for decimals, no trailing zeros."""
    if value == value.to_integral_value():
        return str(int(value))
    return format(value.normalize(), "f")
