"""Readers of dates that name a day, a month, a year or more of them.

Each takes a match of :mod:`rag.values.calendar.patterns`. ``None`` for the whole reading says that
the words are no date after all; a reading without days, that they are one that cannot be known.
"""

from __future__ import annotations

import re
from typing import Final, get_args

from index.text.analyzer import analyze
from index.text.folding import fold, fold_match
from rag.language import SPANISH
from rag.values.calendar import days
from rag.values.calendar.days import Days
from rag.values.calendar.patterns import day_number, month_number, roman
from rag.values.calendar.types import (
    DateContext,
    DateMention,
    Reader,
    mention,
    month_span,
    period_at,
    period_offset,
    stated_direction,
    stated_year,
)

_WORDS: Final = SPANISH.dates
_ORDINALS: Final = tuple(map(fold, _WORDS.ordinals))
_PARTS: Final[tuple[tuple[days.Part, re.Pattern[str]], ...]] = tuple(
    (part, re.compile("|".join(_WORDS.parts[part]))) for part in get_args(days.Part)
)


def _day(match: re.Match[str], context: DateContext) -> DateMention | None:
    number, month = day_number(match["day"]), month_number(match["month"])
    if number is None:
        return None
    year = stated_year(match, context)
    if year is not None:
        return mention(match, days.day(year, month, number))
    if days.day(2024, month, number) is None:
        return mention(match, None)  # a day of no leap year either
    if context.article is None or match.groupdict().get("relyear"):
        return mention(match, None, month_day=(month, number))
    around = (days.day(context.article.year + n, month, number) for n in (-1, 0, 1))
    span = days.nearest(
        [s for s in around if s], context.article, stated_direction(match, context.direction)
    )
    return mention(match, span)


def _day_range(match: re.Match[str], context: DateContext) -> DateMention | None:
    first, last = day_number(match["day"]), day_number(match["day2"])
    if first is None or last is None:
        return None
    month = month_number(match["month"])
    whole = month_span(match, context)
    if whole is None:
        return mention(match, None)
    year = whole.first.year
    month_before = month_number(match["month1"]) if match["month1"] else month
    start = days.day(year - (month_before > month), month_before, first)
    end = days.day(year, month, last)
    both = start is not None and end is not None and start.first <= end.last
    return mention(match, Days(start.first, end.last) if both and start and end else None)


def _numeric(match: re.Match[str], context: DateContext) -> DateMention:
    year, month, number = (int(match[name]) for name in ("year", "month", "day"))
    return mention(match, days.day(year, month, number))


def _month(match: re.Match[str], context: DateContext) -> DateMention | None:
    # «Julio» and «Abril» without a year are people more often than months.
    if match["month"][0].isupper() and stated_year(match, context) is None and match.start() > 0:
        return None
    return mention(match, month_span(match, context))


def _part(match: re.Match[str], context: DateContext) -> DateMention:
    """Read «a principios de junio», «a mediados de 2024», «a finales de año»."""
    if match["month"]:
        whole = month_span(match, context)
    elif match["only"]:
        whole = days.years(int(match["only"]), int(match["only"]))
    elif context.article is None:
        whole = None
    else:
        whole = period_at(
            context.article, fold_match(match["period"]), period_offset(match.group())
        )
    if whole is None:
        return mention(match, None)
    written = fold_match(match["part"])
    part = next(part for part, pattern in _PARTS if pattern.fullmatch(written))
    return mention(match, days.part_of(whole, part))


def _decade(match: re.Match[str], context: DateContext) -> DateMention | None:
    decade = fold_match(match["decade"])
    first = _WORDS.lone_decades.get(decade)
    if first is None and decade.isdigit():
        first = int(decade) if len(decade) == 4 else 1900 + int(decade)
    # «los años veinte» are of either century by now.
    if first is None or first % 10 or (1900 <= first < 1930 and len(decade) != 4):
        return mention(match, None)
    return mention(match, days.years(first, first + 9))


def _century(match: re.Match[str], context: DateContext) -> DateMention | None:
    """Read «el siglo XIX», «los siglos XVI y XVII», «s. XV-XVI»."""
    first, last = (roman(match[name] or match["century"]) for name in ("century", "until"))
    if first is None or match["before"]:
        return None
    if last is None or last <= first:  # «el siglo XX y la I Guerra»
        end, last = match.end("century"), first
    else:
        end = match.end()
    return DateMention(match.start(), end, days.years(100 * (first - 1) + 1, 100 * last))


def _fraction(match: re.Match[str], context: DateContext) -> DateMention | None:
    order = _ORDINALS.index(fold_match(match["order"]))
    length = _WORDS.fractions[fold_match(match["length"])]
    year = stated_year(match, context)
    if year is None and context.article is not None:
        year = context.article.year
    if year is None or (order + 1) * length > 12:
        return mention(match, None)
    first, last = days.month(year, order * length + 1), days.month(year, (order + 1) * length)
    return mention(match, Days(first.first, last.last))


def _season(match: re.Match[str], context: DateContext) -> DateMention:
    # Summer is in January in half of the Spanish-speaking world.
    return mention(match, days.years(int(match["year"]), int(match["year"])))


def _year_range(match: re.Match[str], context: DateContext) -> DateMention:
    first = int(match["year"] or match["year2"] or match["year3"])
    last = int(match["until"] or match["until2"] or match["until3"])
    return mention(match, days.years(first, last) if first <= last else None)


def _early_year(match: re.Match[str], context: DateContext) -> DateMention:
    """Read «el año 711», «476 d. C.»; years before our era are left as written."""
    year = int(match["year"] or match["year2"] or match["year3"] or 0)
    if not year or (match["era"] and "a" in match["era"]):
        return mention(match, None)
    return mention(match, days.years(year, year))


def _only_year(match: re.Match[str], context: DateContext) -> DateMention | None:
    # «2000 soldados» counts: a plural right after it is no year's.
    counted = match["noun"]
    if counted and not match["lead"] and analyze(counted):
        return None
    year = int(match["year"])
    return DateMention(match.start("year"), match.end("year"), days.years(year, year))


CALENDAR: Final[dict[str, Reader]] = {
    "day_range": _day_range,
    "part": _part,
    "day": _day,
    "numeric": _numeric,
    "month": _month,
    "decade": _decade,
    "century": _century,
    "fraction": _fraction,
    "season": _season,
    "year_range": _year_range,
    "early_year": _early_year,
    "year": _only_year,
}
