"""The tab that shows, fills and clears the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from rag.chat.actions.archiving import Progress
from rag.chat.components.controls import LimitControls, drop_zone, html, limit_controls, limits
from rag.chat.components.page_parts import (
    QUIET,
    WRITING,
    PageParts,
    noticed,
    queue_line,
    sent,
    session,
)
from rag.chat.views.markup import text
from rag.chat.wording.languages import words_in
from rag.chat.wording.words import Words


@dataclass(frozen=True, slots=True)
class ArchiveTab:
    """What shows the archive as it is now.

    :param refreshed: takes ``inputs`` and changes ``outputs``.
    """

    refreshed: Callable[..., list[Any]]
    inputs: list[Any]
    outputs: list[Any]


def archive_tab(desk: PageParts, others: list[LimitControls]) -> ArchiveTab:
    """Build the tab that shows, fills and clears the archive.

    :param others: limits of other tabs, whose outlets change with the archive.
    """
    made, language = desk.made, desk.language
    with gr.Row(elem_id="stock"):
        with gr.Column():
            zone = made.made(_drop, {"value": drop_zone}, elem_id="upload")
        with gr.Column(), made.made(gr.Accordion, {"label": "paste"}, open=False):
            title = made.made(gr.Textbox, {"label": "paste_title"}, elem_id="paste-title")
            body = made.made(
                gr.Textbox, {"label": "paste_text"}, lines=6, max_lines=14, elem_id="paste-text"
            )
            with gr.Row():
                date, source = (
                    made.made(gr.Textbox, {"label": f"paste_{name}"}, elem_id=f"paste-{name}")
                    for name in ("date", "source")
                )
            add = made.made(gr.Button, {"value": "add"}, variant="primary", elem_id="paste-add")
    queued = queue_line()
    report = html(elem_id="report")
    stop = made.made(gr.Button, {"value": "stop"}, visible=False, elem_id="stop-adding")
    made.made(_heading, {"value": _articles}, elem_id="archive-title")
    with gr.Row(elem_id="filter-row"):
        wanted = made.made(
            gr.Textbox, {"placeholder": "filter_title", "label": "filter_title"},
            show_label=False, container=False, scale=5, elem_id="filter-title",
        )  # fmt: skip
        button = made.made(gr.Button, {"value": "filter"}, scale=1, min_width=110)
    limited = limit_controls(made, desk.stocking.sources(), "list")
    listing = html("", "articles.js", elem_id="listing")
    filters = [wanted, *limited.inputs]
    every = [*others, limited]

    def listed(name: str, sources: Any, since: Any, until: Any, chosen: str, page: int = 1) -> str:
        limit = limits(sources, since, until)
        return desk.stocking.listing(str(name or ""), limit, page, words_in(chosen))

    def turned(
        name: str, sources: Any, since: Any, until: Any, chosen: str, event: gr.EventData
    ) -> str:
        page = str(sent(event).get("page"))
        number = int(page) if page.isdecimal() else 1
        return listed(name, sources, since, until, chosen, number)

    changed = [desk.masthead, *(limit.sources for limit in every), listing]

    def refreshed(name: str, sources: Any, since: Any, until: Any, chosen: str) -> list[Any]:
        outlets = desk.stocking.sources()
        return [
            desk.stocking.masthead(words_in(chosen)),
            *(gr.update(choices=outlets) for _ in every),
            listed(name, sources, since, until, chosen),
        ]

    def remove(chosen: str, event: gr.EventData) -> str:
        return noticed(desk.stocking.remove(sent(event).get("ids"), words_in(chosen)))

    def upload(chosen: str, request: gr.Request, event: gr.EventData) -> Iterator[list[Any]]:
        files = sent(event).get("files")
        yield from _shown(desk.stocking.add_files(files, session(request), words_in(chosen)))

    def paste(
        name: str, said: str, day: str, outlet: str, chosen: str, request: gr.Request
    ) -> Iterator[list[Any]]:
        typed = [str(part or "") for part in (name, said, day, outlet)]
        steps = desk.stocking.add_text(
            typed[0], typed[1], typed[2], typed[3], session(request), words_in(chosen)
        )
        for step in steps:
            shown = _screen(step)
            # What was typed goes once it is in the archive, and not before.
            yield [*shown, *(["" if step.added else gr.skip()] * 4)]

    working = [report, stop]
    after = (refreshed, [*filters, language], changed)
    zone.send(upload, language, working, **queued, **WRITING).then(*after, **QUIET)
    pasting = [title, body, date, source]
    add.click(paste, [*pasting, language], [*working, *pasting], **queued, **WRITING).then(
        *after, **QUIET
    )
    stop.click(_stopper(desk), None, None, queue=False, **QUIET)
    gr.on([wanted.submit, button.click], listed, [*filters, language], listing, **QUIET)
    listing.leaf(turned, [*filters, language], listing, **QUIET)
    listing.remove(remove, language, desk.notice, **queued, **WRITING).then(*after, **QUIET)
    desk.opens(listing)
    return ArchiveTab(refreshed, [*filters, language], changed)


def _drop(value: str, **settings: Any) -> gr.HTML:
    return html(value, "upload.js", **settings)


def _articles(words: Words) -> str:
    return f"<h2>{text(words.articles)}</h2>"


def _heading(value: str, **settings: Any) -> gr.HTML:
    return html(value, **settings)


def _shown(steps: Iterator[Progress]) -> Iterator[list[Any]]:
    for step in steps:
        yield _screen(step)


def _screen(step: Progress) -> list[Any]:
    return [step.shown, gr.update(visible=not step.done)]


def _stopper(desk: PageParts) -> Callable[[gr.Request], None]:
    def stop(request: gr.Request) -> None:
        desk.stocking.stop(session(request))

    return stop
