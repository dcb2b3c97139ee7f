"""Builds the tab that searches for passages, without an answer."""

from __future__ import annotations

from typing import Any

import gradio as gr

from rag.chat.actions.limits import Limits
from rag.chat.actions.payload import whole_number
from rag.chat.actions.sources import MODES, SHOWN_HITS
from rag.chat.components.controls import LimitControls, html, limit_controls
from rag.chat.components.page_parts import ASKING, QUIET, PageParts, payload, queue_line
from rag.chat.wording.languages import words_in
from rag.chat.wording.words import Words


def search_tab(parts: PageParts) -> LimitControls:
    """Build the tab inside the page that is being built, and return its limits."""
    controls = parts.controls
    with gr.Row(elem_id="search-row"):
        query_box = controls.build(
            gr.Textbox,
            {"label": "tab_search", "placeholder": "search_placeholder"},
            show_label=False,
            container=False,
            scale=5,
            elem_id="sought",
        )
        button = controls.build(
            gr.Button, {"value": "search"}, variant="primary", scale=1, min_width=110
        )
    mode = controls.build(
        gr.Radio, {"label": "mode", "choices": _modes}, value="hybrid", elem_id="mode"
    )
    queueing = queue_line()
    limits = limit_controls(controls, parts.archive.sources(), "search")
    parts.show_chips(limits)
    hits = html("", "turns.js", elem_id="hits")

    def search_passages(
        query: str, mode: str, sources: Any, since: Any, until: Any, language: str
    ) -> str:
        page_limits = Limits.from_page(sources, since, until)
        return parts.sources.search(str(query), str(mode), page_limits, words_in(language))

    def search_again(
        query: str, mode: str, sources: Any, since: Any, until: Any, language: str
    ) -> Any:
        if not str(query or "").strip():  # nothing was searched for yet
            return gr.skip()
        return search_passages(query, mode, sources, since, until, language)

    def search_more(
        query: str,
        mode: str,
        sources: Any,
        since: Any,
        until: Any,
        language: str,
        event: gr.EventData,
    ) -> str:
        page_limits = Limits.from_page(sources, since, until)
        shown = whole_number(payload(event).get("shown")) + SHOWN_HITS
        words = words_in(language)
        return parts.sources.search(str(query), str(mode), page_limits, words, shown)

    inputs = [query_box, mode, *limits.inputs, parts.language]
    gr.on([query_box.submit, button.click], search_passages, inputs, hits, **queueing, **ASKING)
    gr.on([mode.input, *(c.change for c in limits.inputs)], search_again, inputs, hits, **QUIET)
    hits.more(search_more, inputs, hits, **QUIET)
    parts.open_articles_from(hits)
    return limits


def _modes(words: Words) -> list[tuple[str, str]]:
    return [(getattr(words, f"mode_{mode}"), mode) for mode in MODES]
