"""Which files the documents came from, and what people said of answers.

Beside the articles and of no weight in a search, but lost with the archive all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.storage.database import Database

VERDICT = ("id", "created", "question", "verdict", "remark", "answer_json")
COLUMNS = ", ".join(VERDICT)
"""Columns of what people said of answers."""


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it was when it was added: equal size and time mean it was not touched."""

    path: str
    size: int
    mtime_ns: int
    sha256: str


class Filing(Database):
    """Files, the places of documents in them, and feedback."""

    # -- files

    def file(self, path: str) -> FileState | None:
        """The file as it was when added, or ``None``."""
        rows = self.query("SELECT path, size, mtime_ns, sha256 FROM files WHERE path = ?", (path,))
        return FileState(*rows[0]) if rows else None

    def put_file(self, state: FileState, documents: Iterable[tuple[int, str]]) -> None:
        """Record a file and its (entry, document id) pairs; only inside :meth:`writing`."""
        self.change("DELETE FROM files WHERE path = ?", (state.path,))
        self.change(
            "INSERT INTO files VALUES (?,?,?,?)",
            (state.path, state.size, state.mtime_ns, state.sha256),
        )
        for entry, document in documents:
            self.change("INSERT INTO places VALUES (?,?,?)", (state.path, entry, document))

    def documents_of(self, path: str) -> dict[int, str]:
        """Entry → document id of the articles that the file gave."""
        return dict(self.query("SELECT entry, document FROM places WHERE path = ?", (path,)))

    def places(self, document: str) -> list[tuple[str, int]]:
        """(path, entry) of every place that the document was found in."""
        return self.query(
            "SELECT path, entry FROM places WHERE document = ? ORDER BY path, entry", (document,)
        )

    # -- what people said of answers

    def put_feedback(self, *given: str) -> None:
        """Keep a verdict, once however often it is given; only inside :meth:`writing`.

        :param given: created, question, verdict, remark, answer as JSON.
        """
        self.change(
            "INSERT INTO feedback (created, question, verdict, remark, answer_json) "
            "SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM feedback WHERE "
            "(created, question, verdict, remark, answer_json) = (?1, ?2, ?3, ?4, ?5))",
            given,
        )

    def put_verdicts(self, rows: Iterable[Sequence[object]]) -> None:
        """Put verdicts back as they were, but for those that are none; inside :meth:`writing`."""
        for row in rows:
            self.change(f"INSERT OR IGNORE INTO feedback ({COLUMNS}) VALUES (?,?,?,?,?,?)", row)

    def feedback(self) -> list[dict[str, str | int]]:
        """Every verdict with its columns, oldest first."""
        rows = self.query(f"SELECT {COLUMNS} FROM feedback ORDER BY id")
        return [dict(zip(VERDICT, row, strict=True)) for row in rows]
