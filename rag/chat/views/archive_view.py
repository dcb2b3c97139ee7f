"""Shows what is in the archive and what became of files sent to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PureWindowsPath
from typing import Final

from index.listing import ORDERS, Order
from index.text.counts import Count
from rag.answers.listings import DocumentPage, DocumentSummary
from rag.chat.views import markup
from rag.chat.views.writer import writer_view
from rag.chat.wording.translating import told
from rag.chat.wording.words import Words
from rag.documents.report import AddReport, FileReport, Removed
from rag.documents.types import unread_kinds

PAGE: Final = 50
"""Articles on one page of the list: three screens."""

TITLE: Final = 200
"""Characters of a title in the list; titles may be of any length, rows may not."""


def masthead(words: Words, *, documents: int, passages: int) -> str:
    """Write the page's title, what it is for, and how many articles there are to ask."""
    counts = words.counts.format(documents=Count(documents), passages=Count(passages))
    note = counts if documents else words.empty
    return (
        f'<header class="masthead"><h1>{markup.text(words.title)}</h1>'
        f"<p>{markup.text(words.tagline)}</p>"
        f'<p class="counts">{markup.text(note)}</p></header>'
    )


def listing(
    found: DocumentPage,
    page: int,
    words: Words,
    order: Order = "newest",
    *,
    writes: bool = False,
) -> str:
    """Write a page of the articles, each to be opened or chosen for removal.

    :param found: what of them stands on that page, and how many there are.
    :param page: from 1.
    :param order: in which they come.
    :param writes: whether a language model can write over those that are chosen.
    """
    if not found.total:
        return f'<p class="empty">{markup.text(words.no_articles)}</p>'
    pages = -(-found.total // PAGE)
    rows = "".join(_row(summary, words) for summary in found.documents)
    head = "".join(
        f'<th scope="col">{markup.text(name)}</th>'
        for name in (words.date, words.source, words.article_title, words.passages)
    )
    total = markup.text(words.article_count.format(count=Count(found.total)))
    remove = (
        f'<button type="button" class="remove" disabled data-more="{markup.text(words.and_more)}" '
        f'data-confirm="{markup.text(words.confirm_removal)}">{markup.text(words.remove)}'
        f'<span class="size"></span></button>'
    )
    return (
        f'<div class="listbar"><span>{total}</span>{_order(order, words)}'
        f"{_pages(page, pages, words)}{writer_view.buttons(words) * writes}{remove}</div>"
        f'<table class="articles"><thead><tr><th scope="col"><label>'
        f'<input type="checkbox" class="all"> <span>{markup.text(words.choose_all)}</span>'
        f"</label></th>"
        f"{head}</tr></thead><tbody>{rows}</tbody></table>"
        f"{_pages(page, pages, words, 'pages foot')}"
    )


def bin_list(removed: Sequence[Removed], words: Words) -> str:
    """Write what is in the bin, each to be brought back; ``""`` when nothing is."""
    if not removed:
        return ""
    rows = "".join(
        f'<li><span lang="es">{markup.text(one.title[:TITLE])}</span> '
        f'<button type="button" data-undo="{markup.text(one.id)}" '
        f'aria-label="{markup.text(f"{words.bring_back}: {one.title[:TITLE]}")}">'
        f"{markup.text(words.bring_back)}</button></li>"
        for one in removed[:PAGE]
    )
    rest = len(removed) - PAGE
    more = f"<li>{markup.text(words.and_more.format(count=rest))}</li>" if rest > 0 else ""
    count = Count(len(removed))
    return (
        f'<details class="bin"><summary>{markup.text(words.bin.format(count=count))}</summary>'
        f'<ul>{rows}{more}</ul><button type="button" class="purge" '
        f'data-confirm="{markup.text(words.confirm_purge.format(count=count))}">'
        f"{markup.text(words.purge)}</button></details>"
    )


def heading(words: Words) -> str:
    """Write the heading over the list."""
    return f"<h2>{markup.text(words.articles)}</h2>"


def _row(summary: DocumentSummary, words: Words) -> str:
    title = summary.title if len(summary.title) <= TITLE else f"{summary.title[:TITLE]}…"
    choose = markup.text(f"{words.choose}: {title}")
    button = markup.open_button(title, words.whole, document=summary.id)
    when = markup.date(summary.date, words) or "—"
    return (
        f'<tr><td><input type="checkbox" class="one" value="{markup.text(summary.id)}" '
        f'data-title="{markup.text(title)}" aria-label="{choose}"></td>'
        f'<td class="when{"" if summary.date else " none"}">{when}</td>'
        f'<td>{markup.named(summary.source)}</td><td lang="es">{button}</td>'
        f'<td class="count">{summary.passages}</td></tr>'
    )


def _order(order: str, words: Words) -> str:
    options = "".join(
        f'<option value="{name}"{" selected" if name == order else ""}>'
        f"{markup.text(getattr(words, f'order_{name}'))}</option>"
        for name in ORDERS
    )
    return f'<select class="order" aria-label="{markup.text(words.order)}">{options}</select>'


def _pages(page: int, pages: int, words: Words, place: str = "pages") -> str:
    if pages == 1:
        return ""
    buttons = "".join(
        f'<button type="button" data-page="{to}"{"" if 1 <= to <= pages else " disabled"} '
        f'aria-label="{markup.text(label)}">{arrow}</button>'
        for to, label, arrow in ((page - 1, words.previous, "‹"), (page + 1, words.next, "›"))
    )
    return f'<span class="{place}">{page} / {pages} {buttons}</span>'


def report(add_report: AddReport, words: Words) -> str:
    """Say what became of every file."""
    return section(items(add_report, words))


def section(items: str) -> str:
    """Write a list of what was done, which screen readers announce."""
    return f'<section class="report" role="status"><ul>{items}</ul></section>'


def items(add_report: AddReport, words: Words) -> str:
    """Write what became of every file, each a row of such a list."""
    labels = {
        "added": words.was_added,
        "updated": words.was_updated,
        "unchanged": words.was_unchanged,
        "failed": words.was_failed,
    }
    rows = "".join(
        f'<li class="{file.status}"><strong>{markup.text(file.path)}</strong>: '
        f"{markup.text(labels[file.status])}{_details(file, words)}</li>"
        for file in add_report.files
        if file.status != "skipped"
    )
    rows += "".join(
        f'<li class="skipped">{markup.text(told(file.reason, words))}</li>'
        for file in add_report.skipped
        if file.blank
    )
    paths = [file.path for file in add_report.skipped if not file.blank]
    if skipped := unread_kinds(paths, words.unread_files, words.no_suffix):
        rows += f'<li class="skipped">{markup.text(skipped)}</li>'
    return rows


def _details(file: FileReport, words: Words) -> str:
    notes: list[str] = []
    if file.passages:
        notes.append(
            words.file_contents.format(
                documents=Count(len(file.documents)), passages=Count(file.passages)
            )
        )
    if file.pages is not None and file.pages.quality is not None:
        quality = round(100 * file.pages.quality)
        notes.append(words.scanned_pages.format(count=Count(file.pages.scanned), quality=quality))
    if file.clutter:
        notes.append(words.clutter_count.format(count=Count(file.clutter)))
    if file.same_as:  # only the name: where it lies on this machine is nobody's business
        notes.append(f"{words.same_as} «{PureWindowsPath(file.same_as).name}»")
    details = f", {markup.text(', '.join(notes))}" if notes else ""
    return details + (
        f'<br><span class="reason">{markup.text(told(file.reason, words))}</span>'
        * bool(file.reason)
    )


def progress(status: str, done: int, total: int) -> str:
    """Say how far adding has come."""
    bar = (
        f'<progress max="{total}" value="{done}"></progress>' if total else "<progress></progress>"
    )
    return f'<div class="working" role="status">{bar} <span>{markup.text(status)}</span></div>'


def problem(message: str) -> str:
    """Say what kept files from being added."""
    reason = f'<p class="reason">{markup.text(message)}</p>'
    return f'<section class="report" role="alert">{reason}</section>'
