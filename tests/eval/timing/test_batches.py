"""The two ways are timed over the same questions, turn about."""

from __future__ import annotations

from typing import Any

from eval.timing.batches import measure


class Recorder:
    def __init__(self) -> None:
        self.asked: list[Any] = []

    def ask(self, question: str) -> None:
        self.asked.append(question)

    def batch(self, questions: list[str]) -> None:
        self.asked.append(tuple(questions))


def test_each_round_asks_questions_of_its_own_both_ways() -> None:
    archive = Recorder()
    measured = measure(archive, list("abcd"), 2)  # type: ignore[arg-type]
    assert archive.asked == ["a", "b", ("a", "b"), ("c", "d"), "c", "d"]
    assert [each.questions for each in measured] == [2, 2]
    assert all(each.ratio > 0 for each in measured)
