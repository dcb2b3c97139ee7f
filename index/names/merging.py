"""The people, organisations and places of an archive, from the names that its articles have.

Names with one key are one. A name that is short for another («Putin») is that one if the archive
has only one that it can be short for; a surname that two people have stays apart, since only the
article can tell which of them it is, and there it has been told (:mod:`index.names.linking`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from index.names.keys import INITIAL, Key, is_abbreviation, is_acronym_of, is_part, key_of
from index.names.linking import preferred
from index.types import Kind


@dataclass(slots=True)
class Group:
    """All that is known of one entity by the names that it goes by.

    :param names: numbers of its names in the database.
    :param written: how often each form is written; the names themselves first of all.
    """

    kind: Kind
    names: set[int] = field(default_factory=set)
    written: Counter[str] = field(default_factory=Counter)
    keys: set[Key] = field(default_factory=set)

    @property
    def name(self) -> str:
        """Return the form to show: a whole name rather than an abbreviation, the most frequent."""
        whole = {f: n for f, n in self.written.items() if not is_abbreviation(f, self.kind)}
        longest = self._long(whole or self.written)
        return preferred(longest)

    def _long(self, forms: Mapping[str, int]) -> Mapping[str, int]:
        if self.kind != "person":
            return forms
        several = {form: n for form, n in forms.items() if len(key_of(form, "person")) > 1}
        return several or forms


def merged(
    names: Iterable[tuple[int, Kind, str, int]], shortened: Iterable[tuple[Kind, str, str]] = ()
) -> list[Group]:
    """Bring the names of an archive's articles together.

    :param names: (number, kind, name, how many mentions) of each name that articles have.
    :param shortened: (kind, form, name) of what articles were found to call their names for short.
    """
    groups: dict[tuple[Kind, Key], Group] = {}
    for number, kind, name, count in names:
        key = key_of(name, kind)
        group = groups.setdefault((kind, key), Group(kind))
        group.names.add(number)
        group.written[name] += count
        group.keys.add(key)
    called: dict[tuple[Kind, Key], set[Key]] = defaultdict(set)
    for kind, form, name in shortened:
        called[kind, key_of(form, kind)].add(key_of(name, kind))
    wholes = _whole_people(groups, called) | _whole_bodies(groups, called)
    for short in wholes:
        kept, gone = groups[_end(wholes, short)], groups[short]
        kept.names |= gone.names
        kept.written += gone.written
        kept.keys |= gone.keys
    return [group for key, group in groups.items() if key not in wholes]


_Groups = Mapping[tuple[Kind, Key], Group]
_Called = Mapping[tuple[Kind, Key], set[Key]]
_Wholes = dict[tuple[Kind, Key], tuple[Kind, Key]]


def _whole_people(groups: _Groups, called: _Called) -> _Wholes:
    """Map each name that is short for one other person's, and only one's, to that."""
    people = [key for kind, key in groups if kind == "person"]
    having: dict[str, list[Key]] = defaultdict(list)
    for key in people:
        for word in set(key):
            having[word].append(key)
    wholes: _Wholes = {}
    for key in people:
        # Whoever it may be short for has each of its words that is no initial: the rarest is asked.
        whole_words = [word for word in key if len(word) > INITIAL] or [max(key, key=len)]
        telling = min(whole_words, key=lambda word: len(having[word]))
        others = [other for other in having[telling] if other != key and is_part(key, other)]
        longest = max(others, key=lambda other: (len(other), other), default=None)
        if longest is None or not all(o == longest or is_part(o, longest) for o in others):
            continue
        # A given name alone is somebody's only where an article has used it so.
        attested = called.get(("person", key), set())
        if len(key) > 1 or key[0] == longest[-1] or any(o in attested for o in others):
            wholes["person", key] = "person", longest
    return wholes


def _whole_bodies(groups: _Groups, called: _Called) -> _Wholes:
    """Map each acronym that articles have for one body, and only one, to that body."""
    wholes: _Wholes = {}
    for kind, key in groups:
        bodies = called.get((kind, key), set())
        if kind == "organisation" and len(key) == 1 and len(bodies) == 1:
            (body,) = bodies
            if is_acronym_of(key, body, key[0].upper()) and ("organisation", body) in groups:
                wholes[kind, key] = "organisation", body
    return wholes


def _end(wholes: _Wholes, key: tuple[Kind, Key]) -> tuple[Kind, Key]:
    seen = {key}
    while (following := wholes.get(key)) is not None and following not in seen:
        key = following
        seen.add(key)
    return key
