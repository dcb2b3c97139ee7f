"""Names of files inside files, as they can be printed and lead nowhere."""

from __future__ import annotations

from pathlib import PurePosixPath

from rag.documents.types import printable


def member_name(name: str) -> str:
    """Give a member's name as a plain path below its archive, whatever it was made to be."""
    parts = PurePosixPath(printable(name).replace("\\", "/")).parts
    return "/".join(part for part in parts if part not in ("..", ".", "/"))
