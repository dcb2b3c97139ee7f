"""Builds the tab that shows, fills and clears the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from rag.chat.actions import uploads
from rag.chat.actions.archiving import AddStep
from rag.chat.actions.following import agreed_in
from rag.chat.actions.limits import Limits
from rag.chat.actions.payload import whole_number
from rag.chat.components.ask_tab import AskTab
from rag.chat.components.controls import LimitControls, day, html, limit_controls, scripted_html
from rag.chat.components.page_parts import (
    QUIET,
    SUGGESTING,
    WRITING,
    PageParts,
    payload,
    queue_line,
    session,
)
from rag.chat.components.written import written
from rag.chat.views import archive_view, upload_view
from rag.chat.wording.languages import words_in
from rag.chat.wording.words import Words


@dataclass(frozen=True, slots=True)
class ArchiveTab:
    """Names what must be updated when the archive has changed.

    :param refresh: takes the values of ``inputs`` and changes ``outputs``.
    """

    refresh: Callable[..., list[Any]]
    inputs: list[Any]
    outputs: list[Any]


@dataclass(frozen=True, slots=True)
class _PasteControls:
    """The controls that take a pasted text."""

    title: Any
    text: Any
    date: Any
    source: Any
    add: Any

    @property
    def inputs(self) -> list[Any]:
        """The controls, in the order of an article's fields."""
        return [self.title, self.text, self.date, self.source]


def archive_tab(parts: PageParts, other_limits: list[LimitControls], asking: AskTab) -> ArchiveTab:
    """Build the tab inside the page that is being built.

    :param other_limits: limits of other tabs, whose outlets change with the archive.
    :param asking: whose suggestions change with it too.
    """
    controls, language = parts.controls, parts.language
    with gr.Row(elem_id="stock"):
        with gr.Column():
            zone = controls.build(scripted_html("upload.js"), {"value": _zone}, elem_id="upload")
        with gr.Column():
            pasting = _paste_controls(parts)
    queueing = queue_line()
    report = html("", "report.js", elem_id="report")
    stop = controls.build(gr.Button, {"value": "stop"}, visible=False, elem_id="stop-adding")
    follow = controls.build(
        gr.Button, {"value": "sync"}, visible=parts.archive.follows(), size="sm",
        elem_id="follow-folders",
    )  # fmt: skip
    controls.build(html, {"value": archive_view.heading}, elem_id="archive-title")
    with gr.Row(elem_id="filter-row"):
        title_box = controls.build(
            gr.Textbox, {"placeholder": "filter_title", "label": "filter_title"},
            show_label=False, container=False, scale=5, elem_id="filter-title",
        )  # fmt: skip
        button = controls.build(gr.Button, {"value": "filter"}, scale=1, min_width=110)
    limits = limit_controls(controls, parts.archive.sources(), "list", naming=False)
    parts.show_chips(limits)
    listing = html("", "articles.js", elem_id="listing")
    written(parts, listing, queueing)
    order = gr.State("")
    all_limits = [*other_limits, limits]

    def show_list(title: str, language: str, order: str, *limits: Any, page: int = 1) -> str:
        page_limits = Limits.from_page(*limits)
        return parts.archive.listing(
            str(title or ""), page_limits, page, words_in(language), str(order)
        )

    def turn_page(
        title: str, language: str, order: str, event: gr.EventData, *limits: Any
    ) -> tuple[str, str]:
        page = max(1, whole_number(payload(event).get("page")))
        order = str(payload(event).get("order") or order)
        return show_list(title, language, order, *limits, page=page), order

    def refresh(title: str, language: str, order: str, *limits: Any) -> list[Any]:
        outlets = parts.archive.sources()
        return [
            parts.archive.masthead(words_in(language)),
            *(gr.update(choices=outlets) for _ in all_limits),
            show_list(title, language, order, *limits),
            gr.update(visible=parts.archive.follows()),
        ]

    def remove(language: str, event: gr.EventData) -> str:
        return parts.archive.remove(payload(event).get("ids"), words_in(language))

    def undo(language: str, event: gr.EventData) -> str:
        return parts.archive.undo_removal(payload(event).get("ids"), words_in(language))

    def correct(language: str, event: gr.EventData) -> str:
        return parts.archive.correct(payload(event), words_in(language))

    def purge(language: str) -> str:
        return parts.archive.purge(words_in(language))

    def upload(language: str, request: gr.Request, event: gr.EventData) -> Iterator[list[Any]]:
        files = payload(event).get("files")
        for step in parts.archive.add_files(files, session(request), words_in(language)):
            yield _updates(step)

    def add_sample(language: str, request: gr.Request) -> Iterator[list[Any]]:
        for step in parts.archive.add_sample(session(request), words_in(language)):
            yield _updates(step)

    def paste(
        title: str, text: str, date: str, source: str, language: str, request: gr.Request
    ) -> Iterator[list[Any]]:
        title, text, date, source = (str(value or "") for value in (title, text, date, source))
        steps = parts.archive.add_text(
            title, text, date, source, session(request), words_in(language)
        )
        for step in steps:
            # What was typed goes once it is in the archive, and not before.
            yield [*_updates(step), *(["" if step.added else gr.skip()] * len(pasting.inputs))]

    def follow_folders(language: str, request: gr.Request) -> Iterator[list[Any]]:
        for step in parts.archive.follow_folders(session(request), words_in(language)):
            yield _updates(step)

    def follow_agreed(
        language: str, request: gr.Request, event: gr.EventData
    ) -> Iterator[list[Any]]:
        agreed, words = agreed_in(payload(event)), words_in(language)
        for step in parts.archive.follow_folders(session(request), words, agreed):
            yield _updates(step)

    filters = [title_box, language, order, *limits.inputs]
    outputs = [parts.masthead, *(limit.sources for limit in all_limits), listing, follow]
    refreshing = (refresh, filters, outputs)
    progress = [report, stop]
    zone.send(upload, language, progress, **queueing, **WRITING).then(*refreshing, **QUIET).then(
        *asking.suggesting, **SUGGESTING
    )
    pasting.add.click(
        paste, [*pasting.inputs, language], [*progress, *pasting.inputs], **queueing, **WRITING
    ).then(*refreshing, **QUIET)
    asking.suggestions.sample(add_sample, language, progress, **queueing, **WRITING).then(
        *refreshing, **QUIET
    ).then(*asking.suggesting, **SUGGESTING)
    for begin, follow_again in ((follow.click, follow_folders), (report.agree, follow_agreed)):
        begin(follow_again, language, progress, **queueing, **WRITING).then(*refreshing, **QUIET)
    stop.click(parts.stop_adding, None, None, queue=False, **QUIET)
    gr.on([title_box.submit, button.click], show_list, filters, listing, **QUIET)
    listing.leaf(turn_page, filters, [listing, order], **QUIET)
    listing.remove(remove, language, parts.notice, **queueing, **WRITING).then(*refreshing, **QUIET)
    for bring_back in (listing.undo, parts.notice.undo):
        bring_back(undo, language, parts.notice, **queueing, **WRITING).then(*refreshing, **QUIET)
    listing.purge(purge, language, parts.notice, **queueing, **WRITING).then(*refreshing, **QUIET)
    parts.window.correct(correct, language, parts.notice, **queueing, **WRITING).then(
        *refreshing, **QUIET
    )
    parts.open_articles_from(listing)
    return ArchiveTab(refresh, filters, outputs)


def _paste_controls(parts: PageParts) -> _PasteControls:
    controls = parts.controls
    with controls.build(gr.Accordion, {"label": "paste"}, open=False):
        title = controls.build(gr.Textbox, {"label": "paste_title"}, elem_id="paste-title")
        text = controls.build(
            gr.Textbox, {"label": "paste_text"}, lines=6, max_lines=14, elem_id="paste-text"
        )
        with gr.Row():
            date, source = (
                controls.build(kind, {"label": f"paste_{name}"}, elem_id=f"paste-{name}")
                for kind, name in ((day, "date"), (gr.Textbox, "source"))
            )
        add = controls.build(gr.Button, {"value": "add"}, variant="primary", elem_id="paste-add")
    return _PasteControls(title, text, date, source, add)


def _zone(words: Words) -> str:
    return upload_view.drop_zone(
        words,
        most_files=uploads.FILES,
        most_bytes=uploads.BYTES,
        accepted=uploads.ACCEPTED,
    )


def _updates(step: AddStep) -> list[Any]:
    """Return what a step changes: the report, and whether it can be stopped."""
    return [step.html, gr.update(visible=not step.done)]
