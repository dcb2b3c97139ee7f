"""Verdicts of visitors, without a browser."""

from __future__ import annotations

import json
import threading

import pytest

from rag import Archive
from rag.chat.actions.feedback import FeedbackActions
from rag.chat.conversation_state import ConversationState, Turn
from rag.chat.wording.languages import WORDS
from rag.tables import FEEDBACK
from tests.rag.chat.examples import FIRE

SPANISH = WORDS["es"]


@pytest.fixture
def memory(archive: Archive) -> str:
    """A conversation of one turn as a tab keeps it."""
    return ConversationState().with_turn(Turn(archive.ask(FIRE))).to_json()


def test_feedback_is_kept_unless_the_answer_was_forged(archive: Archive, memory: str) -> None:
    actions = FeedbackActions(archive)
    payload = {"turn": "1", "verdict": "wrong", "remark": " son 150 "}
    message, new_memory = actions.judge(payload, memory, SPANISH)
    assert message == SPANISH.thanks
    assert ConversationState.from_json(new_memory).turns[0].verdict == "wrong"
    forged = json.loads(memory)
    forged["turns"][0]["answer"]["citations"][0]["document"] = "nada"
    for bad_payload, some_memory in (
        (payload, json.dumps(forged)),
        ({**payload, "turn": "2"}, memory),
        ({**payload, "verdict": "perfecta"}, memory),
        ({}, memory),
        (payload, ""),
    ):
        assert actions.judge(bad_payload, some_memory, SPANISH)[0] == SPANISH.not_judged
    recorded = [(row["verdict"], row["remark"]) for row in archive.feedback()]
    assert recorded == [("wrong", "son 150")]


def test_feedback_given_while_articles_are_added_is_told_to_come_later_and_comes(
    archive: Archive, memory: str
) -> None:
    actions = FeedbackActions(archive)
    payload = {"turn": "1", "verdict": "right", "remark": "sí"}
    outcomes = list[tuple[str, str]]()
    with archive.backend.writing():
        visitor = threading.Thread(
            target=lambda: outcomes.append(actions.judge(payload, memory, SPANISH))
        )
        visitor.start()
        visitor.join()
    message, new_memory = outcomes[0]
    assert message == SPANISH.thanks_later
    assert ConversationState.from_json(new_memory).turns[0].verdict == "right", (
        "it is not asked for again"
    )
    assert archive.backend.store.records(FEEDBACK) == []
    FeedbackActions(archive)  # the chat begins anew, and nobody is writing any more
    assert [row["remark"] for row in archive.backend.store.records(FEEDBACK)] == ["sí"]
