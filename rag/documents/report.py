"""Says what became of every file that was to be added, for people and for ``--json``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import Any, Final, Literal, Protocol, get_args

from index.text.counts import Count
from rag.documents.types import PageRead, unread_kinds

_NAMED: Final = 8
"""Pictures without text that are named one by one."""

Progress = Callable[[int, int], None]
"""Called with (how many are done, how many there are)."""

OnFile = Callable[[str, int, int], None]
"""Called as a file is begun, with (its name, which one it is from 1, how many there are)."""


class Named(Protocol):
    """A file of this machine, or one that was sent."""

    @property
    def name(self) -> str:
        """What people call it."""


Status = Literal["added", "updated", "unchanged", "failed", "skipped"]
STATUSES: Final[tuple[Status, ...]] = get_args(Status)


@dataclass(frozen=True, slots=True)
class PageCounts:
    """How many pages of a file were read, and how.

    :param read: those that gave text, whether as such or recognised.
    :param scanned: those that are pictures, whether their text could be recognised or not.
    :param empty: those without text.
    :param quality: mean confidence of the words recognised over the scanned pages, 0…1.
    """

    read: int
    scanned: int
    empty: int
    quality: float | None = None

    @classmethod
    def of(cls, pages: Sequence[PageRead]) -> PageCounts | None:
        """Count the pages of a file; ``None`` where it has none."""
        if not pages:
            return None
        scanned = [page for page in pages if page.kind == "scanned"]
        sure = [page.quality for page in scanned if page.quality is not None]
        text = sum(page.kind == "text" for page in pages)
        return cls(
            text + len(sure),
            len(scanned),
            sum(page.kind == "empty" for page in pages),
            round(sum(sure) / len(sure), 3) if sure else None,
        )


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file.

    :param path: as it was given or discovered.
    :param documents: ids of its articles.
    :param passages: how many passages its articles have; 0 when unchanged, as it is not read.
    :param clutter: how many of its paragraphs are web clutter and became no passage.
    :param reason: in Spanish: why it failed, or which lines of it could not be used.
    :param same_as: another path that holds the same article, ``""`` when there is none.
    :param pages: how many of its pages were read; ``None`` where it has none, or was not read.
    :param inside: where in the file its articles stand, when it names its parts.
    :param blank: whether it was looked at and shows no text, as a photograph among pages does.
    """

    path: str
    status: Status
    documents: tuple[str, ...] = ()
    passages: int = 0
    clutter: int = 0
    reason: str = ""
    same_as: str = ""
    pages: PageCounts | None = None
    inside: tuple[str, ...] = ()
    blank: bool = False

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
            "pages": None if self.pages is None else asdict(self.pages),
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
        """The files found in folders that are of kinds that are not read, or show no text."""
        return self._with_status("skipped")

    @property
    def skipped_kinds(self) -> str:
        """How many files of which kinds were not read, in Spanish; ``""`` when all were."""
        return unread_kinds(file.path for file in self.skipped if not file.blank)

    @property
    def skipped_blank(self) -> str:
        """Which pictures and scans showed no text, in Spanish; ``""`` when all did."""
        names = [PurePath(file.path).name for file in self.skipped if file.blank]
        if not names:
            return ""
        more = f" y {len(names) - _NAMED} más" if len(names) > _NAMED else ""
        count = Count(len(names))
        counted = f"{count} {count:imagen no muestra|imágenes no muestran} texto"
        return f"{counted}: {', '.join(names[:_NAMED])}{more}."

    def count(self, status: Status) -> int:
        """Count the files of one status."""
        return len(self._with_status(status))

    def to_dict(self) -> dict[str, Any]:
        """Give what ``add --json`` prints: the counts, and every file."""
        counts: dict[str, Any] = {status: self.count(status) for status in STATUSES}
        return {**counts, "files": [file.to_dict() for file in self.files]}


@dataclass(frozen=True, slots=True)
class Removed:
    """A document in the bin.

    :param removed: when it was put there, ISO 8601 with its time.
    """

    id: str
    title: str
    source: str
    date: str | None
    removed: str

    def to_dict(self) -> dict[str, Any]:
        """What ``remove --json`` prints of it."""
        return {name: getattr(self, name) for name in self.__slots__}
