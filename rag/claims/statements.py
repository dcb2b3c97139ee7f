"""Readings with what they mean, each text once, and what each two of them are to one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from index.text.analyzer import analyze
from rag.claims.course import COMMA, clause_at
from rag.claims.duplicates import is_same_text
from rag.claims.meaning import Meaning, Question, meaning_of
from rag.claims.relation import Relation, is_part_of, relation
from rag.reader import events
from rag.reader.protocol import Reading

APART: Final = 3
FAR_APART: Final = 10
"""How many times one figure is the other from which they are hardly of one thing, and from which
they are not, however likely both answer (three of three on 60 training clusters)."""

SURELY: Final = 0.5
"""Chance of answering too up to which such a figure does not contradict the best one. Of 72 values
that were told to contradict it on 60 training clusters, 33 rightly, 20 are so far apart, one of
them rightly told, and 15 with that one fall."""

NEARLY_ALL: Final = 0.8
"""Share of the question's words in a passage and its headline from which such a figure does, since
it may be a slip of the one or the other paper («71» and «17»); none of the 15 has as many."""

BESIDE: Final = 30
"""Characters after a figure in which the noun that it counts stands."""

MOST: Final = 2 / 3
"""Share of the question's words in a passage and its headline from which a figure of another order
is a count of the same all the same. Of 926 other figures of another order in 30 press clusters 44
stand beside as many (.75: 29; .6: 85), of seven gold ones none, so that it is a bound and no find
(``python -m eval.thresholds eval/datasets/press_clusters.jsonl``)."""

HALF: Final = 0.5
RATHER: Final = 0.4
"""Chance up to which a value does not contradict whose passage and headline have less than that
share of the question's words. Of those 72 it takes 16, two of them rightly told; at .5 21 and
five."""


SHORT: Final = 6
"""Words of a noun with what belongs to it; more are a clause, which may say the same otherwise."""

_CAUSING: Final = frozenset(analyze("causó provocó originó ocasionó desencadenó causa origen"))
_ARTICLE: Final = re.compile(r"(?:el|la|los|las|un|una|unos|unas)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """A reading with what it means, and the readings of the same text in other outlets.

    :param rank: its place among the readings, best first.
    """

    rank: int
    reading: Reading
    meaning: Meaning
    also: tuple[Reading, ...] = ()

    @property
    def document(self) -> str:
        """The document's id."""
        return self.reading.hit.passage.document


class Relations:
    """What the statements that answer a question are to one another; each pair is compared
    once, whoever wants to know."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._compared: dict[tuple[int, int], Relation] = {}

    def between(self, one: Statement, other: Statement) -> Relation:
        """Whether two statements are one answer, contradict each other, or it is open."""
        pair = one.rank, other.rank
        if pair not in self._compared:
            self._compared[pair] = relation(self._question, one.meaning, other.meaning)
        return self._compared[pair]

    def settle(self, one: Statement, other: Statement, relation: Relation) -> None:
        """Say what two statements are to one another, whatever comparing them would say."""
        self._compared[one.rank, other.rank] = relation
        self._compared[other.rank, one.rank] = relation

    def same(self, one: Statement, other: Statement) -> bool:
        """Whether two statements can be one answer."""
        return self.between(one, other) == "same"


def distinct_statements(
    question: Question, readings: Sequence[Reading], relations: Relations
) -> list[Statement]:
    """What the readings say, near-identical passages of several documents as one statement.

    :param readings: at most one a passage, best first.
    """
    distinct: list[Statement] = []
    for rank, reading in enumerate(readings):
        statement = Statement(rank, reading, meaning_of(question, reading))
        for place, first in enumerate(distinct):
            if _repeats(statement, first, relations):
                documents = {first.document, *(r.hit.passage.document for r in first.also)}
                if statement.document not in documents:
                    distinct[place] = replace(first, also=(*first.also, reading))
                break
        else:
            distinct.append(statement)
    return distinct


def _repeats(statement: Statement, first: Statement, relations: Relations) -> bool:
    """Whether it is the text of another document all over again."""
    if statement.document == first.document:
        return False
    passage, text = statement.reading.hit.passage.text, first.reading.hit.passage.text
    return is_same_text(passage, text) and relations.same(statement, first)


def is_of_something_else(question: Question, best: Statement, other: Statement) -> bool:
    """Whether a value that says something else is likelier of something else than a contradiction:
    a figure of another order, or one of a passage that hardly speaks of what is asked."""
    if (best.meaning.amount is None) != (other.meaning.amount is None):
        return True  # «tres países» and which they are
    if is_of_another_order(question, best, other):
        return True
    return other.reading.score < RATHER and _spoken(question, other) < HALF


def is_of_another_order(question: Question, best: Statement, other: Statement) -> bool:
    """Whether a figure is so far from the best one that it is hardly of the same thing."""
    one, two = (s.meaning.amount.base()[0] if s.meaning.amount else None for s in (best, other))
    if not one or not two or min(one, two) <= 0:
        return False
    times = max(one, two) / min(one, two)
    unlikely = other.reading.score < SURELY and _spoken(question, other) < NEARLY_ALL
    return times > FAR_APART or (times > APART and unlikely)


def counts_it(question: Question, statement: Statement) -> bool:
    """Whether the noun that the question counts stands beside a figure, or its passage has most of
    the question's words: counts of one thing may grow by any order."""
    amount, noun = statement.meaning.amount, question.counted_noun
    if amount is not None and noun is not None:
        beside = statement.meaning.quote[amount.start : amount.end + BESIDE]
        if noun in analyze(beside):
            return True
    return _spoken(question, statement) >= MOST


def _spoken(question: Question, statement: Statement) -> float:
    """The share of the question's words that a passage and its headline have, or speak of in
    others («evacuados» in «han sido desalojadas»)."""
    passage = statement.reading.hit.passage
    text = f"{passage.title}\n{passage.text}"
    told = question.terms & frozenset(analyze(text)) | events.spoken_of(question.terms, text)
    return len(told) / len(question.terms) if question.terms else 1.0


def contradicts_surely(question: Question, best: Statement, other: Statement) -> bool:
    """Whether two values that cannot both be true stand in sentences of two articles that each say
    all that the question does: nothing is left that could be of something else."""
    return (
        best.document != other.document
        and bool(question.terms)
        and not question.several
        and question.terms <= _told(best)
        and question.terms <= _told(other)
    )


def is_qualified(question: Question, statement: Statement) -> bool:
    """Whether a sentence says of its value all that narrows the one asked for: who gives it, from
    before what it is."""
    quote = statement.meaning.quote
    start, end = (at - statement.reading.quote[0] for at in statement.reading.value)
    told = {
        "part": clause_at(quote, start, end, COMMA),
        "clause": clause_at(quote, start, end),
        "sentence": quote,
    }
    return all(each.is_met(told[each.scope]) for each in question.qualifications)


def settle_others(
    question: Question, statements: Sequence[Statement], relations: Relations
) -> None:
    """Settle that two values do not contradict one another of which one is not said to be what is
    asked for («según la lista oficial»), is a further figure of an article that gives another one
    likelier («catorce piezas», and then «nueve cuentas»), or is of an article that says what the
    other does too.

    :param statements: best first.
    """
    qualified = [is_qualified(question, statement) for statement in statements]
    further = [
        statement.meaning.amount is not None
        and any(
            first.document == statement.document and first.meaning.amount is not None
            for first in statements[:place]
        )
        for place, statement in enumerate(statements)
    ]
    for i, j in combinations(range(len(statements)), 2):
        one, other = statements[i], statements[j]
        if relations.between(one, other) != "different":
            continue
        sure = qualified[i] and qualified[j] and not (further[i] or further[j])
        if not sure or any(
            each.document == theirs.document and relations.same(own, each)
            for own, theirs in ((one, other), (other, one))
            for each in statements
        ):
            relations.settle(one, other, "open")


def names_another_cause(question: Question, best: Statement, other: Statement) -> bool:
    """Whether a question of what caused something is given two things by name, neither of which
    the other's passage speaks of: «la mayonesa» and «el agua del pozo»."""
    if question.kind != "what" or not question.terms & _CAUSING:
        return False
    pair = (best, other), (other, best)
    return all(
        not one.meaning.whole
        and len(one.meaning.value.split()) <= SHORT
        and _ARTICLE.match(one.meaning.value) is not None
        and not frozenset(analyze(one.meaning.value)) & frozenset(analyze(two.meaning.passage))
        for one, two in pair
    )


def without_others(
    question: Question, statements: Sequence[Statement], relations: Relations
) -> list[Statement]:
    """The statements but for figures of the best one's article that are of something else.

    Where the best one's sentence says all that the question does, another figure in a sentence of
    its article that does not is the price of another thing.
    """
    best, *others = statements
    if best.meaning.amount is None or not question.terms <= _told(best):
        return [*statements]
    return [
        best,
        *(
            s
            for s in others
            if s.document != best.document
            or s.meaning.amount is None
            or relations.same(best, s)
            or question.terms <= _told(s)
        ),
    ]


def _told(statement: Statement) -> frozenset[str]:
    return frozenset(analyze(statement.meaning.quote))


def without_parts(statements: Sequence[Statement]) -> list[Statement]:
    """The statements but for those whose number is some of the best one's."""
    best, *others = statements
    return [best, *(s for s in others if not is_part_of(s.meaning, best.meaning))]
