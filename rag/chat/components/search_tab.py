"""Builds the tab that searches for passages, without an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from rag.chat.actions.exact import MODE as EXACT
from rag.chat.actions.exact import SHOWN, Kind
from rag.chat.actions.limits import Limits
from rag.chat.actions.payload import whole_number
from rag.chat.actions.sources import MODES, SHOWN_HITS
from rag.chat.components.controls import LimitControls, html, limit_controls, line_box
from rag.chat.components.page_parts import ASKING, QUIET, PageParts, payload, queue_line
from rag.chat.views import status_view
from rag.chat.wording.languages import words_in
from rag.chat.wording.words import Words


def search_tab(parts: PageParts) -> LimitControls:
    """Build the tab inside the page that is being built, and return its limits."""
    controls = parts.controls
    with gr.Row(elem_id="search-row"):
        query_box = line_box(controls, "tab_search", "search_placeholder", elem_id="sought")
        button = controls.build(
            gr.Button, {"value": "search"}, variant="primary", scale=1, min_width=110
        )
    mode = controls.build(
        gr.Radio, {"label": "mode", "choices": _modes}, value="hybrid", elem_id="mode"
    )
    with gr.Row(visible=False, elem_id="exact") as exact_row:
        order = controls.build(
            gr.Radio,
            {"label": lambda words: words.exact.sort, "choices": _orders},
            value="date",
            show_label=False,
            scale=3,
            elem_id="exact-order",
        )
        savers: dict[Kind, Any] = {
            kind: controls.build(
                gr.Button, {"value": wording}, size="sm", elem_id=f"exact-{kind}", min_width=90
            )
            for kind, wording in _SAVERS.items()
        }
    queueing = queue_line()
    limits = limit_controls(controls, parts.archive.sources(), "search")
    parts.show_chips(limits)
    hits = html("", "turns.js", elem_id="hits")
    download = html("", "download.js", html_template="", elem_classes="unseen")

    def found(shown: int, query: str, mode: str, order: str, language: str, *limits: Any) -> str:
        page_limits, words = Limits.from_page(*limits), words_in(language)
        if mode == EXACT:
            return parts.exact.search(str(query), str(order), page_limits, words, shown + SHOWN)
        return parts.sources.search(str(query), str(mode), page_limits, words, shown + SHOWN_HITS)

    def search_passages(*values: Any) -> str:
        return found(0, *values)

    def search_again(query: str, mode: str, order: str, language: str, *limits: Any) -> str:
        if not str(query or "").strip():  # nothing was searched for yet
            return parts.exact.help(words_in(language)) if mode == EXACT else ""
        return found(0, query, mode, order, language, *limits)

    def search_more(event: gr.EventData, *values: Any) -> str:  # it is given by its place
        return found(whole_number(payload(event).get("shown")), *values)

    def saver(kind: Kind) -> Callable[..., tuple[str, str]]:
        def save(query: str, order: str, language: str, *limits: Any) -> tuple[str, str]:
            page_limits, words = Limits.from_page(*limits), words_in(language)
            file, message = parts.exact.save(kind, str(query), str(order), page_limits, words)
            return file, status_view.notice(message)

        return save

    def show_row(mode: str) -> Any:
        return gr.update(visible=mode == EXACT)

    inputs = [query_box, mode, order, parts.language, *limits.inputs]
    gr.on([query_box.submit, button.click], search_passages, inputs, hits, **queueing, **ASKING)
    changes = [mode.input, order.input, *(c.change for c in limits.inputs)]
    gr.on(changes, search_again, inputs, hits, **QUIET)
    mode.input(show_row, mode, exact_row, queue=False, **QUIET)
    hits.more(search_more, inputs, hits, **QUIET)
    wanted = [query_box, order, parts.language, *limits.inputs]
    for kind, button_ in savers.items():
        button_.click(saver(kind), wanted, [download, parts.notice], **QUIET)
    parts.open_articles_from(hits)
    return limits


_SAVERS: dict[Kind, Callable[[Words], str]] = {
    "csv": lambda words: words.exact.save_csv,
    "xlsx": lambda words: words.exact.save_xlsx,
}


def _modes(words: Words) -> list[tuple[str, str]]:
    choices: list[tuple[str, str]] = [(getattr(words, f"mode_{mode}"), mode) for mode in MODES]
    return [*choices, (words.exact.mode, EXACT)]


def _orders(words: Words) -> list[tuple[str, str]]:
    return [(words.exact.by_date, "date"), (words.exact.by_score, "score")]
