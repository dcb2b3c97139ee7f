"""Says how an archive came to follow a folder: what was added, changed, moved and removed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

from rag.documents.report import AddReport, FileReport

Change = Literal["removed", "renamed"]
CHANGES: Final[tuple[Change, ...]] = ("removed", "renamed")


@dataclass(frozen=True, slots=True)
class Moved:
    """A file that the folder no longer has where it was.

    :param path: where it was.
    :param to: where it is now, ``""`` when it is nowhere.
    :param documents: ids of the articles that went with it, or moved with it.
    """

    path: str
    to: str
    documents: tuple[str, ...]

    @property
    def status(self) -> Change:
        """What became of it."""
        return "renamed" if self.to else "removed"

    def to_dict(self) -> dict[str, Any]:
        """Give the object that ``sync --json`` prints for this file."""
        return {
            "path": self.path,
            "status": self.status,
            "to": self.to or None,
            "documents": list(self.documents),
        }


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What became of every file of a folder that an archive follows.

    :param folder: the folder, as it was given.
    :param files: of those that are there.
    :param moved: those that are not where they were.
    :param dry_run: whether nothing was done: it is what would have been.
    """

    folder: str
    files: AddReport
    moved: tuple[Moved, ...] = ()
    dry_run: bool = False

    @property
    def changed(self) -> bool:
        """Whether the archive is another than before."""
        return self.files.changed

    @property
    def failed(self) -> tuple[FileReport, ...]:
        """The files that could not be used, each with its reason."""
        return self.files.failed

    @property
    def removed(self) -> tuple[Moved, ...]:
        """The files that are gone, each with the articles that went with it."""
        return tuple(file for file in self.moved if not file.to)

    @property
    def renamed(self) -> tuple[Moved, ...]:
        """The files that lie elsewhere now, under the folder."""
        return tuple(file for file in self.moved if file.to)

    def to_dict(self) -> dict[str, Any]:
        """Give what ``sync --json`` prints: that of ``add --json`` and what moved."""
        shown = self.files.to_dict()
        files = shown.pop("files")
        return {
            "folder": self.folder,
            "dry_run": self.dry_run,
            **shown,
            "removed": len(self.removed),
            "renamed": len(self.renamed),
            "files": [*files, *(file.to_dict() for file in self.moved)],
        }
