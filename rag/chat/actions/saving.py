"""Turns a conversation into a file that the visitor's browser saves."""

from __future__ import annotations

import base64
import json
import time
from typing import Literal

from rag.chat.conversation_state import ConversationState
from rag.chat.views import export
from rag.chat.wording.words import Words

FileKind = Literal["md", "docx"]


def save(kind: FileKind, memory: str | None, words: Words) -> tuple[str, str]:
    """Write a conversation as a file for the browser to save.

    :returns: the file as the page's script takes it, and a message for the visitor; ``""`` for
        the file of a conversation without a turn.
    """
    state = ConversationState.from_json(memory)
    if not state.turns:
        return "", words.nothing_to_export
    if kind == "docx":
        data, mime_type = export.word(state, words), export.WORD
    else:
        data, mime_type = export.markdown(state, words).encode(), export.MARKDOWN
    name = export.file_name(kind)
    return download(name, mime_type, data), words.exported.format(name=name)


def download(name: str, mime_type: str, data: bytes) -> str:
    """Write a file as the page's script takes it, to be saved by the browser."""
    file = {
        "name": name,
        "type": mime_type,
        "data": base64.b64encode(data).decode(),
        "made": time.time_ns(),  # so that the same file can be saved again
    }
    return json.dumps(file)
