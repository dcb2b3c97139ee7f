"""Says what became of every file that was to be added, for people and for ``--json``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from rag.documents.types import unread_kinds

Progress = Callable[[int, int], None]
"""Called with (how many are done, how many there are)."""

Status = Literal["added", "updated", "unchanged", "failed", "skipped"]
STATUSES: Final[tuple[Status, ...]] = get_args(Status)


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file.

    :param path: as it was given or discovered.
    :param documents: ids of its articles.
    :param passages: how many passages its articles have; 0 when unchanged, as it is not read.
    :param clutter: how many of its paragraphs are web clutter and became no passage.
    :param reason: in Spanish: why it failed, or which lines of it could not be used.
    :param same_as: another path that holds the same article, ``""`` when there is none.
    :param inside: where in the file its articles stand, when it names its parts.
    """

    path: str
    status: Status
    documents: tuple[str, ...] = ()
    passages: int = 0
    clutter: int = 0
    reason: str = ""
    same_as: str = ""
    inside: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the object that ``add --json`` prints for this file."""
        return {
            "path": self.path,
            "status": self.status,
            "documents": list(self.documents),
            "passages": self.passages,
            "left_out": self.clutter,
            "reason": self.reason,
            "same_as": self.same_as,
            "inside": list(self.inside),
        }


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of every file of an ``add``.

    :param changed: whether the archive is another than before.
    """

    files: tuple[FileReport, ...]
    changed: bool = False

    def _with_status(self, status: Status) -> tuple[FileReport, ...]:
        return tuple(file for file in self.files if file.status == status)

    @property
    def added(self) -> tuple[FileReport, ...]:
        """The files that were new."""
        return self._with_status("added")

    @property
    def updated(self) -> tuple[FileReport, ...]:
        """The files whose content had changed."""
        return self._with_status("updated")

    @property
    def unchanged(self) -> tuple[FileReport, ...]:
        """The files that are in the archive as they are."""
        return self._with_status("unchanged")

    @property
    def failed(self) -> tuple[FileReport, ...]:
        """The files that could not be used, each with its reason."""
        return self._with_status("failed")

    @property
    def skipped(self) -> tuple[FileReport, ...]:
        """The files found in folders that are of kinds that are not read."""
        return self._with_status("skipped")

    @property
    def skipped_kinds(self) -> str:
        """How many files of which kinds were not read, in Spanish; ``""`` when all were."""
        return unread_kinds(file.path for file in self.skipped)

    def count(self, status: Status) -> int:
        """Count the files of one status."""
        return len(self._with_status(status))

    def to_dict(self) -> dict[str, Any]:
        """Give what ``add --json`` prints: the counts, and every file."""
        counts: dict[str, Any] = {status: self.count(status) for status in STATUSES}
        return {**counts, "files": [file.to_dict() for file in self.files]}
