"""Finds the names that people begin to type among all that an archive has."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from index.backend import Storage
from index.text.folding import fold_words
from index.types import Entity, Kind


class Lookup:
    """Looks names up by a part of any of their forms; safe to share between threads.

    The forms are folded once for each state of the archive and kept, since every letter typed asks
    anew: folding those of 100,000 names takes half a second.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._lock = threading.Lock()
        self._kept: tuple[Sequence[Entity], Sequence[str]] = ((), ())

    def having(self, part: str, kind: Kind | None = None) -> list[Entity]:
        """Return those that hold what was typed, whatever its case and accents, the most mentioned
        first.

        :param kind: those of one kind; of all when ``None``.
        """
        wanted = fold_words(part)
        return [
            entity
            for entity, forms in zip(*self._current(), strict=True)
            if kind in (None, entity.kind) and wanted in forms
        ]

    def completing(self, part: str, most: int) -> list[Entity]:
        """Return up to ``most`` that what was typed may become: first who is called just so, then
        those of whom a word begins so, then those that hold it; of each the most mentioned first.
        """
        wanted = fold_words(part)
        ranked: tuple[list[Entity], ...] = ([], [], [])
        for entity, forms in zip(*self._current(), strict=True):
            if wanted in forms:
                place = 0 if f"\n {wanted}\n" in forms else 1 if f" {wanted}" in forms else 2
                ranked[place].append(entity)
        return [entity for own in ranked for entity in own][:most]

    def _current(self) -> tuple[Sequence[Entity], Sequence[str]]:
        entities = self._storage.entities()
        with self._lock:
            if self._kept[0] is not entities:  # the storage keeps its list for one state
                self._kept = entities, [_folded(entity) for entity in entities]
            return self._kept


def _folded(entity: Entity) -> str:
    """Return all forms of a name on lines of their own, each after a space as its words are."""
    forms = dict.fromkeys((entity.name, *entity.forms))
    return "\n" + "".join(f" {fold_words(form)}\n" for form in forms)
