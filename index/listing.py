"""A page of the list of documents: which of them, in which order, and which part of that.

Archives of a hundred thousand documents are looked through page by page, so a backend answers a
listing without handing over every document; :func:`listed` says what the answer must be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias, get_args

from index.text.folding import fold_name

Row: TypeAlias = tuple[str, str, str, str | None, int, int | None]
"""(id, title, source, date, passages, pages) of a document; ``None`` pages where it has none."""

Order: TypeAlias = Literal["newest", "oldest", "title", "source"]
ORDERS: Final[tuple[Order, ...]] = get_args(Order)
"""How a list may be ordered. What has no date, or no source, comes last; what is equal then comes
newest first."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What of the list is wanted.

    :param title: a part of the title, whatever its case and accents.
    :param sources: those admitted, whatever their case and accents; all when empty.
    :param date_from: first day admitted, ISO 8601; undated documents are then left out.
    :param date_to: last day admitted, ISO 8601.
    :param skip: documents left out at the beginning, 0 or more.
    :param most: documents given back; ``None`` for all.
    """

    title: str = ""
    sources: frozenset[str] = field(default_factory=frozenset)
    date_from: str | None = None
    date_to: str | None = None
    order: Order = "newest"
    skip: int = 0
    most: int | None = None

    def admits(self, row: Row) -> bool:
        """Tell whether a document is one of those wanted, whatever the page."""
        _, title, source, date, _, _ = row
        names = {fold_name(name) for name in self.sources}
        dated = self.date_from or self.date_to
        return (
            fold_name(self.title) in fold_name(title)
            and (not names or fold_name(source) in names)
            and not (dated and date is None)
            and (not self.date_from or (date or "") >= self.date_from)
            and (not self.date_to or (date or "") <= self.date_to)
        )


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the list.

    :param total: documents that the listing admits, on all pages.
    """

    total: int
    rows: Sequence[Row]


def listed(rows: Sequence[Row], listing: Listing) -> Listed:
    """Answer a listing from all documents, for a backend that cannot do it better.

    :param rows: of every document, newest first.
    """
    wanted = [row for row in rows if listing.admits(row)]
    if listing.order == "oldest":
        wanted.sort(key=lambda row: (row[3] is None, row[3] or "", row[1], row[0]))
    elif listing.order == "title":
        wanted.sort(key=lambda row: fold_name(row[1]))
    elif listing.order == "source":
        wanted.sort(key=lambda row: (not row[2], fold_name(row[2])))
    end = None if listing.most is None else listing.skip + listing.most
    return Listed(len(wanted), wanted[listing.skip : end])
