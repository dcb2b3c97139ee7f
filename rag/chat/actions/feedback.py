"""Takes visitors' verdicts on answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from rag.answers.types import Answer
from rag.archive import VERDICTS, Archive
from rag.chat.actions.errors import error_message
from rag.chat.actions.payload import whole_number
from rag.chat.actions.sources import cited_place
from rag.chat.conversation_state import ConversationState
from rag.chat.wording.words import Words

REMARK: Final = 500
"""Characters kept of a remark."""


@dataclass(frozen=True, slots=True)
class FeedbackActions:
    """Records in the archive what visitors think of answers."""

    archive: Archive

    def __post_init__(self) -> None:
        # Verdicts wait when a server is ended while somebody is writing.
        self.archive.settle_feedback()

    def judge(
        self, payload: Mapping[str, Any], memory: str | None, words: Words
    ) -> tuple[str, str]:
        """Record a visitor's verdict on an answer.

        :param payload: ``turn``, ``verdict`` and ``remark`` as the page sent them.
        :returns: a message for the visitor, and the memory with the verdict.
        """
        state = ConversationState.from_json(memory)
        number, verdict = whole_number(payload.get("turn")), payload.get("verdict")
        turn = state.turn(number)
        if turn is None or verdict not in VERDICTS or not self._is_verbatim(turn.answer):
            return words.not_judged, state.to_json()
        try:
            remark = str(payload.get("remark") or "").strip()[:REMARK]
            recorded = self.archive.record_feedback(turn.answer, verdict, remark)
        except Exception as error:
            return error_message(error, words), state.to_json()
        message = words.thanks if recorded else words.thanks_later
        return message, state.with_verdict(number, verdict).to_json()

    def _is_verbatim(self, answer: Answer) -> bool:
        """Whether an answer that a page sent back cites what the archive holds."""
        return all(cited_place(self.archive, citation) is not None for citation in answer.citations)
