"""Who and what an archive names: the entities of one state, found by any of their names.

Made from the rows of names when somebody first asks for it in a state, and kept until that changes.
"""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from index.exact.expressions import Expression, Mention, leaves
from index.names.keys import Key, is_part, key_of
from index.names.merging import Group, merged
from index.names.protocol import NameRows
from index.storage.exact.sets import Sets
from index.types import KINDS, Entity, Kind


@dataclass(frozen=True, slots=True)
class Directory:
    """The entities of one state, each by its place in a list; the most mentioned first.

    :param entities: with their counts.
    :param groups: what each is made of.
    :param keys: the place of the entity that a key is of.
    :param owners: the place of the entity that a name's number is of.
    """

    entities: Sequence[Entity]
    groups: Sequence[Group]
    keys: Mapping[tuple[Kind, Key], int]
    owners: Mapping[int, int]
    words: Mapping[tuple[Kind, str], Sequence[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, store: NameRows) -> Directory:
        """Return the directory of the store's present state."""
        forms = store.forms()
        shortened = [(kind, form, name) for _, kind, form, name, _ in forms if form != name]
        groups = merged(store.names(), shortened)
        owner = {number: at for at, group in enumerate(groups) for number in group.names}
        written: dict[int, Counter[str]] = defaultdict(Counter)
        for number, _, form, _, count in forms:
            written[owner[number]][form] += count
        passages, documents = _counts(store.places_of_names(), owner)
        order = sorted(
            range(len(groups)), key=lambda at: (-passages[at], -documents[at], groups[at].name)
        )
        entities = [
            Entity(
                groups[at].kind,
                groups[at].name,
                tuple(sorted(written[at], key=lambda form: (-written[at][form], form))),
                passages[at],
                documents[at],
            )
            for at in order
        ]
        ordered = [groups[at] for at in order]
        words: dict[tuple[Kind, str], list[int]] = defaultdict(list)
        for at, group in enumerate(ordered):
            for word in {word for key in group.keys for word in key}:
                words[group.kind, word].append(at)
        return cls(
            entities,
            ordered,
            {(group.kind, key): at for at, group in enumerate(ordered) for key in group.keys},
            {number: at for at, group in enumerate(ordered) for number in group.names},
            words,
        )

    def find(self, kind: Kind | None, name: str) -> Sequence[int]:
        """Return the places of the entities that go by a name: the one, or those that it may be
        short for, the most mentioned first; none if nobody is called so.

        :param kind: of any kind when ``None``.
        """
        found: list[int] = []
        for each in (kind,) if kind else KINDS:
            key = key_of(name, each)
            exact = self.keys.get((each, key))
            if exact is not None:
                found.append(exact)
                continue
            found += self._short(each, key)
        return sorted(found)

    def _short(self, kind: Kind, key: Key) -> Iterable[int]:
        candidates = self.words.get((kind, max(key, key=len)), ())
        return [at for at in candidates if any(is_part(key, own) for own in self.groups[at].keys)]


def _counts(
    places: Iterable[tuple[int, int, int]], owner: Mapping[int, int]
) -> tuple[Counter[int], Counter[int]]:
    """Count the passages and documents that mention each group, holding those of one document
    alone.

    :param places: (number of a name, passage, document), a document's and a passage's together.
    :param owner: the group that each name is of.
    """
    passages, documents = Counter[int](), Counter[int]()
    for _, of_document in groupby(places, key=itemgetter(2)):
        in_document = set[int]()
        for _, of_passage in groupby(of_document, key=itemgetter(1)):
            in_passage = {owner[number] for number, *_ in of_passage}
            passages.update(in_passage)
            in_document |= in_passage
        documents.update(in_document)
    return passages, documents


class Directories:
    """The directory of the last state that was asked for; safe to share between threads.

    :param store: whose names these are.
    """

    def __init__(self, store: NameRows) -> None:
        self.store = store
        self._lock = threading.Lock()
        self._last: tuple[tuple[str, str], Directory] | None = None

    def current(self) -> Directory:
        """Return the directory of the present state; of an uncommitted one it is not kept."""
        if self.store.is_writing:
            return Directory.of(self.store)
        with self._lock, self.store.reading():
            state = self.store.state_of_names
            if self._last is None or self._last[0] != state:
                self._last = state, Directory.of(self.store)
            return self._last[1]

    def passages(self, kind: Kind | None, name: str) -> set[int]:
        """Return the ids of the passages that mention who or what goes by a name."""
        with self.store.reading():
            directory = self.current()
            numbers = [
                number for at in directory.find(kind, name) for number in directory.groups[at].names
            ]
            return self.store.passages_naming(numbers)

    def known(self, expression: Expression) -> Sets:
        """Map the mentions of an exact query to the passages that name whom they mean.

        A name is asked by its words where some document's names were never looked for, or nobody
        was found who goes by it: what a recogniser overlooks is not to be missed without a word.
        """
        asked = [x for x in leaves(expression, negated=True) if isinstance(x, Mention)]
        if not asked or self.store.count_unrecognised():
            return {}
        found = {x: frozenset(self.passages(x.kind, x.name)) for x in asked}
        return {mention: passages for mention, passages in found.items() if passages}

    def mentioning(
        self, names: Iterable[tuple[Kind, str]], ids: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Return which passages mention all of the named ones, one at least, bool (passages,).

        :param ids: of the passages, in their order.
        """
        return np.isin(ids, sorted(self.mentioning_all(names)))

    def mentioning_all(self, names: Iterable[tuple[Kind, str]]) -> set[int]:
        """Return the ids of the passages that mention all of some named ones, one at least."""
        with self.store.reading():
            return set.intersection(*(self.passages(kind, name) for kind, name in names))

    def beside(self, kind: Kind, name: str, passages: Sequence[int]) -> list[tuple[Entity, int]]:
        """Return who else those passages mention, each with in how many of them, most first."""
        with self.store.reading():
            directory = self.current()
            own = set(directory.find(kind, name))
            pairs = {(p, directory.owners[n]) for p, n in self.store.names_in(passages)}
        counts = Counter(at for _, at in pairs if at not in own)
        return [(directory.entities[at], count) for at, count in counts.most_common()]
