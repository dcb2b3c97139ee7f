"""Builds the tab that puts what is said of a matter in the order of time."""

from __future__ import annotations

from typing import Any, Final

import gradio as gr

from rag.chat.actions.desk import timelines
from rag.chat.actions.desk.timelines import Kind, TimelineActions
from rag.chat.actions.limits import Limits
from rag.chat.components.controls import LimitControls, html, limit_controls, line_box
from rag.chat.components.page_parts import ASKING, PageParts, queue_line
from rag.chat.components.saving import save_buttons, save_with
from rag.chat.wording.languages import words_in

_NAMES: Final[dict[Kind, str]] = {"html": "HTML", "csv": "CSV"}


def timeline_tab(parts: PageParts) -> LimitControls:
    """Build the tab inside the page that is being built, and return its limits."""
    controls = parts.controls
    actions = TimelineActions(parts.archive.archive)
    with gr.Row(elem_id="timeline-row"):
        box = line_box(
            controls,
            lambda words: words.desk.tab_timeline,
            lambda words: words.desk.timeline_placeholder,
            elem_id="matter",
        )
        button = controls.build(
            gr.Button, {"value": lambda words: words.desk.timeline_make},
            variant="primary", scale=1, min_width=110, elem_id="make-timeline",
        )  # fmt: skip
    queueing = queue_line()
    limits = limit_controls(controls, parts.archive.sources(), "timeline")
    parts.show_chips(limits)
    buttons = save_buttons(controls, "timeline", _NAMES, lambda words: words.desk.timeline_save)
    shown = html("", "turns.js", elem_id="timeline")
    download = html("", "download.js", html_template="", elem_classes="unseen")
    made = gr.State(None)

    def make(subject: str, language: str, *limits: Any) -> list[Any]:
        page_limits = Limits.from_page(*limits)
        view, timeline = actions.make(str(subject or ""), page_limits, words_in(language))
        ready = gr.update(visible=timeline is not None)
        return [view, timeline, *([ready] * len(buttons))]

    inputs = [box, parts.language, *limits.inputs]
    outputs = [shown, made, *buttons.values()]
    gr.on([box.submit, button.click], make, inputs, outputs, **queueing, **ASKING)
    save_with(parts, buttons, timelines.save, made, download)
    parts.open_articles_from(shown)
    return limits
