"""Reads what differing answers to a question are to one another, judged by hand.

For every question of the built-in tuning half and of the press clusters of which the product
once said that its sources differ, and for every one of that half that several articles answer,
somebody read the articles and wrote down which values answer and which of them mean the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

from eval.datasets.strict_json import entry, expect, filled, read_json_lines
from index.errors import InputError

LABELS: Final = Path(__file__).with_name("differences.jsonl")

QuestionSet = Literal["builtin", "clusters"]
SETS: Final[tuple[QuestionSet, ...]] = get_args(QuestionSet)

Relation = Literal["disagree", "evolve", "plan", "both", "same", "none"]
RELATIONS: Final[tuple[Relation, ...]] = get_args(Relation)


@dataclass(frozen=True, slots=True)
class DifferenceLabel:
    """What the values that were stated for a question are.

    :param question: its id in the built-in set; cluster and text, such as ``C01 ¿Cuándo…?``.
    :param text: the question.
    :param relation: of the values that answer: ``disagree`` (not all true of one moment),
        ``evolve`` (true of different moments), ``plan`` (what was planned, asked or offered, and
        what came of it), ``both`` (different and all true), ``same``, or ``none`` answers.
    :param means: value as written → what it means, ``""`` where it does not answer; values that
        mean the same have the same word here.
    """

    question_set: QuestionSet
    question: str
    text: str
    relation: Relation
    means: Mapping[str, str]


def load(path: Path = LABELS) -> dict[str, DifferenceLabel]:
    """The labels of a file, one a line, by question.

    :raises InputError: the file is missing or a label malformed; line and key are named.
    """
    labels: dict[str, DifferenceLabel] = {}
    for where, record in read_json_lines(path):
        label = _label(record, where)
        if label.question in labels:
            raise InputError(f"{where}, «question»: «{label.question}» está repetida.")
        labels[label.question] = label
    if not labels:
        raise InputError(f"{path}: no hay ningún juicio. Escriba uno en cada línea.")
    return labels


def _label(record: dict[str, Any], where: str) -> DifferenceLabel:
    relation = entry(record, "relation", str, where)
    relations: list[Relation] = [known for known in RELATIONS if known == relation]
    name = entry(record, "set", str, where)
    sets: list[QuestionSet] = [known for known in SETS if known == name]
    if not relations:
        raise InputError(f"{where}, «relation»: «{relation}» no es {', '.join(RELATIONS)}.")
    if not sets:
        raise InputError(f"{where}, «set»: «{name}» no es {', '.join(SETS)}.")
    values = entry(record, "means", dict, where)
    means = {key: expect(each, str, f"{where}, «means», «{key}»") for key, each in values.items()}
    distinct = len({each for each in means.values() if each})
    if not means:
        raise InputError(f"{where}: «means» está vacío.")
    if distinct != {"none": 0, "same": 1}.get(relation, max(distinct, 2)):
        raise InputError(f"{where}, «relation»: es «{relation}» con {distinct} respuestas.")
    question, text = filled(record, "question", where), filled(record, "text", where)
    return DifferenceLabel(sets[0], question, text, relations[0], means)
