"""Finds numbers with their hedge, before their unit is known: digits, words or collectives.

:mod:`index.text.numbers` reads «11.000» and «dos millones y medio»; here are «una veintena», «medio
millón», «un año» and, as bounds without a value, «miles» and «decenas de miles».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from index.text.folding import fold_match, optional_accents
from rag.language import SPANISH
from rag.values import hedges
from rag.values.figures import find_figures
from rag.values.hedges import Hedge


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its hedge.

    :param start: first code point, the hedge included.
    :param at: where its own digits or words begin.
    :param loose: whether it is a collective, loose even without a hedge («una veintena»).
    """

    start: int
    at: int
    end: int
    value: Decimal
    hedge: Hedge
    loose: bool = False


@dataclass(frozen=True, slots=True)
class VagueQuantity:
    """What «miles» or «decenas de miles» says: bounds without a value."""

    start: int
    end: int
    low: Decimal
    high: Decimal


_WORDS: Final = SPANISH.quantities
_MANY: Final = "|".join(_WORDS.many)
_TIMES: Final = re.compile(rf"\s+(?P<many>{_MANY})\b", re.IGNORECASE)
_SIZES: Final = {**_WORDS.collectives, **_WORDS.many}
_MILLION: Final = next(iter(SPANISH.numbers.scales))
_PAIR: Final = _WORDS.pair.replace(" ", r"\s+")
_COLLECTIVE: Final = re.compile(
    rf"\b(?:{_PAIR}\s+(?P<many>{_MANY})\b"
    rf"|(?:(?P<half>{_WORDS.half})|una?)\s+(?P<word>{'|'.join(_WORDS.collectives)})\b)"
    rf"|\b(?P<million>{SPANISH.numbers.half}\s+{optional_accents(_MILLION)})\b",
    re.IGNORECASE,
)
_VAGUE: Final = re.compile(
    rf"\b(?P<word>{'|'.join(_WORDS.vague)})\b(?:\s+de\s+(?P<scale>{'|'.join(_WORDS.vague_scales)})\b)?",
    re.IGNORECASE,
)
# Elsewhere «un» is an article.
_ONE: Final = re.compile(
    rf"\buna?(?=\s+(?:{optional_accents('|'.join(_WORDS.singles))})\b)", re.IGNORECASE
)
_MILLIONS: Final = re.compile(r"\s?M(?=€|\s?USD|\s?EUR)")
_MINUS: Final = re.compile(r"(?:^|[\s(«])[-−]$")


def quantities(text: str) -> Iterator[Quantity]:
    """Yield every number of a text that is no date, in no order."""
    for figure in find_figures(text):
        start, end = figure.number
        written = text[start:end]
        if figure.date or ("." in written and "," in written) or _glued(text, start):
            continue
        minus = _MINUS.search(text, max(0, start - 2), start)
        value = -figure.value if minus else figure.value
        if many := _TIMES.match(text, end):
            yield _collective(figure.start, start, many.end(), figure.hedge, value, many["many"])
        elif millions := _MILLIONS.match(text, end):
            yield Quantity(figure.start, start, millions.end(), value * 10**6, figure.hedge)
        else:
            yield Quantity(figure.start, start, end, value, figure.hedge)
    for match in _ONE.finditer(text):
        hedge = hedges.before(text, match.start())
        yield Quantity(hedge.start, match.start(), match.end(), Decimal(1), hedge.kind)
    for match in _COLLECTIVE.finditer(text):
        hedge = hedges.before(text, match.start())
        at, end = match.span()
        if match["million"]:
            yield Quantity(hedge.start, at, end, Decimal(500_000), hedge.kind)
        elif match["many"]:
            yield _collective(hedge.start, at, end, hedge.kind, Decimal(2), match["many"])
        else:
            times = Decimal("0.5") if match["half"] else Decimal(1)
            yield _collective(hedge.start, at, end, hedge.kind, times, match["word"])


def _collective(start: int, at: int, end: int, hedge: Hedge, times: Decimal, word: str) -> Quantity:
    """Return «dos docenas» or «medio centenar»: loose even without a hedge."""
    size = _SIZES[fold_match(word)]
    kind: Hedge = "about" if hedge == "exact" else hedge
    return Quantity(start, at, end, times * size, kind, loose=True)


def _glued(text: str, at: int) -> bool:
    """Return whether the number is part of a name: «F-16», «G20», «covid-19»."""
    before = text[max(0, at - 2) : at]
    return before[-1:].isalpha() or (before[-1:] in "-‑" and before[:1].isalpha())


def vague_quantities(text: str, known: Sequence[Quantity]) -> Iterator[VagueQuantity]:
    """Yield every «miles» and the like that is no part of a number («cinco miles»)."""
    for match in _VAGUE.finditer(text):
        if any(n.at < match.end() and match.start() < n.end for n in known):
            continue
        low, high = _WORDS.vague[fold_match(match["word"])]
        scale = _WORDS.vague_scales[fold_match(match["scale"])] if match["scale"] else 1
        yield VagueQuantity(*match.span(), Decimal(low * scale), Decimal(high * scale))
