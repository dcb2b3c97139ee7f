"""The tab with the conversation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from rag.chat.actions import asking
from rag.chat.actions.asking import Screen, turns
from rag.chat.components.controls import LimitControls, html, limit_controls, limits
from rag.chat.components.page_parts import (
    ASKING,
    QUIET,
    PageParts,
    noticed,
    queue_line,
    sent,
    session,
)
from rag.chat.conversation_state import ConversationState, from_json
from rag.chat.views.markup import text
from rag.chat.wording.languages import NAMES, words_in
from rag.conversation import Conversation


@dataclass(frozen=True, slots=True)
class AskTab:
    """What the rest of the page needs of this tab."""

    shown: Any
    limits: LimitControls


def ask_tab(desk: PageParts, examples: Sequence[str]) -> AskTab:
    """Build the tab inside the page that is being built."""
    made, language, memory = desk.made, desk.language, desk.memory
    with gr.Row(elem_id="ask-row"):
        question = made.made(
            gr.Textbox,
            {"label": "question", "placeholder": "placeholder"},
            show_label=False,
            container=False,
            autofocus=True,
            scale=5,
            html_attributes=gr.InputHTMLAttributes(autocomplete="off", spellcheck=True),
            elem_id="question",
        )
        ask = made.made(
            gr.Button, {"value": "ask"}, variant="primary", scale=1, min_width=110, elem_id="ask"
        )
        stop = made.made(
            gr.Button, {"value": "stop"}, visible=False, scale=1, min_width=110, elem_id="stop"
        )
    queued = queue_line()
    limited = limit_controls(made, desk.stocking.sources(), "ask")
    with gr.Row(elem_id="examples", visible=bool(examples)):
        offered = [gr.Button(example, size="sm") for example in examples]
    with gr.Row(elem_id="tools"):
        new, markdown, word = (
            made.made(gr.Button, {"value": name}, size="sm", elem_id=name.replace("_", "-"))
            for name in ("new", "export_markdown", "export_word")
        )
    shown = html("", "turns.js", elem_id="turns", elem_classes="turns")
    live = html(elem_id="live")
    download = html("", "download.js", html_template="", elem_classes="unseen")
    conversation = gr.State(None)
    outputs = [question, ask, stop, shown, live, memory, conversation, desk.notice]

    def screen(next_: Screen) -> list[Any]:
        keep = gr.skip()
        return [
            keep if next_.question is None else gr.update(value=next_.question),
            gr.update(visible=not next_.busy),
            gr.update(visible=next_.busy),
            next_.shown,
            f'<p role="status" aria-live="polite">{text(next_.spoken)}</p>',
            keep if next_.memory is None else next_.memory,
            next_.conversation,
            "",
        ]

    def reply(
        asked: str,
        sources: Any,
        since: Any,
        until: Any,
        kept: str | None,
        chosen: str,
        remembered: Conversation | None,
        request: gr.Request,
    ) -> Iterator[list[Any]]:
        words, limit = words_in(chosen), limits(sources, since, until)
        if not kept:  # begun anew
            remembered = None
        for next_ in desk.asking.ask(str(asked), limit, kept, remembered, session(request), words):
            yield screen(next_)

    def restart(chosen: str) -> list[Any]:
        return screen(Screen(False, "", "", "", ConversationState().to_json()))

    def judge(kept: str | None, chosen: str, event: gr.EventData) -> tuple[str, str]:
        said, after = desk.asking.judge(sent(event), kept, words_in(chosen))
        return noticed(said), after

    def save(kind: str, kept: str | None, chosen: str) -> tuple[str, str]:
        file, said = asking.saved(kind, kept, words_in(chosen))
        return file, noticed(said)

    inputs = [*limited.inputs, memory, language, conversation]
    for start, asked in ((question.submit, question), (ask.click, question)):
        start(reply, [asked, *inputs], outputs, **queued, **ASKING)
    for example in offered:
        example.click(reply, [example, *inputs], outputs, **queued, **ASKING)
    # Past the queue: who wants to stop does not want to wait.
    stop.click(_stop(desk), None, None, queue=False, **QUIET)
    new.click(restart, language, outputs, **QUIET)
    shown.judge(judge, [memory, language], [desk.notice, memory], **QUIET)
    desk.opens(shown)
    for button, kind in ((markdown, "md"), (word, "docx")):
        button.click(_with(save, kind), [memory, language], [download, desk.notice], **QUIET)
    return AskTab(shown, limited)


def _stop(desk: PageParts) -> Any:
    def stop(request: gr.Request) -> None:
        desk.asking.stop(session(request))
        desk.stocking.stop(session(request))

    return stop


def _with(save: Any, kind: str) -> Any:
    def saved(kept: str | None, chosen: str) -> Any:
        return save(kind, kept, chosen)

    return saved


def restored(data: dict[str, Any], language: str) -> tuple[str, str, str]:
    """The language, the turns and the memory of a tab that was here before."""
    kept = data.get("language")
    language = kept if kept in NAMES else language
    talk = from_json(str(data.get("talk") or ""))
    return language, turns(talk, words_in(language)), talk.to_json()
