"""Measures how many of the disagreements that are stated are real, against labels by hand.

A stated difference is real when every value that it names answers the question, no two mean
the same, and they are such as cannot all be true of one moment, or as changed with time. What
was planned and what came of it is real only where it is told as a course. A value
that nobody has judged is listed, so that it can be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from eval.answers.clusters import ParagraphLocator
from eval.answers.field_judging import says
from eval.datasets import builtin
from eval.datasets import clusters as cluster_sets
from eval.datasets.difference_labels import DifferenceLabel, QuestionSet
from eval.measures import text_metrics
from rag import Archive
from rag.answers.types import Answer

Verdict = Literal["real", "false", "unlabelled"]
STATED: Final = ("disagree", "evolve")
"""Agreements that say that the sources differ."""

Question = tuple[QuestionSet, str, str]
"""Its set, its name among the labels, and its text."""


@dataclass(frozen=True, slots=True)
class StatedDifference:
    """A question of which it was said that the sources differ.

    :param stated: ``disagree`` or ``evolve``.
    :param label: what was judged by hand, ``None`` where nobody has.
    """

    question_set: QuestionSet
    question: str
    text: str
    stated: str
    values: tuple[str, ...]
    label: DifferenceLabel | None

    @property
    def verdict(self) -> Verdict:
        """Whether what is stated is so."""
        means = [_meaning(value, self.label) for value in self.values]
        known = [each for each in means if each is not None]
        # One value that does not answer settles it, whatever the others are.
        if "" in known or len(set(known)) < len(known):
            return "false"
        if self.label is None or len(known) < len(means):
            return "unlabelled"
        real = ("disagree", "evolve", "plan") if self.stated == "evolve" else STATED
        return "real" if self.label.relation in real else "false"

    @property
    def named(self) -> bool:
        """Whether a real one is called what it is: a course of time, or a contradiction."""
        course = self.label is not None and self.label.relation != "disagree"
        return self.verdict == "real" and course == (self.stated == "evolve")

    def to_dict(self) -> dict[str, Any]:
        """One row of the JSON."""
        return {
            "set": self.question_set,
            "question": self.question,
            "text": self.text,
            "stated": self.stated,
            "values": list(self.values),
            "verdict": self.verdict,
            "relation": self.label.relation if self.label else None,
            "unlabelled": [each for each in self.values if _meaning(each, self.label) is None],
        }


def _meaning(value: str, label: DifferenceLabel | None) -> str | None:
    """What the label nearest to a value says of it."""
    forms = [form for form in (label.means if label else {}) if says(value, (form,))]
    if label is None or not forms:
        return None
    return label.means[max(forms, key=lambda form: text_metrics.f1(value, [form]))]


def questions(name: QuestionSet, archive: Archive, folder: Path) -> list[Question]:
    """Fill the archive with a set's articles, and return what is asked of it.

    :param folder: one that is not there yet, for the articles of clusters.
    """
    if name == "builtin":
        archive.add(builtin.SAMPLE)
        return [(name, each.id, each.text) for each in builtin.load("tune").questions]
    sets = cluster_sets.load()
    ParagraphLocator(archive, sets, folder)
    return [
        (name, f"{cluster.id} {each.text}", each.text)
        for cluster in sets
        for each in cluster.questions
    ]


def run(
    questions: Sequence[Question],
    ask: Callable[[str], Answer],
    labels: Mapping[str, DifferenceLabel],
) -> Iterator[StatedDifference | None]:
    """Ask each question; what was said to differ, or ``None``, for each in turn.

    :param labels: judgements by the question's name.
    """
    for question_set, name, text in questions:
        answer = ask(text)
        if answer.abstained or answer.agreement not in STATED:
            yield None
            continue
        values = tuple(claim.value for claim in answer.claims)
        yield StatedDifference(question_set, name, text, answer.agreement, values, labels.get(name))


def figures(stated: Sequence[StatedDifference]) -> dict[str, Any]:
    """Counts of each set, the share that is real of what is labelled, and every one stated."""
    sets = sorted({each.question_set for each in stated})
    return {
        "sets": {
            name: _counts([each for each in stated if each.question_set == name]) for name in sets
        },
        "stated": [each.to_dict() for each in stated],
    }


def _counts(stated: Sequence[StatedDifference]) -> dict[str, Any]:
    verdicts = [each.verdict for each in stated]
    labelled = len(verdicts) - verdicts.count("unlabelled")
    return {
        "stated": len(stated),
        "real": verdicts.count("real"),
        "false": verdicts.count("false"),
        "unlabelled": verdicts.count("unlabelled"),
        "precision": round(verdicts.count("real") / labelled, 4) if labelled else None,
        "named": sum(each.named for each in stated),
    }
