"""What the page does with a question: ask, stop, judge, open a source, save, search.

Everything comes in as the page sent it and goes out as HTML; what a visitor may read is
said here, and what is unexpected goes to the log.
"""

from __future__ import annotations

import base64
import json
import logging
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, get_args

from index import Document
from index.errors import HemerotecaError
from index.search.hybrid import Mode
from rag.answers.types import Answer, Citation
from rag.archive import VERDICTS, Archive
from rag.chat.actions.background import Stopped, Task
from rag.chat.actions.limits import Limits
from rag.chat.conversation_state import ConversationState, Turn, from_json
from rag.chat.views import answer_view, article_view, export, search_view
from rag.chat.views.sources_view import quote_span
from rag.chat.wording.words import Words
from rag.conversation import Conversation
from rag.questions import question_words

REPLAYED: Final = 3
"""Questions asked again to pick up a conversation that the server has forgotten."""

REMARK: Final = 500
"""Characters kept of a remark."""

HITS: Final = 50
"""Passages that a search shows or gives at most."""

MODES: Final[tuple[Mode, ...]] = get_args(Mode)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Screen:
    """What the page shows next; ``None`` leaves a part as it is.

    :param spoken: what screen readers announce.
    :param conversation: what the server remembers for follow-ups.
    """

    busy: bool
    shown: str
    spoken: str = ""
    question: str | None = None
    memory: str | None = None
    conversation: Conversation | None = None


def told(error: Exception, words: Words) -> str:
    """What a visitor reads of an error."""
    if isinstance(error, HemerotecaError):
        return str(error)
    _log.error("Something failed in the chat", exc_info=error)
    return words.unexpected


@dataclass(slots=True)
class QuestionActions:
    """The conversation's side of the page."""

    archive: Archive
    _running: dict[str, Task] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.archive.settle_feedback()  # of a server that was ended while somebody was writing

    def ask(
        self,
        question: str,
        limits: Limits,
        memory: str | None,
        conversation: Conversation | None,
        session: str,
        words: Words,
    ) -> Iterator[Screen]:
        """First that it is being searched and read, then the answer."""
        talk, task = from_json(memory), Task()
        earlier = turns(talk, words)
        try:
            question_words.validate(question)  # before it is shown: it might be of any length
            filters = limits.filters()
            if conversation is None:
                conversation = self._again(talk)
            self._running[session] = task
            waiting = answer_view.waiting(question, words.searching, words)
            yield Screen(True, waiting + earlier, words.searching, "", None, conversation)
            steps = task.run(partial(conversation.ask, question, filters, task.report))
            while True:
                try:
                    (stage,) = next(steps)
                except StopIteration as ended:
                    answer: Answer = ended.value
                    break
                if stage != "reading":
                    continue  # it was shown as searching at once, and writing takes no time
                waiting = answer_view.waiting(question, words.reading, words)
                yield Screen(True, waiting + earlier, words.reading, "", None, conversation)
        except Stopped:
            yield Screen(False, earlier, words.stopped, question)
            return
        except Exception as error:
            message = told(error, words)
            shown = answer_view.problem(message) + earlier
            yield Screen(False, shown, message, question, None, conversation)
            return
        finally:
            if self._running.get(session) is task:
                del self._running[session]
        talk = talk.and_then(Turn(answer, limits.said(words)))
        spoken = answer_view.spoken(answer, words)
        yield Screen(False, turns(talk, words), spoken, None, talk.to_json(), conversation)

    def stop(self, session: str) -> None:
        """End what this visitor is waiting for."""
        task = self._running.get(session)
        if task is not None:
            task.stop()

    def _again(self, talk: ConversationState) -> Conversation:
        """The conversation as it was, for a server that has begun anew."""
        conversation = Conversation(self.archive)
        for turn in talk.turns[-REPLAYED:]:
            try:
                conversation.ask(turn.answer.question)
            except HemerotecaError:
                _log.info("A question of a conversation could not be asked again")
        return conversation

    def judge(self, sent: Mapping[str, Any], memory: str | None, words: Words) -> tuple[str, str]:
        """Keep what a visitor says of an answer.

        :returns: what is said of it, and the memory with the verdict.
        """
        talk = from_json(memory)
        number, verdict = _number(sent.get("turn")), sent.get("verdict")
        turn = talk.turn(number)
        if turn is None or verdict not in VERDICTS or not self._verbatim(turn.answer):
            return words.not_judged, talk.to_json()
        try:
            remark = str(sent.get("remark") or "").strip()[:REMARK]
            kept = self.archive.record_feedback(turn.answer, verdict, remark)
        except Exception as error:
            return told(error, words), talk.to_json()
        said = words.thanks if kept else words.thanks_later
        return said, talk.judged(number, verdict).to_json()

    def _verbatim(self, answer: Answer) -> bool:
        """Whether an answer that a page sent back cites what the archive holds."""
        return all(self._place(citation) is not None for citation in answer.citations)

    def _place(self, citation: Citation) -> tuple[Document, tuple[int, int]] | None:
        """The article of a citation, and where in it the quotation stands."""
        document = self.archive.document(citation.document)
        if document is None:
            return None
        for span in document.spans:
            if document.text[span.start : span.end] == citation.passage:
                first, last = quote_span(citation)
                return document, (span.start + first, span.start + last)
        return None

    def article(self, sent: Mapping[str, Any], memory: str | None, words: Words) -> str:
        """The whole article that a button stands for, opened at its place."""
        turn = from_json(memory).turn(_number(sent.get("turn")))
        if turn is not None:
            cited = [c for c in turn.answer.citations if c.n == _number(sent.get("n"))]
            found = self._place(cited[0]) if cited else None
            if found is None:
                return article_view.missing(words)
            return article_view.article(*found, words)
        document = self.archive.document(str(sent.get("document")))
        if document is None:
            return article_view.missing(words)
        start, end = _number(sent.get("start")), _number(sent.get("end"))
        place = (start, end) if 0 <= start < end <= len(document.text) else None
        return article_view.article(document, place, words)

    def search(self, question: str, mode: str, limits: Limits, words: Words) -> str:
        """The passages found, with their scores."""
        try:
            chosen: Mode = next((known for known in MODES if known == mode), MODES[0])
            found = self.archive.find(question, HITS // 5, chosen, limits.filters())
        except Exception as error:
            return answer_view.problem(told(error, words))
        return search_view.hits(found, words)


def turns(talk: ConversationState, words: Words) -> str:
    """All turns, newest first."""
    return "".join(
        answer_view.turn(turn, number, words) for number, turn in reversed(talk.numbered())
    )


def saved(kind: str, memory: str | None, words: Words) -> tuple[str, str]:
    """A conversation as a file for the browser to save.

    :param kind: ``md`` or ``docx``.
    :returns: the file as the page's script takes it, and what is said of it.
    """
    talk = from_json(memory)
    if not talk.turns:
        return "", words.nothing_to_export
    word = kind == "docx"
    data = export.word(talk, words) if word else export.markdown(talk, words).encode()
    file = {
        "name": export.name(kind),
        "type": export.WORD if word else export.MARKDOWN,
        "data": base64.b64encode(data).decode(),
        "made": time.time_ns(),  # the same conversation is saved again
    }
    return json.dumps(file), words.exported.format(name=file["name"])


def _number(sent: object) -> int:
    """A whole number from the page, -1 for anything else."""
    return int(sent) if isinstance(sent, str | int) and str(sent).isdecimal() else -1
