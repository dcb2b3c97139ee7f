"""What all tabs of the page share: the archive, the language, and where messages appear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import gradio as gr

from rag.chat.actions.archiving import ArchiveActions
from rag.chat.actions.asking import QuestionActions
from rag.chat.components.controls import Translated, html
from rag.chat.views.markup import text
from rag.chat.wording.languages import WORDS, words_in

AT_ONCE: Final = 2
"""Questions answered at the same time: one already keeps two cores busy while it is read."""

QUIET: Final[dict[str, Any]] = {"show_progress": "hidden", "api_visibility": "private"}
"""What the page does is no endpoint of the API."""

ASKING: Final[dict[str, Any]] = {"concurrency_limit": AT_ONCE, "concurrency_id": "ask"}
WRITING: Final[dict[str, Any]] = {"concurrency_limit": 1, "concurrency_id": "write"}
"""One at a time, as the archive has one writer."""


@dataclass(frozen=True, slots=True)
class PageParts:
    """The parts that every tab needs.

    :param language: the switch; its value is a key of :data:`rag.chat.wording.languages.WORDS`.
    :param notice: a short message at the foot of the page.
    :param memory: the conversation as the tab keeps it.
    :param window: a whole article over the page.
    :param masthead: title and counts.
    """

    asking: QuestionActions
    stocking: ArchiveActions
    made: Translated
    language: Any
    notice: Any
    memory: Any
    window: Any
    masthead: Any

    def opens(self, place: Any) -> None:
        """Let the buttons of a place open whole articles."""

        def opened(memory: str | None, language: str, event: gr.EventData) -> str:
            return self.asking.article(sent(event), memory, words_in(language))

        place.open(opened, [self.memory, self.language], self.window, **QUIET)


def queue_line() -> dict[str, Any]:
    """A line that tells the place in the queue, as settings of the events that may wait there.

    Gradio draws the place on the line; ``queue.js`` reads it and says it in the page's language.
    """
    said = {
        code: {"ahead": w.queue_ahead, "next": w.queue_next, "left": w.queue_left, "full": w.full}
        for code, w in WORDS.items()
    }
    line = html(
        '<p role="status" aria-live="polite"></p>', "queue.js", elem_classes="queue", said=said
    )
    return {**QUIET, "show_progress": "minimal", "show_progress_on": line}


def sent(event: gr.EventData) -> dict[str, Any]:
    """What a script of ours sent, an empty dict for anything else."""
    data = event._data
    return data if isinstance(data, dict) else {}


def noticed(message: str) -> str:
    """A short message; screen readers announce it."""
    return f'<p class="notice" role="status">{text(message)}</p>' if message else ""


def session(request: gr.Request) -> str:
    """Which tab is asking."""
    return str(request.session_hash)


def desk(
    asking: QuestionActions, stocking: ArchiveActions, made: Translated, language: Any
) -> PageParts:
    """The shared parts, made where the page is being built."""
    masthead = html(stocking.masthead(made.words), elem_id="masthead")
    notice = html(elem_id="notice")
    said = {code: {"lost": w.lost, "full": w.full} for code, w in WORDS.items()}
    memory = html("", "memory.js", html_template="", elem_classes="unseen", said=said)
    window = html("", "dialog.js", elem_id="window")
    return PageParts(asking, stocking, made, language, notice, memory, window, masthead)
