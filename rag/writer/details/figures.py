"""Figures and money of a sentence that a passage does not hold.

What was measured on 558 statements by hand that their passages carry (the part to learn from):
comparing values and units alone 7 of a hundred were refused. The reasons were a unit that the
sentence leaves to be understood («más de trece», «más de 13 años»), a bound that the passage's
figure meets («más de 11.000», «11.258»), the ends of a range, and things counted that the passage
only lists («su hijo y su hermana», «dos parientes»); each has its rule here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from index.text.folding import fold
from rag.language import SPANISH
from rag.questions.verbs import is_verb
from rag.values.amount_types import Amount
from rag.values.amounts import find_amounts
from rag.values.calendar.types import DateMention
from rag.values.units import COUNT, PERCENT, comparable
from rag.writer.details.types import Fault

_ROUNDED: Final = Decimal("0.03")
"""Amounts in two units of one dimension have been rounded: «un año» and «doce meses»."""

_ABOUT: Final = Decimal("0.025")
"""How far a figure may be rounded where the sentence says that it is («unos 564.000», «cerca de un
centenar» for 98), and by no more than one of its last digit that is not 0: nobody who rounds 42.992
says «unos 43.200»."""

_OVER: Final = Decimal("1.1")
"""How far the passage's figure may lie above what the sentence says that it is more than."""

_LISTED: Final = 5
"""Most things that a sentence may count, in words, where the passage only lists them."""

_BOTH: Final = re.compile(r"\b(?:l[oa]s|sus|est[oa]s|es[oa]s|ambos)\s+$", re.IGNORECASE)
"""Before a number that counts again what was named: «las dos», of no more than :data:`_LISTED`."""

_APART: Final = re.compile(
    r"\b(?:más|menos|mayor|menor)\b[^.;]{0,25}\bque\b|\bdécimas\b|\b(?:diferencia|ventaja)\b|"
    r"\bdespués del?\b"
)
"""Words with which a sentence tells how far apart two figures are: «15 millones más que hace un
año» of 571 and 556."""

_TAG: Final = re.compile(r"\b([^\W\d_]{1,6})-?(\d{1,3})\b")
"""A name that a number ends: «COVID-19», «F-16», «A-6»."""

_ONE: Final = re.compile(r"\buna?\b", re.IGNORECASE)
_DIGITS: Final = re.compile(r"\d+(?:[.,:/]\d+)*")
_THOUSAND: Final = re.compile(r"(?<![\w.,])(?<!\d )mil (\d{1,3})(?![\w.,]*\d)")
"""«mil 7», which is 1.007 in Mexico."""

_PART: Final = re.compile(r"\b(?:mitad|tercios?|cuartos?|quint[oa]s?|décim[oa]s?|parte)\b")
"""Parts of a whole, which a passage has in hundredths as often."""

_UNDERSTOOD: Final = re.compile(
    r"\s*(?:$|[.,;:)»”!?—–]|(?:a|al|cada|con|de|del|e|en|entre|ni|más|menos|o|por|para|que|según|"
    r"sin|u|y|ya)\b)"
)
"""After a number whose unit is left to be understood."""

_MORE: Final = re.compile(
    r"\b(?:(?:algo|poco|ligeramente|bastante) más del?|(?:super|rebas)[aeo]\w*(?: \w+mente)?"
    r"(?: a)?(?: l[oa]s?| el)?|(?:pas|exced)[aeo]\w*(?: \w+mente)? de(?: l[oa]s?)?|"
    r"por encima de(?:l| l[oa]s?)?) $",
    re.IGNORECASE,
)
_LESS: Final = re.compile(
    r"\b(?:(?:algo|poco|ligeramente|bastante) menos del?|por debajo de(?:l| l[oa]s?)?) $",
    re.IGNORECASE,
)
_NOUN: Final = re.compile(r"\s+(?:de\s+)?([^\W\d_]{3,})")
_STEM: Final = 5
"""Letters by which two nouns are taken for one: «casa», «casas»."""

_ANYTHING: Final = frozenset(
    word[:_STEM]
    for word in "personas caso casos gente veces puntos individuos muertos muertes fallecidos "
    "victimas contagios infectados migrantes heridos detenidos".split()
)
"""Beginnings of words for what a passage may call otherwise each time."""

_SMALL: Final = frozenset(map(fold, SPANISH.stop_words)) | {"mil", "millon", "millones"}


def missing(sentence: str, dates: Sequence[DateMention], passage: str) -> Iterator[Fault]:
    """Yield the figures that the passage does not have.

    :param dates: those of the sentence, which are no figures.
    """
    passage, there, numbers = _read(passage)
    read: list[tuple[int, int]] = [(each.start, each.end) for each in dates]
    for amount in find_amounts(sentence):
        read.append((amount.start, amount.end))
        words = sentence[amount.start : amount.end]
        if any(d.start < amount.end and amount.start < d.end for d in dates):
            continue
        if amount.value == 1 and _ONE.search(words):
            continue  # «una de las obras» counts nothing
        few = amount.value is not None and amount.value <= _LISTED
        if few and words.isalpha() and _BOTH.search(sentence[: amount.start]):
            continue
        if _PART.search(words.lower()):
            continue
        said, understood = hedged(amount, sentence), is_understood(amount, sentence)
        holding = [other for other in there if held(said, other, understood)]
        if said.hedge == "range" and _has_both(said, there):
            continue
        if holding and not _is_of_others(amount, sentence, holding, there, passage):
            continue
        if words.isalpha() and not _is_counted(amount, sentence, there, passage):
            continue
        if _APART.search(sentence) and _is_apart(said, there):
            continue
        yield Fault("figure", words.strip())
    yield from _other_tags(sentence, passage)
    # Digits that were read as neither: «1-1», «F-16», «10:30».
    for match in _DIGITS.finditer(sentence):
        within = any(start <= match.start() and match.end() <= end for start, end in read)
        if not within and _plain(match[0]) not in numbers:
            yield Fault("figure", match[0])


@lru_cache(maxsize=64)
def _read(passage: str) -> tuple[str, Sequence[Amount], frozenset[str]]:
    """A passage with its thousands in digits, its amounts and its numbers: sentences come by the
    dozen to a few passages."""
    passage = _THOUSAND.sub(lambda match: f"1.{int(match[1]):03d}", passage)
    numbers = frozenset(_plain(match[0]) for match in _DIGITS.finditer(passage))
    return passage, find_amounts(passage), numbers


def _plain(number: str) -> str:
    return re.sub(r"(?<=\d)[.,](?=\d{3}\b)", "", number).replace(",", ".")


def hedged(amount: Amount, sentence: str) -> Amount:
    """The amount with the hedge that words before it give it: «supera los 300.000»."""
    if amount.hedge != "exact" or amount.value is None:
        return amount
    before = sentence[: amount.start]
    if _MORE.search(before):
        return replace(amount, hedge="over", high=amount.value * _OVER)
    if _LESS.search(before):
        return replace(amount, hedge="under", low=amount.value * (2 - _OVER))
    return amount


def is_understood(amount: Amount, sentence: str) -> bool:
    """Whether the sentence leaves it to be understood of what a number is."""
    return amount.unit == COUNT and bool(
        amount.bare or _UNDERSTOOD.match(sentence[amount.end :].lower())
    )


def held(said: Amount, there: Amount, understood: bool) -> bool:
    """Whether a passage's amount is the sentence's: the same value, and no hedge that turns it
    about («menos de» for «más de»).

    :param understood: whether the sentence's number may be of anything.
    """
    loose = understood or there.bare
    if comparable(said.unit, there.unit) is False and not (loose or said.bare):
        return False
    same_unit = said.unit.factor == there.unit.factor
    if (understood and there.unit != COUNT) or (there.bare and said.unit != COUNT):
        low, high, value = said.low, said.high, said.value
        other_low, other_high, other = there.low, there.high, there.value
        same_unit = True
    else:
        low, high, value = said.base()
        other_low, other_high, other = there.base()
    if value is None:
        return bool(low == other_low and high == other_high)
    if same_unit and there.hedge in ("over", "under", "range"):
        # Of «al menos 63» and of «entre 51 y 82» it is true that they are more than 50.
        if said.hedge == "over" and there.hedge != "under" and low <= other_low <= value * _OVER:
            return True
        least = value * (2 - _OVER)
        if said.hedge == "under" and there.hedge != "over" and least <= other_high <= high:
            return True
    if other is None:
        return value in (other_low, other_high)  # an end of «entre 3 y 6»
    if there.hedge == "exact" and same_unit and said.hedge in ("over", "under", "almost"):
        most = max(high, value * _OVER) if said.hedge == "over" else high
        if low <= other <= most:
            return True
    slack = _ROUNDED * abs(other)
    if same_unit:
        last = _last_digit(said.value) * (value / said.value if said.value else 1)
        slack = Decimal(0) if said.hedge == "exact" else min(_ABOUT * abs(other), last)
    if abs(value - other) > slack:
        return False
    against = {said.hedge, there.hedge}
    return not (len(against) == 2 and (low >= other_high or high <= other_low) and low != high)


def _last_digit(value: Decimal | None) -> Decimal:
    """What one of the last digit of a number is that is not 0: 1.000 in 564.000."""
    if not value:
        return Decimal(0)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)


def _is_apart(said: Amount, there: Sequence[Amount]) -> bool:
    """Whether a number is how far two of the passage's are apart, in one unit."""
    exact = [each for each in there if each.value is not None]
    tenth = Decimal("0.1") if said.unit == COUNT else Decimal(1)  # «seis décimas»
    for number, one in enumerate(exact):
        for other in exact[number + 1 :]:
            if one.unit != other.unit or one.value is None or other.value is None:
                continue
            same = comparable(said.unit, one.unit) is not False
            if said.value in (
                abs(one.value - other.value) if same else None,
                abs(one.value - other.value) / tenth if one.unit == PERCENT else None,
            ):
                return True
    return False


def _other_tags(sentence: str, passage: str) -> Iterator[Fault]:
    """Names that end in a number, where the passage has them with other numbers only."""
    there: dict[str, set[str]] = {}
    for match in _TAG.finditer(passage):
        there.setdefault(fold(match[1]), set()).add(match[2])
    for match in _TAG.finditer(sentence):
        numbers = there.get(fold(match[1]), set())
        if numbers and match[2] not in numbers:
            yield Fault("figure", match[0])


def _has_both(said: Amount, there: Sequence[Amount]) -> bool:
    """Whether the passage has either end of a range by itself: «de 90 a 105 minutos»."""
    values = {other.value for other in there if other.hedge == "exact"}
    return said.low in values and said.high in values


def _is_counted(said: Amount, sentence: str, there: Sequence[Amount], passage: str) -> bool:
    """Whether a passage would have a number that the sentence has in words: a small one may be of
    what it lists, unless it counts the same things otherwise («tres barcos», «dos barcos»)."""
    if said.unit != COUNT or said.value is None or said.value > _LISTED:
        return True
    noun = _NOUN.match(sentence, said.end)
    if noun is None:
        return True
    stem = fold(noun[1])[:_STEM]
    return any(_counted(other, passage) == stem for other in there)


def _is_of_others(
    said: Amount,
    sentence: str,
    holding: Sequence[Amount],
    there: Sequence[Amount],
    passage: str,
) -> bool:
    """Whether the passage has the number of other things, and another number of these: «39 juntas»
    where it has «70 juntas» and «39 centros»."""
    stem = _counted(said, sentence)
    if stem == "" or said.unit != COUNT or stem in _ANYTHING:
        return False
    of = [_counted(other, passage) for other in holding]
    return all(other not in ("", stem) for other in of) and any(
        _counted(other, passage) == stem for other in there if other not in holding
    )


def _counted(amount: Amount, text: str) -> str:
    """How the word begins that follows a number; ``""`` of one that is no noun."""
    noun = _NOUN.match(text, amount.end)
    folded = fold(noun[1]) if noun is not None else ""
    return "" if folded in _SMALL or is_verb(folded) else folded[:_STEM]
