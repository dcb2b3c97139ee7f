"""Asks a visitor's question, shows the stages and the answer, and stops when told to."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from index import Hit
from index.errors import HemerotecaError
from rag.answers.stages import Stage
from rag.answers.types import Citation
from rag.archive import Archive
from rag.chat.actions.background import RunningTasks, Stopped, Task
from rag.chat.actions.errors import error_message
from rag.chat.actions.limits import Limits
from rag.chat.conversation_state import ConversationState, Turn
from rag.chat.views import answer_view, status_view
from rag.chat.views.status_view import Progress
from rag.chat.wording.words import Words
from rag.conversation import Conversation, asks_alone
from rag.questions.query import Query

REPLAYED: Final = 3
"""Questions asked again to pick up a conversation that the server has forgotten."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Screen:
    """What the page shows next; ``None`` leaves a part as it is.

    :param busy: whether an answer is awaited, so that it can be stopped.
    :param turns: HTML of all turns, newest first.
    :param announcement: what screen readers announce.
    :param question: text of the question box.
    :param memory: the conversation as the visitor's tab keeps it.
    :param conversation: what the server remembers for follow-ups.
    """

    busy: bool
    turns: str
    announcement: str = ""
    question: str | None = None
    memory: str | None = None
    conversation: Conversation | None = None


@dataclass(frozen=True, slots=True)
class _Text:
    """What a language model has written of the answer so far."""

    so_far: str


@dataclass(slots=True)
class QuestionActions:
    """Asks an archive what visitors want to know."""

    archive: Archive
    _tasks: RunningTasks = field(default_factory=RunningTasks)

    def ask(
        self,
        question: str,
        limits: Limits,
        memory: str | None,
        conversation: Conversation | None,
        session: str,
        words: Words,
    ) -> Iterator[Screen]:
        """Show that the question is being searched and read for, then its answer.

        :param memory: the conversation as the visitor's tab keeps it.
        :param conversation: what the server remembers of it, ``None`` when it has forgotten.
        :param session: the visitor's tab, which alone may stop it.
        """
        state, task, taken = ConversationState.from_json(memory), Task(), False
        earlier = answer_view.turns(state, words)
        try:
            # Checked before it is shown: it might be of any length.
            query = question if asks_alone(question) else Query.of(question)
            filters = limits.filters()
            if conversation is None:
                conversation = self._resume(state)

            shown = Progress(words.searching)

            def pending() -> Screen:
                html = status_view.pending_turn(question, shown, words) + earlier
                return Screen(True, html, shown.status, "", None, conversation)

            def show(news: Stage | Sequence[Hit] | Citation | _Text) -> Screen | None:
                nonlocal shown
                before = shown
                # Searching is shown before any work begins; the others begin with what is known.
                if isinstance(news, _Text):
                    if news.so_far != shown.text:
                        shown = replace(shown, status=words.writer.writing, text=news.so_far)
                elif isinstance(news, Citation):
                    shown = replace(shown, status=words.comparing, best=news)
                elif not isinstance(news, str):
                    shown = replace(shown, status=words.reading, found=news)
                return None if shown is before else pending()

            def write(text: str) -> None:
                task.report(_Text(text))

            with self._tasks.running(task, session):
                yield pending()
                taken = True
                work = partial(
                    conversation.ask,
                    query,
                    filters,
                    on_stage=task.report,
                    on_hits=task.report,
                    on_text=write,
                    on_answer=task.report,
                )
                answer = yield from task.run(work, show)
        except Stopped:
            yield Screen(False, earlier, words.stopped, question)
            return
        except Exception as error:
            message = error_message(error, words)
            problem = answer_view.problem(message)
            # A question that was never taken still stands in its box, perhaps written on.
            given_back = question if taken else None
            yield Screen(False, problem + earlier, message, given_back, None, conversation)
            return
        state = state.with_turn(Turn(answer, limits.in_words(words)))
        turns = answer_view.turns(state, words)
        announcement = answer_view.announcement(answer, words)
        yield Screen(False, turns, announcement, None, state.to_json(), conversation)

    def stop(self, session: str) -> None:
        """Stop what this visitor is waiting for."""
        self._tasks.stop(session)

    def _resume(self, state: ConversationState) -> Conversation:
        """Take a conversation up again for a server that has begun anew."""
        conversation = Conversation(self.archive)
        for turn in state.turns[-REPLAYED:]:
            try:
                conversation.ask(turn.answer.question)
            except HemerotecaError:
                _log.info("A question of a conversation could not be asked again")
        return conversation
