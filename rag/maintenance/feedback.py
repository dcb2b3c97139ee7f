"""What people say of answers: the table that it is kept in, and how it gets there.

A verdict given while another process writes to the archive waits beside it, which is the
backend's affair (:meth:`index.backend.Storage.keep_record`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Literal, get_args

from index.backend import Storage
from index.storage.folder_layout import PENDING
from index.storage.tables import Column, Table

Verdict = Literal["right", "wrong", "source"]
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)

TABLE: Final = Table(
    "feedback",
    (
        Column("created"),
        Column("question"),
        Column("verdict", VERDICTS),
        Column("remark"),
        Column("answer_json"),
    ),
    label="su opinión",
    pending=PENDING,  # as the first archives have it
)


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
        return self.storage.keep_record(TABLE, record)

    def all(self) -> list[dict[str, Any]]:
        """Every verdict with its columns, oldest first."""
        return [dict(record) for record in self.storage.records(TABLE)]
