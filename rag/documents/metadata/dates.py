"""Reads dates as people and programs write them, day first, as in Spanish.

Days are what is filtered by and shown beside every quotation, so that a wrong one is worse than
none: what is impossible, incomplete, of another weekday than it says, or two dates at once is
not guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from index.errors import InputError
from index.text.folding import fold
from rag.documents.metadata.calendars import BASQUE_MONTHS, MONTHS, WEEKDAYS

MAX_LENGTH: Final = 80
"""No date with weekday, place and time is longer."""

FIRST_YEAR: Final = 1600
"""The first newspapers; an older day in a text or a file's name is not that of the article."""

_MILLION_SECONDS: Final = 1_000_000
"""A thousand of them are the first seconds of ten figures, those of September 2001."""

_ROMAN: Final = dict(
    zip("i ii iii iv v vi vii viii ix x xi xii".split(), range(1, 13), strict=True)
)
_MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY: Final = "|".join(sorted(WEEKDAYS, key=len, reverse=True))

# «1.º», «1ro.», «1er»; «1.931», as old print groups the figures of a year.
_DAY: Final = r"(?P<day>[0-9]{1,2}|primero|uno)(?:\s?\.?(?:[oº°]|ero|ro|er)\.?(?![a-z]))?"
_YEAR: Final = r"(?P<year>[0-9]{4}|[12]\.[0-9]{3}(?![0-9]))"
_BEGIN: Final = r"(?<![\w/.\-])"
_END: Final = r"(?![\w/]|[.\-][0-9])"
_PATTERNS: Final = tuple(
    re.compile(f"{_BEGIN}(?:(?P<weekday>{_WEEKDAY})\\.?,?\\s+)?{body}{_END}")
    for body in (
        # «2024-01-08», «2024/1/8», with a time after a T or not
        r"(?P<year>[0-9]{4})(?P<mark>[-/.])(?P<number>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
        r"(?:t[0-9:.,+\-z]*)?",
        # «08/01/2024», «8-1-24», «8. 1. 2024»
        r"(?P<day>[0-9]{1,2})(?P<mark>\s?[-/.]\s?)(?P<number>[0-9]{1,2})(?P=mark)"
        r"(?P<year>[0-9]{4}|[0-9]{2})",
        # «8-I-2024»
        r"(?P<day>[0-9]{1,2})(?P<mark>[-/.])(?P<roman>[ivx]{1,4})(?P=mark)"
        r"(?P<year>[0-9]{4}|[0-9]{2})",
        # «8-ene-24»
        rf"(?P<day>[0-9]{{1,2}})(?P<mark>[-/.])(?P<month>{_MONTH})\.?(?P=mark)"
        r"(?P<year>[0-9]{4}|[0-9]{2})",
        # «jueves, 14 de agosto de 2025», «1.º de enero del año 2024», «1 d'agost del 2024»
        rf"{_DAY}[\s-]+(?:dias\s+)?(?:del?\s+|d['’]\s?)?(?:mes\s+de\s+)?(?P<month>{_MONTH})[.,]*"
        rf"[\s-]+(?:del?\s+)?(?:ano\s+)?{_YEAR}",
        # «2024ko urtarrilaren 8a»
        rf"(?P<year>[0-9]{{4}})\.?\s?(?:e?ko)\s+(?P<basque>{'|'.join(BASQUE_MONTHS)})"
        r"(?:a?ren|ak?)?\s+(?P<day>[0-9]{1,2})(?:a|an|ko)?",
        # «Thu Jan 08 10:00:00 CET 2024»
        rf"(?P<month>{_MONTH})\s+(?P<day>[0-9]{{1,2}})\s+[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?"
        r"(?:\s+[a-z0-9:+-]{1,8})?\s+(?P<year>[0-9]{4})",
        # «agosto 14, 2025», «enero 8 de 2024», «August 14th, 2025»
        rf"(?P<month>{_MONTH})\.?\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?:del?\s+)?{_YEAR}",
    )
)
_COMPACT: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:t[0-9:.,+\-z]*)?\Z")
# What may stand before a date that is a value by itself: where and how it was published.
_LEAD: Final = re.compile(
    r"(?:[\W_]*(?:publicad[oa]|publicacion|publica|published|posted|on|fecha|date|edicion|creado|"
    r"emitid[oa]|dad[oa]|en|a|el|del?|dia|las?|los?|updated|publicat|publie|pubblicato|data|em|le|"
    r"argitaratua)\b)*[\W_]*\Z"
    r"|[^\W\d][^\d:;]{1,40}(?:,|\sa)\s+(?:a\s+)?\Z"
)
# A time, a place or an agency may follow it, after white space or a mark.
_TRAIL: Final = re.compile(r"(?:[\s,.;|·()–—-].*)?\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Day:
    """A date in a text.

    :param start: its first code point, that of the weekday where it names one.
    :param end: one past its last.
    :param iso: ISO 8601 day; ``None`` where the calendar has no such day, or another weekday.
    """

    start: int
    end: int
    iso: str | None


def find_days(text: str) -> list[Day]:
    """Return the complete dates of a text, in order and without overlap."""
    found: list[Day] = []
    folded = fold(text)
    for pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            if all(match.end() <= day.start or day.end <= match.start() for day in found):
                found.append(Day(match.start(), match.end(), _iso(match)))
    return sorted(found, key=lambda day: day.start)


def parse_date(value: object) -> str | None:
    """Read the ISO day a value stands for; ``None`` when it is no complete, possible date.

    Figures are read day first, as in Spanish; what cannot be read so is not guessed. Years of two
    figures are those up to the next one (``24``), else of the century before (``85``).
    """
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = _of_clock(value) or str(value)
    if not isinstance(value, str) or len(value) > MAX_LENGTH:
        return None
    text = value.strip()
    if match := _COMPACT.match(text.lower()):
        return _day(match[1], int(match[2]), match[3])
    days = find_days(text)
    if not days or len({day.iso for day in days}) != 1:
        return None
    first = days[0]
    fits = _LEAD.match(fold(text[: first.start])) and _TRAIL.match(text[days[-1].end :])
    return first.iso if fits else None


def stated_day(text: str | None) -> str | None:
    """Return the ISO day that a person typed, ``None`` for an empty one.

    :raises InputError: it is none.
    """
    if not text:
        return None
    day = parse_date(text)
    if day is None:
        raise InputError(
            f"La fecha «{text[:40]}» no se entiende: escríbala como 2025-08-14 o 14/8/2025."
        )
    return day


def _of_clock(seconds: float) -> str | None:
    """Read the seconds or milliseconds since 1970 that programs write, from 2001 on: as so many
    figures nothing else is a date."""
    if _MILLION_SECONDS * 1e6 <= seconds < 1e13:
        seconds /= 1000
    if not _MILLION_SECONDS * 1e3 <= seconds < 1e10:
        return None
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def plausible(iso: str | None) -> bool:
    """Whether a day found in a text or a name can be that of an article: neither before the first
    newspapers nor to come."""
    return iso is not None and f"{FIRST_YEAR}" <= iso <= _tomorrow().isoformat()


def is_month(word: str) -> bool:
    """Whether a word is the name, a short form or the Roman number of a month."""
    return fold(word) in MONTHS or fold(word) in _ROMAN


def _tomorrow() -> date:
    """The last day that an article can be of: it may be tomorrow already where it was written."""
    return date.today() + timedelta(days=1)


def _iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    if parts.get("number"):
        month = int(parts["number"])
    elif parts.get("roman"):
        month = _ROMAN.get(parts["roman"], 0)
    elif parts.get("basque"):
        month = BASQUE_MONTHS[parts["basque"]]
    else:
        month = MONTHS[parts["month"]]
    day = "1" if parts["day"] in ("primero", "uno") else parts["day"]
    iso = _day(parts["year"].replace(".", ""), month, day)
    if iso and parts["weekday"] and date.fromisoformat(iso).weekday() != WEEKDAYS[parts["weekday"]]:
        return None
    return iso


def _day(year: str, month: int, day: str) -> str | None:
    number = int(year)
    if len(year) == 2:
        century = _tomorrow().year // 100 * 100
        number += century if century + number <= _tomorrow().year + 1 else century - 100
    try:
        return date(number, month, int(day)).isoformat()
    except ValueError:
        return None
