"""Brings the numbers of Spanish press text to one form.

"11,000", "11.000", "11 000", "11 mil" and "once mil" are one number, and a search for one
must find the others. Only whole readings are made: where a figure can be read in no
consistent way ("11,000.00,0"), it is left as written, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Final

from index.text.folding import fold_number_word
from index.text.spanish import SPANISH

_WORDS: Final = SPANISH.numbers
_SMALL: Final = {fold_number_word(word): value for word, value in _WORDS.values().items()}
"""Number words under a thousand, without accents."""

_SCALES: Final = {fold_number_word(word): value for word, value in _WORDS.scales.items()}
_THOUSAND: Final = _WORDS.thousand
_HUNDRED: Final = _WORDS.hundreds[0]
"""«cien» alone takes nothing after it: «cien dos» are two numbers."""

LONGEST_FIGURE: Final = 15
"""More digits than a quantity of the press has ("36.000.000.000.000" has 14): longer ones are
account numbers and the like, and are left as written."""

_EXACT: Final = Context(prec=4 * LONGEST_FIGURE)
"""The default 28 digits would round the longest figure times a ``billón``."""

_TOKEN: Final = re.compile(
    r"(?P<figure>\d{1,3}(?: \d{3})+(?:,\d+)?(?![\d.,]*\d)|\d+(?:[.,\u00a0\u2009\u202f]\d+)*)"
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
    """Return the value of one number in digits with Spanish or English separators.

    Groups of three after a separator are thousands ("15.000", "11,000"), as the press
    writes them; anything else after a single separator is decimals ("3,5", "3.75").
    Of two separators the last is the decimal one ("14.372,4", "1,250,300.50"). It is ``None``
    where separators contradict each other ("1.23.456", "11,000.000,5"), where three noughts as
    decimals would be thousands by mistake ("11,000.000"), and for more than
    :data:`LONGEST_FIGURE` digits.
    """
    plain = re.sub(r"[ \u00a0\u2009\u202f]", "_", text)
    if sum(map(str.isdigit, plain)) > LONGEST_FIGURE:
        return None
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
        if last != "_" and last not in whole and decimals_ != "000" and _grouped(whole, first):
            return Decimal(f"{whole.replace(first, '')}.{decimals_}")
    return None


def _grouped(text: str, mark: str) -> bool:
    """Return whether the text is digits in groups of three: 1 to 3 first, no leading zero."""
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
    """Return every number of the text, in digits, words or both ("casi 5 millones"), in order."""
    pieces = [
        _Piece(m.start(), m.end(), fold_number_word(m.group()), m.lastgroup == "figure")
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
    """Read the longest number that starts at a piece: (value or None, first piece after it).

    Groups under a million, each but the last with its scale, from large to small: "dos
    billones", "dos mil trescientos millones", "un millón doscientas mil".
    """
    start, total, above = at, Decimal(0), None
    while at < len(pieces) and (at == start or _adjacent(pieces, at, text)):
        group, after = _group(pieces, at, text)
        if group is None:
            break  # «millones» alone is no number
        scaled = _continues(pieces, after, text) and pieces[after].word in _SCALES
        scale = _SCALES[pieces[after].word] if scaled else 1
        value = _EXACT.multiply(group, Decimal(scale))
        if above is not None and value >= above:
            break  # «dos millones tres millones» are two numbers
        if above is not None and pieces[at].figure and after == at + 1 and not scaled:
            break  # «un millón 300» is not how the press writes
        total, above, at = _EXACT.add(total, value), scale, after + scaled
        if not scaled:
            break
        if _follows(pieces, at, text, _WORDS.joint, _WORDS.half):
            return _EXACT.add(total, Decimal(scale // 2)), at + 2
    if above is None:
        return None, start + 1
    if at == start + 1 and pieces[start].word in _WORDS.articles:
        return None, at
    return total, at


def _group(pieces: list[_Piece], at: int, text: str) -> tuple[Decimal | None, int]:
    """Read what stands before a scale: [under a thousand or a figure] mil [under a thousand]."""
    part, after = _under_thousand(pieces, at, text)
    if pieces[at].word == _THOUSAND:
        part, after = Decimal(1), at
    elif part is None or not _follows(pieces, after, text, _THOUSAND):
        return part, after
    thousands, after = _EXACT.multiply(part, Decimal(1000)), after + 1
    if after == len(pieces) or not _adjacent(pieces, after, text):
        return thousands, after
    # «11 mil 500», «mil 420» and «dos mil 783» are how the American press writes.
    if pieces[after].figure and not _is_short(pieces[after].word):
        return thousands, after
    rest, end = _under_thousand(pieces, after, text)
    if rest is None or _follows(pieces, end, text, _THOUSAND):
        return thousands, after  # «dos mil tres mil» are two numbers
    return _EXACT.add(thousands, rest), end


def _is_short(figure: str) -> bool:
    """Return whether it can stand after «mil»: one to three digits without a leading zero."""
    return figure.isdigit() and len(figure) <= 3 and not figure.startswith("0")


def _under_thousand(pieces: list[_Piece], at: int, text: str) -> tuple[Decimal | None, int]:
    piece = pieces[at]
    if piece.figure:
        return read_figure(text[piece.start : piece.end]), at + 1
    if piece.word not in _SMALL:
        return None, at
    value, after = _SMALL[piece.word], at + 1
    if value >= 100 and piece.word != _HUNDRED and _continues(pieces, after, text):
        rest = _SMALL.get(pieces[after].word, 0)
        if rest in range(1, 100):
            value, after = value + rest, after + 1
    if value % 100 >= 30 and value % 10 == 0 and _follows(pieces, after, text, _WORDS.joint):
        unit = _SMALL.get(pieces[after + 1].word, 0) if _continues(pieces, after + 1, text) else 0
        if unit in range(1, 10):
            return Decimal(value + unit), after + 2
    return Decimal(value), after


def _follows(pieces: list[_Piece], at: int, text: str, *words: str) -> bool:
    """Return whether these words come next, with nothing but white space before each."""
    return all(
        _continues(pieces, at + i, text) and pieces[at + i].word == word
        for i, word in enumerate(words)
    )


def _continues(pieces: list[_Piece], at: int, text: str) -> bool:
    return at < len(pieces) and not pieces[at].figure and _adjacent(pieces, at, text)


def _adjacent(pieces: list[_Piece], at: int, text: str) -> bool:
    """Return whether only white space stands between a piece and the one before it, and no blank
    line: a heading's last word is not the number of the paragraph's first."""
    gap = text[pieces[at - 1].end : pieces[at].start]
    return gap.isspace() and gap.count("\n") < 2


def canonical(value: Decimal) -> str:
    """Return the one form of a value: no separators, a point for decimals, no trailing zeros."""
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
