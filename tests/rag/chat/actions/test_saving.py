"""Conversations as files for the browser to save."""

from __future__ import annotations

import base64
import json
import time

import pytest

from rag import Archive
from rag.chat.actions import saving
from rag.chat.actions.saving import FileKind
from rag.chat.conversation_state import ConversationState, Turn
from rag.chat.views import export
from rag.chat.wording.languages import WORDS
from tests.rag.chat.examples import FIRE

SPANISH = WORDS["es"]


def test_there_is_nothing_to_save_before_the_first_question() -> None:
    assert saving.save("md", "", SPANISH) == ("", SPANISH.nothing_to_export)


@pytest.mark.parametrize(
    ("kind", "mime_type", "begins"), [("md", export.MARKDOWN, b"# "), ("docx", export.WORD, b"PK")]
)
def test_a_file_has_a_name_a_type_and_a_time_of_its_own(
    archive: Archive, kind: FileKind, mime_type: str, begins: bytes
) -> None:
    memory = ConversationState().with_turn(Turn(archive.ask(FIRE))).to_json()
    before = time.time_ns()
    file, message = saving.save(kind, memory, SPANISH)
    fields = json.loads(file)
    assert fields["name"].endswith(f".{kind}")
    assert fields["type"] == mime_type
    assert base64.b64decode(fields["data"]).startswith(begins)
    assert fields["made"] >= before
    assert message == SPANISH.exported.format(name=fields["name"])
