"""The conversation's side of the page, without a browser."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag import Archive
from rag.chat import conversation_state
from rag.chat.actions import asking
from rag.chat.actions.asking import QuestionActions, Screen
from rag.chat.actions.limits import Limits
from rag.chat.wording.languages import WORDS
from rag.maintenance.feedback import TABLE
from tests.rag.chat.examples import FIRE, archive

SPANISH = WORDS["es"]


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Archive]:
    made = archive(tmp_path)
    yield made
    made.close()


def screens(
    desk: QuestionActions, question: str = FIRE, memory: str = "", **limits: str
) -> list[Screen]:
    return list(desk.ask(question, Limits(**limits), memory, None, "s", SPANISH))


def test_searching_then_reading_then_the_answer(held: Archive) -> None:
    first, second, last = screens(QuestionActions(held))
    assert SPANISH.searching in first.shown
    assert SPANISH.reading in second.shown
    assert (first.busy, second.busy, last.busy) == (True, True, False)
    assert last.memory is not None
    kept = conversation_state.from_json(last.memory)
    assert [turn.answer.question for turn in kept.turns] == [FIRE]
    assert kept.turns[0].answer.to_dict() == json.loads(last.memory)["turns"][0]["answer"]


@pytest.mark.parametrize(
    ("question", "limits", "said"),
    [(" ", {}, "está vacía"), (FIRE, {"since": "ayer"}, "«ayer» no se entiende")],
)
def test_what_cannot_be_asked_is_said_and_the_question_stays(
    held: Archive, question: str, limits: dict[str, str], said: str
) -> None:
    (only,) = screens(QuestionActions(held), question, **limits)
    assert said in only.shown
    assert only.question == question
    assert not only.busy


def test_an_unexpected_error_is_not_shown_to_a_visitor(
    held: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secreto")

    desk = QuestionActions(held)
    monkeypatch.setattr(desk.archive.backend, "search", fail)
    last = screens(desk)[-1]
    assert "secreto" not in last.shown
    assert SPANISH.unexpected in last.shown


def test_stopping_ends_the_wait_and_gives_the_question_back(
    held: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, go_on = QuestionActions(held), threading.Event()
    search = desk.archive.backend.search

    def slow(*given: object, **named: object) -> object:
        go_on.wait(20)
        return search(*given, **named)

    monkeypatch.setattr(desk.archive.backend, "search", slow)
    steps = desk.ask(FIRE, Limits(), None, None, "s", SPANISH)
    assert next(steps).busy
    desk.stop("otra")
    desk.stop("s")
    last = next(steps)
    go_on.set()
    assert (last.busy, last.question, last.memory) == (False, FIRE, None)
    assert next(steps, None) is None


def test_a_server_that_begins_anew_picks_the_conversation_up(held: Archive) -> None:
    memory = screens(QuestionActions(held))[-1].memory or ""
    last = screens(QuestionActions(held), "¿Y el puente?", memory)[-1]
    assert last.conversation is not None
    assert [turn.question for turn in last.conversation.turns] == [FIRE, "¿Y el puente?"]


def test_feedback_is_kept_unless_the_answer_was_forged(held: Archive) -> None:
    desk = QuestionActions(held)
    memory = screens(desk)[-1].memory or ""
    sent = {"turn": "1", "verdict": "wrong", "remark": " son 150 "}
    said, after = desk.judge(sent, memory, SPANISH)
    assert said == SPANISH.thanks
    assert conversation_state.from_json(after).turns[0].verdict == "wrong"
    forged = json.loads(memory)
    forged["turns"][0]["answer"]["citations"][0]["document"] = "nada"
    for bad, kept in (
        (sent, json.dumps(forged)),
        ({**sent, "turn": "2"}, memory),
        ({**sent, "verdict": "perfecta"}, memory),
        ({}, memory),
        (sent, ""),
    ):
        assert desk.judge(bad, kept, SPANISH)[0] == SPANISH.not_judged
    assert [(row["verdict"], row["remark"]) for row in held.feedback()] == [("wrong", "son 150")]


def test_feedback_given_while_articles_are_added_is_told_to_come_later_and_comes(
    held: Archive,
) -> None:
    desk = QuestionActions(held)
    memory = screens(desk)[-1].memory or ""
    sent = {"turn": "1", "verdict": "right", "remark": "sí"}
    told = list[tuple[str, str]]()
    with held.backend.writing():
        visitor = threading.Thread(target=lambda: told.append(desk.judge(sent, memory, SPANISH)))
        visitor.start()
        visitor.join()
    said, after = told[0]
    assert said == SPANISH.thanks_later
    assert conversation_state.from_json(after).turns[0].verdict == "right", (
        "it is not asked for again"
    )
    assert held.backend.store.records(TABLE) == []
    QuestionActions(held)  # the chat begins anew, and nobody is writing any more
    assert [row["remark"] for row in held.backend.store.records(TABLE)] == ["sí"]


def test_articles_open_at_what_was_cited(held: Archive) -> None:
    desk = QuestionActions(held)
    memory = screens(desk)[-1].memory or ""
    html = desk.article({"turn": "1", "n": "1"}, memory, SPANISH)
    assert "<mark>La Diputación envió" in html
    document = next(s for s in held.list() if s.title == "Puente")
    whole = desk.article({"document": document.id, "start": "0", "end": "9"}, "", SPANISH)
    assert "<mark>El puente</mark>" in whole
    assert "<script>" not in whole
    for sent in ({}, {"document": "x"}, {"turn": "7"}, {"turn": "1", "n": "99"}, {"turn": None}):
        assert SPANISH.gone in desk.article(sent, memory, SPANISH)
    outside = {"document": document.id, "start": "5", "end": "99999"}
    assert "<mark>" not in desk.article(outside, "", SPANISH)


@pytest.mark.parametrize("mode", ["hybrid", "dense", "bm25", "otro"])
def test_a_search_shows_hits_with_scores(held: Archive, mode: str) -> None:
    html = QuestionActions(held).search("bomberos sierra Urdaz", mode, Limits(("Eco",)), SPANISH)
    assert "1 pasajes" in html
    assert "120 bomberos" in html
    assert "está vacía" in QuestionActions(held).search(" ", mode, Limits(), SPANISH)


def test_there_is_nothing_to_save_before_the_first_question() -> None:
    assert asking.saved("md", "", SPANISH) == ("", SPANISH.nothing_to_export)
