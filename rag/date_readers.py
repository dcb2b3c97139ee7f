"""One reader for each way of writing a date: from a match of :mod:`rag.date_patterns` to days.

``None`` for the whole reading says that the words are no date after all; a reading without
days says that they are one that cannot be known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from index.analyzer import analyze
from index.numbers import find_numbers
from rag import days
from rag.date_patterns import DECADES, WEEKDAYS, day_number, month_number, roman
from rag.days import Days, Direction
from rag.folding import folded


@dataclass(frozen=True, slots=True)
class DateRead:
    """A date read in a text.

    :param span: its days; ``None`` where they cannot be known.
    :param month_day: month and day where only the year is unknown.
    """

    start: int
    end: int
    span: Days | None
    month_day: tuple[int, int] | None = None

    @property
    def iso(self) -> str | None:
        """The day as ISO 8601 where it is a single one."""
        single = self.span is not None and self.span.first == self.span.last
        return self.span.first.isoformat() if single and self.span is not None else None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader may look at beside its match."""

    article: date | None
    direction: Direction


def _turn(match: re.Match[str], direction: Direction) -> Direction:
    """«pasado» and «próximo» say it themselves."""
    said = folded(match.group())
    if re.search(r"\b(?:pasad[oa]|ultim[oa])\b", said):
        return "past"
    if re.search(r"\b(?:proxim[oa]|que viene|entrante)\b", said):
        return "future"
    return direction


def _read(match: re.Match[str], span: Days | None, **rest: tuple[int, int] | None) -> DateRead:
    return DateRead(match.start(), match.end(), span, rest.get("month_day"))


def _year(match: re.Match[str], asked: Asked) -> int | None:
    """The year said with a day or month: a number, or «del año pasado»."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("relyear") and asked.article:
        return asked.article.year + _shift(groups["relyear"])
    return None


def _shift(said: str) -> int:
    plain = folded(said)
    if re.search(r"pasad|ultim|anterior", plain):
        return -1
    return 1 if re.search(r"proxim|viene|entrante", plain) else 0


def _day(match: re.Match[str], asked: Asked) -> DateRead | None:
    number, month = day_number(match["day"]), month_number(match["month"])
    if number is None:
        return None
    year = _year(match, asked)
    if year is not None:
        return _read(match, days.day(year, month, number))
    if days.day(2024, month, number) is None:
        return _read(match, None)  # a day of no leap year either
    if asked.article is None or match.groupdict().get("relyear"):
        return _read(match, None, month_day=(month, number))
    around = (days.day(asked.article.year + n, month, number) for n in (-1, 0, 1))
    span = days.nearest([s for s in around if s], asked.article, _turn(match, asked.direction))
    return _read(match, span)


def _day_range(match: re.Match[str], asked: Asked) -> DateRead | None:
    first, last = day_number(match["day"]), day_number(match["day2"])
    if first is None or last is None:
        return None
    month = month_number(match["month"])
    whole = _whole_month(match, asked)
    if whole is None:
        return _read(match, None)
    year = whole.first.year
    month_before = month_number(match["month1"]) if match["month1"] else month
    start = days.day(year - (month_before > month), month_before, first)
    end = days.day(year, month, last)
    both = start is not None and end is not None and start.first <= end.last
    return _read(match, Days(start.first, end.last) if both and start and end else None)


def _numeric(match: re.Match[str], asked: Asked) -> DateRead:
    year, month, number = (int(match[name]) for name in ("year", "month", "day"))
    return _read(match, days.day(year, month, number))


def _month(match: re.Match[str], asked: Asked) -> DateRead | None:
    # «Julio» and «Abril» without a year are people more often than months.
    if match["month"][0].isupper() and _year(match, asked) is None and match.start() > 0:
        return None
    return _read(match, _whole_month(match, asked))


def _whole_month(match: re.Match[str], asked: Asked) -> Days | None:
    month = month_number(match["month"])
    year = _year(match, asked)
    if year is not None:
        return days.month(year, month)
    if asked.article is None:
        return None
    near = [days.month(asked.article.year + n, month) for n in (-1, 0, 1)]
    return days.nearest(near, asked.article, _turn(match, asked.direction))


def _part(match: re.Match[str], asked: Asked) -> DateRead:
    """«a principios de junio», «a mediados de 2024», «a finales de año»."""
    if match["month"]:
        whole = _whole_month(match, asked)
    elif match["only"]:
        whole = days.years(int(match["only"]), int(match["only"]))
    elif asked.article is None:
        whole = None
    else:
        whole = _shifted(asked.article, folded(match["period"]), _shift(match.group()))
    if whole is None:
        return _read(match, None)
    initial = folded(match["part"])[0]
    part: days.Part = "last" if initial == "f" else "middle" if initial == "m" else "first"
    return _read(match, days.part_of(whole, part))


def _decade(match: re.Match[str], asked: Asked) -> DateRead | None:
    said = folded(match["decade"])
    first = DECADES.get(said)
    if first is None and said.isdigit():
        first = int(said) if len(said) == 4 else 1900 + int(said)
    # «los años veinte» are of either century by now.
    if first is None or first % 10 or 1900 <= first < 1930 and len(said) != 4:
        return _read(match, None)
    return _read(match, days.years(first, first + 9))


def _century(match: re.Match[str], asked: Asked) -> DateRead | None:
    number = roman(match["century"])
    if number is None or match["before"]:
        return None
    return _read(match, days.years(100 * (number - 1) + 1, 100 * number))


def _fraction(match: re.Match[str], asked: Asked) -> DateRead | None:
    order = _ORDERS.index(folded(match["order"]))
    length = 3 if folded(match["length"]).startswith("trim") else 6
    year = _year(match, asked)
    if year is None and asked.article is not None:
        year = asked.article.year
    if year is None or (order + 1) * length > 12:
        return _read(match, None)
    first, last = days.month(year, order * length + 1), days.month(year, (order + 1) * length)
    return _read(match, Days(first.first, last.last))


def _season(match: re.Match[str], asked: Asked) -> DateRead:
    # Summer is in January in half of the Spanish-speaking world.
    return _read(match, days.years(int(match["year"]), int(match["year"])))


_ORDERS: Final = ("primer", "segundo", "tercer", "cuarto")
_DAYS_OFF: Final = {
    "hoy": 0, "ayer": -1, "anteayer": -2, "antier": -2, "antes de ayer": -2, "anoche": -1,
    "manana": 1, "pasado manana": 2,
}  # fmt: skip


def _adverb(match: re.Match[str], asked: Asked) -> DateRead:
    if asked.article is None:
        return _read(match, None)
    off = _DAYS_OFF.get(" ".join(folded(match.group()).split()), 0)
    at = asked.article + timedelta(days=off)
    return _read(match, Days(at, at))


def _weekday(match: re.Match[str], asked: Asked) -> DateRead:
    if asked.article is None:
        return _read(match, None)
    direction = _turn(match, asked.direction)
    said = folded(match.group())
    turned = re.search(r"\b(?:pasado|proximo|que viene)\b", said) is not None
    number = WEEKDAYS.index(folded(match["weekday"]))
    if match["number"]:
        return _read(match, _numbered(match, asked, number))
    return _read(match, days.weekday(asked.article, number, direction, today=not turned))


def _numbered(match: re.Match[str], asked: Asked, weekday: int) -> Days | None:
    """«el lunes 11»: the nearest 11th; ``None`` when it is no Monday."""
    around = _days_around(asked, int(match["number"]))
    right = [span for span in around if span.first.weekday() == weekday]
    nearest = days.nearest(around, asked.article or date.min, _turn(match, asked.direction))
    return nearest if nearest in right else None


def _weekday_range(match: re.Match[str], asked: Asked) -> DateRead:
    """«la noche del viernes al sábado»."""
    if asked.article is None:
        return _read(match, None)
    direction = _turn(match, asked.direction)
    number, until = (WEEKDAYS.index(folded(match[name])) for name in ("weekday", "until"))
    first = days.weekday(asked.article, number, direction, today=True).first
    return _read(match, Days(first, days.weekday(first, until, "future", today=False).last))


def _weekday_of_week(match: re.Match[str], asked: Asked) -> DateRead:
    """«el jueves de la semana pasada»."""
    if asked.article is None:
        return _read(match, None)
    monday = days.week(asked.article + timedelta(weeks=_shift(match["week"]))).first
    at = monday + timedelta(days=WEEKDAYS.index(folded(match["weekday"])))
    return _read(match, Days(at, at))


def _weekday_of_month(match: re.Match[str], asked: Asked) -> DateRead:
    """«el primer domingo de agosto»."""
    whole = _whole_month(match, asked)
    if whole is None:
        return _read(match, None)
    number, order = WEEKDAYS.index(folded(match["weekday"])), folded(match["order"])
    if order == "ultimo":
        return _read(match, days.weekday(whole.last, number, "past", today=True))
    first = days.weekday(whole.first, number, "future", today=True).first
    at = first + timedelta(weeks=_ORDERS.index(order))
    return _read(match, Days(at, at))


def _year_range(match: re.Match[str], asked: Asked) -> DateRead:
    first = int(match["year"] or match["year2"] or match["year3"])
    last = int(match["until"] or match["until2"] or match["until3"])
    return _read(match, days.years(first, last) if first <= last else None)


def _early_year(match: re.Match[str], asked: Asked) -> DateRead:
    """«el año 711», «476 d. C.»; years before our era are left as written."""
    year = int(match["year"] or match["year2"] or match["year3"] or 0)
    if not year or (match["era"] and "a" in match["era"]):
        return _read(match, None)
    return _read(match, days.years(year, year))


def _weekend(match: re.Match[str], asked: Asked) -> DateRead:
    if asked.article is None:
        return _read(match, None)
    direction = _turn(match, asked.direction)
    saturday = days.weekday(asked.article, 5, direction, today=direction == "future").first
    return _read(match, Days(saturday, saturday + timedelta(days=1)))


def _period(match: re.Match[str], asked: Asked) -> DateRead | None:
    """«la semana pasada», «este mes», «el año que viene»."""
    said = folded(match.group())
    if re.match(r"(?:el|la) \w+$", said):
        return None  # «el mes», «la semana» alone are no date
    if asked.article is None:
        return _read(match, None)
    return _read(match, _shifted(asked.article, folded(match["period"]), _shift(said)))


def _shifted(at: date, period: str, count: int) -> Days | None:
    try:
        if period.startswith("dia"):
            moved = at + timedelta(days=count)
            return Days(moved, moved)
        if period.startswith("semana"):
            return days.week(at + timedelta(weeks=count))
        if period.startswith("mes"):
            return days.months_from(at, count)
        return days.years(at.year + count, at.year + count)
    except (ValueError, OverflowError):
        return None  # before the year 1


def _distance(match: re.Match[str], asked: Asked) -> DateRead | None:
    """«hace tres días», «dentro de dos semanas»."""
    numbers = find_numbers(match["count"])
    said = folded(match["count"])
    count = 1 if said in ("un", "una") else int(numbers[0].value) if numbers else None
    if asked.article is None or count is None:
        return _read(match, None)
    sign = -1 if folded(match.group()).startswith("hace") else 1
    return _read(match, _shifted(asked.article, folded(match["period"]), sign * count))


def _day_of_month(match: re.Match[str], asked: Asked) -> DateRead:
    if asked.article is None:
        return _read(match, None)
    around = _days_around(asked, int(match["day"]))
    return _read(match, days.nearest(around, asked.article, asked.direction))


def _days_around(asked: Asked, number: int) -> list[Days]:
    """The days of that number in the article's month and beside it."""
    if asked.article is None:
        return []
    months = (days.months_from(asked.article, n).first for n in (-1, 0, 1))
    return [span for m in months if (span := days.day(m.year, m.month, number))]


def _only_year(match: re.Match[str], asked: Asked) -> DateRead | None:
    # «2000 soldados» counts: a plural right after it is no year's.
    counted = match["noun"]
    if counted and not match["lead"] and analyze(counted):
        return None
    year = int(match["year"])
    return DateRead(match.start("year"), match.end("year"), days.years(year, year))


READERS: Final[dict[str, Callable[[re.Match[str], Asked], DateRead | None]]] = {
    "day_range": _day_range,
    "part": _part,
    "day": _day,
    "numeric": _numeric,
    "month": _month,
    "decade": _decade,
    "century": _century,
    "fraction": _fraction,
    "season": _season,
    "adverb": _adverb,
    "weekend": _weekend,
    "weekday_range": _weekday_range,
    "weekday_of_week": _weekday_of_week,
    "weekday_of_month": _weekday_of_month,
    "year_range": _year_range,
    "early_year": _early_year,
    "weekday": _weekday,
    "period": _period,
    "distance": _distance,
    "day_of_month": _day_of_month,
    "year": _only_year,
}
