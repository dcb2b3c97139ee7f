"""Who and what the documents name: the forms once, and where each stands.

Mentions hang on their document and not on its passages, which a change of encoder cuts anew; a
passage mentions what is named between its start and its end. The same rows in a folder and on a
server.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from index.storage.integrity import checksum
from index.storage.rows.access import Rows
from index.types import Kind, NamedMention

STATE: Final = "names"
"""What the state of the names is recorded under, where they change and nothing else does."""

_WITHIN: Final = 'p.document = m.document AND p.start <= m.start AND p."end" > m.start'


class NameRows(Rows):
    """Names, and their mentions in the documents."""

    def put_mentions(self, document: str, mentions: Iterable[NamedMention], version: str) -> None:
        """Record all that a document names in place of what was recorded; inside :meth:`writing`.

        :param version: of what recognised them.
        """
        self.change("DELETE FROM mentions WHERE document = ?", (document,))
        own = list(mentions)
        numbers = self._numbers([(m.kind, name) for m in own for name in (m.form, m.name)])
        rows = [
            (document, m.start, m.end, numbers[m.kind, m.form], numbers[m.kind, m.name])
            for m in own
        ]
        if rows:
            self.change_many(
                "INSERT INTO mentions VALUES (?,?,?,?,?,?)", [(*r, checksum(*r)) for r in rows]
            )
        self.change(
            "INSERT INTO recognised VALUES (?,?) ON CONFLICT (document) DO UPDATE "
            "SET version = excluded.version",
            (document, version),
        )

    def _numbers(self, names: Sequence[tuple[Kind, str]]) -> dict[tuple[Kind, str], int]:
        """Return the numbers of some names, which those that are new are given."""
        wanted = dict.fromkeys(names)
        found = self._known(wanted)
        if fresh := [pair for pair in wanted if pair not in found]:
            self.change_many(
                "INSERT INTO names (kind, name, checksum) VALUES (?,?,?)",
                [(kind, name, checksum(kind, name)) for kind, name in fresh],
            )
            found |= self._known(fresh)
        return found

    def _known(self, names: Iterable[tuple[Kind, str]]) -> dict[tuple[Kind, str], int]:
        by_kind: defaultdict[Kind, list[str]] = defaultdict(list)
        for kind, name in names:
            by_kind[kind].append(name)
        found: dict[tuple[Kind, str], int] = {}
        for kind, several in by_kind.items():
            rows = self.query(
                f"SELECT name, id FROM names WHERE kind = ? AND name {self.AMONG}",
                (kind, self.several(several)),
            )
            found |= {(kind, name): id for name, id in rows}
        return found

    def mentions(self, document: str) -> list[NamedMention]:
        """Return what a document names, in the order of its text."""
        rows = self.query(
            'SELECT m.start, m."end", n.kind, f.name, n.name FROM mentions m '
            "JOIN names f ON f.id = m.form JOIN names n ON n.id = m.name "
            "WHERE m.document = ? ORDER BY m.start",
            (document,),
        )
        return [NamedMention(*row) for row in rows]

    def recognised_by(self, document: str) -> str | None:
        """Return which version looked for a document's names, ``None`` where none did."""
        rows = self.query("SELECT version FROM recognised WHERE document = ?", (document,))
        return rows[0][0] if rows else None

    def unrecognised(self, most: int) -> list[str]:
        """Return the ids of up to ``most`` documents whose names were never looked for."""
        rows = self.query(
            "SELECT d.id FROM documents d WHERE NOT EXISTS "
            "(SELECT 1 FROM recognised r WHERE r.document = d.id) LIMIT ?",
            (most,),
        )
        return [id for (id,) in rows]

    def count_unrecognised(self) -> int:
        """Return how many documents' names were never looked for."""
        rows = self.query(
            "SELECT (SELECT count(*) FROM documents) - (SELECT count(*) FROM recognised)"
        )
        return int(rows[0][0])

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
        """Return (number of the name, passage id, document's number) of each mention, those of a
        document and of its passages together; inside a transaction."""
        return self.iterate(
            f"SELECT m.name, p.id, d.{self.NUMBER} FROM mentions m JOIN documents d "
            f"ON d.id = m.document JOIN passages p ON {_WITHIN} ORDER BY d.{self.NUMBER}, p.id"
        )

    def passages_naming(self, names: Sequence[int]) -> set[int]:
        """Return the ids of the passages that mention one of those names."""
        rows = self.query(
            f"SELECT p.id FROM mentions m JOIN passages p ON {_WITHIN} WHERE m.name {self.AMONG}",
            (self.several(names),),
        )
        return {id for (id,) in rows}

    def names_in(self, passages: Sequence[int]) -> list[tuple[int, int]]:
        """Return (passage id, number of a name) for all that those passages mention."""
        return self.query(
            f"SELECT DISTINCT p.id, m.name FROM passages p JOIN mentions m ON {_WITHIN} "
            f"WHERE p.id {self.AMONG}",
            (self.several(passages),),
        )

    def forget_unused_names(self) -> None:
        """Forget the names that no document has any more; inside :meth:`writing`."""
        self.change(
            "DELETE FROM names WHERE NOT EXISTS (SELECT 1 FROM mentions m WHERE m.form = names.id) "
            "AND NOT EXISTS (SELECT 1 FROM mentions m WHERE m.name = names.id)"
        )
