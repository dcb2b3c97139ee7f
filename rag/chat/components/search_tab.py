"""The tab that searches, without an answer."""

from __future__ import annotations

from typing import Any

import gradio as gr

from rag.chat.actions.asking import MODES
from rag.chat.components.controls import LimitControls, html, limit_controls, limits
from rag.chat.components.page_parts import ASKING, PageParts, queue_line
from rag.chat.wording.languages import words_in
from rag.chat.wording.words import Words


def search_tab(desk: PageParts) -> LimitControls:
    """Build the tab that searches."""
    made, language = desk.made, desk.language

    def choices(words: Words) -> list[tuple[str, str]]:
        return [(getattr(words, f"mode_{mode}"), mode) for mode in MODES]

    with gr.Row(elem_id="search-row"):
        sought = made.made(
            gr.Textbox,
            {"label": "tab_search", "placeholder": "search_placeholder"},
            show_label=False,
            container=False,
            scale=5,
            elem_id="sought",
        )
        button = made.made(
            gr.Button, {"value": "search"}, variant="primary", scale=1, min_width=110
        )
    mode = made.made(
        gr.Radio, {"label": "mode", "choices": choices}, value="hybrid", elem_id="mode"
    )
    queued = queue_line()
    limited = limit_controls(made, desk.stocking.sources(), "search")
    hits = html("", "turns.js", elem_id="hits")

    def found(asked: str, order: str, sources: Any, since: Any, until: Any, chosen: str) -> str:
        limit = limits(sources, since, until)
        return desk.asking.search(str(asked), str(order), limit, words_in(chosen))

    inputs = [sought, mode, *limited.inputs, language]
    gr.on([sought.submit, button.click], found, inputs, hits, **queued, **ASKING)
    desk.opens(hits)
    return limited
