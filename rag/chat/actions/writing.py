"""Lets a language model write over articles that a visitor has chosen, and stops it if told to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from rag.archive import Archive
from rag.chat.actions.background import RunningTasks, Stopped, Task
from rag.chat.actions.errors import error_message
from rag.chat.conversation_state import Turn
from rag.chat.views import answer_view, status_view
from rag.chat.views.status_view import Progress
from rag.chat.wording.words import Words

TURN = 0
"""Number of the turn that shows such a text; those of a conversation begin at 1."""


@dataclass(frozen=True, slots=True)
class WrittenStep:
    """How far writing has come, or what became of it.

    :param done: whether it has ended.
    """

    html: str
    done: bool


@dataclass(slots=True)
class WritingActions:
    """Writes over an archive's articles for visitors."""

    archive: Archive
    _tasks: RunningTasks = field(default_factory=RunningTasks)

    def write(self, kind: Any, ids: Any, session: str, words: Words) -> Iterator[WrittenStep]:
        """Show the text as it comes, then with its sources.

        :param kind: ``summary``, ``comparison`` or ``timeline``, as the page sent it.
        :param ids: of the articles, as the page sent them.
        :param session: the visitor's tab, which alone may stop it.
        """
        named = {
            "summary": words.writer.summary,
            "comparison": words.writer.comparison,
            "timeline": words.writer.timeline,
        }
        name, task, shown = named.get(str(kind), ""), Task(), ""
        valid = [id for id in ids if isinstance(id, str)] if isinstance(ids, list) else []

        def pending(text: str) -> str:
            known = Progress(words.writer.writing, text=text)
            return status_view.pending_turn(name, known, words)

        def show(text: str) -> WrittenStep | None:
            nonlocal shown
            if text == shown:
                return None
            shown = text
            return WrittenStep(pending(text), False)

        try:
            with self._tasks.running(task, session):
                yield WrittenStep(pending(""), False)
                work = partial(self.archive.write, str(kind), valid, on_text=task.report)
                answer = yield from task.run(work, show)
        except Stopped:
            yield WrittenStep(answer_view.problem(words.stopped), True)
            return
        except Exception as error:
            yield WrittenStep(answer_view.problem(error_message(error, words)), True)
            return
        yield WrittenStep(answer_view.turn(Turn(answer), TURN, words, judged=False), True)

    def stop(self, session: str) -> None:
        """Stop what this visitor is waiting for."""
        self._tasks.stop(session)
