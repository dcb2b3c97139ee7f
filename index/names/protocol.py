"""What an archive must say of who and what its documents name: a part of
:class:`index.backend.Storage`.

Put through ``tests/index/names/conformance.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from index.types import Document, Entity, Kind, NamedMention, Passage


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


class NameRows(Protocol):
    """The rows that entities are brought together from, whatever database has them."""

    @property
    def is_writing(self) -> bool:
        """Whether this thread sees a state that is none yet."""

    def reading(self) -> AbstractContextManager[None]:
        """Hold one state for several reads."""

    def writing(self, *, keep_fingerprint: bool = False) -> AbstractContextManager[None]:
        """Make all of the changes inside, or none."""

    @property
    def state_of_names(self) -> tuple[str, str]:
        """Which state the names are in: that of the archive, and one of their own."""

    def renew_state_of_names(self) -> None:
        """Say that names change although nothing that is searched does."""

    def names(self) -> list[tuple[int, Kind, str, int]]:
        """Return (number, kind, name, mentions) of each name that articles have."""

    def forms(self) -> list[tuple[int, Kind, str, str, int]]:
        """Return (number of the name, kind, form, name, mentions) of all that names are called."""

    def places_of_names(self) -> Iterator[tuple[int, int, int]]:
        """Return (number of the name, passage id, document's number) of each mention, those of a
        document and of its passages together."""

    def passages_naming(self, names: Sequence[int]) -> set[int]:
        """Return the ids of the passages that mention one of those names."""

    def names_in(self, passages: Sequence[int]) -> list[tuple[int, int]]:
        """Return (passage id, number of a name) for all that those passages mention."""

    def passages(self, ids: Sequence[int]) -> Mapping[int, Passage]:
        """Return the passages of those ids."""

    def document(self, id: str) -> Document | None:
        """Return the document of that id, or ``None``."""

    def count_unrecognised(self) -> int:
        """Return how many documents' names were never looked for."""

    def unrecognised(self, most: int) -> list[str]:
        """Return the ids of up to ``most`` of them."""

    def put_mentions(self, document: str, mentions: Iterable[NamedMention], version: str) -> None:
        """Record all that a document names in place of what was recorded."""
