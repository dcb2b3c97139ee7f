"""From readings to claims: what the sources say together.

Readings that can be one answer are a claim; claims that cannot both be true, from
different articles, are a disagreement, or an evolution where each was true in its time. The same
text in several outlets is one source.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

from rag.claims import course
from rag.claims.agreement import Agreement
from rag.claims.duplicates import outlet_of
from rag.claims.meaning import Meaning, Question
from rag.claims.relation import is_settled
from rag.claims.second_look import Judged
from rag.claims.statements import (
    Relations,
    Statement,
    contradicts_surely,
    counts_it,
    distinct_statements,
    is_of_another_order,
    is_of_something_else,
    names_another_cause,
    settle_others,
    without_others,
    without_parts,
)
from rag.reader.protocol import Reading
from rag.values import names

CITATIONS: Final = 4
"""Sources shown at most; more are not read."""

BESIDE: Final = 0.2
"""Chance of answering too from which a reading is cited beside the best one. On the tuning
clusters and the built-in tuning half 72 % of the passages cited then answer, and 54 % of those
that answer are cited; at .17 70 and 55 %, at .30 76 and 53 %, but with a fifth fewer of the
real disagreements told."""


LATER: Final = 2 / 3
"""Share of the best reading's chance that a later one needs to take its place: one that hardly
answers is no later state of the matter. On 40 training clusters no evolution falls to it."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """What the readings say together.

    :param groups: each a claim, best first, as are its members; of an evolution the claims that
        it is made of come first, the latest before, and after them what was only planned.
    :param conflicting: places in ``groups`` of the claims that contradict another, or that took
        one another's place.
    """

    groups: tuple[tuple[Statement, ...], ...]
    agreement: Agreement
    conflicting: frozenset[int]


def group(
    question: Question,
    readings: Sequence[Reading],
    judged: Judged | None = None,
    on_best: Callable[[Statement], None] = lambda best: None,
) -> Grouping:
    """Choose the readings worth citing and group them by what they mean.

    :param readings: at most one a passage, best first; at least one.
    :param judged: their second look, which then decides what is cited and what contradicts the
        best one; the rules do without.
    :param on_best: called with the best one that is cited, before the others are compared with it.
    """
    relations, rules = Relations(question), Relations(question)
    statements = distinct_statements(question, readings, relations)
    if judged is None:
        chosen = _choose(statements, relations)
    else:
        best, *others = statements
        beside = [s for s in others if s.reading.score >= judged.beside]
        chosen = [best, *_compared(question, best, beside, judged, relations)][:CITATIONS]
    chosen = without_others(question, without_parts(chosen), relations)
    settle_others(question, chosen, relations)
    chosen = _come_true_first(question, chosen, relations)
    on_best(chosen[0])
    groups = _groups(chosen, relations)
    pairs = {
        (i, j): _course(question, groups[i], groups[j], relations)
        for i, j in combinations(range(len(groups)), 2)
    }
    # Two plans that came to one end («pidieron 22, ofrecieron 16») are its course.
    led_on = {i for pair, kind in pairs.items() if kind == "evolve" for i in pair}
    for i, j in pairs:
        planned = is_planned(groups[i]) and is_planned(groups[j])
        if pairs[i, j] == "contradict" and {i, j} <= led_on and planned:
            pairs[i, j] = "neither"
    told_apart = {pair for pair, kind in pairs.items() if kind in ("contradict", "evolve")}
    conflicting = frozenset(i for pair in told_apart for i in pair)
    agreement: Agreement = "single"
    if "contradict" in pairs.values():
        agreement = "disagree"
    elif told_apart:
        agreement = "evolve"
        conflicting |= {
            i
            for i, members in enumerate(groups)
            if any(_course(question, members, groups[j], rules) == "evolve" for j in conflicting)
        }
        latest = sorted(conflicting, key=lambda i: _moment(groups[i]), reverse=True)
        groups = [
            *(groups[i] for i in latest),
            *(members for i, members in enumerate(groups) if i not in conflicting),
        ]
        conflicting = frozenset(range(len(latest)))
    elif _is_borne_out(groups[0], judged):
        agreement = "agree"
    return Grouping(tuple(map(tuple, groups)), agreement, conflicting)


def _compared(
    question: Question,
    best: Statement,
    others: Sequence[Statement],
    judged: Judged,
    relations: Relations,
) -> list[Statement]:
    """Settle what each other statement is to the best one, and give those to be cited beside it:
    a figure that is told to differ but is of another order is none."""
    kept: list[Statement] = []
    for other in others:
        rule = relations.between(best, other)
        if not is_settled(question, best.meaning, other.meaning):
            told = judged.relation(other.reading, rule)
            apart = rule == "different" or names_another_cause(question, best, other)
            if apart and contradicts_surely(question, best, other):
                told = "different"
            if told == "different" and is_of_something_else(question, best, other):
                if is_of_another_order(question, best, other) and not counts_it(question, other):
                    continue
                told = "open"
            relations.settle(best, other, told)
        kept.append(other)
    return kept


def _come_true_first(
    question: Question, chosen: Sequence[Statement], relations: Relations
) -> list[Statement]:
    """The statements, a figure of what is so before one of what is only meant to be: «3.000 están
    allí» before «podrían llegar 30.000», where the question does not ask for plans."""
    best = chosen[0]
    if question.plan or question.demand or best.meaning.amount is None or not best.meaning.planned:
        return [*chosen]
    came = (s for s in chosen if s.meaning.amount is not None and not s.meaning.planned)
    so = next((s for s in came if not relations.same(best, s)), best)
    return [so, *(s for s in chosen if s is not so)]


def _moment(group: Sequence[Statement]) -> tuple[bool, str]:
    """What orders the claims of an evolution: what came to be after what was planned, and then
    the day of the newest article, those that print the same text among them."""
    read = (reading for s in group for reading in (s.reading, *s.also))
    return not is_planned(group), max(reading.hit.passage.date or "" for reading in read)


def is_planned(group: Sequence[Statement]) -> bool:
    """Return whether a claim is of what was meant to be."""
    return group[0].meaning.planned


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


Course = Literal["contradict", "evolve", "neither"]


def _course(
    question: Question, one: Sequence[Statement], other: Sequence[Statement], relations: Relations
) -> Course:
    """Whether what one group says cannot be what the other says, in different articles, and if
    so whether one took the other's place."""
    kinds = {
        _course_of_two(question, a, b)
        for a in one
        for b in other
        if a.document != b.document and relations.between(a, b) == "different"
    }
    return next((kind for kind in ("contradict", "evolve") if kind in kinds), "neither")


def _course_of_two(question: Question, one: Statement, other: Statement) -> Course:
    """What two statements that say different things are to one another, by their moments."""
    figures = one.meaning.amount is not None and other.meaning.amount is not None
    planned = [s.meaning.planned for s in (one, other)]
    if question.demand and figures and planned[0] != planned[1]:
        return "neither"  # what came of it says nothing of what was asked for
    days = [course.day_of(s.reading.hit.passage.date) for s in (one, other)]
    if days[0] is not None and days[1] is not None and days[0] != days[1]:
        earlier, later = (one, other) if days[0] < days[1] else (other, one)
        if _follows(question, earlier.meaning, later.meaning):
            sure = later.reading.score >= LATER * earlier.reading.score
            return "evolve" if sure else "neither"
        ahead = [s.meaning.planned for s in (earlier, later)]
        if ahead == [False, True] and not question.plan:
            return "neither"  # nor does what will be say anything against what was
    plans = [s.meaning.stage == "plan" for s in (one, other)]
    # What was meant to be says nothing against what came to be.
    return "neither" if plans[0] != plans[1] and not question.plan else "contradict"


def _follows(question: Question, earlier: Meaning, later: Meaning) -> bool:
    """Whether the later statement tells how the earlier one's matter came along."""
    if earlier.date is not None and later.date is not None and course.is_moved(later.quote):
        return True
    if question.until:
        return False
    if earlier.name or later.name:
        # Both are named where one takes the other's place.
        words = names.tokens(earlier.value)[-1:]
        named = {*words} <= {*names.tokens(later.passage)}
        planned = earlier.planned and not later.planned
        return named and (planned or course.is_succeeded(later.quote))
    low, high = (m.amount.base()[0] if m.amount is not None else None for m in (earlier, later))
    grows = low is not None and high is not None and low <= high
    return course.leads_on(earlier.stage, later.stage, grows=grows)


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
    return outlet_of(statement.reading.hit.passage.source, statement.document)
