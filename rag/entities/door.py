"""What an archive says of the people, organisations and places in it; a part of
:class:`rag.archive.Archive`."""

from __future__ import annotations

from collections.abc import Sequence

from index.backend import Backend
from index.encoders.protocol import Progress
from index.errors import InputError
from index.types import KINDS, Entity, Kind
from rag import remedies
from rag.entities import names
from rag.entities.pages import EntityPage, page_of


@remedies.door
class Entities:
    """Lists who and what is named, and tells of each."""

    backend: Backend

    def entities(
        self,
        kind: Kind | None = None,
        top: int | None = None,
        *,
        progress: Progress | None = None,
    ) -> Sequence[Entity]:
        """Return the people, organisations and places that the articles name, the most mentioned
        first, each with the forms that it is written in.

        Articles from before names were recognised are read first, once: about as long as adding
        them took.

        :param kind: those of one kind; of all when ``None``.
        :param top: so many of them at most; all when ``None``.
        :param progress: called with (documents done, documents in all) while they are read.
        :raises InputError: there is no such kind, or ``top`` is not positive.
        """
        if kind is not None and kind not in KINDS:
            raise InputError(f"La clase «{kind}» no existe: use {', '.join(KINDS)}.")
        if top is not None and top < 1:
            raise InputError(f"El número de nombres debe ser 1 o más, y es {top}.")
        self.recognise(progress)
        found = [each for each in self.backend.entities() if kind in (None, each.kind)]
        return found[:top]

    def recognise(self, progress: Progress | None = None) -> int:
        """Look for the names of articles in which they were never looked for, and return how many
        these were.

        :param progress: called with (documents done, documents in all).
        """
        return self.backend.recognise(progress) if self.backend.count_unrecognised() else 0

    def entity(self, name: str, kind: Kind | None = None) -> EntityPage:
        """Return what the archive has of one: its articles by time, who occurs with it, and the
        sentences that tell most of it.

        :param name: any of its names.
        :param kind: where several kinds have the name.
        :raises InputError: nobody is called so, or several may be.
        """
        if kind not in (None, *KINDS):
            raise InputError(f"La clase «{kind}» no existe: use {', '.join(KINDS)}.")
        with self.backend.reading():
            return page_of(self.backend, names.check(kind, name, self.backend))
