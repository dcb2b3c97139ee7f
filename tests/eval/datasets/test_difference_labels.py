"""Judgements by hand are read strictly, and those that are kept are of questions that exist."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.datasets import clusters, difference_labels
from eval.datasets.builtin import QUESTIONS
from index.errors import InputError

LABEL: dict[str, Any] = {
    "set": "builtin",
    "question": "q180",
    "text": "¿Cuántos muertos dejó la riada?",
    "relation": "evolve",
    "means": {"Siete": "7", "once": "11", "nueve puentes": ""},
}


def written(tmp_path: Path, *records: object) -> Path:
    path = tmp_path / "juicios.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return path


def test_a_label_is_read_by_its_question(tmp_path: Path) -> None:
    label = difference_labels.load(written(tmp_path, LABEL))["q180"]
    assert (label.question_set, label.relation) == ("builtin", "evolve")
    assert label.means == {"Siete": "7", "once": "11", "nueve puentes": ""}


MALFORMED: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda r: r.pop("relation"), "falta la clave «relation»"),
    (lambda r: r.update(relation="differ"), "«relation»: «differ» no es disagree"),
    (lambda r: r.update(set="press"), "«set»: «press» no es builtin, clusters"),
    (lambda r: r.update(means={}), "«means» está vacío"),
    (lambda r: r.update(means={"a": 7}), "«means», «a»: se esperaba un texto"),
    (lambda r: r.update(relation="same"), "es «same» con 2 respuestas"),
    (lambda r: r.update(relation="none"), "es «none» con 2 respuestas"),
    (lambda r: r.update(means={"a": "1", "b": "1"}), "es «evolve» con 1 respuestas"),
    (lambda r: r.update(question="q180"), "«q180» está repetida"),
]


@pytest.mark.parametrize(("change", "message"), MALFORMED)
def test_a_malformed_label_is_refused_with_line_and_key(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], message: str
) -> None:
    second = {**LABEL, "question": "q181", "means": dict(LABEL["means"])}
    change(second)
    with pytest.raises(InputError, match="línea 2") as caught:
        difference_labels.load(written(tmp_path, LABEL, second))
    assert message in str(caught.value)


def test_a_file_without_any_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no hay ningún juicio"):
        difference_labels.load(written(tmp_path))


def test_the_kept_labels_are_of_questions_that_are_asked() -> None:
    asked = {
        f"{cluster.id} {question.text}": question.text
        for cluster in clusters.load()
        for question in cluster.questions
    }
    asked |= {
        record["id"]: record["question"]
        for record in json.loads(QUESTIONS.read_text(encoding="utf-8"))["questions"]
        if record["split"] == "tune"
    }
    labels = difference_labels.load()
    assert {name: label.text for name, label in labels.items()}.items() <= asked.items()
