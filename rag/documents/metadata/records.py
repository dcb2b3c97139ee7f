"""Reads what a record says of an article, by the names that press data gives its fields.

A record is front matter, a line of JSON, a row of a table: keys and values. The same thing is
called ``publication_date``, ``publishDate`` and ``fecha de publicación``, so that keys are compared
without case, accents and what parts their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from index.text.folding import fold_name
from rag.documents.mending.markup import plain
from rag.documents.metadata.columns import NAMES, names_a_date
from rag.documents.metadata.dates import parse_date, plausible
from rag.documents.metadata.sites import is_address, site_of
from rag.documents.types import printable

# Beside the names of :mod:`columns`: those of pages' own descriptions and of what collects pages.
_MORE: Final = {
    "date": "publisheddate datepublish dateofpublication publishedon publishedtime publishtime "
    "articlepublishedtime ogarticlepublishedtime dcdate dctermsdate dctermsissued dcdateissued "
    "dcissued issued firstpublicationdate webpublicationdate originalpublicationdate displaydate "
    "citationpublicationdate citationdate sailthrudate parselypubdate datecreated createdat "
    "created fechacreacion fechahora",
    "source": "sourcehostname ogsitename",
    "url": "canonical canonicalurl source fuente hostname dominio sitio",
    "author": "dccreator firmante",
}


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", fold_name(name))


_KEYS: Final = {
    field: tuple(dict.fromkeys([*map(_key, names), *_MORE.get(field, "").split()]))
    for field, names in NAMES.items()
}
# Words that any note between two rules may begin with are none of front matter's.
_KNOWN: Final = frozenset(
    "title titulo titular headline source fuente medio sitename publisher url author autor autora "
    "authors autores byline".split()
).union(_KEYS["date"]) - {"dia", "pd"}
_EPOCH: Final = re.compile(r"1970-01-01[T ]00:00|0000-00-00|0+\Z")
_SECONDS: Final = re.compile(r"[0-9]{10}(?:[0-9]{3})?\Z")
_SHOWN: Final = 60
"""Characters shown of a date that is not understood."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article; ``""`` and ``None`` stand where nothing is.

    :param source: the outlet, else the site of its address.
    :param unread_date: what stands where the date should, where it was not understood.
    """

    title: str = ""
    date: str | None = None
    source: str = ""
    author: str = ""
    unread_date: str = ""

    @property
    def problem(self) -> str:
        """What was not understood, in Spanish; ``""`` when all was."""
        return not_understood(self.unread_date) if self.unread_date else ""


def not_understood(value: str) -> str:
    """Say in Spanish that a date was not understood, with what stands there."""
    line = printable(" ".join(value.split()))
    return f"fecha no entendida: «{line if len(line) <= _SHOWN else line[:_SHOWN] + '…'}»"


def read_metadata(record: Mapping[object, object]) -> Metadata:
    """Read title, date, outlet and author out of a mapping with Spanish or English keys."""
    known = _folded(record)
    days = [value for name in _KEYS["date"] if _is_told(value := known.get(name))]
    days += [] if days else _dates_by_other_names(record)
    day = next(filter(plausible, map(parse_date, map(_bare, days))), None)
    return Metadata(
        title=next(_texts(known, "title"), ""),
        date=day,
        source=_outlet(known),
        author=next(_texts(known, "author"), ""),
        unread_date="" if day else next(filter(None, map(_as_text, days)), ""),
    )


def _dates_by_other_names(record: Mapping[object, object]) -> list[object]:
    """What stands under keys that are none of the known names, and yet name a date."""
    return [
        value
        for key, value in record.items()
        if isinstance(key, str) and _is_told(value) and names_a_date(key)
    ]


def _bare(value: object) -> object:
    """Take a date out of what programs wrap it in: ``{"$date": …}``, a list of one, seconds since
    1970 written as letters."""
    while isinstance(value, (list, tuple, Mapping)):
        inside = list(value.values() if isinstance(value, Mapping) else value)
        if len(inside) != 1:
            return None
        value = inside[0]
    return int(value) if isinstance(value, str) and _SECONDS.match(value) else value


def _is_told(value: object) -> bool:
    """Whether a field holds anything; the first second of 1970 is what systems write that have no
    date."""
    return value not in (None, "", 0) and not (
        isinstance(value, str) and _EPOCH.match(value.strip())
    )


def text_of(record: Mapping[object, object]) -> object:
    """Return what stands where the article's text should, or ``None``."""
    known = _folded(record)
    return next((known[name] for name in _KEYS["text"] if name in known), None)


def says_something(record: Mapping[object, object]) -> bool:
    """Whether a record names a title, a date, an outlet or an author."""
    return not _KNOWN.isdisjoint(_folded(record))


def _folded(record: Mapping[object, object]) -> dict[str, object]:
    folded: dict[str, object] = {}
    for key, value in record.items():
        if isinstance(key, str):
            folded.setdefault(_key(key), value)
    return folded


def _texts(known: Mapping[str, object], field: str) -> Iterator[str]:
    values = (known.get(name) for name in _KEYS[field])
    return filter(None, (_as_text(value) for value in values))


def _outlet(known: Mapping[str, object]) -> str:
    """The outlet by its name, wherever it stands; else the site of an address."""
    for name in _texts(known, "source"):
        if not is_address(name):
            return name
    return next(filter(None, map(site_of, _texts(known, "url"))), "")


def _as_text(value: object) -> str:
    """Put a scalar, a thing with a name, or a list of them on one line; else nothing."""
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, map(_single, value)))
    return _single(value)


def _single(value: object) -> str:
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("nombre")
    scalar = isinstance(value, (str, int, float, date)) and not isinstance(value, bool)
    return " ".join(plain(str(value)).split()) if scalar else ""
