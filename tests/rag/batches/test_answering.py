"""Many questions, several at a time."""

from __future__ import annotations

import sys
import threading
from collections.abc import Generator

import pytest

from index import Filters
from index.errors import ArchiveError
from rag.answers.types import Answer
from rag.batches.answering import TURN, answer_all
from rag.batches.types import Asked
from tests.rag.batches.examples import Counting


def test_every_question_comes_back_once_and_equal_ones_are_asked_once() -> None:
    ask, beside = Counting(), threading.Barrier(2, timeout=60)

    def both(question: str, filters: Filters | None) -> Answer:
        if question in ("¿1?", "¿2?"):
            beside.wait()  # broken unless another is asked meanwhile
        return ask(question, filters)

    questions = [Asked(n, f"¿{n % 7}?", expected=str(n)) for n in range(1, 40)]
    outcomes = list(answer_all(questions, both, at_once=3))
    assert sorted(o.asked.row for o in outcomes) == list(range(1, 40))
    assert sorted(ask.asked) == [f"¿{n}?" for n in range(7)]
    assert all(o.answer is not None and o.answer.answer == str(o.asked.row % 7) for o in outcomes)
    assert ask.most <= 3


def test_limits_make_another_question_of_it() -> None:
    ask = Counting()
    questions = [Asked(1, "¿a?"), Asked(2, "¿a?", source="El Faro"), Asked(3, "¿a?", since="2024")]
    assert len(list(answer_all(questions, ask))) == len(ask.asked) == 3


def test_what_is_wrong_with_one_question_is_its_own_affair() -> None:
    ask = Counting()
    questions = [
        Asked(1, "¿bien?"),
        Asked(2, "", problem="Falta la pregunta."),
        Asked(3, "¿a?", source="Nadie"),
        Asked(4, "¿error?"),
        Asked(5, "x" * 1_000_000),
        Asked(6, "¿¡...!?"),
    ]
    errors = {o.asked.row: o.error for o in answer_all(questions, ask)}
    assert errors[1] == ""
    assert errors[2] == "Falta la pregunta."
    assert "Nadie" in errors[3]
    assert "RuntimeError: boom" in errors[4]
    assert "1.000.000 caracteres" in errors[5]
    assert errors[6]
    assert "x" * 1_000_000 not in ask.asked


def test_an_archive_that_cannot_be_read_ends_the_batch() -> None:
    def ask(question: str, filters: Filters | None) -> Answer:
        raise ArchiveError("El archivo está dañado.")

    with pytest.raises(ArchiveError, match="dañado"):
        list(answer_all([Asked(n, f"¿{n}?") for n in range(9)], ask))


def test_who_stops_listening_stops_the_asking() -> None:
    ask = Counting(slow=0.01)
    outcomes = answer_all([Asked(n, f"¿{n}?") for n in range(200)], ask, at_once=2)
    next(outcomes)
    assert isinstance(outcomes, Generator)
    outcomes.close()
    assert len(ask.asked) < 20


def test_threads_take_turns_sooner_while_any_batch_runs_and_as_before_afterwards() -> None:
    usual = sys.getswitchinterval()
    one = answer_all([Asked(n, f"¿{n}?") for n in range(3)], Counting(), at_once=1)
    other = answer_all([Asked(n, f"¿{n}?") for n in range(3)], Counting(), at_once=1)
    next(one)
    next(other)
    assert sys.getswitchinterval() == pytest.approx(TURN)
    assert isinstance(one, Generator)
    one.close()
    assert sys.getswitchinterval() == pytest.approx(TURN)
    list(other)
    assert sys.getswitchinterval() == pytest.approx(usual)
