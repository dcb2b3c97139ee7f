"""The whole page over an archive, and the API's endpoints ``/ask``, ``/search`` and ``/add``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import gradio as gr

from index.errors import HemerotecaError, InputError
from rag.archive import Archive
from rag.chat.actions.archiving import ArchiveActions
from rag.chat.actions.asking import HITS, QuestionActions, turns
from rag.chat.components.archive_tab import archive_tab
from rag.chat.components.ask_tab import ask_tab, restored
from rag.chat.components.controls import Translated, html
from rag.chat.components.page_parts import ASKING, AT_ONCE, QUIET, WRITING, desk, sent
from rag.chat.components.search_tab import search_tab
from rag.chat.conversation_state import from_json
from rag.chat.server.settings import QUEUED
from rag.chat.views import help_view
from rag.chat.wording.languages import LANGUAGE, NAMES, WORDS, words_in
from rag.chat.wording.words import Words

_LANGUAGE_JS: Final = """(language) => {
  document.documentElement.lang = language;
  try { localStorage.setItem('hemeroteca.language', language); } catch {}
  return language;
}"""


def build(
    archive: Archive,
    examples: Sequence[str] = (),
    *,
    language: str = LANGUAGE,
    url: str = "http://127.0.0.1:7860/",
    mcp: bool = False,
    queued: int = QUEUED,
) -> gr.Blocks:
    """The page.

    :param examples: questions offered to begin with.
    :param language: to begin with, a key of :data:`rag.chat.wording.languages.WORDS`.
    :param url: where it will be served, for the examples of the API's page.
    :param mcp: whether an MCP server is opened beside it.
    :param queued: requests that may wait.
    """
    words = WORDS[language]
    asking, stocking, made = QuestionActions(archive), ArchiveActions(archive), Translated(words)

    def helped(words: Words) -> str:
        return help_view.page(words, url, mcp=mcp)

    with gr.Blocks(title=words.title, analytics_enabled=False) as page:
        switch = made.made(
            gr.Radio,
            {"label": "languages"},
            choices=[(name, code) for code, name in NAMES.items()],
            value=language,
            show_label=False,
            container=False,
            elem_id="language",
        )
        shared = desk(asking, stocking, made, switch)
        with gr.Tabs():
            with made.made(gr.Tab, {"label": "tab_ask"}, id="ask"):
                asked = ask_tab(shared, examples)
            with made.made(gr.Tab, {"label": "tab_search"}, id="search"):
                limited = search_tab(shared)
            with made.made(gr.Tab, {"label": "tab_archive"}, id="archive"):
                stock = archive_tab(shared, [asked.limits, limited])
            with made.made(gr.Tab, {"label": "tab_api"}, id="api"):
                made.made(html, {"value": helped})

        def translated(kept: str | None, chosen: str) -> list[Any]:
            said = words_in(chosen)
            return [*made.updates(said), turns(from_json(kept), said)]

        def restore(event: gr.EventData) -> tuple[str, str, str]:
            return restored(sent(event), language)

        controls = [*made.controls, asked.shown]
        now = (stock.refreshed, stock.inputs, stock.outputs)
        page.load(*now, **QUIET)
        switch.change(None, switch, switch, js=_LANGUAGE_JS, **QUIET).then(
            translated, [shared.memory, switch], controls, **QUIET
        ).then(*now, **QUIET)
        shared.memory.restore(restore, None, [switch, asked.shown, shared.memory], **QUIET)
        _endpoints(archive)
    page.queue(max_size=queued, api_open=False, default_concurrency_limit=AT_ONCE)
    return page


def _endpoints(archive: Archive) -> None:
    """What programs call, as documented on the page."""

    def ask(question: str) -> str:
        with _told():
            return archive.ask(str(question)).text

    def search(question: str, k: int = 10) -> list[dict[str, Any]]:
        with _told():
            if not isinstance(k, int):  # clients may send anything
                raise InputError(f"«k» es {k!r} y tiene que ser un número entero.")
            hits = archive.find(str(question), min(k, HITS)).to_dict()["hits"]
        return list(hits)

    def add(text: str, title: str = "", date: str = "", source: str = "") -> dict[str, Any]:
        with _told():
            report = archive.add_text(str(title), str(text), str(date), str(source))
        # Gradio's client takes whatever has a "path" for a file to be fetched.
        return {key: said for key, said in report.to_dict().items() if key != "files"} | {
            "documents": [id for file in report.files for id in file.documents],
            "reasons": [file.reason for file in report.files if file.reason],
        }

    spanish = WORDS[LANGUAGE]
    gr.api(ask, api_name="ask", api_description=spanish.api_ask, **ASKING)
    gr.api(search, api_name="search", api_description=spanish.api_search, **ASKING)
    gr.api(add, api_name="add", api_description=spanish.api_add, **WRITING)


@contextmanager
def _told() -> Iterator[None]:
    """Turns errors meant for people into Gradio's, whose text reaches API clients."""
    try:
        yield
    except HemerotecaError as error:
        raise gr.Error(str(error), print_exception=False) from error
