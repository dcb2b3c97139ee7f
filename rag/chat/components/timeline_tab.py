"""Builds the tab that puts what is said of a matter in the order of time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import gradio as gr

from rag.chat.actions.desk import timelines
from rag.chat.actions.desk.timelines import KINDS, Kind, TimelineActions
from rag.chat.actions.limits import Limits
from rag.chat.components.controls import LimitControls, Wording, html, limit_controls
from rag.chat.components.page_parts import ASKING, QUIET, PageParts, queue_line
from rag.chat.views import status_view
from rag.chat.wording.languages import words_in
from rag.chat.wording.words import Words
from rag.timelines.types import Timeline

_NAMES: Final[dict[Kind, str]] = {"html": "HTML", "csv": "CSV"}


def timeline_tab(parts: PageParts) -> LimitControls:
    """Build the tab inside the page that is being built, and return its limits."""
    controls = parts.controls
    actions = TimelineActions(parts.archive.archive)
    with gr.Row(elem_id="timeline-row"):
        box = controls.build(
            gr.Textbox,
            {
                "label": lambda words: words.desk.tab_timeline,
                "placeholder": lambda words: words.desk.timeline_placeholder,
            },
            show_label=False,
            container=False,
            scale=5,
            elem_id="matter",
        )
        button = controls.build(
            gr.Button, {"value": lambda words: words.desk.timeline_make},
            variant="primary", scale=1, min_width=110, elem_id="make-timeline",
        )  # fmt: skip
    queueing = queue_line()
    limits = limit_controls(controls, parts.archive.sources(), "timeline")
    parts.show_chips(limits)
    with gr.Row(elem_classes="tools"):
        buttons = [
            controls.build(
                gr.Button, {"value": _save_as(kind)}, size="sm", visible=False,
                elem_id=f"timeline-{kind}",
            )
            for kind in KINDS
        ]  # fmt: skip
    shown = html("", "turns.js", elem_id="timeline")
    download = html("", "download.js", html_template="", elem_classes="unseen")
    made = gr.State(None)

    def make(subject: str, language: str, *limits: Any) -> list[Any]:
        page_limits = Limits.from_page(*limits)
        view, timeline = actions.make(str(subject or ""), page_limits, words_in(language))
        ready = gr.update(visible=timeline is not None)
        return [view, timeline, *([ready] * len(buttons))]

    inputs = [box, parts.language, *limits.inputs]
    outputs = [shown, made, *buttons]
    gr.on([box.submit, button.click], make, inputs, outputs, **queueing, **ASKING)
    for kind, save in zip(KINDS, buttons, strict=True):
        save.click(_saver(kind), [made, parts.language], [download, parts.notice], **QUIET)
    parts.open_articles_from(shown)
    return limits


def _save_as(kind: Kind) -> Wording:
    def label(words: Words) -> str:
        return words.desk.timeline_save.format(kind=_NAMES[kind])

    return label


def _saver(kind: Kind) -> Callable[[Timeline | None, str], tuple[str, str]]:
    def save(made: Timeline | None, language: str) -> tuple[str, str]:
        file, message = timelines.save(kind, made, words_in(language))
        return file, status_view.notice(message)

    return save
