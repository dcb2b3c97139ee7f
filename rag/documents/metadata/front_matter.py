"""Reads what a text file says about itself before it begins, and dates as people write them.

A few lines of YAML between ``---`` marks give an article its title, date, source and
author. A block that is not that is left in the text: losing what somebody wrote would
be worse than showing it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from index.text import english
from index.text.folding import fold_name
from index.text.spanish import SPANISH

# Real front matter is a dozen lines; PyYAML reads about 100 kB a second, so a hostile
# block of this size still takes well under a second.
_MAX_BLOCK = 16_000

_KEYS = {
    "title": ("title", "titulo", "titular", "headline"),
    "date": ("date", "fecha", "published", "publicado", "fecha_publicacion"),
    "source": ("source", "fuente", "medio", "sitename", "publisher", "url"),
    "author": ("author", "autor", "autora", "authors", "autores", "byline"),
}
_MONTHS = {
    spelling: number
    for months in (SPANISH.months, english.MONTHS)
    for number, month in enumerate(months, start=1)
    for spelling in month.spellings
}
_ISO = re.compile(r"([0-9]{4})([-/.]?)([0-9]{2})\2([0-9]{2})(?:[T\s,].*)?\Z", re.DOTALL)
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})(?:[\s,].*)?\Z", re.DOTALL)
# «jueves, 14 de agosto de 2025, 10:30», «1.º de enero del 2024», «14-ago-2025»
_NAMED = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s+)?([0-9]{1,2})(?:\.?[oº°])?[\s-]+(?:de\s+)?([a-z]+)\.?,?[\s-]+"
    r"(?:del?\s+)?([0-9]{4})(?:[\s,].*)?\Z",
    re.DOTALL,
)
# «agosto 14, 2025», «August 14, 2025»
_MONTH_FIRST = re.compile(r"([a-z]+)\.?\s+([0-9]{1,2}),?\s+([0-9]{4})(?:[\s,].*)?\Z", re.DOTALL)
# No date with weekday and time is longer.
_MAX_DATE = 80


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article; ``""`` and ``None`` stand where nothing is."""

    title: str = ""
    date: str | None = None
    source: str = ""
    author: str = ""


def _iso(year: str, month: int, day: str) -> str | None:
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None


def parse_date(value: object) -> str | None:
    """Read the ISO day a value stands for; ``None`` when it is no complete, possible date.

    Figures are read day first, as in Spanish; what cannot be read so is not guessed.
    """
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str) or len(value) > _MAX_DATE:
        return None
    text = value.strip()
    if match := _ISO.match(text):
        return _iso(match[1], int(match[3]), match[4])
    if match := _DAY_FIRST.match(text):
        return _iso(match[4], int(match[3]), match[1])
    plain = fold_name(text)
    if (match := _NAMED.match(plain)) and match[2] in _MONTHS:
        return _iso(match[3], _MONTHS[match[2]], match[1])
    if (match := _MONTH_FIRST.match(plain)) and match[1] in _MONTHS:
        return _iso(match[3], _MONTHS[match[1]], match[2])
    return None


def _as_text(value: object) -> str:
    """Put a scalar or a list of scalars on one line; anything else is nothing."""
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, (_as_text(one) for one in value if _is_scalar(one))))
    return " ".join(str(value).split()) if _is_scalar(value) else ""


def _is_scalar(value: object) -> bool:
    return isinstance(value, (str, int, float, date)) and not isinstance(value, bool)


def read_metadata(record: Mapping[object, object]) -> Metadata:
    """Read title, date, source and author out of a mapping with Spanish or English keys."""
    known = {fold_name(key): value for key, value in record.items() if isinstance(key, str)}

    def first(field: str) -> object:
        return next((known[k] for k in _KEYS[field] if known.get(k) not in (None, "")), "")

    return Metadata(
        title=_as_text(first("title")),
        date=parse_date(first("date")),
        source=_as_text(first("source")),
        author=_as_text(first("author")),
    )


def _knows(record: Mapping[object, object]) -> bool:
    names = {name for names in _KEYS.values() for name in names}
    return any(isinstance(key, str) and fold_name(key) in names for key in record)


def split_front_matter(text: str) -> tuple[Metadata, str]:
    """Part the YAML block at the head of ``text`` from the text after it, and read it.

    Without a well-formed block that names something known, the text comes back whole.
    """
    whole = (Metadata(), text)
    if not re.match(r"---[ \t]*\n", text):
        return whole
    head = text[: _MAX_BLOCK + 4]
    opening = head.index("\n") + 1
    closing = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE).search(head, opening)
    if closing is None or (closing.end() == len(head) < len(text) and head[-1] != "\n"):
        return whole
    import yaml  # who only reads dates does not pay for it

    try:
        # The base loader builds strings, lists and dictionaries only: nothing is executed,
        # no «No» becomes false, and an impossible date does not cost the other fields.
        record = yaml.BaseLoader(head[opening : closing.start()]).get_single_data()
    except (yaml.YAMLError, ValueError, RecursionError):
        return whole
    if not isinstance(record, dict) or not _knows(record):
        return whole
    return read_metadata(record), text[closing.end() :].lstrip("\n")
