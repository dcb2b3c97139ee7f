"""The rows of exact search, in step with the passages that they are of.

They are computed from what the archive holds, so that they may be made anew at any time: what is
recorded under ``exact`` says how the rows there are were computed. Where it is not how they would
be now, or nothing is recorded, nobody reads them, and the next search makes all of them in one
transaction. Rows of removed passages go by a trigger, whoever removes these.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from typing import Final

from index.errors import ArchiveError, BusyError, DamageError
from index.exact.expressions import Expression, Order
from index.exact.words import VERSION
from index.storage import migrations
from index.storage.database import Database
from index.storage.exact import sets, tokens, vocabulary
from index.storage.exact.matching import match_of
from index.storage.exact.sets import Sets
from index.storage.integrity import checksum
from index.types import Document

KEY: Final = "exact"

PATIENCE_S: Final = 2.0
"""How long a check waits for a writer before it goes without looking at FTS5's own lists."""

_MATCHING: Final = "SELECT rowid FROM exact_words WHERE exact_words MATCH ?"
_BY_SCORE: Final = f"{_MATCHING} ORDER BY bm25(exact_words, 1, 1, 0, 0, 0), rowid"
_COUNT: Final = "SELECT count(*) FROM exact_words WHERE exact_words MATCH ?"
_BY_DATE: Final = "ORDER BY d.date IS NULL, d.date DESC, d.title, d.id, p.start, p.id"
_PASSAGES: Final = "SELECT p.id FROM passages p CROSS JOIN documents d ON d.id = p.document"
_GIVEN: Final = "SELECT value FROM json_each(?)"
_DATED: Final = {
    "matching": f"{_PASSAGES} WHERE p.id IN ({_MATCHING}) {_BY_DATE}",
    "not matching": f"{_PASSAGES} WHERE p.id NOT IN ({_MATCHING}) {_BY_DATE}",
    "given": f"{_PASSAGES} WHERE p.id IN ({_GIVEN}) {_BY_DATE}",
    "not given": f"{_PASSAGES} WHERE p.id NOT IN ({_GIVEN}) {_BY_DATE}",
}
"""Statements that give passages by date: those that match or do not, those of a list or not."""

_log = logging.getLogger(__name__)


class ExactRecords(Database):
    """What exact search reads of each passage."""

    def put_words(self, document: Document) -> None:
        """Write the rows of a document whose passages are stored, in place of those there are;
        only inside :meth:`writing`.

        Nothing is written where the other passages have none: they are all made together.
        """
        if self.has_words:
            self._forget_words_of(document.id)
            self._write_words(document)

    def begin_words(self) -> None:
        """Record that every passage has its row where there is no passage yet; only inside
        :meth:`writing`."""
        if not self.has_words and not self.query("SELECT 1 FROM passages LIMIT 1"):
            self.set_meta(KEY, VERSION)

    @property
    def has_words(self) -> bool:
        """Whether every passage has its row, computed as it would be now."""
        return self.meta(KEY) == VERSION

    def forget_words(self) -> None:
        """Drop all rows at once, to be made anew by the next search; only inside
        :meth:`writing`."""
        self.set_meta(KEY, None)
        for statement in migrations.EXACT_ANEW:
            self.change(statement)

    def make_words(self) -> None:
        """Make all rows unless they are there, in a transaction of its own.

        Some three minutes for a million passages.

        :raises BusyError: another process is writing.
        """
        if self.has_words:
            return
        if self.is_writing:
            self._make_words()
            return
        with self.writing(keep_fingerprint=True):  # the archive says what it said
            if not self.has_words:  # another process may have been quicker
                self._make_words()

    def _make_words(self) -> None:
        _log.info("The rows of exact search are made.")
        self.forget_words()
        rows = self.iterate("SELECT id, title, source, date, text FROM documents")
        for id, title, source, date, text in rows:
            self._write_words(Document(text, (), title, source, date), id)
        self.set_meta(KEY, VERSION)

    def _write_words(self, document: Document, id: str | None = None) -> None:
        text = document.text
        title = tokens.columns_of_text(document.title)
        about = tokens.about(document.source, document.date)
        for passage, start, end in self.query(
            'SELECT id, start, "end" FROM passages WHERE document = ? ORDER BY id',
            (id or document.id,),
        ):
            row = (passage, *tokens.columns_of_text(text[start:end]), *title, about)
            self.change(
                "INSERT INTO exact_words "
                "(rowid, terms, forms, title_terms, title_forms, about, checksum) "
                "VALUES (?,?,?,?,?,?,?)",
                (*row, checksum(*row)),
            )

    def _forget_words_of(self, document: str) -> None:
        self.change(
            "DELETE FROM exact_words WHERE rowid IN (SELECT id FROM passages WHERE document = ?)",
            (document,),
        )

    def count_matches(self, expression: Expression, known: Sets | None = None) -> int:
        """Return of how many passages an expression is true; the rows must be there.

        :param known: passages of mentions that are known otherwise than by words.
        """
        if known:
            found, is_negated = sets.joined(expression, known, self._asked)
            return self.count_passages() - len(found) if is_negated else len(found)
        match = match_of(expression, self._neighbours)
        ((count,),) = self.query(_COUNT, (match.words,))
        return self.count_passages() - count if match.is_negated else int(count)

    def matches(
        self, expression: Expression, order: Order = "date", known: Sets | None = None
    ) -> Sequence[int]:
        """Return the ids of all passages of which an expression is true; the rows must be there.

        :param order: where nothing is looked for, only left out, none is likelier than another.
        :param known: passages of mentions that are known otherwise than by words.
        """
        match, found = match_of(expression, self._neighbours), frozenset[int]()
        which, value = "matching", match.words
        is_negated = match.is_negated
        if known:
            found, is_negated = sets.joined(expression, known, self._asked)
            which, value = "given", json.dumps(sorted(found))
        if order == "score" and not (match.is_negated or is_negated):
            ranked = [id for (id,) in self.query(_BY_SCORE, (match.words,))]
            if not known:
                return ranked
            places = {id: place for place, id in enumerate(ranked)}
            return sorted(found, key=lambda id: (places.get(id, len(places)), id))
        statement = _DATED[f"not {which}" if is_negated else which]
        return [id for (id,) in self.query(statement, (value,))]

    def _asked(self, expression: Expression) -> frozenset[int]:
        match = match_of(expression, self._neighbours)
        rows = self.query(_MATCHING, (match.words,))
        found = frozenset(id for (id,) in rows)
        if not match.is_negated:
            return found
        return frozenset(id for (id,) in self.query("SELECT id FROM passages")) - found

    def _neighbours(self, form: str) -> list[str]:
        return vocabulary.within_one_letter(form, self._next_word)

    def _next_word(self, text: str) -> str | None:
        rows = self.query("SELECT term FROM exact_vocabulary WHERE term >= ? LIMIT 1", (text,))
        return str(rows[0][0]) if rows else None

    def check_words(self) -> list[str]:
        """Return whether FTS5's lists say what its rows say, in Spanish; empty when they do.

        That of the rows themselves is said by :mod:`index.storage.integrity`. Where another process
        goes on writing it is left out, since SQLite looks at the lists in a turn of its own.
        """
        try:
            with self.writing(keep_fingerprint=True, patience=PATIENCE_S):
                self.change("INSERT INTO exact_words (exact_words) VALUES ('integrity-check')")
        except DamageError:
            return ["Las listas de la búsqueda exacta no son las de sus pasajes"]
        except BusyError as error:
            _log.info("The lists of exact search are not looked at: %s", error)
        except ArchiveError as error:
            _log.info("The lists of exact search cannot be looked at: %s", error)
        return []
