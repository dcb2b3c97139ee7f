"""The built-in format: questions that quote a document find their passages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.datasets import builtin
from index.errors import InputError

FIRST = "El puente de Alcedo se abrió al tráfico en 1998 tras seis años de obras en el río."
SECOND = "Lo diseñó la ingeniera Ana Ruiz, que murió en 2011 en la misma ciudad donde nació."
SHARED = "La obra costó tres millones de pesetas, según las cuentas que publicó la diputación."


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    folder = tmp_path / "muestra"
    folder.mkdir()
    (folder / "puente.md").write_text(
        f"---\ntitle: El puente\ndate: 2025-01-01\n---\n{FIRST}\n\n{SECOND}\n\n{SHARED}\n",
        encoding="utf-8",
    )
    lines = [
        {"title": "Agencia", "text": SHARED},
        {"title": "Otra", "text": "Nada de esto importa a quien pregunta por aquel puente viejo."},
    ]
    (folder / "agencia.jsonl").write_text(
        "\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8"
    )
    return folder


def question(identifier: str, **changes: object) -> dict[str, Any]:
    return {
        "id": identifier,
        "question": "¿Quién diseñó el puente?",
        "kind": "who",
        "style": ["far"],
        "split": "report",
        "answers": [{"text": "Ana Ruiz", "document": "puente", "quote": "ingeniera Ana Ruiz"}],
        "answerable": True,
    } | changes


def load(sample: Path, *questions: object, split: str = "all") -> builtin.Dataset:
    path = sample.parent / "builtin.json"
    path.write_text(json.dumps({"version": "1", "questions": questions}), encoding="utf-8")
    return builtin.load(split, path=path, sample=sample)


def test_a_question_finds_the_passage_it_quotes(sample: Path) -> None:
    dataset = load(sample, question("q1"))
    texts = {passage.id: passage.text for passage in dataset.passages}
    (only,) = dataset.questions
    assert [texts[passage] for passage in only.relevant] == [SECOND]
    assert (only.answers, only.kind, only.styles) == (("Ana Ruiz",), "who", ("far",))
    assert only.about in only.relevant


def test_a_passage_that_two_documents_share_is_one_passage(sample: Path) -> None:
    quote = "tres millones de pesetas"
    dataset = load(
        sample,
        question("q1", answers=[{"text": "3", "document": "puente", "quote": quote}]),
        question("q2", answers=[{"text": "3", "document": "agencia#1", "quote": quote}]),
    )
    assert [passage.text for passage in dataset.passages].count(SHARED) == 1
    first, second = dataset.questions
    assert first.relevant == second.relevant
    assert len(first.relevant) == 1


def test_answers_of_several_sources_are_all_accepted(sample: Path) -> None:
    (only,) = load(
        sample,
        question(
            "q1",
            answers=[
                {"text": "1998", "document": "puente", "quote": "en 1998"},
                {"text": "2011", "document": "puente", "quote": "en 2011"},
            ],
        ),
    ).questions
    assert only.answers == ("1998", "2011")
    assert len(only.relevant) == 2


def test_halves(sample: Path) -> None:
    both = question("q1"), question("q2", split="tune", answers=[], answerable=False)
    assert [each.id for each in load(sample, *both, split="report").questions] == ["q1"]
    assert [each.id for each in load(sample, *both, split="tune").questions] == ["q2"]
    everything = load(sample, *both)
    assert [each.answerable for each in everything.questions] == [True, False]
    assert everything.questions[1].relevant == {}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (7, "pregunta número 1: se esperaba un objeto"),
        ({}, "pregunta número 1: falta la clave «id»"),
        (question("q1", question=" "), "pregunta «q1»: «question» está vacío"),
        (question("q1", kind="which"), "«kind» es «which»"),
        (question("q1", split="all"), "«split» es «all»"),
        (question("q1", answers=[]), "«answerable» no concuerda"),
        (question("q1", answerable=False), "«answerable» no concuerda"),
        (question("q1", style="far"), "«style»: se esperaba una lista"),
        (
            question("q1", answers=[{"text": "x", "document": "nada", "quote": "x"}]),
            "pregunta «q1»: el archivo de muestra no tiene el documento «nada»",
        ),
        (
            question("q1", answers=[{"text": "x", "document": "puente", "quote": "no está"}]),
            "pregunta «q1»: ningún pasaje del documento «puente» contiene la cita «no está»",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_id(sample: Path, record: object, expected: str) -> None:
    with pytest.raises(InputError) as caught:
        load(sample, record)
    assert expected in str(caught.value)


def test_an_id_is_used_once(sample: Path) -> None:
    with pytest.raises(InputError, match="dos preguntas tienen el id «q1»"):
        load(sample, question("q1"), question("q1", split="tune"), split="report")


def test_passages_of_the_sample_archive_are_verbatim_and_distinct() -> None:
    documents = builtin.corpus(builtin.SAMPLE)
    assert len(documents) >= 40
    passages = {each.id: each.text for cut in documents.values() for each in cut}
    assert all(documents.values())
    assert len(set(passages.values())) == len(passages)
