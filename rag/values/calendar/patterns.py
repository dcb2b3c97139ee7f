"""How dates are written in Spanish: the patterns that :mod:`rag.values.dates` reads.

Their order matters: what matches first keeps its characters, so longer forms stand before the
forms they contain.
"""

from __future__ import annotations

import re
from typing import Final

from index.text.folding import fold, fold_match, optional_accents
from index.text.numbers import find_numbers
from rag.language import SPANISH

WEEKDAYS: Final = tuple(map(fold, SPANISH.weekdays))
_MONTH_NUMBERS: Final = {
    fold(spelling): number
    for number, month in enumerate(SPANISH.months, start=1)
    for spelling in month.spellings
}
_WORDS: Final = SPANISH.dates
_ROMAN: Final = {"I": 1, "V": 5, "X": 10}
_LAST_CENTURY: Final = 21
"""No text speaks of a later one by its number."""


def month_number(name: str) -> int:
    """Return the number of a month, from its name or an abbreviation with its full stop."""
    return _MONTH_NUMBERS[fold_match(name).removesuffix(".")]


def day_number(written: str) -> int | None:
    """Return the day of a month in digits or words; ``None`` when it is neither."""
    if re.fullmatch(_WORDS.first_day, fold_match(written)):
        return 1
    if digits := re.match(r"\d+", written):
        return int(digits.group())
    if fold_match(written) == "uno":
        return 1
    numbers = find_numbers(written)
    return int(numbers[0].value) if numbers else None


def roman(written: str) -> int | None:
    """Return a century's number; ``None`` for what is none so far."""
    values = [_ROMAN[letter] for letter in fold_match(written).upper()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    total = sum(-value if value < following else value for value, following in pairs)
    return total if 0 < total <= _LAST_CENTURY else None


_MONTH: Final = "(?:{}|(?:{})\\.)".format(
    "|".join(name for month in SPANISH.months for name in (month.name, *month.variants)),
    "|".join(short for month in SPANISH.months for short in month.abbreviations),
)
_DAY_WORD: Final = (
    rf"{_WORDS.first_day}|{optional_accents('|'.join(SPANISH.numbers.units[1:21]))}"
    r"|veinti\w+|treinta(?:\s+y\s+uno)?"
)
_DAY: Final = rf"(?:\d{{1,2}}(?!\d)(?:\.?[ºo°](?!\w))?|(?:{_DAY_WORD})\b)"
_YEAR: Final = r"(?<!\d)(?:1\d{3}|20\d{2})(?![\d.,]*\d)"
_WEEKDAY: Final = rf"(?:{optional_accents('|'.join(SPANISH.weekdays))})"
_ADJECTIVES: Final = tuple(map(optional_accents, (*_WORDS.past, *_WORDS.next)))
_COMING: Final = "|".join(_WORDS.coming).replace(" ", r"\s+")
_BEFORE: Final = rf"(?:(?:{'|'.join(_ADJECTIVES)})[oa]\s+)"
_AFTER: Final = rf"(?:\s+(?:{'[oa]|'.join(_ADJECTIVES)}[oa]|{_COMING}))"
_RELATIVE_YEAR: Final = (
    rf"(?:del?\s+(?:este\s+|el\s+)?(?:mismo\s+|presente\s+|{_BEFORE})?año"
    rf"(?:{_AFTER}|\s+{'|'.join(_WORDS.previous)}|\s+en\s+curso)?)"
)
_OF_YEAR: Final = (
    rf"(?:,?\s+(?:del?(?:\s+año)?\s+)?(?P<year>{_YEAR})|\s+(?P<relyear>{_RELATIVE_YEAR}))"
)
_COUNT: Final = r"\d{1,3}|\w+(?:\s+y\s+\w+)?"
_DECADES: Final = "|".join(_WORDS.lone_decades)
_ORDINALS: Final = "|".join(_WORDS.ordinals)
_PARTS: Final = "|".join(word for words in _WORDS.parts.values() for word in words)
_PERIODS: Final = optional_accents("|".join(w for words in _WORDS.periods.values() for w in words))
_DAY_NAME: Final = optional_accents(_WORDS.periods["day"][0])
_WEEK, _MONTH_NAME, _YEAR_NAME = (_WORDS.periods[name][0] for name in ("week", "month", "year"))


def _day_words() -> str:
    """Return the words for a day as a pattern, but not where one is a noun («la mañana»)."""
    words = []
    for word in _WORDS.day_offsets:
        nouns = "".join(f"(?<!{before} )" for before in _WORDS.nouns_after.get(word, ()))
        words.append(nouns + word.replace(" ", r"\s+"))
    return "|".join(words)


_WIDEST_GAP: Final = 20
"""White space between the words of a date; more is layout. A gap without an end would be looked
through from each of its spaces: 5,000 of them took a second, twice as many four."""


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text.replace(r"\s+", rf"\s{{1,{_WIDEST_GAP}}}"), re.IGNORECASE)


PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (
        "day_range",
        _pattern(
            rf"\b(?:del|entre\s+el|desde\s+el)\s+(?P<day>{_DAY})(?:\s+de\s+(?P<month1>{_MONTH}))?"
            rf"\s+(?:al|y\s+el|hasta\s+el)\s+(?P<day2>{_DAY})\s+de\s+(?P<month>{_MONTH})"
            rf"{_OF_YEAR}?"
        ),
    ),
    (
        "part",
        _pattern(
            rf"\b(?P<part>{_PARTS})\s+del?\s+"
            rf"(?:(?P<month>{_MONTH})(?!\w)(?:{_AFTER}|{_OF_YEAR})?"
            rf"|(?:este\s+)?{_BEFORE}?(?P<period>{_MONTH_NAME}|{_YEAR_NAME})\b(?!\s+\d){_AFTER}?"
            rf"|(?:año\s+)?(?P<only>{_YEAR}))"
        ),
    ),
    (
        "day",
        _pattern(
            rf"(?:\b{_WEEKDAY},?\s+(?:{_DAY_NAME}\s+)?)?{_BEFORE}?(?<!\d)(?<!\d[.,])\b(?P<day>{_DAY})"
            rf"\s+de\s+(?P<month>{_MONTH})(?!\w){_AFTER}?{_OF_YEAR}?"
        ),
    ),
    (
        "numeric",
        _pattern(
            r"(?<![\d/])(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)"
            r"(?P<year>\d{4})(?![\d/])"
        ),
    ),
    (
        "numeric",
        _pattern(r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])"),
    ),
    (
        "decade",
        _pattern(
            rf"\b(?:{optional_accents('|'.join(_WORDS.decades))})\s+(?:de\s+)?(?:los\s+)?"
            r"(?:años\s+)?['’]?(?P<decade>\d{4}(?!\d)|\d0(?!\d)"
            rf"|(?:{_DECADES}|{'|'.join(_WORDS.ambiguous_decades)})(?!\w|\s+y))"
        ),
    ),
    (
        "decade",
        _pattern(
            rf"\ben\s+los\s+(?P<decade>{_DECADES})\b"
            rf"(?!\s+(?:{SPANISH.numbers.joint}|{SPANISH.numbers.thousand}|\w+s)\b)"
        ),
    ),
    (
        "year_range",
        _pattern(
            rf"\b(?:(?:de|del|desde)\s+(?P<year>{_YEAR})\s+(?:al?|hasta)\s+(?P<until>{_YEAR})"
            rf"|entre\s+(?P<year2>{_YEAR})\s+y\s+(?P<until2>{_YEAR}))"
            r"|(?<![\d/-])(?P<year3>(?:1\d|20)\d\d)[-–](?P<until3>(?:1\d|20)\d\d)(?![\d/-])"
        ),
    ),
    (
        "early_year",
        _pattern(
            r"(?:\baño\s+(?P<year>\d{3})(?!\d)|\b(?P<year2>\d{1,4}))?(?P<era>\s+[ad]\.\s?C\.)"
            r"|\baño\s+(?P<year3>\d{3})(?![\d.,]*\d)(?!\s+[ad]\.\s?C\.)"
        ),
    ),
    (
        "century",
        _pattern(
            rf"\b(?:{_WORDS.century}s?|ss?\.)\s+(?P<century>[IVX]+)\b"
            rf"(?:\s*(?:y|a|al|hasta\s+el|[-–])\s*(?:el\s+)?(?:{_WORDS.century}\s+)?"
            r"(?P<until>[IVX]+)\b)?(?P<before>\s+a\.\s?C\.)?"
        ),
    ),
    (
        "fraction",
        _pattern(
            rf"\b(?P<order>{_ORDINALS})\s+(?P<length>{'|'.join(_WORDS.fractions)})\b"
            rf"(?:{_OF_YEAR})?"
        ),
    ),
    (
        "season",
        _pattern(rf"\b(?:{'|'.join(_WORDS.seasons)})\s+del?\s+(?P<year>{_YEAR})"),
    ),
    (
        "weekday_of_month",
        _pattern(
            rf"\b(?P<order>{_ORDINALS}|{optional_accents(_WORDS.last)})\s+"
            rf"(?P<weekday>{_WEEKDAY})\s+de\s+(?P<month>{_MONTH})(?!\w){_OF_YEAR}?"
        ),
    ),
    (
        "month",
        _pattern(
            rf"\b{_BEFORE}?(?:{_MONTH_NAME}\s+de\s+)?(?P<month>{_MONTH})(?!\w)(?:{_AFTER}|{_OF_YEAR})?"
        ),
    ),
    (
        "adverb",
        _pattern(
            rf"\b(?:{_day_words()})\b(?!\s+de\s+mañana)"
            rf"|\besta\s+(?:{'|'.join(_WORDS.parts_of_day)})\b"
        ),
    ),
    (
        "weekend",
        _pattern(rf"\b{_BEFORE}?fin\s+de\s+{_WEEK}\b{_AFTER}?"),
    ),
    (
        "weekday_of_week",
        _pattern(
            rf"\b(?P<weekday>{_WEEKDAY})\s+de\s+(?P<week>esta(?:\s+misma)?\s+{_WEEK}"
            rf"|la\s+{_BEFORE}{_WEEK}|la\s+{_WEEK}{_AFTER})"
        ),
    ),
    (
        "weekday_range",
        _pattern(
            rf"\b(?:del|entre\s+el)\s+{_BEFORE}?(?P<weekday>{_WEEKDAY})\s+(?:al|y\s+el)\s+"
            rf"(?P<until>{_WEEKDAY})\b{_AFTER}?"
        ),
    ),
    (
        "weekday",
        _pattern(
            rf"\b{_BEFORE}?(?P<weekday>{_WEEKDAY})\b(?:{_AFTER}"
            rf"|,?\s+(?:{_DAY_NAME}\s+)?(?P<number>\d{{1,2}})"
            r"(?![\d.,:/]*\d)(?!\s*(?:%|h\b|\w*s\b)))?"
        ),
    ),
    (
        "period",
        _pattern(
            r"\b(?:est[ae]\s+(?:mism[oa]\s+)?|(?:el|la)\s+(?:(?:pasad|pr[óo]xim)[oa]\s+)?)"
            rf"(?P<period>{_WEEK}|{_MONTH_NAME}|{_YEAR_NAME})\b{_AFTER}?"
        ),
    ),
    (
        "distance",
        _pattern(
            r"\b(?:hace|dentro\s+de)\s+(?:apenas\s+|s[óo]lo\s+|tan\s+s[óo]lo\s+|ya\s+|justo\s+)?"
            rf"(?P<count>{_COUNT})\s+"
            rf"(?P<period>{_PERIODS})\b"
        ),
    ),
    (
        "distance",
        _pattern(rf"\b(?P<count>\d{{1,3}}|\w+)\s+(?P<period>{_PERIODS})\s+atr[áa]s\b"),
    ),
    (
        "day_of_month",
        _pattern(rf"\bel\s+{_DAY_NAME}\s+(?P<day>\d{{1,2}})(?![\d.,/]*\d)(?!\s+de\b)"),
    ),
    (
        "year",
        _pattern(
            rf"(?<![\d.,/:-])(?<![a-z]-)(?P<lead>\b(?:en|del?|desde|hasta|durante|años?|para)\s+)?"
            rf"(?P<year>{_YEAR})(?![/:%-]\d|\s*[%€])(?:\s+(?P<noun>[a-záéíóúüñ]+s)\b)?"
        ),
    ),
)
