"""What was marked in the chat becomes a question set that our own reader accepts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from eval import feedback
from eval.datasets import squad
from index.errors import InputError

BRIDGE = "El puente se abrió en 1998."
COST = "Costó 3 millones, dijo Ana Ruiz."


def citation(n: int, passage: str, value: str) -> dict[str, Any]:
    start = passage.index(value)
    return {
        "n": n, "title": "Puentes", "passage": passage, "value": value,
        "start": start, "end": start + len(value),
    }  # fmt: skip


def answer(*citations: dict[str, Any], abstained: bool = False) -> dict[str, Any]:
    best = [] if abstained else [{"value": citations[-1]["value"], "citations": [len(citations)]}]
    return {
        "abstained": abstained,
        "answer": "" if abstained else citations[-1]["value"],
        "claims": best,
        "citations": list(citations),
    }


def row(number: int, question: str, verdict: str, said: object, remark: str = "") -> dict[str, Any]:
    return {
        "id": number, "created": "2025-11-21T10:00:00", "question": question, "verdict": verdict,
        "remark": remark, "answer_json": json.dumps(said),
    }  # fmt: skip


ROWS = [
    row(1, "¿Cuándo se abrió?", "wrong", answer(citation(1, BRIDGE, "puente"))),
    row(2, "¿Quién habló?", "wrong", answer(citation(1, COST, "3 millones")), " Ana Ruiz "),
    row(3, "¿Quién lo pintó?", "right", answer(citation(1, BRIDGE, "puente"), abstained=True)),
    # The best claim cites the second source.
    row(4, "¿Cuánto costó?", "right", answer(citation(1, BRIDGE, "1998"), citation(2, COST, "3"))),
    # Marked again: the later mark holds.
    row(5, "¿Cuándo  se abrió?", "right", answer(citation(1, BRIDGE, "1998"))),
    row(6, "¿Dónde está?", "source", answer(citation(1, BRIDGE, "puente")), "es otra noticia"),
    row(7, "¿De qué color es?", "wrong", answer(citation(1, BRIDGE, "puente")), "rojo"),
]


class Archive:
    """An archive with feedback."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self._rows = rows

    def feedback(self) -> list[Mapping[str, Any]]:
        return list(self._rows)


def test_the_exported_file_is_a_sound_set(tmp_path: Path) -> None:
    path = tmp_path / "chat.json"
    counts = feedback.export(Archive(ROWS), path)
    assert counts == feedback.ExportCounts(questions=4, pending=2)
    dataset = squad.load(path)
    by_text = {question.text: question for question in dataset.questions}
    passages = {passage.id: passage.text for passage in dataset.passages}
    assert sorted(passages.values()) == sorted([BRIDGE, COST])

    def known(text: str) -> tuple[str, tuple[str, ...], list[str]]:
        question = by_text[text]
        return question.id, question.answers, [passages[each] for each in question.relevant]

    assert known("¿Cuándo se abrió?") == ("chat-5", ("1998",), [BRIDGE])
    assert known("¿Cuánto costó?") == ("chat-4", ("3",), [COST])
    assert known("¿Quién habló?") == ("chat-2", ("Ana Ruiz",), [COST])
    unanswerable = by_text["¿Quién lo pintó?"]
    assert (unanswerable.answerable, passages[str(unanswerable.about)]) == (False, BRIDGE)


def test_what_needs_a_person_is_kept_apart() -> None:
    pending = feedback.as_squad(ROWS)["pending"]
    assert [each["id"] for each in pending] == ["chat-6", "chat-7"]
    assert (pending[0]["verdict"], pending[0]["remark"]) == ("source", "es otra noticia")
    assert pending[1]["passages"] == [BRIDGE]


def test_an_answer_that_is_not_where_it_says_is_not_exported_as_fact() -> None:
    said = answer(citation(1, BRIDGE, "1998"))
    said["citations"][0]["start"] = 0
    document = feedback.as_squad([row(1, "¿Cuándo?", "right", said)])
    assert document["data"] == []
    assert len(document["pending"]) == 1


@pytest.mark.parametrize("archive", [Archive([]), object()])
def test_without_feedback_a_person_is_told(tmp_path: Path, archive: object) -> None:
    with pytest.raises(InputError, match="ninguna valoración"):
        feedback.export(archive, tmp_path / "chat.json")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stored", ["{", "[]", None])
def test_a_damaged_row_is_named(stored: str | None) -> None:
    broken = row(9, "¿?", "right", {}) | {"answer_json": stored}
    with pytest.raises(InputError, match="valoración 9"):
        feedback.as_squad([broken])
