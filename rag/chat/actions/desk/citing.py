"""Hands out the articles that an answer cites as references for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rag.archive import Archive
from rag.bibliography.formats import FORMATS
from rag.chat.actions import saving
from rag.chat.actions.errors import error_message
from rag.chat.actions.payload import whole_number
from rag.chat.conversation_state import ConversationState
from rag.chat.wording.words import Words


@dataclass(frozen=True, slots=True)
class CitingActions:
    """Cites what visitors were answered from."""

    archive: Archive

    def cite(self, payload: Mapping[str, Any], memory: str | None, words: Words) -> tuple[str, str]:
        """Write the sources of a turn as a file for the browser to save.

        :param payload: ``turn`` and ``cite``, the name of a format, as the page sent them.
        :returns: the file as the page's script takes it, ``""`` where there is nothing to cite,
            and a message.
        """
        turn = ConversationState.from_json(memory).turn(whole_number(payload.get("turn")))
        format = FORMATS.get(str(payload.get("cite")))
        if turn is None or format is None:
            return "", words.desk.cite_missing
        cited = dict.fromkeys(citation.document for citation in turn.answer.citations)
        there = [id for id in cited if self.archive.document(id) is not None]
        if not there:
            return "", words.desk.cite_missing
        try:
            text = format.write(self.archive.references(*there))
        except Exception as error:
            return "", error_message(error, words)
        name = f"fuentes-{date.today().isoformat()}.{format.suffix}"
        file = saving.download(name, format.mime_type, text.encode())
        return file, words.desk.cite_saved.format(count=len(there), name=name)
