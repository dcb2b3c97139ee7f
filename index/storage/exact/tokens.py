"""What FTS5 is fed of a passage and of its document, column by column, as words between spaces.

Its tokenizer takes no text apart: it parts at spaces what is parted already. Outlets and days are
words of a column of their own, so that a limit is one more word that a passage has or has not.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Final

from index.exact.words import forms_of
from index.text.analyzer import analyze
from index.text.folding import fold_name

_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_APART: Final = re.compile(r"[\0-\x7f]")
_WHOLE_YEARS: Final = (1000, 100, 10)


def columns_of_text(text: str) -> tuple[str, str]:
    """Return a text's terms and forms, as they are stored."""
    return " ".join(analyze(text)), " ".join(forms_of(text))


def about(source: str, date: str | None) -> str:
    """Return what is stored of a document's outlet and day."""
    words = [source_word(source)]
    if date is not None and (day := _DAY.fullmatch(date)):
        year, month, of_month = day.groups()
        words += [f"y{year}", f"m{year}{month}", f"d{year}{month}{of_month}"]
    return " ".join(words)


def source_word(name: str) -> str:
    """Return the word that stands for an outlet; of a name's beginning, the beginning of it."""
    return "s" + _APART.sub(_kept, fold_name(name))


def _kept(character: re.Match[str]) -> str:
    """Write signs, at which FTS5 would part, by their number: no two names are one word."""
    sign = character.group()
    return sign if sign.isalnum() else f"_{ord(sign):02x}"


def days_between(first: str | None, last: str | None) -> Iterator[tuple[str, bool]]:
    """Yield words of which a day between two has one, with whether they are beginnings of words.

    Whole months and years are one word each, whole decades and more a beginning: 145 at most.

    :param first: ISO 8601, included; ``None`` for no bound.
    :param last: ISO 8601, included; ``None`` for no bound.
    """
    day = datetime.date.fromisoformat(first) if first else datetime.date.min
    end = datetime.date.fromisoformat(last) if last else datetime.date.max
    while day <= end:
        word, is_prefix, until = _longest_from(day, end)
        yield word, is_prefix
        if until == datetime.date.max:
            return
        day = until + datetime.timedelta(days=1)


def _longest_from(day: datetime.date, end: datetime.date) -> tuple[str, bool, datetime.date]:
    """Return the word of the longest span that begins on a day, and the span's last day."""
    year = day.year
    if (day.month, day.day) == (1, 1):
        for years in _WHOLE_YEARS:
            last = datetime.date(year + years - 1, 12, 31) if year + years <= 10_000 else None
            if year % years == 0 and last is not None and last <= end:
                return f"y{year // years:0{4 - len(str(years)) + 1}d}", True, last
        if (last := datetime.date(year, 12, 31)) <= end:
            return f"y{year:04d}", False, last
    if day.day == 1:
        following = day.replace(day=28) + datetime.timedelta(days=4)
        last = following - datetime.timedelta(days=following.day)
        if last <= end:
            return f"m{year:04d}{day.month:02d}", False, last
    return f"d{year:04d}{day.month:02d}{day.day:02d}", False, day
