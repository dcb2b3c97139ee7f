"""Amounts as a sentence means them: a number with its hedge and unit, as an interval.

Two sources agree when what they say can be one and the same figure, so each hedge becomes the
interval that a reader of the press would take it for: «más de 11.000» is short of 12.000, or
12.000 would have been written. What has no single reading («11,000.000») is left as written, never
guessed, and so is the scale after it: «millones» alone would agree with any figure.

Numbers themselves are read by :mod:`index.text.numbers`, which reads 60 of the first 65 single
values of ``eval/datasets/readings.jsonl`` from the value alone; :mod:`rag.values.quantities` adds
the rest. text2num 3.1 turns 50 of them into digits: it leaves «20 mil» and «dos millones y medio»
in pieces. The figures of the whole: ``python -m eval claims``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from index.text.folding import fold, fold_match, optional_accents
from rag.language import SPANISH
from rag.values import hedges
from rag.values.amount_types import Amount
from rag.values.compounds import is_continued, joined
from rag.values.hedges import Hedge
from rag.values.quantities import Quantity, VagueQuantity, quantities, vague_quantities
from rag.values.units import (
    COUNT,
    PERCENT,
    Unit,
    comparable,
    in_country,
    sign_before,
    unit_at,
)

BLUR: Final = Decimal("0.075")
"""«unos 15.000» may be 14.000, not 12.000. Chosen on the tuning half of
eval/datasets/agreement.jsonl, where every width from .05 to .10 gives the same groups."""

COLLECTIVE_BLUR: Final = Decimal("0.2")
"""«una veintena» is looser than «unos veinte»."""

FAR: Final = Decimal("1.5")
"""«más de 10.000» and «menos de 12.000» hem one figure in; «más de 10» and «menos de 12.000»
say nothing of one another."""

LESS, MORE = Decimal("0.97"), Decimal("1.03")
"""An amount in another unit has been rounded: «un año» and «doce meses»."""

SHORT: Final = Decimal("0.99")
"""A bound stops short of the next round figure, which would have been named instead."""


_BETWEEN: Final = re.compile(
    r"\s*(?:(?P<to>a|y)|(?P<or>[ou])|(?P<dash>[-–—]))\s*(?:(?:l[oa]s|una?)\s+)?"
)
_OPENS: Final = re.compile(r"\b(?:entre|de)(?:\s+(?:l[oa]s|una?))?\s+$", re.IGNORECASE)
_SCALE_WORDS: Final = {SPANISH.numbers.thousand: 1000, **SPANISH.numbers.scales}
_SCALES: Final = {fold(word): factor for word, factor in _SCALE_WORDS.items()}
_SCALED: Final = re.compile(rf"\b(?:{optional_accents('|'.join(_SCALE_WORDS))})$", re.IGNORECASE)
_APOSTROPHE: Final = re.compile(r"(?<=\d)['’](?=(?:\d{3}(?P<mark>[.,])\d{3})?)(?=\d)")
_AND_HALF: Final = re.compile(rf"\s+{SPANISH.quantities.and_half}\b".replace(" ", r"\s+"), re.I)
_BELOW_ZERO: Final = re.compile(
    rf"\s+{SPANISH.quantities.below_zero}\b".replace(" ", r"\s+"), re.IGNORECASE
)
_FUNCTION_WORDS: Final = frozenset(
    {*SPANISH.grammar.prepositions, *SPANISH.grammar.joints, *SPANISH.grammar.clitics}
    | {*"que ni si ya no como cuando mientras pero porque".split()}
)
_COUNTED: Final = re.compile(
    rf"\s+de\s+\w|\s+(?!(?:{'|'.join(sorted(_FUNCTION_WORDS))})\b)\w",
    re.IGNORECASE,
)
"""What a number counts stands beside it: «11.000 soldados», and nothing does in «11.000 según»."""


def find_amounts(text: str, country: str | None = None) -> list[Amount]:
    """Return every amount of a text that is no date, in order.

    :param country: of the outlet (ISO 3166), for money that its name does not tell («pesos»).
    """
    # «12'50», «1'250.000»: as long as before.
    text = _APOSTROPHE.sub(lambda match: match["mark"] or ",", text)
    numbers = _apart(quantities(text))
    amounts: list[Amount] = []
    taken = -1
    for i, number in enumerate(numbers):
        if i == taken or (amounts and number.at < amounts[-1].end):
            continue  # the «cero» of «5 grados bajo cero» too
        following = numbers[i + 1] if i + 1 < len(numbers) else None
        between = _range(text, number, following) if following else None
        score = following and text[number.end : following.at] in ("-", "–")
        if between or score:
            taken = i + 1
        if between or not score:  # «ganó 3-1» is no amount
            amounts.append(between or _single(text, number))
    amounts += [_vague(text, vague) for vague in vague_quantities(text, numbers)]
    if country is not None:
        amounts = [replace(a, unit=in_country(a.unit, country)) for a in amounts]
    return joined(text, sorted(amounts, key=lambda a: a.start))


def _apart(numbers: Iterable[Quantity]) -> list[Quantity]:
    """The numbers in order, the longer one of two that begin together: «dos tercios», not «dos»."""
    apart: list[Quantity] = []
    for number in sorted(numbers, key=lambda n: (n.at, -n.end)):
        if not apart or number.at >= apart[-1].end:
            apart.append(number)
    return apart


def amount_at(text: str, start: int, end: int, country: str | None = None) -> Amount | None:
    """Return the first amount that shares a character with ``text[start:end]``.

    Its hedge and unit may lie outside, since a span may be cut too short («11,000» of «más de
    11,000»).

    :param country: as in :func:`find_amounts`.
    """
    return next((a for a in find_amounts(text, country) if a.start < end and start < a.end), None)


def bare_amount(value: int) -> Amount:
    """Return a number alone as an amount, without hedge or unit."""
    number = Decimal(value)
    return Amount(0, 0, number, number, number, "exact", COUNT, bare=True)


def _single(text: str, number: Quantity) -> Amount:
    unit, end = _unit(text, number)
    hedge, value = number.hedge, number.value
    if unit is not COUNT and (half := _AND_HALF.match(text, end)):
        value, end = value + Decimal("0.5"), half.end()
    following = hedges.after(text, number.end)
    if hedge == "exact" or following == "over":  # «unos treinta y tantos»
        hedge = following or hedge
    if below := _BELOW_ZERO.match(text, end):
        value, end = -value, below.end()
    written = text[number.at : number.end]
    low, high = _interval(value, hedge, number.loose, _slack(written, unit))
    bare = unit is COUNT and _COUNTED.match(text, number.end) is None
    return Amount(number.start, end, value, low, high, hedge, unit, bare)


def _unit(text: str, number: Quantity) -> tuple[Unit, int]:
    return (PERCENT, number.end) if number.share else unit_at(text, number.at, number.end)


def _begin(text: str, number: Quantity) -> int:
    """Where a number begins, with the sign before it («US$ 10»)."""
    sign = sign_before(text, number.at, number.end)
    return sign[1] if sign else number.at


def _interval(value: Decimal, hedge: Hedge, loose: bool, slack: Decimal) -> tuple[Decimal, Decimal]:
    size = abs(value)
    blur = COLLECTIVE_BLUR if loose else BLUR
    rough = size * COLLECTIVE_BLUR if loose else _granularity(size)
    step = max(min(rough, size / 5), size / 20) * SHORT
    match hedge:
        case "about":
            return value - size * blur, value + size * blur
        case "almost":
            return value - size / 10, value
        case "over":
            return value, value + step
        case "under":
            return value - step, value
    return value - slack, value + slack


def _granularity(size: Decimal) -> Decimal:
    """Return the round step that a number is written in: 1,000 for 11,000, 10 for 40."""
    exponent = size.normalize().as_tuple().exponent
    return Decimal(10) ** exponent if size and isinstance(exponent, int) else Decimal(1)


def _slack(written: str, unit: Unit) -> Decimal:
    """Return how far an unhedged number may be rounded: half a unit of the last decimal, or of a
    whole percentage; not at all where things are counted («1.200 millones» is not 1.234)."""
    decimals = re.search(r"\d[.,](\d{1,2})(?!\d)", written)
    if decimals is None:
        return Decimal("0.5") if unit.name == "%" else Decimal(0)
    scale = Decimal(1)
    if match := _SCALED.search(written):
        scale = _scale(match)
    return scale * Decimal(5).scaleb(-len(decimals[1]) - 1)


def _scale(match: re.Match[str]) -> Decimal:
    return Decimal(_SCALES[fold_match(match.group())])


def _range(text: str, one: Quantity, other: Quantity) -> Amount | None:
    """Read «entre 10.000 y 12.000», «de 300 a 400», «dos o tres», «15-20», «entre 10 y 12 mil»."""
    # «entre un 30 % y un 40 %» says the unit twice.
    if one.share or other.share:
        return None
    begin = _begin(text, one)
    joint = _BETWEEN.fullmatch(text, unit_at(text, one.at, one.end)[1], _begin(text, other))
    if joint is None:
        return None
    opening = _OPENS.search(text, max(0, begin - 12), begin)
    if joint["to"] and opening is None and one.hedge != "about":
        return None
    (greater, end), smaller = unit_at(text, one.at, one.end), unit_at(text, other.at, other.end)[0]
    if is_continued(text, end, greater, other.at, smaller):
        return None  # «de tres minutos y cuarenta segundos»
    low, high = one.value, abs(other.value)
    scaled = _SCALED.search(text, other.at, other.end)
    if scaled and not _SCALED.search(text, one.at, one.end) and low * _scale(scaled) < high:
        low *= _scale(scaled)
    if not 0 <= low < high:
        return None
    unit, end = unit_at(text, other.at, other.end)
    if unit is COUNT:
        unit, end = unit_at(text, one.at, other.end)
    start = opening.start() if opening else one.start
    bare = unit is COUNT and _COUNTED.match(text, other.end) is None
    return Amount(start, end, None, low, high, "range", unit, bare)


def _vague(text: str, vague: VagueQuantity) -> Amount:
    unit, end = unit_at(text, vague.start, vague.end)
    return Amount(vague.start, end, None, vague.low, vague.high, "vague", unit, bare=False)


def same_unit(one: Amount, other: Amount, *, counted: bool) -> bool | None:
    """Return whether two amounts can be compared; ``None`` where it is not known what one of
    them is of, so that they may be one figure and are no two («$ 500» and «500 pesos»).

    :param counted: whether the question names what is counted, so that a number alone counts
        just that and no euros.
    """
    same = comparable(one.unit, other.unit)
    if same is not False:
        return same
    alone, measured = (one, other) if one.unit is COUNT else (other, one)
    return alone.unit is COUNT and alone.bare and not counted and measured.unit.name != "%"


def may_be_equal(one: Amount, other: Amount) -> bool | None:
    """Return whether two amounts of one unit can be one figure; ``None`` where nothing tells."""
    if one.unit.dimension != other.unit.dimension and COUNT not in (one.unit, other.unit):
        other = replace(other, unit=one.unit)  # of a family: each is its own measure
    if one.unit is COUNT:
        one = replace(one, unit=replace(COUNT, factor=other.unit.factor))
    elif other.unit is COUNT:
        other = replace(other, unit=replace(COUNT, factor=one.unit.factor))
    low, high, value = one.base()
    low_, high_, value_ = other.base()
    if one.unit.name != other.unit.name:
        low, high, low_, high_ = low * LESS, high * MORE, low_ * LESS, high_ * MORE
    if one.hedge == other.hedge == "vague":
        return max(low, low_) < 2 * min(low, low_)  # «cientos» are not «miles»
    if value is None or value_ is None:
        return low <= high_ and low_ <= high
    if one.hedge == other.hedge and one.hedge in ("over", "under"):
        return value == value_  # two bounds of one kind are two figures
    if {one.hedge, other.hedge} == {"over", "under"}:
        bottom, top = (value, value_) if one.hedge == "over" else (value_, value)
        return (top <= bottom * FAR or None) if bottom <= top else False
    return low_ <= value <= high_ or low <= value_ <= high
