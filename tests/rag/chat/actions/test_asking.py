"""The conversation's side of the page, without a browser."""

from __future__ import annotations

import json
import logging
import threading

import pytest

from index import Filters
from rag import Archive
from rag.answers.stages import (
    OnAnswer,
    OnHits,
    OnStage,
    OnText,
    Stage,
    nobody,
)
from rag.answers.types import Answer
from rag.chat.actions.asking import QuestionActions, Screen
from rag.chat.actions.limits import Limits
from rag.chat.conversation_state import ConversationState
from rag.chat.wording.languages import WORDS
from rag.conversation import Conversation
from rag.questions.query import Query
from tests.rag.chat.examples import FIRE

SPANISH = WORDS["es"]


def screens(
    actions: QuestionActions, question: str = FIRE, memory: str = "", **limits: str
) -> list[Screen]:
    return list(actions.ask(question, Limits(**limits), memory, None, "s", SPANISH))


def test_searching_then_reading_then_the_answer(archive: Archive) -> None:
    first, second, third, last = screens(QuestionActions(archive))
    assert SPANISH.searching in first.turns
    assert SPANISH.reading in second.turns
    assert SPANISH.comparing in third.turns
    assert [screen.busy for screen in (first, second, third, last)] == [True, True, True, False]
    assert last.memory is not None
    state = ConversationState.from_json(last.memory)
    assert [turn.answer.question for turn in state.turns] == [FIRE]
    assert state.turns[0].answer.to_dict() == json.loads(last.memory)["turns"][0]["answer"]


@pytest.mark.parametrize(
    ("question", "limits", "message"),
    [(" ", {}, "está vacía"), (FIRE, {"since": "ayer"}, "«ayer» no se entiende")],
)
def test_what_cannot_be_asked_is_said_and_the_question_stays(
    archive: Archive, question: str, limits: dict[str, str], message: str
) -> None:
    (only,) = screens(QuestionActions(archive), question, **limits)
    assert message in only.turns
    assert only.question is None, "it stands in its box as it was"
    assert not only.busy


def test_an_unexpected_error_goes_to_the_log_and_is_not_shown_to_a_visitor(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secreto")

    actions = QuestionActions(archive)
    monkeypatch.setattr(actions.archive.backend, "search", fail)
    with caplog.at_level(logging.ERROR):
        last = screens(actions)[-1]
    assert "secreto" not in last.turns
    assert SPANISH.unexpected in last.turns
    assert "secreto" in caplog.text


def test_stopping_ends_the_wait_and_gives_the_question_back(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions, go_on = QuestionActions(archive), threading.Event()
    search = actions.archive.backend.search

    def slow(*arguments: object, **options: object) -> object:
        go_on.wait(20)
        return search(*arguments, **options)

    monkeypatch.setattr(actions.archive.backend, "search", slow)
    steps = actions.ask(FIRE, Limits(), None, None, "s", SPANISH)
    assert next(steps).busy
    actions.stop("otra")
    actions.stop("s")
    last = next(steps)
    go_on.set()
    assert (last.busy, last.question, last.memory) == (False, FIRE, None)
    assert next(steps, None) is None


class StagedConversation(Conversation):
    """A conversation whose answer waits before it is written.

    :param may_write: lets it go on.
    :param ended: is set when it has ended; ``stages`` are those that it has begun by then.
    """

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive)
        self.stages: list[Stage] = []
        self.may_write, self.ended = threading.Event(), threading.Event()

    def ask(
        self,
        question: str | Query,
        filters: Filters | None = None,
        on_stage: OnStage = nobody,
        on_hits: OnHits = nobody,
        on_text: OnText = nobody,
        on_answer: OnAnswer = nobody,
    ) -> Answer:
        def begin(stage: Stage) -> None:
            if stage == "comparing":
                assert self.may_write.wait(20)
            on_stage(stage)
            self.stages.append(stage)

        try:
            return super().ask(question, filters, begin, on_hits, on_text, on_answer)
        finally:
            self.ended.set()


def test_each_stage_is_shown_once_and_by_its_name(archive: Archive) -> None:
    conversation = StagedConversation(archive)
    conversation.may_write.set()
    all_screens = list(
        QuestionActions(archive).ask(FIRE, Limits(), None, conversation, "s", SPANISH)
    )
    assert conversation.stages == ["searching", "reading", "comparing", "writing"]
    assert [screen.announcement for screen in all_screens[:-1]] == [
        SPANISH.searching,
        SPANISH.reading,
        SPANISH.comparing,
    ]
    assert all(FIRE in screen.turns for screen in all_screens)
    assert SPANISH.found not in all_screens[0].turns
    reading = all_screens[1].turns
    assert SPANISH.found in reading, "the sources come before the answer"
    assert "<strong>Arde</strong>" in reading
    assert "<strong>Sigue</strong>" in reading
    comparing, last = all_screens[2].turns, all_screens[-1].turns
    assert '<p class="short" lang="es">' in comparing, "the answer comes before the agreement"
    assert '<p class="short" lang="es">' not in reading
    assert SPANISH.found in comparing
    assert SPANISH.disagree not in comparing
    assert SPANISH.disagree in last


def test_work_that_was_stopped_ends_at_its_next_stage(archive: Archive) -> None:
    actions, conversation = QuestionActions(archive), StagedConversation(archive)
    steps = actions.ask(FIRE, Limits(), None, conversation, "s", SPANISH)
    assert [next(steps).announcement for _ in range(2)] == [SPANISH.searching, SPANISH.reading]
    actions.stop("s")
    assert next(steps).announcement == SPANISH.stopped
    conversation.may_write.set()
    assert conversation.ended.wait(20)
    assert conversation.stages == ["searching", "reading"]
    assert conversation.turns == ()


def test_small_talk_is_answered_without_reading(archive: Archive) -> None:
    first, last = screens(QuestionActions(archive), "¡Hola!")
    assert SPANISH.searching in first.turns
    assert not last.busy


def test_a_server_that_begins_anew_picks_the_conversation_up(archive: Archive) -> None:
    memory = screens(QuestionActions(archive))[-1].memory or ""
    last = screens(QuestionActions(archive), "¿Y el puente?", memory)[-1]
    assert last.conversation is not None
    assert [turn.question for turn in last.conversation.turns] == [FIRE, "¿Y el puente?"]
