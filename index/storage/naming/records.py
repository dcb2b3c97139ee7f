"""Who and what the documents name: the forms once, and where each stands.

Mentions hang on their document and not on its passages, which a change of encoder cuts anew; a
passage mentions what is named between its start and its end.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from index.storage.file_records import BinRecords
from index.storage.integrity import checksum
from index.types import Kind, NamedMention

STATE: Final = "names"
"""What the state of the names is recorded under, where they change and nothing else does."""

BATCH: Final = 500
"""Numbers in one SQL statement, under SQLite's least limit of 999 parameters."""

_WITHIN: Final = 'p.document = m.document AND p.start <= m.start AND p."end" > m.start'


class NameRecords(BinRecords):
    """Names, and their mentions in the documents."""

    def put_mentions(self, document: str, mentions: Iterable[NamedMention], version: str) -> None:
        """Record all that a document names in place of what was recorded; inside :meth:`writing`.

        :param version: of what recognised them.
        """
        self.change("DELETE FROM mentions WHERE document = ?", (document,))
        for mention in mentions:
            form = self._number(mention.kind, mention.form)
            name = self._number(mention.kind, mention.name)
            row = (document, mention.start, mention.end, form, name)
            self.change("INSERT INTO mentions VALUES (?,?,?,?,?,?)", (*row, checksum(*row)))
        self.change("INSERT OR REPLACE INTO recognised VALUES (?,?)", (document, version))

    def _number(self, kind: Kind, name: str) -> int:
        known = "SELECT id FROM names WHERE kind = ? AND name = ?"
        rows = self.query(known, (kind, name))
        if not rows:
            self.change(
                "INSERT INTO names (kind, name, checksum) VALUES (?,?,?)",
                (kind, name, checksum(kind, name)),
            )
            rows = self.query(known, (kind, name))
        return int(rows[0][0])

    def mentions(self, document: str) -> list[NamedMention]:
        """Return what a document names, in the order of its text."""
        rows = self.query(
            'SELECT m.start, m."end", n.kind, f.name, n.name FROM mentions m '
            "JOIN names f ON f.id = m.form JOIN names n ON n.id = m.name "
            "WHERE m.document = ? ORDER BY m.start",
            (document,),
        )
        return [NamedMention(*row) for row in rows]

    def unrecognised(self, most: int) -> list[str]:
        """Return the ids of up to ``most`` documents whose names were never looked for."""
        rows = self.query(
            "SELECT id FROM documents WHERE id NOT IN (SELECT document FROM recognised) LIMIT ?",
            (most,),
        )
        return [id for (id,) in rows]

    def count_unrecognised(self) -> int:
        """Return how many documents' names were never looked for."""
        counts = "SELECT (SELECT count(*) FROM documents) - (SELECT count(*) FROM recognised)"
        return int(self.query(counts)[0][0])

    @property
    def state_of_names(self) -> tuple[str, str]:
        """Which state the names are in: that of the archive, and one of their own."""
        return self.fingerprint, self.meta(STATE) or ""

    def renew_state_of_names(self) -> None:
        """Say that names change although nothing that is searched does; inside :meth:`writing`."""
        self.set_meta(STATE, uuid.uuid4().hex)

    def names(self) -> list[tuple[int, Kind, str, int]]:
        """Return (number, kind, name, mentions) of each name that articles have."""
        return self.query(
            "SELECT n.id, n.kind, n.name, c.mentions FROM names n JOIN "
            "(SELECT name, count(*) AS mentions FROM mentions GROUP BY name) c ON c.name = n.id "
            "ORDER BY n.id"
        )

    def forms(self) -> list[tuple[int, Kind, str, str, int]]:
        """Return (number of the name, kind, form, name, mentions) of all that names are called."""
        return self.query(
            "SELECT n.id, n.kind, f.name, n.name, c.mentions FROM "
            "(SELECT form, name, count(*) AS mentions FROM mentions GROUP BY form, name) c "
            "JOIN names f ON f.id = c.form JOIN names n ON n.id = c.name ORDER BY n.id, f.id"
        )

    def places_of_names(self) -> Iterator[tuple[int, int, int]]:
        """Return (number of the name, passage id, document's row) for each passage that a name
        is mentioned in, however often."""
        return self.iterate(
            "SELECT DISTINCT m.name, p.id, d.rowid FROM mentions m JOIN documents d "
            f"ON d.id = m.document JOIN passages p ON {_WITHIN}"
        )

    def passages_naming(self, names: Sequence[int]) -> set[int]:
        """Return the ids of the passages that mention one of those names."""
        found: set[int] = set()
        for start in range(0, len(names), BATCH):
            batch = names[start : start + BATCH]
            marks = ",".join("?" * len(batch))
            rows = self.query(
                f"SELECT p.id FROM mentions m JOIN passages p ON {_WITHIN} "
                f"WHERE m.name IN ({marks})",
                batch,
            )
            found.update(id for (id,) in rows)
        return found

    def names_in(self, passages: Sequence[int]) -> list[tuple[int, int]]:
        """Return (passage id, number of a name) for all that those passages mention."""
        pairs: list[tuple[int, int]] = []
        for start in range(0, len(passages), BATCH):
            batch = passages[start : start + BATCH]
            marks = ",".join("?" * len(batch))
            pairs += self.query(
                f"SELECT DISTINCT p.id, m.name FROM passages p JOIN mentions m ON {_WITHIN} "
                f"WHERE p.id IN ({marks})",
                batch,
            )
        return pairs

    def purge(self) -> int:
        """Empty the bin, and forget the names that no document has any more."""
        with self.writing(keep_fingerprint=True):
            self.forget_unused_names()
        return super().purge()

    def forget_unused_names(self) -> None:
        """Forget the names that no document has any more; inside :meth:`writing`."""
        self.change(
            "DELETE FROM names WHERE id NOT IN (SELECT form FROM mentions) "
            "AND id NOT IN (SELECT name FROM mentions)"
        )
