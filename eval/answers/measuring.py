"""Measures answers: are they right, does the system know when it has none, what does it cite.

Each question is asked as a person would ask it; where the system then abstains it is asked
again with abstention switched off, since exact match and F1 are about what it would have
said. All measurements derive from the records of those answers.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal

import numpy as np

from eval.answers.responders import Responder
from eval.datasets.types import Dataset, PassageText, Question
from eval.measures import abstention, significance, text_metrics
from eval.measures.latency import Latency
from index.errors import InputError

Source = Literal["retrieved", "gold"]
Progress = Callable[[str, int, int], None]

_REPORT_EVERY: Final = 10


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """What came of one question.

    :param prediction: the short answer with abstention switched off.
    :param confidence: the one given with that answer.
    :param answered: whether it was given with abstention on.
    :param right: whether the prediction is acceptable; never for an unanswerable question.
    :param cited: ids of the passages cited, ``None`` for one that the dataset lacks.
    """

    question: Question
    prediction: str
    confidence: float
    answered: bool
    exact_match: float
    f1: float
    right: bool
    cited: tuple[str | None, ...]
    milliseconds: float

    @property
    def citation_precision(self) -> float | None:
        """Return the share of the cited passages that are relevant; ``None`` when none is cited."""
        if not self.cited:
            return None
        return sum(passage in self.question.relevant for passage in self.cited) / len(self.cited)

    @property
    def citation_recall(self) -> float:
        """Return the share of the relevant passages that are cited."""
        relevant = self.question.relevant
        return sum(passage in self.cited for passage in relevant) / len(relevant)


@dataclass(frozen=True)
class AnswersRun:
    """Everything measured in one run, derived from the records.

    Without slots, so that the figures are kept where they were computed: the intervals take
    ten thousand resamples, and the table, the page and the JSON all show them.
    """

    dataset: str
    passages: tuple[PassageText, ...]
    source: Source
    records: tuple[AnswerRecord, ...]

    @property
    def answerable(self) -> list[AnswerRecord]:
        """The records of questions that the passages do answer."""
        return [record for record in self.records if record.question.answerable]

    @property
    def confidence(self) -> list[float]:
        """The system's confidence in each answer, 0…1."""
        return [record.confidence for record in self.records]

    @property
    def right(self) -> list[bool]:
        """Whether each answer is right."""
        return [record.right for record in self.records]

    def bins(self) -> list[abstention.Bin]:
        """Group the answers by confidence, as many in each bin."""
        return abstention.reliability(self.confidence, self.right)

    def to_dict(self) -> dict[str, Any]:
        """Return what ``--json`` prints: :attr:`figures`."""
        return dict(self.figures)

    @cached_property
    def figures(self) -> Mapping[str, Any]:
        """Compute exact match and F1 in percent over the answerable questions, abstention,
        calibration and times, with citations, intervals and the source beside them.
        """
        answerable = self.answerable
        answered = [record for record in self.records if record.answered]
        scores = 100 * np.array([[record.exact_match, record.f1] for record in answerable])
        intervals = significance.bootstrap_intervals(scores)
        precision = [
            each for record in answerable if (each := record.citation_precision) is not None
        ]
        cites = self.source == "retrieved"
        return {
            "dataset": self.dataset,
            "source": self.source,
            "passages": len(self.passages),
            "questions": len(self.records),
            "answerable": len(answerable),
            "exact_match": round(float(scores[:, 0].mean()), 2),
            "f1": round(float(scores[:, 1].mean()), 2),
            "abstention_auroc": _rounded(
                abstention.auroc(
                    self.confidence, [record.question.answerable for record in self.records]
                )
            ),
            "answered": len(answered),
            "accuracy_when_answered": _mean([float(record.right) for record in answered]),
            "expected_calibration_error": _rounded(abstention.calibration_error(self.bins())),
            "citation_precision": _mean(precision) if cites else None,
            "citation_recall": (
                _mean([record.citation_recall for record in answerable]) if cites else None
            ),
            "query_ms": Latency.of([record.milliseconds for record in self.records]).to_dict(),
            "intervals": {
                name: [round(end, 2) for end in ends]
                for name, ends in zip(("exact_match", "f1"), intervals.tolist(), strict=True)
            },
            "by_kind": self.by_kind(),
        }

    def by_kind(self) -> dict[str, dict[str, float]]:
        """Return exact match, F1 and share right by kind of question."""
        groups: dict[str, list[AnswerRecord]] = {}
        for record in self.answerable:
            groups.setdefault(record.question.kind, []).append(record)
        return {
            kind: {
                "questions": len(group),
                "exact_match": round(100 * float(np.mean([each.exact_match for each in group])), 2),
                "f1": round(100 * float(np.mean([each.f1 for each in group])), 2),
                "right": round(100 * float(np.mean([each.right for each in group])), 2),
            }
            for kind, group in sorted(groups.items())
        }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _mean(values: Sequence[float]) -> float | None:
    return round(float(np.mean(values)), 4) if values else None


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _record(question: Question, responder: Responder, places: Mapping[str, str]) -> AnswerRecord:
    started = time.perf_counter()
    reply = responder.ask(question, abstain=True)
    milliseconds = (time.perf_counter() - started) * 1000
    answered = not reply.abstained
    if not answered:
        reply = responder.ask(question, abstain=False)
    accepted = question.answers
    return AnswerRecord(
        question=question,
        prediction=reply.answer,
        confidence=reply.confidence,
        answered=answered,
        exact_match=text_metrics.exact_match(reply.answer, accepted),
        f1=text_metrics.f1(reply.answer, accepted),
        right=text_metrics.right(reply.answer, accepted),
        cited=tuple(places.get(_squeezed(passage)) for passage in reply.passages),
        milliseconds=milliseconds,
    )


def run(
    dataset: Dataset,
    responder: Responder,
    *,
    source: Source = "retrieved",
    progress: Progress = lambda _stage, _done, _total: None,
) -> AnswersRun:
    """Ask every question and keep what came.

    :param source: what the responder reads; with ``gold`` only questions that were
        written about a passage can be asked.
    :param progress: called with a stage (Spanish), how many done, of how many.
    """
    questions = [each for each in dataset.questions if source == "retrieved" or each.about]
    if not any(question.answers for question in questions):
        raise InputError(
            f"El conjunto «{dataset.name}» no trae respuestas con que comparar: solo sirve para "
            "medir la búsqueda («python -m eval retrieval»)."
        )
    places = {_squeezed(passage.text): passage.id for passage in dataset.passages}
    records: list[AnswerRecord] = []
    for number, question in enumerate(questions):
        if number % _REPORT_EVERY == 0:
            progress("Preguntando", number, len(questions))
        records.append(_record(question, responder, places))
    progress("Preguntando", len(questions), len(questions))
    return AnswersRun(dataset.name, dataset.passages, source, tuple(records))
