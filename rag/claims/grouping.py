"""From readings to claims: what the sources say together.

Readings that can be one answer are a claim; claims that cannot both be true, from
different articles, are a disagreement. The same text in several outlets is one source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from index.text.folding import fold_words
from rag.claims.agreement import Agreement
from rag.claims.meaning import Question
from rag.claims.second_look import Judged
from rag.claims.statements import Relations, Statement, distinct_statements
from rag.reader.protocol import Reading

CITATIONS: Final = 4
"""Sources shown at most; more are not read."""

BESIDE: Final = 0.2
"""Chance of answering too from which a reading is cited beside the best one. On the tuning
clusters and the built-in tuning half 72 % of the passages cited then answer, and 54 % of those
that answer are cited; at .17 70 and 55 %, at .30 76 and 53 %, but with a fifth fewer of the
real disagreements told."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """What the readings say together.

    :param groups: each a claim, best first, as are its members.
    :param conflicting: places in ``groups`` of the claims that contradict another.
    """

    groups: tuple[tuple[Statement, ...], ...]
    agreement: Agreement
    conflicting: frozenset[int]


def group(
    question: Question, readings: Sequence[Reading], judged: Judged | None = None
) -> Grouping:
    """Choose the readings worth citing and group them by what they mean.

    :param readings: at most one a passage, best first; at least one.
    :param judged: their second look, which then decides what is cited and what contradicts the
        best one; the rules do without.
    """
    relations = Relations(question)
    statements = distinct_statements(question, readings, relations)
    if judged is None:
        chosen = _choose(statements, relations)
    else:
        best, *others = statements
        beside = [s for s in others if s.reading.score >= judged.beside]
        chosen = [best, *beside][:CITATIONS]
        for other in chosen[1:]:
            rule = relations.between(best, other)
            relations.settle(best, other, judged.relation(other.reading, rule))
    groups = _groups(chosen, relations)
    conflicting = frozenset(
        i
        for i, one in enumerate(groups)
        for j, other in enumerate(groups)
        if i != j and _contradict(one, other, relations)
    )
    agreement: Agreement = "single"
    if conflicting:
        agreement = "disagree"
    elif _is_borne_out(groups[0], judged):
        agreement = "agree"
    return Grouping(tuple(map(tuple, groups)), agreement, conflicting)


def _choose(statements: Sequence[Statement], relations: Relations) -> list[Statement]:
    """The best statement and those that can stand beside it: short answers beside a short one,
    and beside one about the time asked for what is about it too, or says the same.

    Where a short answer was read nearly as well as the best whole sentence, it comes first.
    """
    near = [statements[0], *(s for s in statements[1:] if s.reading.score >= BESIDE)]
    best = next((s for s in near if not s.meaning.whole), statements[0])
    beside = [
        s
        for s in near
        if s is not best
        and s.meaning.whole == best.meaning.whole
        and (s.meaning.timely >= best.meaning.timely or relations.same(s, best))
    ]
    return [best, *beside][:CITATIONS]


def _groups(statements: Sequence[Statement], relations: Relations) -> list[list[Statement]]:
    """Statements that can be one answer, all with all, together; the narrow ones first."""
    places = sorted(range(len(statements)), key=lambda i: (statements[i].meaning.width, i))
    groups: list[list[int]] = []
    for i in places:
        fitting = [
            members
            for members in groups
            if all(relations.same(statements[i], statements[m]) for m in members)
        ]
        if fitting:
            min(fitting, key=min).append(i)
        else:
            groups.append([i])
    return [
        [statements[i] for i in sorted(members, key=lambda i: (_is_vague(statements[i]), i))]
        for members in sorted(groups, key=min)
    ]


def _is_vague(statement: Statement) -> bool:
    """Whether it is one like «miles de soldados», which does not speak for a claim that has a
    figure."""
    amount = statement.meaning.amount
    return amount is not None and amount.hedge == "vague"


def _contradict(one: Sequence[Statement], other: Sequence[Statement], relations: Relations) -> bool:
    """Whether what one group says cannot be what the other says, in different articles."""
    return any(
        a.document != b.document and relations.between(a, b) == "different"
        for a in one
        for b in other
    )


def _is_borne_out(statements: Sequence[Statement], judged: Judged | None) -> bool:
    """Whether another article of another outlet gives the claim too; an outlet that repeats
    itself is one."""
    least = 0.0 if judged is None else judged.bounds.agrees
    first, *others = sorted(statements, key=lambda s: -s.reading.score)
    sure = [first, *(other for other in others if other.reading.score >= least)]
    return any(
        one.document != other.document and _outlet(one) != _outlet(other)
        for one, other in combinations(sure, 2)
    )


def _outlet(statement: Statement) -> str:
    """The outlet, as two are told apart, whatever their case. A file that names none has its own
    name as its source, and so is an outlet of its own."""
    return fold_words(statement.reading.hit.passage.source) or statement.document
