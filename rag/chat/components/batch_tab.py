"""Builds the tab that answers a sheet of questions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import gradio as gr

from rag.batches.writing import Kind
from rag.chat.actions import uploads
from rag.chat.actions.desk import batching
from rag.chat.actions.desk.batching import BatchActions
from rag.chat.components.controls import html, scripted_html
from rag.chat.components.page_parts import QUIET, PageParts, payload, queue_line, session
from rag.chat.components.saving import save_buttons, save_with
from rag.chat.views.desk import batch_view
from rag.chat.wording.languages import words_in
from rag.chat.wording.words import Words

_AT_ONCE: Final[dict[str, Any]] = {"concurrency_limit": 1, "concurrency_id": "batch"}
"""One sheet at a time, which leaves room for those who ask one question."""

_NAMES: Final[dict[Kind, str]] = {"xlsx": "Excel", "csv": "CSV", "jsonl": "JSONL"}


def batch_tab(parts: PageParts) -> None:
    """Build the tab inside the page that is being built."""
    controls, language = parts.controls, parts.language
    actions = BatchActions(parts.archive.archive)
    zone = controls.build(scripted_html("upload.js"), {"value": _zone}, elem_id="batch-upload")
    queueing = queue_line()
    stop = controls.build(gr.Button, {"value": "stop"}, visible=False, elem_id="stop-batch")
    buttons = save_buttons(controls, "batch", _NAMES, lambda words: words.desk.batch_save)
    report = html("", "turns.js", elem_id="batch-results")
    download = html("", "download.js", html_template="", elem_classes="unseen")
    results = gr.State(None)

    def answer(language: str, request: gr.Request, event: gr.EventData) -> Iterator[list[Any]]:
        files = payload(event).get("files")
        for step in actions.answer(files, session(request), words_in(language)):
            ready = gr.update(visible=step.results is not None)
            yield [
                step.html,
                gr.update(visible=not step.done),
                step.results,
                *([ready] * len(buttons)),
            ]

    def stop_batch(request: gr.Request) -> None:
        actions.stop(session(request))

    outputs = [report, stop, results, *buttons.values()]
    zone.send(answer, language, outputs, **queueing, **_AT_ONCE)
    stop.click(stop_batch, None, None, queue=False, **QUIET)
    save_with(parts, buttons, batching.save, results, download)
    parts.open_articles_from(report)


def _zone(words: Words) -> str:
    return batch_view.drop_zone(
        words, most_bytes=uploads.BYTES, most=batching.MOST, accepted=batching.ACCEPTED
    )
