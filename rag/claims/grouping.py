"""From readings to claims: what the sources say together.

Readings that can be one answer are a claim; claims that cannot both be true, from
different articles, are a disagreement. The same text in several outlets is one source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from rag.answer import Agreement
from rag.claims.duplicates import one_text
from rag.claims.meaning import Meaning, Question, meaning_of, relation
from rag.reading import Reading

CITATIONS: Final = 4
"""Sources shown at most; more are not read."""

BESIDE: Final = 0.2
"""Chance of answering too from which a reading is cited beside the best one. On the tuning
clusters and the built-in tuning half 72 % of the passages cited then answer, and 54 % of those
that answer are cited; at .17 70 and 55 %, at .30 76 and 53 %, but with a fifth fewer of the
real disagreements told."""


@dataclass(frozen=True, slots=True)
class Said:
    """A reading with what it means, and the readings of the same text in other outlets."""

    reading: Reading
    meaning: Meaning
    also: tuple[Reading, ...] = ()

    @property
    def document(self) -> str:
        """The document's id."""
        return self.reading.hit.passage.document


@dataclass(frozen=True, slots=True)
class Grouped:
    """What the readings say together.

    :param groups: each a claim, best first, as are its members.
    :param conflicting: places in ``groups`` of the claims that contradict another.
    """

    groups: tuple[tuple[Said, ...], ...]
    agreement: Agreement
    conflicting: frozenset[int]


def group(question: Question, readings: Sequence[Reading]) -> Grouped:
    """Choose the readings worth citing and group them by what they mean.

    :param readings: at most one a passage, best first; at least one.
    """
    groups = _groups(question, _chosen(question, once(question, readings)))
    conflicting = frozenset(
        i
        for i, one in enumerate(groups)
        for j, other in enumerate(groups)
        if i != j and _contradict(question, one, other)
    )
    agreement: Agreement = "single"
    if conflicting:
        agreement = "disagree"
    elif len({said.document for said in groups[0]}) > 1:
        agreement = "agree"
    return Grouped(tuple(map(tuple, groups)), agreement, conflicting)


def once(question: Question, readings: Sequence[Reading]) -> list[Said]:
    """Near-identical passages of several documents as one, with the others beside it.

    :param readings: at most one a passage, best first.
    """
    kept: list[Said] = []
    for one in (Said(reading, meaning_of(question, reading)) for reading in readings):
        for place, first in enumerate(kept):
            if _repeats(question, one, first):
                documents = {first.document, *(r.hit.passage.document for r in first.also)}
                if one.document not in documents:
                    kept[place] = replace(first, also=(*first.also, one.reading))
                break
        else:
            kept.append(one)
    return kept


def _repeats(question: Question, one: Said, first: Said) -> bool:
    passage, text = one.reading.hit.passage.text, first.reading.hit.passage.text
    if one.document == first.document:
        return False
    return one_text(passage, text) and relation(question, one.meaning, first.meaning) == "same"


def _chosen(question: Question, said: Sequence[Said]) -> list[Said]:
    """The best reading and those that can stand beside it: short answers beside a short one,
    and beside one about the time asked for what is about it too, or says the same.

    Where a short answer was read nearly as well as the best whole sentence, it comes first.
    """
    near = [said[0], *(one for one in said[1:] if one.reading.score >= BESIDE)]
    best = next((one for one in near if not one.meaning.whole), said[0])
    beside = [
        one
        for one in near
        if one is not best
        and one.meaning.whole == best.meaning.whole
        and (
            one.meaning.timely >= best.meaning.timely
            or relation(question, one.meaning, best.meaning) == "same"
        )
    ]
    return [best, *beside][:CITATIONS]


def _groups(question: Question, said: Sequence[Said]) -> list[list[Said]]:
    """Readings that can be one answer, all with all, together; the narrow ones first."""
    places = sorted(range(len(said)), key=lambda i: (said[i].meaning.width, i))
    groups: list[list[int]] = []
    for i in places:
        fitting = [
            members
            for members in groups
            if all(relation(question, said[i].meaning, said[m].meaning) == "same" for m in members)
        ]
        if fitting:
            min(fitting, key=min).append(i)
        else:
            groups.append([i])
    ordered = sorted(groups, key=min)
    return [[said[i] for i in sorted(g, key=lambda i: (_vague(said[i]), i))] for g in ordered]


def _vague(said: Said) -> bool:
    """«miles de soldados» does not speak for a claim that has a figure."""
    return said.meaning.amount is not None and said.meaning.amount.hedge == "vague"


def _contradict(question: Question, one: Sequence[Said], other: Sequence[Said]) -> bool:
    """Whether what one group says cannot be what the other says, in different articles."""
    return any(
        a.document != b.document and relation(question, a.meaning, b.meaning) == "different"
        for a in one
        for b in other
    )
