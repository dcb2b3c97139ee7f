"""Documents and their passages as they are read: whole, in lists and page by page."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar, Final

from index.listing import Listed, Listing, Order, Row
from index.storage.rows.bin import BinRows
from index.storage.rows.files import FileRows
from index.text.folding import fold_name
from index.types import Discarded, Document, Passage, Span

_SUMMARY: Final = (
    "SELECT d.id, d.title, d.source, d.date, "
    "(SELECT count(*) FROM passages p WHERE p.document = d.id), "
    "(SELECT nullif(count(DISTINCT l.page), 0) FROM printed_lines l WHERE l.document = d.id)"
)
_NEWEST: Final = "d.date IS NULL, d.date DESC, d.title, d.id"
_OLDEST: Final = "d.date IS NULL, d.date, d.title, d.id"

_EVERYTHING: Final = 1 << 62
"""Rows of a page that has no limit."""


class DocumentRows(FileRows, BinRows):
    """Documents with their passages, as they are read."""

    FOLDED_TITLE: ClassVar[str]
    """A document's title as :func:`index.text.folding.fold_name` writes it."""

    FOLDED_SOURCE: ClassVar[str]
    """The same of its source."""

    PLACE: ClassVar[str]
    """The function that gives the place of a text in another, 0 where it is not."""

    @abstractmethod
    def remove_document(self, id: str) -> bool:
        """Remove a document and all that hangs on it; inside :meth:`writing`."""

    def document(self, id: str) -> Document | None:
        """Return the document of that id, whole, or ``None``."""
        with self.reading():
            rows = self.query(
                "SELECT text, title, source, date, author, original FROM documents WHERE id = ?",
                (id,),
            )
            if not rows:
                return None
            spans = self.query(
                'SELECT start, "end", paragraph FROM passages WHERE document = ? ORDER BY id',
                (id,),
            )
            lines = tuple(self.lines(id))
        text, title, source, date, author, original = rows[0]
        places = tuple(Span(*s) for s in spans)
        return Document(text, places, title, source, date, author, lines, original)

    def discard(self, id: str, removed: str) -> bool:
        """Put a document into the bin; inside :meth:`writing`.

        :param removed: when, ISO 8601 with its time.
        """
        document = self.document(id)
        if document is None:
            return False
        places = [(self.file(path), entry) for path, entry in self.places(id)]
        known = tuple((file, entry) for file, entry in places if file is not None)
        self.put_discarded(Discarded(document, removed, known))
        return self.remove_document(id)

    def summaries(self) -> list[Row]:
        """Return (id, title, source, date, passages, pages) of every document, newest first."""
        return self.query(f"{_SUMMARY} FROM documents d ORDER BY {_NEWEST}")

    def listed(self, listing: Listing) -> Listed:
        """Return a page of the list; passages and pages are counted of that page alone."""
        conditions, values = ["1 = 1"], list[object]()
        if part := fold_name(listing.title):
            conditions.append(f"{self.PLACE}({self.FOLDED_TITLE}, ?) > 0")
            values.append(part)
        with self.reading():
            if listing.sources:
                names = {fold_name(name) for name in listing.sources}
                alike = [source for source in self.sources() if fold_name(source) in names]
                conditions.append(f"d.source {self.AMONG}")
                values.append(self.several(alike))
            for day, sign in ((listing.date_from, ">="), (listing.date_to, "<=")):
                if day:
                    conditions.append(f"d.date {sign} ?")
                    values.append(day)
            where = f"FROM documents d WHERE {' AND '.join(conditions)}"
            total = self.query(f"SELECT count(*) {where}", values)[0][0]
            most = _EVERYTHING if listing.most is None else listing.most
            rows = self.query(
                f"{_SUMMARY} {where} ORDER BY {self._order(listing.order)} LIMIT ? OFFSET ?",
                (*values, most, listing.skip),
            )
        return Listed(total, rows)

    def _order(self, order: Order) -> str:
        orders: Mapping[Order, str] = {
            "newest": _NEWEST,
            "oldest": _OLDEST,
            "title": f"{self.FOLDED_TITLE}, {_NEWEST}",
            "source": f"d.source = '', {self.FOLDED_SOURCE}, {_NEWEST}",
        }
        return orders[order]

    def texts(self, document: str | None = None) -> list[tuple[int, str, str]]:
        """Return (passage id, title, text) of a document's or all passages, to search them anew."""
        return self.query(
            'SELECT p.id, d.title, substr(d.text, p.start + 1, p."end" - p.start) '
            "FROM passages p JOIN documents d ON d.id = p.document "
            "WHERE d.id = coalesce(?, d.id) ORDER BY p.id",
            (document,),
        )

    def among(self, ids: Sequence[str]) -> set[str]:
        """Return those of some ids that documents have."""
        rows = self.query(f"SELECT id FROM documents WHERE id {self.AMONG}", (self.several(ids),))
        return {id for (id,) in rows}

    def sources(self) -> dict[str, tuple[int, int]]:
        """Map each source to how many documents are of it, and how many of those have no date."""
        rows = self.query(
            "SELECT source, count(*), count(*) - count(date) FROM documents GROUP BY source"
        )
        return {source: (documents, undated) for source, documents, undated in rows}

    def passages(self, ids: Sequence[int]) -> dict[int, Passage]:
        """Return the passages of those ids, with their text; unknown ids are left out."""
        rows = self.query(
            "SELECT p.id, p.document, d.title, d.source, d.date, p.paragraph, p.start, "
            'p."end", substr(d.text, p.start + 1, p."end" - p.start) FROM passages p '
            f"JOIN documents d ON d.id = p.document WHERE p.id {self.AMONG}",
            (self.several(ids),),
        )
        passages = {row[0]: Passage(*row) for row in rows}
        for id, lines in self.lines_of_passages(ids).items():
            passages[id] = replace(passages[id], lines=lines)
        return passages
