"""Puts people, organisations and places into made articles, as many as a real archive has.

The sentences of a few dozen articles name a few hundred; an archive of 100,000 articles names tens
of thousands, a few of them everywhere and most of them once. So every passage gets a sentence that
names some of its article's people, bodies and places. Who they are is drawn as in a Pitman-Yor
process: somebody new with a chance that falls as more are known, else somebody named before, the
likelier the more often. Distinct names then grow as the 0.7th power of the mentions, which is what
is known of names in the press (Heaps' law). People share given names and surnames, and a person is
called by the surname from the second mention in an article on, since telling and merging those is
the work that is measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from eval.growth.corpus import SEED, PreparedDocument
from index import Span
from index.text.analyzer import analyze
from index.types import Kind, NamedMention

DISCOUNT: Final = 0.7
"""The power of the mentions that distinct names grow with."""

STRENGTH: Final = 50.0
"""How many mentions it takes until names come back often."""

CAST: Final[dict[Kind, int]] = {"person": 3, "organisation": 2, "place": 2}
"""Who and what an article names; each passage names two people, a body and a place of them."""

_GIVEN: Final = (
    "Ana Luis Marta Javier Elena Pablo Lucía Andrés Rosa Tomás Clara Diego Inés Hugo Sara Raúl "
    "Irene Óscar Noelia Iván Berta Saúl Nuria Félix Olga Víctor Celia Darío Emma Ramón"
).split()
_STEMS: Final = (
    "Al Bar Car Dol Es Fer Gal Her Ibar Jar Lar Men Nav Ort Per Quir Ram Sal Tor Ur Val Yur Zam "
    "Ber Cas Del Fon Gor Lar Mir Pen Rib Sor Tal Vil"
).split()
_ENDINGS: Final = (
    "aiz ero ón ez uelo ari al edo ín osa ante era igo aga uz año eda izal ena ares ada ales "
    "onte iga uena acha oria anes ucho ivar"
).split()
_BODIES: Final = ("Asociación", "Consejo", "Instituto", "Federación", "Fundación", "Cooperativa")
_PLACES: Final = ("Villa", "Puerto", "San", "Campo", "Sierra", "Valle", "Fuente", "Monte")


@dataclass(slots=True)
class Population:
    """Who and what is named: the next one drawn, somebody new or known; the same for a seed."""

    chance: np.random.Generator = field(default_factory=lambda: np.random.default_rng(SEED))
    _drawn: dict[Kind, list[int]] = field(default_factory=dict)
    _known: dict[Kind, list[str]] = field(default_factory=dict)
    _taken: set[tuple[Kind, str]] = field(default_factory=set)

    def draw(self, kind: Kind) -> str:
        """Return a name of a kind."""
        drawn, known = self._drawn.setdefault(kind, []), self._known.setdefault(kind, [])
        fresh = (STRENGTH + DISCOUNT * len(known)) / (STRENGTH + len(drawn))
        if self.chance.random() < fresh:
            known.append(self._new(kind))
            drawn.append(len(known) - 1)
        else:
            drawn.append(drawn[int(self.chance.integers(len(drawn)))])
        return known[drawn[-1]]

    def _new(self, kind: Kind) -> str:
        while True:
            name = self._made(kind)
            if (kind, name) not in self._taken:
                self._taken.add((kind, name))
                return name

    def _made(self, kind: Kind) -> str:
        if kind == "person":
            given = _GIVEN[int(self.chance.integers(len(_GIVEN)))]
            return f"{given} {self._surname()} {self._surname()}"
        if kind == "organisation":
            body = _BODIES[int(self.chance.integers(len(_BODIES)))]
            return f"{body} {self._surname()} de {self._surname()}"
        place = _PLACES[int(self.chance.integers(len(_PLACES)))]
        return f"{place} {self._surname()} de {self._surname()}"

    def _surname(self) -> str:
        # The square of an even chance: some surnames are many people's.
        stem = _STEMS[int(len(_STEMS) * self.chance.random() ** 2)]
        return stem + _ENDINGS[int(len(_ENDINGS) * self.chance.random() ** 2)]


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A made document, with whom and what it names."""

    prepared: PreparedDocument
    mentions: tuple[NamedMention, ...]


def named(documents: Iterable[PreparedDocument], population: Population) -> Iterator[NamedDocument]:
    """Yield documents with a sentence more in each of their passages."""
    for prepared in documents:
        yield _named(prepared, population)


def _named(prepared: PreparedDocument, population: Population) -> NamedDocument:
    cast = {kind: [population.draw(kind) for _ in range(n)] for kind, n in CAST.items()}
    before, called = prepared.document, set[str]()
    text, end = "", 0
    spans, terms, mentions = list[Span](), list[str](), list[NamedMention]()
    for number, (span, words) in enumerate(zip(before.spans, prepared.terms, strict=True)):
        text += before.text[end : span.end]
        start, end = len(text) - (span.end - span.start), span.end
        said, found = _sentence(cast, number, called)
        mentions += [_moved(mention, len(text) + 1) for mention in found]
        text += f" {said}"
        spans.append(Span(start, len(text), span.paragraph))
        terms.append(" ".join((words, *analyze(said))))
    document = replace(before, text=text + before.text[end:], spans=tuple(spans))
    return NamedDocument(PreparedDocument(document, terms, prepared.vectors), tuple(mentions))


def _sentence(
    cast: dict[Kind, list[str]], number: int, called: set[str]
) -> tuple[str, list[NamedMention]]:
    """Return a sentence that names four of an article, and where.

    :param number: of the passage, by which they are chosen.
    :param called: the people named before; those of now are added.
    """
    people, bodies, places = cast["person"], cast["organisation"], cast["place"]
    chosen: list[tuple[str, Kind, str]] = [
        ("Lo contaron ", "person", people[number % len(people)]),
        (" y ", "person", people[(number + 1) % len(people)]),
        (", de la ", "organisation", bodies[number % len(bodies)]),
        (", en ", "place", places[number % len(places)]),
    ]
    text, mentions = "", list[NamedMention]()
    for before, kind, name in chosen:
        form = name.split()[1] if kind == "person" and name in called else name
        called.add(name)
        text += before
        mentions.append(NamedMention(len(text), len(text) + len(form), kind, form, name))
        text += form
    return text + ".", mentions


def _moved(mention: NamedMention, by: int) -> NamedMention:
    return replace(mention, start=mention.start + by, end=mention.end + by)
