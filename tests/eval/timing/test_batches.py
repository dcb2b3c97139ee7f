"""The two ways are timed turn about, and no question is asked twice."""

from __future__ import annotations

from typing import Any

import pytest

from eval.timing.batches import Round, measure, overall


class Recorder:
    def __init__(self) -> None:
        self.asked: list[Any] = []

    def ask(self, question: str) -> None:
        self.asked.append(question)

    def batch(self, questions: list[str]) -> None:
        self.asked.append(tuple(questions))


def test_each_way_has_questions_of_its_own_and_they_change_places() -> None:
    archive: Any = Recorder()
    measured = measure(archive, list("abcdefghijklmnop"), 4)
    assert archive.asked == [
        *("a", "b", ("c", "d")),
        *(("g", "h"), "e", "f"),
        *("k", "l", ("i", "j")),
        *(("m", "n"), "o", "p"),
    ]
    assert [each.questions for each in measured] == [2, 2, 2, 2]
    assert all(each.ratio > 0 for each in measured)


def test_over_all_rounds_the_seconds_are_added() -> None:
    assert overall([Round(2, 3.0, 1.0), Round(2, 1.0, 1.0)]) == pytest.approx(2.0)
