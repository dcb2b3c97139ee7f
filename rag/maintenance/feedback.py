"""What people say of answers, and how it gets into its table, :data:`rag.tables.FEEDBACK`.

A verdict given while another process writes to the archive waits beside it, which is the
backend's affair (:meth:`index.backend.Storage.keep_record`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from index.backend import Storage
from rag.tables import FEEDBACK, Verdict


@dataclass(frozen=True, slots=True)
class Feedback:
    """The verdicts of an archive."""

    storage: Storage

    def keep(self, question: str, verdict: Verdict, remark: str, answer_json: str) -> bool:
        """Keep a verdict for good.

        :returns: whether it is in its table already; if not it goes in by itself.
        :raises ArchiveError: it could not be kept.
        """
        record = {
            "created": datetime.now(UTC).isoformat(timespec="microseconds"),
            "question": question,
            "verdict": verdict,
            "remark": remark,
            "answer_json": answer_json,
        }
        return self.storage.keep_record(FEEDBACK, record)

    def all(self) -> list[dict[str, Any]]:
        """Return every verdict with its columns, oldest first; without one that had no remark yet
        when it was given again for the same answer."""
        rows = [dict(record) for record in self.storage.records(FEEDBACK)]
        last = {row["answer_json"]: row["id"] for row in rows}
        return [row for row in rows if row["remark"] or last[row["answer_json"]] == row["id"]]
