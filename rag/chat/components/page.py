"""Builds the whole page over an archive: its tabs, the switch of languages, and the API."""

from __future__ import annotations

from typing import Any, Final

import gradio as gr

from rag.archive import Archive
from rag.chat.components.archive_tab import archive_tab
from rag.chat.components.ask_tab import ask_tab, restored_state
from rag.chat.components.batch_tab import batch_tab
from rag.chat.components.controls import TranslatedControls, html, scripted_html
from rag.chat.components.endpoints import add_endpoints
from rag.chat.components.names_tab import names_tab
from rag.chat.components.page_parts import AT_ONCE, QUIET, SUGGESTING, page_parts, payload
from rag.chat.components.search_tab import search_tab
from rag.chat.components.timeline_tab import timeline_tab
from rag.chat.conversation_state import ConversationState
from rag.chat.views import answer_view, controls_view, help_view
from rag.chat.wording.languages import WORDS, words_in
from rag.chat.wording.names import LANGUAGE, NAMES
from rag.chat.wording.words import Words

_LANGUAGE_JS: Final = "(language) => window.hemeroteca.choose(language)"


def build(
    archive: Archive,
    *,
    queue_size: int,
    language: str = LANGUAGE,
    url: str = "http://127.0.0.1:7860/",
    mcp: bool = False,
) -> gr.Blocks:
    """Build the page.

    :param queue_size: requests that may wait.
    :param language: to begin with, a key of :data:`rag.chat.wording.languages.WORDS`.
    :param url: where it will be served, for the examples of the API's page.
    :param mcp: whether an MCP server is opened beside it.
    """
    words = WORDS[language]
    controls = TranslatedControls(words)

    def help_page(words: Words) -> str:
        return help_view.page(words, url, mcp=mcp)

    with gr.Blocks(title=words.title, analytics_enabled=False, fill_width=True) as page:
        with gr.Column(elem_id="menu"):
            controls.build(
                scripted_html("menu.js"),
                {"value": controls_view.menu_button},
                elem_id="menu-button",
            )
            with gr.Column(elem_id="menu-panel"):
                controls.build(html, {"value": controls_view.looks}, elem_id="looks")
                switch = controls.build(
                    gr.Radio,
                    {"label": "languages"},
                    choices=[(name, code) for code, name in NAMES.items()],
                    value=language,
                    elem_id="language",
                )
        parts = page_parts(archive, controls, switch)
        with gr.Tabs(overflow_behavior="wrap"):
            with controls.build(gr.Tab, {"label": "tab_ask"}, id="ask"):
                asking = ask_tab(parts)
            with controls.build(gr.Tab, {"label": "tab_search"}, id="search"):
                search_limits = search_tab(parts)
            with controls.build(gr.Tab, {"label": "tab_archive"}, id="archive"):
                archiving = archive_tab(parts, [asking.limits, search_limits], asking)
            with controls.build(gr.Tab, {"label": "tab_api"}, id="api"):
                controls.build(html, {"value": help_page})
            with controls.build(gr.Tab, {"label": lambda words: words.desk.tab_batch}, id="batch"):
                batch_tab(parts)
            chronology = controls.build(
                gr.Tab, {"label": lambda words: words.desk.tab_timeline}, id="timeline"
            )
            with chronology:
                timeline_limits = timeline_tab(parts)
            names = controls.build(
                gr.Tab, {"label": lambda words: words.desk.tab_names}, id="names"
            )
            with names:
                names_tab(parts, names, asking.limits)

        def translate(memory: str | None, language: str) -> list[Any]:
            words = words_in(language)
            turns = answer_view.turns(ConversationState.from_json(memory), words)
            return [*controls.updates(words), turns]

        def restore(event: gr.EventData) -> tuple[Any, ...]:
            return restored_state(payload(event), language)

        def outlets() -> Any:
            return gr.update(choices=parts.archive.sources())

        chronology.select(outlets, None, timeline_limits.sources, queue=False, **QUIET)
        refreshing = (archiving.refresh, archiving.inputs, archiving.outputs)
        page.load(*refreshing, **QUIET)
        page.load(*asking.suggesting, **SUGGESTING)
        switch.change(None, switch, switch, js=_LANGUAGE_JS, **QUIET).then(
            translate, [parts.memory, switch], [*controls.controls, asking.turns], **QUIET
        ).then(*refreshing, **QUIET).then(*asking.suggesting, **SUGGESTING)
        restored = [switch, asking.turns, parts.memory, asking.conversation]
        parts.memory.restore(restore, None, restored, **QUIET).then(
            *asking.suggesting, **SUGGESTING
        )
        add_endpoints(archive)
    page.queue(max_size=queue_size, api_open=False, default_concurrency_limit=AT_ONCE)
    return page
