"""Answers of other systems are read strictly and scored like our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval import cli
from eval.answers import cluster_figures, given
from eval.datasets import clusters as cluster_sets
from index.errors import InputError
from tests.eval.datasets.test_clusters import CLUSTER, written

RIGHT: dict[str, Any] = {
    "cluster": "X1",
    "question": "¿Cuántos muertos dejó la riada?",
    "value": "catorce muertos",
    "at": "a2.1",
    "citations": ["a2.1", "a1.1"],
    "agreement": "evolve",
    "confidence": 0.9,
}
DECLINED: dict[str, Any] = {"cluster": "X1", "question": "¿Cuánto costó?", "declined": True}
FOLLOWUP: dict[str, Any] = {
    "cluster": "X1",
    "question": "¿y quién pidió ayuda?",
    "value": "nadie",
    "at": None,
    "citations": [None],
}


def answers_file(tmp_path: Path, *records: object) -> Path:
    path = tmp_path / "respuestas.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return path


def load(tmp_path: Path, *records: object) -> tuple[given.ClusterAnswer, ...]:
    return given.load(
        answers_file(tmp_path, *records), cluster_sets.load(written(tmp_path, CLUSTER))
    )


def test_given_answers_have_the_figures_that_a_hand_counts(tmp_path: Path) -> None:
    figures = cluster_figures.figures(load(tmp_path, FOLLOWUP, DECLINED, RIGHT))
    assert figures["right"] == figures["declined"] == 1.0
    assert figures["source_recall"] == figures["source_precision"] == 1.0
    assert figures["disagree_precision"] == figures["disagree_recall"] == 1.0
    assert figures["followups"] == 0.0


def test_our_own_rows_can_be_given_back(tmp_path: Path) -> None:
    first = load(tmp_path, RIGHT, DECLINED, FOLLOWUP)
    again = load(tmp_path, *(answer.to_dict() for answer in first))
    assert again == first


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"cluster": "X9"}, "el cúmulo «X9» no tiene la pregunta"),
        ({"question": "¿Qué?"}, "no tiene la pregunta «¿Qué?»"),
        ({"at": "a7.1"}, "no tiene el párrafo «a7.1»"),
        ({"citations": ["a1.9"]}, "no tiene el párrafo «a1.9»"),
        ({"confidence": 2}, "2 no está entre 0 y 1"),
        ({"confidence": "mucha"}, "se esperaba un número"),
        ({"agreement": "casi"}, "«casi» no es ninguna de"),
        ({"value": " "}, "«value» está vacío"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    tmp_path: Path, change: dict[str, Any], told: str
) -> None:
    with pytest.raises(InputError, match="línea 2") as error:
        load(tmp_path, DECLINED, {**RIGHT, **change}, FOLLOWUP)
    assert told in str(error.value)


def test_a_question_left_out_is_told_and_so_is_one_answered_twice(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"faltan 2 de 3 preguntas.*¿Cuánto costó\?"):
        load(tmp_path, RIGHT)
    with pytest.raises(InputError, match="ya tiene respuesta"):
        load(tmp_path, RIGHT, RIGHT, DECLINED, FOLLOWUP)


def test_the_command_scores_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = answers_file(tmp_path, RIGHT, DECLINED, FOLLOWUP)
    clusters = written(tmp_path, CLUSTER)
    figures = tmp_path / "cifras.json"
    command = ["prensa", str(clusters), "--answers", str(answers), "--json", str(figures)]
    assert cli.main(command) == 0
    assert "contestadas bien" in capsys.readouterr().out
    assert json.loads(figures.read_text(encoding="utf-8"))["right"] == 1.0
