"""Picks the failures worth looking at, and shows what came instead.

Figures say how good a system is; its worst failures say why, and often that the question
or the set is at fault.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from eval.answers.measuring import AnswersRun
from eval.datasets.types import PassageText
from eval.measures import ranking_metrics
from eval.retrieval.results import RetrievalRun

#: As many as a person reads through in one sitting.
WORST: Final = 30
# Passages that rank first instead, shown for each.
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class RetrievalMiss:
    """A question whose passage ranks low or nowhere.

    :param rank: rank of its best relevant passage, ``None`` when it has none.
    :param others: the same for the other systems.
    :param instead: the passages that rank first.
    """

    id: str
    question: str
    kind: str
    rank: int | None
    others: Mapping[str, int | None]
    expected: tuple[PassageText, ...]
    instead: tuple[PassageText, ...]


@dataclass(frozen=True, slots=True)
class AnswerMiss:
    """A question answered wrongly, or answered though nothing answers it."""

    id: str
    question: str
    kind: str
    answerable: bool
    accepted: tuple[str, ...]
    prediction: str
    confidence: float
    answered: bool
    expected: tuple[PassageText, ...]
    cited: tuple[PassageText, ...]


def retrieval_misses(run: RetrievalRun, worst: int = WORST) -> list[RetrievalMiss]:
    """Return the reference system's worst questions, the lowest ranks first, and of equals
    those first that another system ranks high."""
    by_id = {passage.id: passage for passage in run.passages}
    own = run.systems[run.reference]
    misses: list[RetrievalMiss] = []
    for number, question in enumerate(run.questions):
        rank = ranking_metrics.first_rank(question.relevant, own.rankings[number])
        if rank == 1:
            continue
        misses.append(
            RetrievalMiss(
                id=question.id,
                question=question.text,
                kind=question.kind,
                rank=rank,
                others={
                    name: ranking_metrics.first_rank(question.relevant, result.rankings[number])
                    for name, result in run.systems.items()
                    if name != run.reference
                },
                expected=tuple(by_id[passage] for passage in question.relevant),
                instead=tuple(by_id[passage] for passage in own.rankings[number][:_SHOWN]),
            )
        )
    beyond = ranking_metrics.DEPTH + 1

    def badness(miss: RetrievalMiss) -> tuple[int, int]:
        elsewhere = min((rank or beyond for rank in miss.others.values()), default=beyond)
        return -(miss.rank or beyond), elsewhere

    return sorted(misses, key=badness)[:worst]


def answer_misses(run: AnswersRun, worst: int = WORST) -> list[AnswerMiss]:
    """Return the wrong answers, the surest first: those given before those kept back."""
    by_id = {passage.id: passage for passage in run.passages}
    wrong = [
        record
        for record in run.records
        if not record.right and (record.question.answerable or record.answered)
    ]
    wrong.sort(key=lambda record: (not record.answered, -record.confidence))
    return [
        AnswerMiss(
            id=record.question.id,
            question=record.question.text,
            kind=record.question.kind,
            answerable=record.question.answerable,
            accepted=record.question.answers,
            prediction=record.prediction,
            confidence=record.confidence,
            answered=record.answered,
            expected=tuple(by_id[passage] for passage in record.question.relevant),
            cited=tuple(by_id[passage] for passage in record.cited if passage is not None),
        )
        for record in wrong[:worst]
    ]
