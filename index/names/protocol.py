"""What an archive must say of who and what its documents name: a part of
:class:`index.backend.Storage`.

Put through ``tests/index/names/conformance.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from index.types import Entity, Kind, NamedMention, Passage


class NamingStorage(Protocol):
    """The names of an archive, all of one state inside ``reading``."""

    def entities(self) -> Sequence[Entity]:
        """Return every person, organisation and place that the archive names, with the forms that
        are of one brought together, the most mentioned first."""

    def entities_called(self, kind: Kind | None, name: str) -> Sequence[Entity]:
        """Return the entities that go by a name, whichever of their forms it is; else those that
        it may be short for; the most mentioned first.

        :param kind: of any kind when ``None``.
        """

    def naming(self, kind: Kind | None, name: str) -> Sequence[Passage]:
        """Return the passages that mention whom :meth:`entities_called` gives, in no order that is
        promised."""

    def named_beside(self, kind: Kind, name: str) -> Sequence[tuple[Entity, int]]:
        """Return whom and what the passages of :meth:`naming` mention too, each with in how many
        of them, the most first."""

    def mentions(self, document: str) -> Sequence[NamedMention]:
        """Return who and what a document names, in the order of its text; nothing where
        its names were never looked for."""

    def count_unrecognised(self) -> int:
        """Return how many documents' names were never looked for: those that were added before
        names were recognised, or with an encoder that does not."""


class Recognising(Protocol):
    """What looks for names where none were looked for; needs an encoder."""

    def recognise(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Look for the names of the documents of :meth:`count_unrecognised`, some documents a
        transaction and without another fingerprint; interrupted, it goes on where it was.

        :param progress: called with (documents done, documents in all).
        :returns: how many documents that were.
        :raises BusyError: another process is writing.
        :raises EncoderError: what recognises names cannot be loaded.
        """
