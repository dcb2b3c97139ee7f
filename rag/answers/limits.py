"""What a question is limited to: dates as people write them, outlets that there are, and how many
documents such a limit cannot judge.

A limit that leaves something out without a word looks like an archive that does not know.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from index.errors import InputError
from index.text.counts import Count
from index.text.folding import fold_name
from index.types import Filters
from rag.documents.metadata.dates import stated_day
from rag.entities import names

if TYPE_CHECKING:
    from index.backend import Storage

_NAMED: Final = 8
"""Outlets named where one is unknown; the others are counted."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Documents that a limit could not judge and so left out.

    :param undated: those without a date, where dates were limited.
    """

    undated: int = 0

    def __bool__(self) -> bool:
        return self.undated > 0

    @property
    def in_words(self) -> str:
        """What was left out, a sentence in Spanish; ``""`` when nothing was."""
        count = Count(self.undated)
        looked = f"{count} {count:documento|documentos} sin fecha no se {count:ha|han} mirado."
        return looked if count else ""


NOTHING: Final = LeftOut()
"""Nothing was left out."""


def checked(filters: Filters | None, storage: Storage) -> Filters | None:
    """Return the filters with their dates as ISO days.

    :raises InputError: a date cannot be read, the first comes after the last, or no document is of
        a source; then the sources that there are stand in the message, the closest ones first. Or
        nobody is called by a name, several may be, or names were not looked for yet.
    """
    if not filters:
        return None
    since, until = stated_day(filters.date_from), stated_day(filters.date_to)
    if since and until and since > until:
        raise InputError(
            f"La fecha «desde» ({since}) es posterior a la fecha «hasta» ({until}). "
            "Cambie una de las dos."
        )
    if filters.sources:
        _check_sources(filters.sources, storage.sources())
    for kind, name in sorted(filters.names):
        names.check(kind, name, storage)
    return replace(filters, date_from=since, date_to=until)


def left_out(filters: Filters | None, storage: Storage) -> LeftOut:
    """Count the documents that checked filters could not judge."""
    if filters is None or not (filters.date_from or filters.date_to):
        return NOTHING
    sources = {fold_name(source) for source in filters.sources}
    if filters.documents:
        found = filter(None, map(storage.document, filters.documents))
        undated = [d for d in found if d.date is None and _is_of(d.source, sources)]
        return LeftOut(len(undated))
    counts = storage.sources().items()
    return LeftOut(sum(count for source, (_, count) in counts if _is_of(source, sources)))


def distinct(sources: Mapping[str, tuple[int, int]]) -> dict[str, str]:
    """Return each source once, by its folded name: the spelling of most documents, that of most
    first; capitals alone are nobody's own spelling."""
    spellings: dict[str, str] = {}
    for source in sorted(sources, key=lambda name: (-sources[name][0], name.isupper(), name)):
        if source:
            spellings.setdefault(fold_name(source), source)
    return spellings


def closest(name: str, sources: Mapping[str, tuple[int, int]]) -> str:
    """Name some of the outlets that there are, in Spanish, those that are written like one that is
    not among them first."""
    return _named(fold_name(name), distinct(sources)) or "ninguna todavía"


def _is_of(source: str, names: set[str]) -> bool:
    return not names or fold_name(source) in names


def _check_sources(wanted: frozenset[str], sources: Mapping[str, tuple[int, int]]) -> None:
    """:raises InputError: one of those wanted is not there."""
    spellings = distinct(sources)
    for name in sorted(wanted):
        if fold_name(name) not in spellings:
            there = closest(name, sources)
            raise InputError(f"No hay ninguna fuente que se llame «{name}»; hay: {there}.")


def _named(wanted: str, spellings: Mapping[str, str]) -> str:
    """Name the outlets, those that are written like the one wanted first."""

    def unlikeness(folded: str) -> float:
        if wanted and (wanted in folded or folded in wanted):
            return -1.0
        words = [folded, *folded.split()]
        return -max(difflib.SequenceMatcher(None, wanted, word).ratio() for word in words)

    # The most frequent ones are compared: an archive of loose files has as many sources.
    order = sorted(list(spellings)[:1_000], key=unlikeness)
    named = [spellings[folded] for folded in order[:_NAMED]]
    more = len(spellings) - len(named)
    return ", ".join(named) + (f" y {more} más" if more else "")
