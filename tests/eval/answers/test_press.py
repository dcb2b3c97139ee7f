"""The forty questions over the articles the project began from, and when an answer is right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.answers import press
from eval.datasets.strict_json import read_json
from index.errors import InputError
from rag.answers.types import Answer
from tests.rag.fakes_rag import RIVER, article, open_archive


def test_there_are_forty_questions_and_three_have_no_answer() -> None:
    questions = press.read()
    assert len(questions) == len({question for question, _ in questions}) == 40
    assert sum(not answers for _, answers in questions) == 3
    assert isinstance(read_json(press.QUESTIONS), list)


def test_a_question_without_its_text_is_reported_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "preguntas.json"
    path.write_text(json.dumps([{"question": " ", "answers": []}]), encoding="utf-8")
    with pytest.raises(InputError, match="pregunta 1: «question» está vacío"):
        press.read(path)


@pytest.fixture
def answer(tmp_path: Path) -> Answer:
    article(tmp_path / "notas", "rio.txt", RIVER, title="Riada")
    archive = open_archive(tmp_path / "archivo")
    archive.add(tmp_path / "notas")
    return archive.ask("¿Qué río se desbordó?", abstain=False)


def test_an_answer_is_right_when_it_is_acceptable_or_rightly_withheld(answer: Answer) -> None:
    assert answer.answer
    assert press.judge("¿?", (answer.answer,), answer).right
    assert not press.judge("¿?", ("otra cosa",), answer).right
    assert not press.judge("¿?", (), answer).right
    record = press.judge("¿?", (answer.answer, "otra"), answer)
    assert (record.answer, record.expected[1]) == (answer.answer, "otra")
    assert record.claims[0] == answer.claims[0].value
