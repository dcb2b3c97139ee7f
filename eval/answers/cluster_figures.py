"""Figures of answers to press clusters: right, cited, agreed, declined, with their intervals.

Intervals resample clusters, not questions: questions of one cluster share their articles, and
stand or fall together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np

from eval.answers.clusters import ClusterAnswer
from eval.measures import abstention, text_metrics
from eval.measures.latency import Latency
from rag.questions.question_words import kind_of

RESAMPLES: Final = 1_000
"""Resamples of the clusters: ends of intervals stay put within half a point."""

SEED: Final = 20250814
DIFFERING: Final = ("disagree", "evolve")
"""Agreements that say that the sources differ."""

Ratio = tuple[int, int]
"""How many of how many."""

Counter = Callable[[ClusterAnswer], Ratio]


def right(answer: ClusterAnswer) -> bool:
    """Whether the best answer is cited from a gold paragraph and says what it says there.

    A token F1 of half or more counts, so that words may be added or missing.
    """
    gold = {each.at: each.text for each in answer.question.answers}
    if answer.declined or answer.at is None or answer.at not in gold:
        return False
    return text_metrics.f1(answer.value, [gold[answer.at]]) >= text_metrics.RIGHT_F1


def _answerable(answer: ClusterAnswer) -> bool:
    return bool(answer.question.answers)


def _counts(condition: bool, success: bool) -> Ratio:
    return int(condition and success), int(condition)


def _source_recall(answer: ClusterAnswer) -> Ratio:
    gold = {each.at for each in answer.question.answers}
    return len(gold & set(answer.citations)), len(gold)


def _source_precision(answer: ClusterAnswer) -> Ratio:
    gold = {each.at for each in answer.question.answers}
    return sum(place in gold for place in answer.citations), len(answer.citations)


def _states(answer: ClusterAnswer, agreements: Sequence[str]) -> bool:
    return not answer.declined and answer.agreement in agreements


RATIOS: Final[Mapping[str, Counter]] = {
    "right": lambda a: _counts(_answerable(a), right(a)),
    "answered": lambda a: _counts(_answerable(a), not a.declined),
    "right_when_answered": lambda a: _counts(not a.declined, right(a)),
    "source_recall": _source_recall,
    "source_precision": _source_precision,
    "disagree_precision": lambda a: _counts(
        _states(a, DIFFERING), a.question.relation == "disagree"
    ),
    "disagree_recall": lambda a: _counts(a.question.relation == "disagree", _states(a, DIFFERING)),
    "agree_precision": lambda a: _counts(_states(a, ("agree",)), a.question.relation == "agree"),
    "agree_recall": lambda a: _counts(a.question.relation == "agree", _states(a, ("agree",))),
    "declined": lambda a: _counts(not _answerable(a), a.declined),
}
"""What is counted of each question, as (how many, of how many)."""


def figures(answers: Sequence[ClusterAnswer]) -> dict[str, Any]:
    """All figures, the same by kind of question and by relation, with 95 % intervals.

    ``followups`` is the share of follow-ups that are answered right or, where nothing answers,
    declined; the other figures are of the questions that stand alone.
    """
    alone = [answer for answer in answers if answer.question.after is None]
    followups = [answer for answer in answers if answer.question.after is not None]
    ends = _intervals(answers)
    summary: dict[str, Any] = {
        "clusters": len({answer.cluster for answer in answers}),
        "questions": len(alone),
        "answerable": sum(map(_answerable, alone)),
        **_ratios(alone),
        "auroc": _rounded(_auroc(alone)),
        "calibration_error": _rounded(
            abstention.calibration_error(
                abstention.reliability(
                    [a.confidence for a in alone if not a.declined],
                    [right(a) for a in alone if not a.declined],
                )
            )
        ),
        "followups": _ratio(_followup(answer) for answer in followups),
        "followup_questions": len(followups),
        "query_ms": Latency.of([answer.milliseconds for answer in answers]).to_dict(),
        "intervals": ends,
        "by_kind": _groups(alone, lambda answer: kind_of(answer.question.text)),
        "by_relation": _groups(alone, relation_of),
    }
    return summary


def relation_of(answer: ClusterAnswer) -> str:
    """The relation of a question's sources, ``evolve`` where time explains a difference."""
    return "evolve" if answer.question.evolves else answer.question.relation


def _followup(answer: ClusterAnswer) -> Ratio:
    return int(right(answer) if _answerable(answer) else answer.declined), 1


def _ratios(answers: Sequence[ClusterAnswer]) -> dict[str, float | None]:
    return {name: _ratio(map(count, answers)) for name, count in RATIOS.items()}


def _ratio(counts: Iterable[Ratio]) -> float | None:
    pairs = list(counts)
    total = sum(of for _, of in pairs)
    return _rounded(sum(some for some, _ in pairs) / total) if total else None


def _auroc(answers: Sequence[ClusterAnswer]) -> float | None:
    return abstention.auroc([a.confidence for a in answers], [_answerable(a) for a in answers])


def _groups(
    answers: Sequence[ClusterAnswer], name: Callable[[ClusterAnswer], str]
) -> dict[str, dict[str, Any]]:
    groups: dict[str, list[ClusterAnswer]] = {}
    for answer in answers:
        groups.setdefault(name(answer), []).append(answer)
    return {
        key: {"questions": len(group), **_ratios(group)} for key, group in sorted(groups.items())
    }


def _intervals(answers: Sequence[ClusterAnswer]) -> dict[str, list[float] | None]:
    """The 95 % percentile interval of every figure, resampling clusters."""
    clusters = sorted({answer.cluster for answer in answers})
    row = {cluster: number for number, cluster in enumerate(clusters)}
    names = [*RATIOS, "followups"]
    counts = np.zeros((len(clusters), len(names), 2))
    alone: list[list[ClusterAnswer]] = [[] for _ in clusters]
    for answer in answers:
        place = row[answer.cluster]
        if answer.question.after is not None:
            counts[place, -1] += _followup(answer)
            continue
        alone[place].append(answer)
        for column, count in enumerate(RATIOS.values()):
            counts[place, column] += count(answer)
    random = np.random.default_rng(SEED)
    drawn = random.integers(0, len(clusters), size=(RESAMPLES, len(clusters)))
    totals = counts[drawn].sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        values = totals[..., 0] / totals[..., 1]
    aurocs = [_auroc([a for place in rows for a in alone[place]]) for rows in drawn]
    columns = {name: values[:, number] for number, name in enumerate(names)}
    columns["auroc"] = np.array([np.nan if each is None else each for each in aurocs])
    return {name: _ends(column) for name, column in columns.items()}


def _ends(values: np.ndarray[Any, np.dtype[np.float64]]) -> list[float] | None:
    known = values[~np.isnan(values)]
    if not len(known):
        return None
    return [round(float(end), 4) for end in np.quantile(known, [0.025, 0.975])]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
