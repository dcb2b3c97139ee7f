"""Builds the tab of people, organisations and places: a list, and a page for each."""

from __future__ import annotations

from typing import Any

import gradio as gr

from index.types import KINDS
from rag.chat.actions.limits import Limits
from rag.chat.actions.payload import whole_number
from rag.chat.components.controls import LimitControls, html, line_box
from rag.chat.components.page_parts import ASKING, QUIET, WRITING, PageParts, payload
from rag.chat.views import status_view
from rag.chat.wording.languages import words_in
from rag.chat.wording.words import Words


def names_tab(parts: PageParts, tab: Any, asking: LimitControls) -> None:
    """Build the tab inside the page that is being built.

    :param tab: it itself; the list is made when it is opened.
    :param asking: the limits of the questions, which a name's page offers to set.
    """
    controls = parts.controls
    actions = parts.naming
    with gr.Row(elem_id="names-row"):
        box = line_box(
            controls,
            lambda words: words.desk.tab_names,
            lambda words: words.desk.names_placeholder,
            elem_id="named",
        )
    kind = controls.build(
        gr.Radio,
        {"label": lambda words: words.desk.tab_names, "choices": _kinds},
        value="",
        show_label=False,
        elem_id="names-kind",
    )
    shown = html("", "names.js", elem_id="names")

    def list_names(wanted: str, kind: str, language: str) -> str:
        return actions.list(str(wanted or ""), str(kind), words_in(language))

    def list_more(wanted: str, kind: str, language: str, event: gr.EventData) -> str:
        shown = whole_number(payload(event).get("shown"))
        return actions.list(str(wanted or ""), str(kind), words_in(language), shown)

    def open_one(wanted: str, kind: str, language: str, event: gr.EventData) -> str:
        sent = payload(event)
        if not sent.get("name"):
            return list_names(wanted, kind, language)
        return actions.page(sent, words_in(language))

    def look(wanted: str, kind: str, language: str) -> tuple[str, str]:
        said = status_view.notice(actions.look(words_in(language)))
        return list_names(wanted, kind, language), said

    def ask_about(names: Any, event: gr.EventData) -> str:
        # In place of whom was chosen before: who goes from page to page asks about one of them.
        return parts.naming.limited(Limits(), payload(event)).kept_names or names

    inputs = [box, kind, parts.language]
    listing = [tab.select, box.submit, kind.input]
    # Whoever types before the list is there is not passed over.
    gr.on(listing, list_names, inputs, shown, trigger_mode="always_last", **QUIET, **ASKING)
    shown.more(list_more, inputs, shown, **QUIET, **ASKING)
    shown.entity(open_one, inputs, shown, **QUIET, **ASKING)
    shown.about(ask_about, asking.names, asking.names, queue=False, **QUIET)
    shown.look(look, inputs, [shown, parts.notice], **QUIET, **WRITING)
    parts.open_articles_from(shown)


def _kinds(words: Words) -> list[tuple[str, str]]:
    desk = words.desk
    named = {
        "person": desk.names_person,
        "organisation": desk.names_organisation,
        "place": desk.names_place,
    }
    return [(desk.names_all, ""), *((named[kind], kind) for kind in KINDS)]
