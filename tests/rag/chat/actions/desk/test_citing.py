"""References of what an answer was read from."""

from __future__ import annotations

import base64
import json

import pytest
import rispy

from rag import Archive
from rag.chat.actions.desk.citing import CitingActions
from rag.chat.conversation_state import ConversationState, Turn
from rag.chat.wording.languages import WORDS
from tests.rag.chat.examples import FIRE, archive

SPANISH = WORDS["es"]


@pytest.fixture
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, str]:
    opened = archive(tmp_path_factory.mktemp("citing"))
    return opened, ConversationState().with_turn(Turn(opened.ask(FIRE))).to_json()


def test_the_sources_of_a_turn_are_saved_as_references(asked: tuple[Archive, str]) -> None:
    opened, memory = asked
    file, message = CitingActions(opened).cite({"turn": "1", "cite": "ris"}, memory, SPANISH)
    saved = json.loads(file)
    assert saved["name"].endswith(".ris") and saved["name"] in message
    titles = {entry["title"] for entry in rispy.loads(base64.b64decode(saved["data"]).decode())}
    cited = ConversationState.from_json(memory).turns[0].answer.citations
    assert titles == {citation.title for citation in cited}


@pytest.mark.parametrize(
    "payload", [{}, {"turn": "9", "cite": "ris"}, {"turn": "1", "cite": "exe"}, {"turn": []}]
)
def test_whatever_else_a_page_sends_saves_nothing(
    asked: tuple[Archive, str], payload: dict[str, object]
) -> None:
    opened, memory = asked
    wanted = ("", SPANISH.desk.cite_missing)
    assert CitingActions(opened).cite(payload, memory, SPANISH) == wanted


def test_sources_that_are_gone_are_not_cited(asked: tuple[Archive, str]) -> None:
    opened, memory = asked
    for row in opened.list():
        opened.remove(row.id)
    answer = CitingActions(opened).cite({"turn": "1", "cite": "csl"}, memory, SPANISH)
    assert answer == ("", SPANISH.desk.cite_missing)
