"""Builds the place where a language model's text over chosen articles is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from rag.chat.actions.writing import WritingActions
from rag.chat.components.controls import html
from rag.chat.components.page_parts import ASKING, QUIET, PageParts, payload, session
from rag.chat.wording.languages import words_in


def written(parts: PageParts, listing: Any, queueing: dict[str, Any]) -> None:
    """Build it over the list of articles, whose buttons ask for it.

    :param listing: the list, which sends ``write`` with ``kind`` and ``ids``.
    :param queueing: settings of events that may wait.
    """
    actions = WritingActions(parts.archive.archive)
    place = html("", "turns.js", elem_id="written", elem_classes="turns")
    stop = parts.controls.build(gr.Button, {"value": "stop"}, visible=False, elem_id="stop-writing")

    def write(language: str, request: gr.Request, event: gr.EventData) -> Iterator[list[Any]]:
        asked = payload(event)
        steps = actions.write(
            asked.get("kind"), asked.get("ids"), session(request), words_in(language)
        )
        for step in steps:
            yield [step.html, gr.update(visible=not step.done)]

    def stop_writing(request: gr.Request) -> None:
        actions.stop(session(request))

    listing.write(write, parts.language, [place, stop], **queueing, **ASKING)
    stop.click(stop_writing, None, None, queue=False, **QUIET)
    parts.open_articles_from(place)
