"""Finds numbers with their hedge, before their unit is known: digits, words or collectives.

:mod:`index.text.numbers` reads «11.000» and «dos millones y medio»; here are «una veintena», «medio
millón», «una docena de miles», «un año», shares («dos tercios», «tres de cada cuatro») and, as
bounds without a value, «miles» and «decenas de miles».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from index.text.folding import fold, fold_match, optional_accents
from index.text.numbers import find_numbers
from rag.language import SPANISH
from rag.values import hedges
from rag.values.figures import find_figures
from rag.values.hedges import Hedge
from rag.values.units import is_ordinal, sign_before


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its hedge.

    :param start: first code point, the hedge included.
    :param at: where its own digits or words begin.
    :param loose: whether it is a collective, loose even without a hedge («una veintena»).
    :param share: whether it is a share of a whole, whose value is in per cent.
    """

    start: int
    at: int
    end: int
    value: Decimal
    hedge: Hedge
    loose: bool = False
    share: bool = False


@dataclass(frozen=True, slots=True)
class VagueQuantity:
    """What «miles» or «decenas de miles» says: bounds without a value."""

    start: int
    end: int
    low: Decimal
    high: Decimal


_WORDS: Final = SPANISH.quantities
_MANY: Final = "|".join(_WORDS.many)
_OF_THEM: Final = rf"(?:\s+de\s+(?P<scale>{'|'.join(_WORDS.vague_scales)})\b)?"
_TIMES: Final = re.compile(rf"\s+(?P<many>{_MANY})\b{_OF_THEM}", re.IGNORECASE)
_SIZES: Final = {**_WORDS.collectives, **_WORDS.many}
_MILLION: Final = next(iter(SPANISH.numbers.scales))
_PAIR: Final = _WORDS.pair.replace(" ", r"\s+")
_HALF: Final = SPANISH.numbers.half
_SCALE_NAME: Final = optional_accents(_MILLION)
_QUARTERS: Final = "|".join(sorted(_WORDS.quarters, key=len, reverse=True)).replace(" ", r"\s+")
_COLLECTIVE: Final = re.compile(
    rf"\b(?:{_PAIR}\s+(?P<many>{_MANY}|{'|'.join(_WORDS.vague_scales)})\b"
    rf"|(?:(?P<half>{_WORDS.half})|una?)\s+(?P<word>{'|'.join(_WORDS.collectives)})\b{_OF_THEM})"
    rf"|\b(?P<million>{_HALF}\s+{_SCALE_NAME})\b"
    rf"|\b(?P<and_half>{_SCALE_NAME}\s+{SPANISH.numbers.joint}\s+{_HALF})\b"
    rf"|\b(?P<quarters>{_QUARTERS})\s+de\s+{_SCALE_NAME}\b",
    re.IGNORECASE,
)
_VAGUE: Final = re.compile(
    rf"\b(?P<word>{'|'.join(_WORDS.vague)})\b(?:\s+de\s+(?P<scale>{'|'.join(_WORDS.vague_scales)})\b)?",
    re.IGNORECASE,
)
# Elsewhere «un» is an article.
_ONE: Final = re.compile(
    rf"\b(?:una?|(?P<half>{_WORDS.half}))(?=\s+(?:{optional_accents('|'.join(_WORDS.singles))})\b)",
    re.IGNORECASE,
)
_PART_NAMES: Final = {fold(name): number for name, number in _WORDS.thirds.items()}
_SHARE: Final = re.compile(
    rf"\b(?:la\s+(?P<half>{next(iter(_WORDS.thirds))})|(?P<times>\w+)\s+(?P<part>"
    + "|".join(
        rf"{name.replace(' ', 's?' + chr(92) + 's+')}s?"
        for name in map(optional_accents, [*_WORDS.thirds][1:])
    )
    + r"))(?=\s+del?\b|\s*[,;.)]|$)"
    rf"|\b(?P<some>\w+)\s+{_WORDS.out_of}\s+(?P<all>\w+)\b".replace(" ", r"\s+"),
    re.IGNORECASE,
)
_MILLIONS: Final = re.compile(
    r"\s?MM?(?=\s?(?:€|\$|USD|EUR|US\$|U\$S)|\s+de\s+\w)|(?=\s?(?:mdp|mdd)\b)"
)
_MINUS: Final = re.compile(r"(?:^|[\s(«])[-−]$")
_UNREAD: Final = re.compile(
    rf"(?<![\d.,])(?!\d{{4}}\s)[\d.,'’]*\d['’.,\d]*\)?\s+(?:{SPANISH.numbers.thousand}\s+)?$"
)
_SCALE_WORD: Final = re.compile(
    optional_accents("|".join((SPANISH.numbers.thousand, *SPANISH.numbers.scales, *_WORDS.vague))),
    re.IGNORECASE,
)
_FARTHEST: Final = 30
"""Characters before a scale in which the digits of an unread figure stand."""


def quantities(text: str) -> Iterator[Quantity]:
    """Yield every number of a text that is no date, in no order and perhaps one in another."""
    for figure in find_figures(text):
        start, end = figure.number
        if figure.date or _glued(text, start, end) or is_ordinal(text, start, end):
            continue
        if _follows_unread(text, start):
            continue
        minus = _MINUS.search(text, max(0, start - 2), start)
        value = -figure.value if minus else figure.value
        if many := _TIMES.match(text, end):
            yield _collective(figure.start, start, many, figure.hedge, value, many["many"])
        elif millions := _MILLIONS.match(text, end):
            yield Quantity(figure.start, start, millions.end(), value * 10**6, figure.hedge)
        else:
            yield Quantity(figure.start, start, end, value, figure.hedge)
    for match in _ONE.finditer(text):
        hedge = hedges.before(text, match.start())
        value = Decimal("0.5") if match["half"] else Decimal(1)
        yield Quantity(hedge.start, match.start(), match.end(), value, hedge.kind)
    for match in _COLLECTIVE.finditer(text):
        yield _of_collective(text, match)
    for match in _SHARE.finditer(text):
        if (share := _share(match)) is not None:
            hedge = hedges.before(text, match.start())
            kind: Hedge = "about" if hedge.kind == "exact" else hedge.kind
            yield Quantity(hedge.start, *match.span(), share, kind, share=True)


def _of_collective(text: str, match: re.Match[str]) -> Quantity:
    hedge = hedges.before(text, match.start())
    at, end = match.span()
    if match["million"] or match["and_half"]:
        value = Decimal(1_500_000 if match["and_half"] else 500_000)
        return Quantity(hedge.start, at, end, value, hedge.kind)
    if match["quarters"]:
        quarters = _WORDS.quarters[fold_match(match["quarters"])]
        return Quantity(hedge.start, at, end, Decimal(250_000 * quarters), hedge.kind)
    if match["many"]:
        return _collective(hedge.start, at, match, hedge.kind, Decimal(2), match["many"])
    times = Decimal("0.5") if match["half"] else Decimal(1)
    return _collective(hedge.start, at, match, hedge.kind, times, match["word"])


def _share(match: re.Match[str]) -> Decimal | None:
    """The share in per cent of «dos tercios», «la mitad» or «tres de cada cuatro», if it is one."""
    if match["half"]:
        return Decimal(50)
    some, parts = _whole(match["times"] or match["some"]), Decimal(0)
    if match["part"]:
        singular = " ".join(word.removesuffix("s") for word in fold_match(match["part"]).split())
        parts = Decimal(_PART_NAMES[singular])
    elif number := _whole(match["all"]):
        parts = number
    return 100 * some / parts if some and some <= parts else None


def _whole(word: str) -> Decimal | None:
    if fold_match(word) in SPANISH.numbers.articles:
        return Decimal(1)
    numbers = find_numbers(word)
    return numbers[0].value if numbers else None


def _collective(
    start: int, at: int, match: re.Match[str], hedge: Hedge, times: Decimal, word: str
) -> Quantity:
    """Return «dos docenas», «medio centenar» or «una docena de miles»: loose even without a
    hedge."""
    name = fold_match(word)
    size = _SIZES.get(name) or _WORDS.vague_scales[name]
    if match["scale"]:
        size *= _WORDS.vague_scales[fold_match(match["scale"])]
    end = match.end()
    kind: Hedge = "about" if hedge == "exact" else hedge
    return Quantity(start, at, end, times * size, kind, loose=True)


def _glued(text: str, at: int, end: int) -> bool:
    """Return whether the number is part of a name: «F-16», «G20», «covid-19», not «Q500»."""
    if sign_before(text, at, end) is not None:
        return False
    before = text[max(0, at - 2) : at]
    return before[-1:].isalpha() or (before[-1:] in "-‑" and before[:1].isalpha())


def _follows_unread(text: str, at: int) -> bool:
    """Return whether a scale («mil», «millones») belongs to a figure that could not be read."""
    if _SCALE_WORD.match(text, at) is None:
        return False
    return _UNREAD.search(text, max(0, at - _FARTHEST), at) is not None


def vague_quantities(text: str, known: Sequence[Quantity]) -> Iterator[VagueQuantity]:
    """Yield every «miles» and the like that is no part of a number («cinco miles»)."""
    for match in _VAGUE.finditer(text):
        if any(n.at < match.end() and match.start() < n.end for n in known):
            continue
        if _follows_unread(text, match.start()):
            continue
        low, high = _WORDS.vague[fold_match(match["word"])]
        scale = _WORDS.vague_scales[fold_match(match["scale"])] if match["scale"] else 1
        yield VagueQuantity(*match.span(), Decimal(low * scale), Decimal(high * scale))
