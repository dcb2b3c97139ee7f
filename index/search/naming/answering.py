"""What an archive answers of who and what it names, from its directory: a part of a backend."""

from __future__ import annotations

from collections.abc import Sequence

from index.search.naming.directory import Directories
from index.types import Entity, Kind, Passage


class NamesByDirectory:
    """Answers :class:`index.names.protocol.NamingStorage` but for what the rows say themselves.

    :param directories: of the archive, made by whoever derives from this.
    """

    directories: Directories

    def entities(self) -> Sequence[Entity]:
        """Return every person, organisation and place, the most mentioned first."""
        return self.directories.current().entities

    def entities_called(self, kind: Kind | None, name: str) -> Sequence[Entity]:
        """Return the entities that go by a name, or that it may be short for, the most mentioned
        first."""
        with self.directories.store.reading():
            directory = self.directories.current()
            return [directory.entities[at] for at in directory.find(kind, name)]

    def naming(self, kind: Kind | None, name: str) -> Sequence[Passage]:
        """Return the passages that mention who or what goes by a name, in the order of ids."""
        store = self.directories.store
        with store.reading():
            ids = sorted(self.directories.passages(kind, name))
            found = store.passages(ids)
        return [found[id] for id in ids]

    def named_beside(self, kind: Kind, name: str) -> Sequence[tuple[Entity, int]]:
        """Return whom and what the passages that mention somebody mention too, each with in how
        many of them, the most first."""
        with self.directories.store.reading():
            passages = sorted(self.directories.passages(kind, name))
            return self.directories.beside(kind, name, passages)
