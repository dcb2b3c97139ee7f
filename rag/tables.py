"""The tables that ``rag`` keeps in an archive beside its articles, and what their columns hold.

The engine creates, copies and rescues them without knowing what they are for.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

from index.storage.tables import Column, Table

Verdict = Literal["right", "wrong", "source"]
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)

FEEDBACK: Final = Table(
    "feedback",
    (
        Column("created"),
        Column("question"),
        Column("verdict", VERDICTS),
        Column("remark"),
        Column("answer_json"),
    ),
    label="su opinión",
    pending="pending",  # where the first archives have it
)

FOLDERS: Final = Table("folders", (Column("path"),), label="su carpeta")
"""Folders that the archive was made to follow, so that the chat can do it again by a button."""

TABLES: Final = (FEEDBACK, FOLDERS)
"""All of them; none is searched."""
