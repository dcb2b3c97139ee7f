"""Removes documents so that it can be undone: they go into a bin, out of every answer at once.

The archive keeps them whole, with their files' places and pages, until the bin is emptied.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from index.backend import Backend
from index.errors import InputError
from index.types import Discarded
from rag import remedies
from rag.documents.report import Removed


@remedies.door
class Bin:
    """Removes documents and brings them back; a part of :class:`rag.archive.Archive`."""

    backend: Backend

    def remove(self, *ids: str) -> None:
        """Put documents into the bin by id; all of them or, if one is unknown, none.

        :raises InputError: an id is unknown.
        """
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        with self.backend.writing():
            for id in dict.fromkeys(ids):
                if not self.backend.discard(id, now):
                    raise InputError(
                        f"No hay ningún documento «{id}» en el archivo; no se quitó nada. "
                        "«hemeroteca list» muestra los que hay."
                    )
        self.backend.settle_records()

    def removed(self) -> Sequence[Removed]:
        """The documents in the bin, the last removed first."""
        return [Removed(*row) for row in self.backend.bin()]

    def undo_removal(self, *ids: str) -> None:
        """Bring documents back from the bin; all of them or, if one is not there, none.

        Those that are in the archive again already are passed over.

        :raises InputError: an id is in neither.
        """
        with self.backend.writing():
            for id in dict.fromkeys(ids):
                found = self.backend.discarded(id)
                if found is not None:
                    self.backend.bring_back(self._cut_anew(found))
                elif self.backend.document(id) is None:
                    raise InputError(
                        f"No hay ningún documento «{id}» en la papelera; no se recuperó nada. "
                        "«hemeroteca remove» sin más muestra los que hay."
                    )
        self.backend.settle_records()

    def purge(self) -> int:
        """Empty the bin for good, and return how many documents were in it.

        :raises ArchiveError: another process is writing.
        """
        return self.backend.purge()

    def _cut_anew(self, found: Discarded) -> Discarded:
        """Cut the document as the archive's encoder, maybe another one by now, needs it."""
        from rag.documents.adding import cut  # who only asks does not pay for it

        spans = cut(found.document, self.backend.encoder).spans or found.document.spans
        return replace(found, document=replace(found.document, spans=spans))
