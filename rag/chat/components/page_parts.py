"""Holds what all tabs of the page share: the actions, the language, and where messages appear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import gradio as gr

from rag.archive import Archive
from rag.chat.actions.archiving import ArchiveActions
from rag.chat.actions.asking import QuestionActions
from rag.chat.actions.desk.naming import NamingActions
from rag.chat.actions.exact import ExactActions
from rag.chat.actions.feedback import FeedbackActions
from rag.chat.actions.limits import Limits
from rag.chat.actions.sources import SourceActions
from rag.chat.actions.suggesting import SuggestionActions
from rag.chat.components.controls import LimitControls, TranslatedControls, html
from rag.chat.views import status_view
from rag.chat.wording.languages import WORDS, words_in

AT_ONCE: Final = 2
"""Questions answered at the same time: one already keeps two cores busy while it is read."""

QUIET: Final[dict[str, Any]] = {"show_progress": "hidden", "api_visibility": "private"}
"""Settings of the page's own events, which are no endpoints of the API."""

ASKING: Final[dict[str, Any]] = {"concurrency_limit": AT_ONCE, "concurrency_id": "ask"}
SUGGESTING: Final[dict[str, Any]] = {**QUIET, "queue": False}
"""Past the queue, so that nobody's own question waits for it, nor finds the chat full of it."""

WRITING: Final[dict[str, Any]] = {"concurrency_limit": 1, "concurrency_id": "write"}
"""One at a time, as the archive has one writer."""


@dataclass(frozen=True, slots=True)
class PageParts:
    """The parts that every tab needs.

    :param language: the switch; its value is a key of :data:`rag.chat.wording.languages.WORDS`.
    :param masthead: title and counts.
    :param notice: a short message at the foot of the page.
    :param memory: the conversation as the visitor's tab keeps it.
    :param window: a whole article over the page.
    """

    questions: QuestionActions
    sources: SourceActions
    exact: ExactActions
    feedback: FeedbackActions
    archive: ArchiveActions
    suggestions: SuggestionActions
    naming: NamingActions
    controls: TranslatedControls
    language: Any
    masthead: Any
    notice: Any
    memory: Any
    window: Any

    def open_articles_from(self, place: Any) -> None:
        """Let the buttons of a place open whole articles."""

        def open_article(memory: str | None, language: str, event: gr.EventData) -> str:
            return self.sources.article(payload(event), memory, words_in(language))

        place.open(open_article, [self.memory, self.language], self.window, **QUIET)

    def show_chips(self, limits: LimitControls) -> None:
        """Keep the chips of some limits as the limits are, and let them drop these."""

        def show(*values: Any) -> str:
            *controls, language = values
            return Limits.from_page(*controls).chips(words_in(language))

        def drop(event: gr.EventData, *values: Any) -> list[Any]:  # it is given by its place
            kept = Limits.from_page(*values).without(str(payload(event).get("which")))
            return kept.to_page()[: len(limits.inputs)]

        def complete(language: str, event: gr.EventData) -> str:
            return self.naming.options(str(payload(event).get("typed")), words_in(language))

        def pick(names: Any, event: gr.EventData) -> tuple[str, Any]:
            before = Limits.from_page(names=names)
            after = self.naming.limited(before, payload(event))
            return after.kept_names, gr.skip() if after == before else ""

        changes = [*(control.change for control in limits.inputs), self.language.change]
        gr.on(changes, show, [*limits.inputs, self.language], limits.chips, queue=False, **QUIET)
        limits.chips.drop(drop, limits.inputs, limits.inputs, queue=False, **QUIET)
        if limits.names is not None:
            limits.names.complete(
                complete, self.language, limits.options, queue=False,
                trigger_mode="multiple", **QUIET,
            )  # fmt: skip
            limits.names.pick(
                pick, limits.names, [limits.names, limits.options], queue=False, **QUIET
            )

    def stop(self, request: gr.Request) -> None:
        """Stop whatever the visitor is waiting for."""
        self.questions.stop(session(request))
        self.stop_adding(request)

    def stop_adding(self, request: gr.Request) -> None:
        """Stop what the visitor is adding to the archive."""
        self.archive.stop(session(request))


def page_parts(archive: Archive, controls: TranslatedControls, language: Any) -> PageParts:
    """Build the shared parts where the page is being built."""
    archive_actions = ArchiveActions(archive)
    masthead = html(archive_actions.masthead(controls.words), elem_id="masthead")
    notice = html("", "notice.js", elem_id="notice")
    messages = {code: {"lost": words.lost, "full": words.full} for code, words in WORDS.items()}
    memory = html(
        "",
        "memory.js",
        html_template="",
        elem_classes="unseen",
        messages=messages,
        begins=controls.words.language,
    )
    window = html("", "dialog.js", elem_id="window")
    return PageParts(
        questions=QuestionActions(archive),
        sources=SourceActions(archive),
        exact=ExactActions(archive),
        feedback=FeedbackActions(archive),
        archive=archive_actions,
        suggestions=SuggestionActions(archive),
        naming=NamingActions(archive),
        controls=controls,
        language=language,
        masthead=masthead,
        notice=notice,
        memory=memory,
        window=window,
    )


def queue_line() -> dict[str, Any]:
    """Build a line that tells the place in the queue.

    Gradio draws the place on the line; ``queue.js`` reads it and says it in the page's language.

    :returns: settings of the events that may wait in the queue there.
    """
    messages = {
        code: {
            "ahead": words.queue_ahead,
            "next": words.queue_next,
            "left": words.queue_left,
            "full": words.full,
        }
        for code, words in WORDS.items()
    }
    line = html(status_view.QUEUE_LINE, "queue.js", elem_classes="queue", messages=messages)
    return {**QUIET, "show_progress": "minimal", "show_progress_on": line}


def in_browsers_language(inputs: list[Any], language: Any) -> dict[str, Any]:
    """Return settings of an event whose language is the browser's: the switch learns it only a
    moment after the page is there, and somebody may have asked by then.

    :param inputs: all that the event sends, the switch among them.
    """
    at, many = inputs.index(language), len(inputs)
    code = f"sent[{at}] = document.documentElement.lang || sent[{at}]; return sent;"
    return {"js": f"(...all) => {{ const sent = all.slice(0, {many}); {code} }}"}


def payload(event: gr.EventData) -> dict[str, Any]:
    """Return what a script of ours sent, an empty dict for anything else."""
    data = event._data
    return data if isinstance(data, dict) else {}


def session(request: gr.Request) -> str:
    """Return which tab of which visitor a request comes from."""
    return str(request.session_hash)
