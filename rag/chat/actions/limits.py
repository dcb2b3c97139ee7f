"""Limits a question, a search or the list of articles to sources and dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index import Filters
from index.errors import InputError
from index.text.folding import fold_name
from rag.answers.listings import DocumentSummary
from rag.chat.wording.words import Words
from rag.documents.metadata.dates import parse_date


@dataclass(frozen=True, slots=True)
class Limits:
    """The sources and dates that a visitor chose.

    :param sources: outlets by name; an empty tuple admits all.
    :param since: first day admitted, as typed.
    :param until: last day admitted, as typed.
    """

    sources: tuple[str, ...] = ()
    since: str = ""
    until: str = ""

    @classmethod
    def from_page(cls, sources: object, since: object, until: object) -> Limits:
        """Read the limits that the page's controls send, which may be anything."""
        names = sources if isinstance(sources, Sequence) and not isinstance(sources, str) else ()
        return cls(
            tuple(name for name in names if isinstance(name, str)),
            since.strip() if isinstance(since, str) else "",
            until.strip() if isinstance(until, str) else "",
        )

    def filters(self) -> Filters | None:
        """Return the filters of a search, ``None`` for no limit.

        :raises InputError: a date is malformed, or the first day comes after the last.
        """
        if not (self.sources or self.since or self.until):
            return None
        since, until = _day(self.since), _day(self.until)
        if since and until and since > until:
            raise InputError(
                f"La fecha «desde» ({since}) es posterior a la fecha «hasta» ({until}). "
                "Cambie una de las dos."
            )
        return Filters(sources=frozenset(self.sources), date_from=since, date_to=until)

    def in_words(self, words: Words) -> str:
        """Name the limits in the page's language; ``""`` when there are none."""
        parts = [", ".join(self.sources)]
        parts += [f"{words.since} {self.since}"] if self.since else []
        parts += [f"{words.until} {self.until}"] if self.until else []
        return "; ".join(filter(None, parts))

    def admit(self, summary: DocumentSummary) -> bool:
        """Tell whether an article of the list is within the limits."""
        filters = self.filters()
        if filters is None:
            return True
        names = {fold_name(source) for source in filters.sources}
        if names and fold_name(summary.source) not in names:
            return False
        day = summary.date or ""
        if filters.date_from and day < filters.date_from:
            return False
        return not filters.date_to or "" < day <= filters.date_to


def _day(text: str) -> str | None:
    if not text:
        return None
    day = parse_date(text)
    if day is None:
        raise InputError(
            f"La fecha «{text[:40]}» no se entiende: escríbala como 2025-08-14 o 14/8/2025."
        )
    return day
