from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.reader.windows import Tokens
from rag.training.data.batches import Batches
from rag.training.data.cloze import HOLE, clozes
from rag.training.data.examples import Example, read_squad
from rag.training.data.noise import noisy, plain
from rag.training.data.prepare import token_span
from rag.training.data.prepared import Prepared
from rag.training.data.ragged import Ragged

PASSAGE = (
    "La presa de Villablanca se inauguró en 1961 tras nueve años de obras. "
    "La presa de Villablanca abastece a dos comarcas desde entonces. "
    "En 1961 vivían en el valle unas cuatro mil personas."
)


@given(st.lists(st.lists(st.integers(0, 9), max_size=4), max_size=6))
def test_ragged_rows_come_back_as_they_were(rows: list[list[int]]) -> None:
    ragged = Ragged.of(rows)
    assert [ragged[i].tolist() for i in range(len(ragged))] == rows


@given(st.text(min_size=1, max_size=60), st.integers(0, 99))
def test_noise_keeps_the_question_about_as_long(question: str, seed: int) -> None:
    assert len(noisy(question, random.Random(seed))) <= len(question) + 1


def test_plain_keeps_the_ene() -> None:
    assert plain("¿Cuántos años, Íñigo?") == "¿Cuantos años, Iñigo?"


def test_a_cloze_is_answered_in_what_is_left() -> None:
    made = list(clozes("Presas", PASSAGE, random.Random(1), 9))
    assert made
    for example in made:
        assert example.question.count(HOLE) == 1
        assert example.answers
        for start, end in example.answers:
            assert example.question.replace(HOLE, example.context[start:end]) in PASSAGE
    assert any("Villablanca" in e.context[slice(*e.answers[0])] for e in made)


def squad(path: Path, *records: dict[str, object]) -> Path:
    paragraph = {"context": "Ana vive en Lima.", "qas": list(records)}
    path.write_text(json.dumps({"data": [{"title": "A_B", "paragraphs": [paragraph]}]}), "utf-8")
    return path


def test_lost_answers_are_left_out_and_impossible_questions_kept(tmp_path: Path) -> None:
    lost = {"question": "a", "answers": [{"text": "", "answer_start": -1}]}
    none = {"question": "b", "answers": [], "is_impossible": True}
    twice = [{"text": "Lima", "answer_start": 12}] * 2
    found = list(
        read_squad(squad(tmp_path / "s.json", lost, none, {"question": "c", "answers": twice}))
    )
    assert found == [
        Example("b", "A B", "Ana vive en Lima.", ()),
        Example("c", "A B", "Ana vive en Lima.", ((12, 16),)),
    ]


def test_an_answer_takes_every_token_that_it_touches() -> None:
    passage = Tokens([1, 2, 3, 4], [(0, 3), (4, 8), (8, 10), (11, 15)])
    assert token_span(passage, 5, 9) == (1, 2)
    assert token_span(passage, 10, 11) is None


@pytest.fixture
def data() -> Prepared:
    """Twelve questions about six passages; the passage's ids tell its number."""
    count = 12
    return Prepared(
        passages=Ragged.of([[100 + row] * 40 for row in range(6)]),
        titles=Ragged.of([[90]] * 6),
        offsets=Ragged.of([np.zeros((40, 2), np.int32)] * 6, columns=2),
        questions=Ragged.of([[50 + row] for row in range(count)]),
        wordings=np.array([[row, 1] for row in range(count)], np.int32),
        about=np.array([row % 6 for row in range(count)], np.int32),
        answers=Ragged.of([[(30, 32)] if row % 3 else [] for row in range(count)], columns=2),
        others=Ragged.of([[(row + 1) % 6, (row + 2) % 6] for row in range(count)]),
        scores=Ragged.of([[1, 0]] * count),
        kind=np.zeros(count, np.int8),
    )


def test_prepared_data_survive_their_file(data: Prepared, tmp_path: Path) -> None:
    data.save(tmp_path / "p.npz")
    again = Prepared.load(tmp_path / "p.npz")
    assert again.others[3].tolist() == data.others[3].tolist()
    assert again.answers[1].tolist() == [[30, 32]]
    assert again.wordings.tolist() == data.wordings.tolist()


@pytest.mark.parametrize("window", [24, 60])
def test_a_group_holds_its_own_passage_first_and_its_answer_in_place(
    data: Prepared, window: int
) -> None:
    batches = Batches(data, {0: 1.0}, size=4, others=1, alone=0.0, window=window, seed=5)
    seen = 0
    for batch in batches:
        assert batch.windows == 2
        assert batch.ids.shape[1] <= -(-window // 8) * 8
        for row in range(0, len(batch.ids), 2):
            own, other = batch.ids[row], batch.ids[row + 1]
            question = int(own[1]) - 50
            assert own[batch.readable[row]].tolist()[0] == 100 + question % 6
            assert other[batch.readable[row + 1]].tolist()[0] != 100 + question % 6
            assert batch.spans[row + 1].tolist() == [0, 0]
            first, last = batch.spans[row].tolist()
            assert (last - first == 2 and batch.readable[row, first]) == bool(question % 3)
            seen += 1
    assert seen == 12
