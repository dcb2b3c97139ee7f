"""What looks after an archive: the half of :class:`rag.archive.Archive` that answers nothing.

What needs no encoder takes an address instead of an open archive, so that it also works
where the encoder, or half of the archive, is gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.backend import Backend
from index.encoders.protocol import Encoder
from rag import backends, remedies
from rag.backends import Address
from rag.documents.report import Progress

if TYPE_CHECKING:
    from rag.maintenance.rescue import Rescue


@remedies.door
class Upkeep:
    """Checks, copies, rescues and encodes anew."""

    backend: Backend

    def check(self) -> Sequence[str]:
        """Say what is wrong with the archive, in Spanish; empty when nothing is."""
        return self.backend.check()

    def backup(self, target: str | Path, *, replace: bool = False) -> None:
        """Write a consistent copy of the archive to a file, while it is in use.

        :param replace: whether a file that is there already may be replaced.
        :raises InputError: there is such a file, or no such folder.
        :raises ArchiveError: the archive is damaged or the disk full; no file is left behind.
        """
        self.backend.backup(Path(target), replace=replace)

    def stats(self) -> dict[str, Any]:
        """Give counts and settings, for people and for ``check --json``."""
        stats = self.backend.stats()
        return {
            "folder": self.backend.location,
            "documents": stats.documents,
            "passages": stats.passages,
            "encoder": stats.encoder or self.backend.encoder.fingerprint,
            "fingerprint": stats.fingerprint,
            "next_encoder": stats.next_encoder,
        }

    @property
    def derived(self) -> Path | None:
        """Folder of what can be computed again from the archive; ``None`` on a server."""
        return backends.derived(self.backend)

    @staticmethod
    def restore(copy: str | Path, address: Address = None, *, replace: bool = False) -> Path | None:
        """Make the archive in a folder what a copy holds; the copy is checked first.

        :param address: the folder; ``None`` takes the default one; it is created when missing.
        :param replace: whether an archive that has documents, or is damaged, may be replaced.
        :returns: where damaged files that were in its place were set aside, if any were.
        :raises InputError: the copy is none or damaged, or the archive has documents.
        :raises ArchiveError: it cannot be written; the archive is as it was.
        """
        return backends.restore(copy, address, replace=replace)

    @staticmethod
    def forecast(address: Address = None) -> str:
        """Say in Spanish how much of a damaged archive can be read, and what to do.

        :param address: ``None`` takes the default one.
        """
        from rag.maintenance import rescue

        return rescue.forecast(address)

    @staticmethod
    def rescue(
        target: Address,
        address: Address = None,
        *,
        encoder: Encoder | None = None,
        progress: Progress | None = None,
    ) -> Rescue:
        """Save what can be read of a damaged archive into a new one.

        :param target: where the new one shall lie.
        :param address: the damaged one, which is not touched; ``None`` takes the default one.
        :param encoder: of the new archive; that of the damaged one when ``None``.
        :param progress: called with (passages encoded, passages in all).
        :raises InputError: nothing can be read, or the new folder is none.
        """
        from rag.maintenance import rescue  # who only asks does not pay for it

        return rescue.rescue(backends.locate(address), target, encoder, progress)

    @staticmethod
    def reencode(
        encoder: Encoder, address: Address = None, *, progress: Progress | None = None
    ) -> bool:
        """Give an archive another encoder; until all is done it answers as before.

        :param address: the archive; ``None`` takes the default one.
        :param progress: called with (documents done, documents in all).
        :returns: whether it had another one.
        :raises ArchiveError: another process is writing, or changing the encoder too.
        """
        from rag.maintenance import reencoding

        with closing(backends.open_storage(address)) as storage:
            return reencoding.reencode(storage, encoder, progress)
