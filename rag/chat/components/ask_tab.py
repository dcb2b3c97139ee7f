"""Builds the tab with the conversation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from rag.chat.actions import saving
from rag.chat.actions.asking import Screen
from rag.chat.actions.desk.citing import CitingActions
from rag.chat.actions.limits import Limits
from rag.chat.actions.payload import whole_number
from rag.chat.actions.saving import FileKind
from rag.chat.components.controls import (
    LimitControls,
    html,
    limit_controls,
    line_box,
    scripted_html,
)
from rag.chat.components.page_parts import (
    ASKING,
    QUIET,
    SUGGESTING,
    PageParts,
    in_browsers_language,
    payload,
    queue_line,
    session,
)
from rag.chat.conversation_state import ConversationState
from rag.chat.views import answer_view, status_view, suggestions_view
from rag.chat.wording.languages import words_in
from rag.chat.wording.names import NAMES
from rag.conversation import Conversation


@dataclass(frozen=True, slots=True)
class AskTab:
    """What the rest of the page needs of this tab.

    :param turns: where the turns of the conversation stand.
    :param suggestions: where questions to ask next, or how to begin, are shown.
    :param suggesting: what brings them up to date: function, inputs and output.
    :param conversation: what the server remembers of it.
    """

    turns: Any
    limits: LimitControls
    suggestions: Any
    suggesting: tuple[Callable[..., str], list[Any], Any]
    conversation: Any


def ask_tab(parts: PageParts) -> AskTab:
    """Build the tab inside the page that is being built."""
    controls, language, memory = parts.controls, parts.language, parts.memory
    with gr.Row(elem_id="ask-row"):
        question_box = line_box(
            controls,
            "question",
            "placeholder",
            autofocus=True,
            html_attributes=gr.InputHTMLAttributes(autocomplete="off", spellcheck=True),
            elem_id="question",
        )
        ask = controls.build(
            gr.Button, {"value": "ask"}, variant="primary", scale=1, min_width=110, elem_id="ask"
        )
        stop = controls.build(
            gr.Button, {"value": "stop"}, visible=False, scale=1, min_width=110, elem_id="stop"
        )
    queueing = queue_line()
    limits = limit_controls(controls, parts.archive.sources(), "ask")
    parts.show_chips(limits)
    suggestions = html(suggestions_view.SOON, "suggestions.js", elem_id="examples")
    with gr.Row(elem_id="tools"):
        new, markdown, word = (
            controls.build(gr.Button, {"value": name}, size="sm", elem_id=name.replace("_", "-"))
            for name in ("new", "export_markdown", "export_word")
        )
    turns = html("", "turns.js", elem_id="turns", elem_classes="turns")
    controls.build(
        scripted_html("history.js"), {"value": suggestions_view.history}, elem_id="history"
    )
    live = html(elem_id="live")
    download = html("", "download.js", html_template="", elem_classes="unseen")
    conversation = gr.State(None)
    citing = CitingActions(parts.archive.archive)
    outputs = [question_box, ask, stop, turns, live, memory, conversation, parts.notice]

    def reply(
        question: str,
        memory: str | None,
        language: str,
        conversation: Conversation | None,
        request: gr.Request,
        *limits: Any,
    ) -> Iterator[list[Any]]:
        if not memory:  # the visitor has begun anew
            conversation = None
        screens = parts.questions.ask(
            str(question),
            Limits.from_page(*limits),
            memory,
            conversation,
            session(request),
            words_in(language),
        )
        for screen in screens:
            yield _updates(screen)

    def reply_unlimited(
        memory: str | None,
        language: str,
        conversation: Conversation | None,
        request: gr.Request,
        event: gr.EventData,
    ) -> Iterator[list[Any]]:
        turn = ConversationState.from_json(memory).turn(whole_number(payload(event).get("turn")))
        question = turn.answer.question if turn is not None else ""
        for updates in reply(question, memory, language, conversation, request):
            yield [*updates, *Limits().to_page()]

    def restart() -> list[Any]:
        screen = Screen(False, "", "", "", ConversationState().to_json())
        return [*_updates(screen), *Limits().to_page()]

    def judge(memory: str | None, language: str, event: gr.EventData) -> tuple[str, str]:
        message, new_memory = parts.feedback.judge(payload(event), memory, words_in(language))
        return status_view.notice(message), new_memory

    def cite(memory: str | None, language: str, event: gr.EventData) -> tuple[str, str]:
        file, message = citing.cite(payload(event), memory, words_in(language))
        return file, status_view.notice(message)

    def reply_suggested(
        event: gr.EventData,
        memory: str | None,
        language: str,
        conversation: Conversation | None,
        request: gr.Request,
        *limits: Any,
    ) -> Iterator[list[Any]]:
        question = str(payload(event).get("question"))
        yield from reply(question, memory, language, conversation, request, *limits)

    def suggest(memory: str | None, language: str) -> str:
        return parts.suggestions.following(memory, words_in(language))

    def suggest_more(memory: str | None, language: str, event: gr.EventData) -> str:
        known, asked = (whole_number(payload(event).get(name)) for name in ("known", "asked"))
        return parts.suggestions.following(memory, words_in(language), known, max(asked, 0))

    inputs = [memory, language, conversation, *limits.inputs]
    suggesting = (suggest, [memory, language], suggestions)
    asked = [question_box, *inputs]
    for start, taken, function in (
        (question_box.submit, asked, reply),
        (ask.click, asked, reply),
        (suggestions.suggested, inputs, reply_suggested),
    ):
        spoken = in_browsers_language(taken, language)
        start(function, taken, outputs, **queueing, **ASKING, **spoken).then(
            *suggesting, **SUGGESTING
        )
    # The next is asked for as soon as one is there, which Gradio still counts as under way.
    suggestions.more(
        suggest_more, [memory, language], suggestions, trigger_mode="multiple", **SUGGESTING
    )
    # Past the queue: who wants to stop does not want to wait.
    stop.click(parts.stop, None, None, queue=False, **QUIET)
    new.click(restart, None, [*outputs, *limits.inputs], **QUIET).then(*suggesting, **SUGGESTING)
    turns.unlimit(
        reply_unlimited,
        [memory, language, conversation],
        [*outputs, *limits.inputs],
        **queueing,
        **ASKING,
    )
    # A remark may follow while the verdict is still being kept.
    turns.judge(judge, [memory, language], [parts.notice, memory], trigger_mode="multiple", **QUIET)
    parts.open_articles_from(turns)
    turns.cite(cite, [memory, language], [download, parts.notice], **QUIET)
    markdown.click(_saver("md"), [memory, language], [download, parts.notice], **QUIET)
    word.click(_saver("docx"), [memory, language], [download, parts.notice], **QUIET)
    return AskTab(turns, limits, suggestions, suggesting, conversation)


def _updates(screen: Screen) -> list[Any]:
    """Return what a screen changes: the values of the tab's outputs, in their order."""
    unchanged = gr.skip()
    return [
        unchanged if screen.question is None else gr.update(value=screen.question),
        gr.update(visible=not screen.busy),
        gr.update(visible=screen.busy),
        screen.turns,
        status_view.announcement(screen.announcement),
        unchanged if screen.memory is None else screen.memory,
        screen.conversation,
        "",
    ]


def _saver(kind: FileKind) -> Callable[[str | None, str], tuple[str, str]]:
    def save(memory: str | None, language: str) -> tuple[str, str]:
        file, message = saving.save(kind, memory, words_in(language))
        return file, status_view.notice(message)

    return save


def restored_state(data: dict[str, Any], language: str) -> tuple[Any, ...]:
    """Return the language, the turns and the memory of a tab that was here before, or of a
    conversation that it has opened again; what the server remembers of another one is forgotten.
    Of a tab that kept no conversation only the language changes: a question may be under way.

    :param data: ``language`` and ``talk`` as the visitor's browser has kept them.
    :param language: the page's, for a browser that has kept none.
    """
    browser_language = data.get("language")
    language = browser_language if browser_language in NAMES else language
    if not data.get("talk"):
        return language, gr.skip(), gr.skip(), gr.skip()
    state = ConversationState.from_json(str(data["talk"]))
    return language, answer_view.turns(state, words_in(language)), state.to_json(), None
