"""The details of a sentence that a passage must hold: figures, money, dates and names.

Rules, since a network that sees «11.000» and «11.400» sees nearly the same. A figure is held when
the passage has one of the same value in a unit that may be the same, a date when the passage has
it or one within it, a name when each of its words stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from index.text.folding import fold, fold_words
from rag.language import SPANISH
from rag.questions.verbs import is_verb
from rag.values.amounts import Amount, find_amounts
from rag.values.date_types import DateMention
from rag.values.dates import find_dates
from rag.values.days import Days
from rag.values.names import is_wide, tokens
from rag.values.units import comparable

_ROUNDED: Final = Decimal("0.03")
"""Amounts in two units of one dimension have been rounded: «un año» and «doce meses»."""

_ABOUT: Final = Decimal("0.02")
"""How far a figure may be rounded where the sentence says that it is («unos 564.000»). Exchanged
figures differ by a digit, which is less only in the third one."""

_BOTH: Final = re.compile(r"\b(?:l[oa]s|sus|est[oa]s|es[oa]s|ambos)\s+$", re.IGNORECASE)
"""Before a number that counts again what was named: «las dos»."""

_STEM: Final = 5
"""Letters of a country's name that its people's begins with too: «Colombia», «colombianos»."""

_ONE: Final = re.compile(r"\buna?\b", re.IGNORECASE)
_DIGITS: Final = re.compile(r"\d+(?:[.,:/]\d+)*")
_YEAR: Final = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d]|[.,]\d)")
_CAPITAL: Final = re.compile(r"(?<![\w-])[A-ZÁÉÍÓÚÜÑ][\w]*(?:[-'’][^\W\d_]+)*")
_OPENING: Final = re.compile(r"(?:^|[.:;!?…]\s+|[¿¡«“\"(—–]\s*)$")
_WORD: Final = re.compile(r"\w+(?:[-'’]\w+)*")
_ADVERB: Final = re.compile(r"mente$")
_DATE_WORDS: Final = frozenset(
    fold(word) for month in SPANISH.months for word in (month.name, *month.variants)
) | frozenset("lunes martes miercoles jueves viernes sabado domingo".split())
_COMMON: Final = frozenset(
    "ademas asi ayer hoy manana tambien despues antes luego entonces ahora aunque mientras segun "
    "otro otra otros otras todo toda todos todas este esta estos estas ese esa esos esas aquel "
    "varios varias algunos algunas muchos muchas pocos ambos ambas cada nadie ninguno ninguna "
    "quien quienes fuentes pasajes asimismo finalmente posteriormente tras durante".split()
)
"""Words that begin a sentence and are no name, besides the stop words."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A detail that a passage does not hold.

    :param kind: ``figure``, ``date`` or ``name``.
    :param words: as the sentence writes it.
    """

    kind: str
    words: str


def faults(sentence: str, passage: str, day: str | None = None) -> Iterator[Fault]:
    """Yield what of the sentence the passage does not hold.

    :param passage: with its headline; what else is known of the article may stand before it.
    :param day: ISO day of the article, for «ayer» and for the day that it was printed.
    """
    article = date.fromisoformat(day) if day else None
    dates = find_dates(sentence, article)
    yield from _dates(sentence, dates, passage, article)
    yield from _figures(sentence, dates, passage)
    yield from _names(sentence, passage)


def _figures(sentence: str, dates: list[DateMention], passage: str) -> Iterator[Fault]:
    there = find_amounts(passage)
    numbers = {_plain(match[0]) for match in _DIGITS.finditer(passage)}
    read: list[tuple[int, int]] = [(each.start, each.end) for each in dates]
    for amount in find_amounts(sentence):
        read.append((amount.start, amount.end))
        words = sentence[amount.start : amount.end]
        if any(d.start < amount.end and amount.start < d.end for d in dates):
            continue
        if amount.value == 1 and _ONE.search(words):
            continue  # «una de las obras» counts nothing
        if words.isalpha() and _BOTH.search(sentence[: amount.start]):
            continue
        if not any(_held(amount, other) for other in there):
            yield Fault("figure", words.strip())
    # Digits that were read as neither: «1-1», «F-16», «10:30».
    for match in _DIGITS.finditer(sentence):
        within = any(start <= match.start() and match.end() <= end for start, end in read)
        if not within and _plain(match[0]) not in numbers:
            yield Fault("figure", match[0])


def _plain(number: str) -> str:
    return re.sub(r"(?<=\d)[.,](?=\d{3}\b)", "", number).replace(",", ".")


def _held(said: Amount, there: Amount) -> bool:
    """Whether a passage's amount is the sentence's: the same value, and no hedge that turns it
    about («menos de» for «más de»)."""
    if comparable(said.unit, there.unit) is False and not (said.bare or there.bare):
        return False
    low, high, value = said.base()
    other_low, other_high, other = there.base()
    if value is None or other is None:
        return bool(low == other_low and high == other_high)
    slack = Decimal(0) if said.hedge == "exact" else _ABOUT
    slack = slack if said.unit.factor == there.unit.factor else _ROUNDED
    if abs(value - other) > slack * abs(other):
        return False
    against = {said.hedge, there.hedge}
    return not (len(against) == 2 and (low >= other_high or high <= other_low) and low != high)


def _dates(
    sentence: str, dates: list[DateMention], passage: str, article: date | None
) -> Iterator[Fault]:
    there = find_dates(passage, article)
    today = Days(article, article) if article is not None else None
    years = set(_YEAR.findall(passage)) | ({str(article.year)} if article else set())
    for said in dates:
        words = sentence[said.start : said.end]
        if fold(words) in fold(passage):
            continue
        if said.span is None and said.month_day is None:
            if not _same_words(words, passage) and _telling(words):
                yield Fault("date", words.strip())
            continue
        if today is not None and said.span is not None and said.span.overlaps(today):
            continue
        if any(_dated(said, other) for other in there):
            continue
        other_year = any(year not in years for year in _YEAR.findall(words))
        if other_year or not _same_words(words, passage):
            yield Fault("date", words.strip())
    covered = [(each.start, each.end) for each in dates]
    for match in _YEAR.finditer(sentence):
        within = any(start <= match.start() < end for start, end in covered)
        if not within and match[0] not in years and match[0] not in passage:
            yield Fault("date", match[0])


def _dated(said: DateMention, there: DateMention) -> bool:
    """Whether a passage's date is the sentence's, or lies within it."""
    if said.span is not None and there.span is not None:
        return said.span.first <= there.span.first and there.span.last <= said.span.last
    if said.month_day is not None or there.month_day is not None:
        return _month_day(said) == _month_day(there)
    return False


def _month_day(mention: DateMention) -> tuple[int, int] | None:
    if mention.month_day is not None:
        return mention.month_day
    if mention.span is not None and mention.span.first == mention.span.last:
        return mention.span.first.month, mention.span.first.day
    return None


def _same_words(words: str, passage: str) -> bool:
    """Whether all that a date is written with stands in the passage, as «viernes 9» does."""
    held = set(_WORD.findall(fold(passage)))
    telling = _telling(words)
    return bool(telling) and all(word in held for word in telling)


def _telling(words: str) -> list[str]:
    return [w for w in _WORD.findall(fold(words)) if w in _DATE_WORDS or w[0].isdigit()]


def _names(sentence: str, passage: str) -> Iterator[Fault]:
    held = {_spelled(word) for word in _WORD.findall(passage)}
    held |= {part for word in held for part in re.split(r"[-'’]", word)}
    initials = _initials(passage)
    for match in _CAPITAL.finditer(sentence):
        word, start = match[0], match.start()
        spelled = _spelled(word)
        if spelled in held or fold(word) in _DATE_WORDS or len(word) < 2:
            continue
        if all(part in held for part in re.split(r"[-'’]", spelled)):
            continue
        if word.isupper() and fold(word) in initials:
            continue
        stem = spelled[:_STEM]
        if len(spelled) > _STEM and is_wide(word) and any(o.startswith(stem) for o in held):
            continue
        if _OPENING.search(sentence[:start]) and not _opens_as_name(word, sentence, match.end()):
            continue
        if set(tokens(word)) <= held:
            continue  # the same name in another spelling, or short for it
        yield Fault("name", word)


def _opens_as_name(word: str, sentence: str, end: int) -> bool:
    """Whether the first word of a sentence is a name: a given one, one with another capital behind
    it, or one that a verb follows at once."""
    folded = fold_words(word)
    if folded in _SMALL or _ADVERB.search(folded) or is_verb(word):
        return False
    after = _WORD.match(sentence, end + 1)
    if after is None:
        return False
    return folded in _GIVEN or after[0][0].isupper() or is_verb(after[0])


_SMALL: Final = frozenset(map(fold, SPANISH.stop_words)) | _COMMON
_GIVEN: Final = frozenset(map(fold_words, SPANISH.names.given))


def _spelled(word: str) -> str:
    folded = fold_words(word)
    return SPANISH.spellings.get(folded, folded)


def _initials(passage: str) -> frozenset[str]:
    """Initials of the names of a passage: «ONU» of «Organización de las Naciones Unidas»."""
    made = set()
    for name in re.findall(
        r"[A-ZÁÉÍÓÚÑ]\w+(?: (?:de |del |de la |de las |de los |y |e |para (?:el |la )?)?"
        r"[A-ZÁÉÍÓÚÑ]\w+)+",
        passage,
    ):
        made.add(fold("".join(word[0] for word in name.split() if word[0].isupper())))
    return frozenset(made)
