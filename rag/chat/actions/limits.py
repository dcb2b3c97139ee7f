"""Limits a question, a search or the list of articles to sources, dates and names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from index import Filters
from index.errors import InputError
from index.listing import ORDERS, Listing
from index.types import KINDS, Kind
from rag.chat.views import archive_view, controls_view, markup
from rag.chat.wording.words import Words
from rag.documents.metadata.dates import parse_date, stated_day

Name = tuple[Kind, str]
"""Who or what a passage has to mention: its kind, and any of its names."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The sources, dates and names that a visitor chose.

    :param sources: outlets by name; an empty tuple admits all.
    :param since: first day admitted, as typed.
    :param until: last day admitted, as typed.
    :param names: whom and what a passage must mention, all of them.
    """

    sources: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    names: tuple[Name, ...] = ()

    @classmethod
    def from_page(
        cls, sources: object = (), since: object = "", until: object = "", names: object = ""
    ) -> Limits:
        """Read the limits that the page's controls send, in their order; they may be anything.

        :param names: as :meth:`kept_names` writes them.
        """
        outlets = sources if isinstance(sources, Sequence) and not isinstance(sources, str) else ()
        return cls(
            tuple(name for name in outlets if isinstance(name, str)),
            since.strip() if isinstance(since, str) else "",
            until.strip() if isinstance(until, str) else "",
            _names(names),
        )

    @property
    def kept_names(self) -> str:
        """The names as the page keeps them, in JSON; ``""`` without any."""
        return json.dumps(self.names, ensure_ascii=False) if self.names else ""

    def to_page(self) -> list[Any]:
        """Return the values of the page's controls, in the order of :meth:`from_page`."""
        return [list(self.sources), self.since, self.until, self.kept_names]

    def naming(self, name: Name) -> Limits:
        """Return these limits with one name more, unless it is among them."""
        return self if name in self.names else replace(self, names=(*self.names, name))

    def filters(self) -> Filters | None:
        """Return the filters of a search, ``None`` for no limit.

        :raises InputError: a date is malformed, or the first day comes after the last.
        """
        if self == Limits():
            return None
        since, until = stated_day(self.since), stated_day(self.until)
        if since and until and since > until:
            raise InputError(
                f"La fecha «desde» ({since}) es posterior a la fecha «hasta» ({until}). "
                "Cambie una de las dos."
            )
        return Filters(
            sources=frozenset(self.sources),
            date_from=since,
            date_to=until,
            names=frozenset(self.names),
        )

    def in_words(self, words: Words) -> str:
        """Name the limits in the page's language; ``""`` when there are none."""
        parts = [", ".join(map(markup.outlet, self.sources))]
        parts += [f"{words.since} {_shown(self.since, words)}"] if self.since else []
        parts += [f"{words.until} {_shown(self.until, words)}"] if self.until else []
        parts += [controls_view.named(*name, words) for name in self.names]
        return "; ".join(filter(None, parts))

    def chips(self, words: Words) -> str:
        """Show each limit with a button that drops it."""
        days = {"since": self.since, "until": self.until}
        chips = [(f"source:{name}", markup.outlet(name)) for name in self.sources]
        chips += [
            (which, f"{getattr(words, which)} {_shown(day, words)}")
            for which, day in days.items()
            if day
        ]
        chips += [
            (f"name:{kind}:{name}", controls_view.named(kind, name, words))
            for kind, name in self.names
        ]
        return controls_view.chips(chips, words)

    def without(self, which: str) -> Limits:
        """Return these limits but for one, as its chip names it."""
        kind, _, name = which.partition(":")
        if kind == "source":
            return replace(self, sources=tuple(s for s in self.sources if s != name))
        if kind == "name":
            return replace(self, names=tuple(n for n in self.names if ":".join(n) != name))
        if kind == "since":
            return replace(self, since="")
        return replace(self, until="") if kind == "until" else self

    def listing(self, title: str, order: str) -> Listing:
        """Return what of the list of articles is within the limits, a page of it.

        :param title: a part of the title.
        :raises InputError: as :meth:`filters`.
        """
        limits = self.filters() or Filters()
        known = next((name for name in ORDERS if name == order), ORDERS[0])
        return Listing(
            title, limits.sources, limits.date_from, limits.date_to, known, most=archive_view.PAGE
        )


def _names(kept: object) -> tuple[Name, ...]:
    """Read names as the page sends them, but for what are none."""
    try:
        found = json.loads(kept) if isinstance(kept, str) else []
    except (ValueError, RecursionError):
        return ()
    pairs = [pair for pair in found if _is_pair(pair)] if isinstance(found, list) else []
    return tuple(dict.fromkeys((kind, name) for kind, name in pairs))


def _is_pair(value: object) -> bool:
    match value:
        case [str(kind), str(name)]:
            return kind in KINDS and bool(name.strip())
    return False


def _shown(day: str, words: Words) -> str:
    """Write a day as the page does, and anything else as it was typed."""
    read = parse_date(day)
    return markup.date(read, words) if read else day
