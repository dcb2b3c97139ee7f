"""What is measured of answers, on a responder whose every answer is known."""

from __future__ import annotations

import json

import pytest

from eval.answers import measuring
from eval.answers.responders import Reply
from eval.datasets.types import Dataset, PassageText, Question
from index.errors import InputError
from tests.eval import samples

#: Keys of the JSON that are promised to whoever reads it.
PROMISED = {
    "dataset", "questions", "answerable", "exact_match", "f1", "abstention_auroc", "answered",
    "accuracy_when_answered", "expected_calibration_error", "query_ms",
}  # fmt: skip


class Scripted:
    """Gives the replies it was made with: with abstention, and without."""

    def __init__(self, replies: dict[str, tuple[Reply, Reply | None]]) -> None:
        self._replies = replies
        self.asked: list[tuple[str, bool]] = []

    def ask(self, question: Question, *, abstain: bool) -> Reply:
        self.asked.append((question.id, abstain))
        allowed, forced = self._replies[question.id]
        reply = allowed if abstain else forced
        assert reply is not None
        return reply


def scripted() -> Scripted:
    bridge, ruiz, money = (passage.text for passage in samples.dataset().passages)
    return Scripted(
        {
            # Right, citing the right passage (with other blanks) and another one.
            "q0": (Reply("1998.", False, 0.9, (f"  {bridge}\n", money)), None),
            # Abstains, and would have said half of it, citing something unknown.
            "q1": (
                Reply("", True, 0.3, (ruiz,)),
                Reply("la Ana", False, 0.3, ("Nadie sabe.",)),
            ),
            # Answers what nothing answers.
            "q2": (Reply("1998", False, 0.6, (bridge,)), None),
        }
    )


def test_records_by_hand() -> None:
    responder = scripted()
    first, second, third = measuring.run(samples.dataset(), responder).records
    assert responder.asked == [("q0", True), ("q1", True), ("q1", False), ("q2", True)]
    assert (first.exact_match, first.f1, first.right, first.answered) == (1.0, 1.0, True, True)
    assert first.cited == ("p0", "p2")
    assert (first.citation_precision, first.citation_recall) == (0.5, 1.0)
    # "ana" against "ana ruiz": 2·1 / (1 + 2).
    assert (second.exact_match, second.f1) == (0.0, pytest.approx(2 / 3))
    assert (second.answered, second.cited, second.citation_recall) == (False, (None,), 0.0)
    assert (third.right, third.answered, third.exact_match) == (False, True, 0.0)


def test_figures_by_hand() -> None:
    figures = measuring.run(samples.dataset(), scripted()).to_dict()
    assert figures.keys() >= PROMISED
    assert (figures["questions"], figures["answerable"], figures["answered"]) == (3, 2, 2)
    assert figures["exact_match"] == 50.0
    assert figures["f1"] == pytest.approx(100 * (1 + 2 / 3) / 2, abs=0.01)
    # Answerable 0.9 and 0.3 against 0.6: one of two pairs in order.
    assert figures["abstention_auroc"] == 0.5
    assert figures["accuracy_when_answered"] == 0.5
    # Three answers, each a bin: (|0.9 - 1| + |0.3 - 1| + |0.6 - 0|) / 3.
    assert figures["expected_calibration_error"] == pytest.approx(1.4 / 3, abs=1e-4)
    assert figures["citation_precision"] == 0.25
    assert figures["citation_recall"] == 0.5
    assert figures["query_ms"].keys() == {"p50", "p95"}
    assert figures["by_kind"]["when"] == {
        "questions": 1, "exact_match": 100.0, "f1": 100.0, "right": 100.0
    }  # fmt: skip
    low, high = figures["intervals"]["exact_match"]
    assert low <= 50.0 <= high
    assert json.loads(json.dumps(figures, allow_nan=False)) == figures


def test_with_the_gold_paragraph_only_questions_about_one_are_asked() -> None:
    data = samples.dataset()
    unplaced = Question("q3", "¿Nada?", answerable=False)
    about = Dataset(
        data.name,
        data.passages,
        (
            Question("q0", "¿Cuándo?", ("1998",), {"p0": 1}, about="p0"),
            unplaced,
        ),
    )
    responder = scripted()
    run = measuring.run(about, responder, source="gold")
    assert [record.question.id for record in run.records] == ["q0"]
    figures = run.to_dict()
    assert figures["source"] == "gold"
    assert (figures["citation_precision"], figures["abstention_auroc"]) == (None, None)


def test_a_set_without_answers_cannot_measure_any() -> None:
    data = Dataset("beir", (PassageText("p", "x"),), (Question("q", "¿?", relevant={"p": 1}),))
    with pytest.raises(InputError, match="python -m eval retrieval"):
        measuring.run(data, scripted())


def test_progress_ends_at_the_last_question() -> None:
    told: list[tuple[int, int]] = []
    measuring.run(
        samples.dataset(), scripted(), progress=lambda _, done, of: told.append((done, of))
    )
    assert told == [(0, 3), (3, 3)]
