"""Builds the tab that answers a sheet of questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import gradio as gr

from rag.batches.writing import KINDS, Kind
from rag.chat.actions import uploads
from rag.chat.actions.desk import batching
from rag.chat.actions.desk.batching import BatchActions, Results
from rag.chat.components.controls import Wording, html, scripted_html
from rag.chat.components.page_parts import QUIET, PageParts, payload, queue_line, session
from rag.chat.views import status_view
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
    with gr.Row(elem_classes="tools"):
        buttons = [
            controls.build(
                gr.Button, {"value": _save_as(kind)}, size="sm", visible=False,
                elem_id=f"batch-{kind}",
            )
            for kind in KINDS
        ]  # fmt: skip
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

    outputs = [report, stop, results, *buttons]
    zone.send(answer, language, outputs, **queueing, **_AT_ONCE)
    stop.click(stop_batch, None, None, queue=False, **QUIET)
    for kind, button in zip(KINDS, buttons, strict=True):
        button.click(_saver(kind), [results, language], [download, parts.notice], **QUIET)
    parts.open_articles_from(report)


def _zone(words: Words) -> str:
    return batch_view.drop_zone(
        words, most_bytes=uploads.BYTES, most=batching.MOST, accepted=batching.ACCEPTED
    )


def _save_as(kind: Kind) -> Wording:
    def label(words: Words) -> str:
        return words.desk.batch_save.format(kind=_NAMES[kind])

    return label


def _saver(kind: Kind) -> Callable[[Results | None, str], tuple[str, str]]:
    def save(results: Results | None, language: str) -> tuple[str, str]:
        file, message = batching.save(kind, results, words_in(language))
        return file, status_view.notice(message)

    return save
