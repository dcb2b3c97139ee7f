"""To which sources and dates a question is limited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index import Filters
from index.errors import InputError
from rag.answers.listings import DocumentSummary
from rag.chat.wording.words import Words


@dataclass(frozen=True, slots=True)
class Limits:
    """What was chosen on the page.

    :param sources: none admits all.
    :param since: first day admitted, as typed.
    :param until: last day admitted, as typed.
    """

    sources: tuple[str, ...] = ()
    since: str = ""
    until: str = ""

    def filters(self) -> Filters | None:
        """The filters of a search, ``None`` for no limit.

        :raises InputError: a date is none, or the first day comes after the last.
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

    def said(self, words: Words) -> str:
        """The limits in words, ``""`` when there are none."""
        parts = [", ".join(self.sources)]
        parts += [f"{words.since} {self.since}"] if self.since else []
        parts += [f"{words.until} {self.until}"] if self.until else []
        return "; ".join(filter(None, parts))

    def admit(self, summary: DocumentSummary) -> bool:
        """Whether an article of the list is within the limits."""
        filters = self.filters()
        if filters is None:
            return True
        if filters.sources and summary.source not in filters.sources:
            return False
        day = summary.date or ""
        if filters.date_from and day < filters.date_from:
            return False
        return not filters.date_to or "" < day <= filters.date_to


def chosen(sources: object, since: object, until: object) -> Limits:
    """The limits as the page's controls give them, which may be anything."""
    listed = sources if isinstance(sources, Sequence) and not isinstance(sources, str) else ()
    return Limits(
        tuple(source for source in listed if isinstance(source, str)),
        since.strip() if isinstance(since, str) else "",
        until.strip() if isinstance(until, str) else "",
    )


def _day(typed: str) -> str | None:
    if not typed:
        return None
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError as error:
        raise InputError(
            f"La fecha «{typed[:40]}» no se entiende: escríbala como 2025-08-14 (año, mes y día)."
        ) from error
