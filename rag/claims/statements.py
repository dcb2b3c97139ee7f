"""Readings with what they mean, each text once, and what each two of them are to one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.claims.duplicates import is_same_text
from rag.claims.meaning import Meaning, Question, meaning_of
from rag.claims.relation import Relation, relation
from rag.reader.protocol import Reading


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
