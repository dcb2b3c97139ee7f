"""Shows a whole article in a window over the page, opened at the place that was cited."""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from index import Document
from rag.chat.views import markup
from rag.chat.views.sources_view import heading
from rag.chat.wording.words import Words

_BLANK_LINES: Final = re.compile(r"\n(?:[^\S\n]*\n)+")


@dataclass(frozen=True, slots=True)
class PageView:
    """A page of the article's original, as a picture.

    :param jpeg: the picture.
    :param number: of the page, from 1.
    :param marked: boxes to be marked, as shares of the page's width and height.
    """

    jpeg: bytes
    number: int
    marked: Sequence[tuple[float, float, float, float]] = ()


def article(
    document: Document, span: tuple[int, int] | None, words: Words, page: PageView | None = None
) -> str:
    """Write the article in a window that scrolls to what is marked.

    :param span: offsets in the article's text of what was cited, if anything was.
    :param page: the page that it was cited from, where the original has pages.
    """
    first = len(document.text) if span is None else span[0]
    shown = heading(document.title, document.source, document.text, first)
    details = markup.details(
        markup.source(shown.source),
        markup.date(document.date, words),
        markup.text(document.author),
    )
    bounds = _paragraph_bounds(document, shown.start)
    body = "".join(_paragraph(document.text, start, end, span) for start, end in bounds)
    title = markup.text(shown.title) if shown.source else markup.named(shown.title)
    return _window(
        f'<h2 id="article-title" lang="es">{title}</h2>'
        f'<p class="facts">{details}</p>'
        f'{_page(page, words)}<div class="body" lang="es">{body}</div>'
        f"{_correction(document, words)}",
        words,
    )


def _correction(document: Document, words: Words) -> str:
    """Write a form for what is known of the article, folded away."""
    fields = "".join(
        f'<label>{markup.text(label)}<input name="{name}" type="{kind}" '
        f'value="{markup.text(value)}" maxlength="300"></label>'
        for name, label, kind, value in (
            ("title", words.article_title, "text", document.title),
            ("date", words.date, "date", document.date or ""),
            ("source", words.source, "text", document.source),
        )
    )
    return (
        f'<details class="correct"><summary>{markup.text(words.correct)}</summary>'
        f'<form class="correction" data-document="{document.id}">{fields}'
        f'<button type="submit">{markup.text(words.save)}</button></form></details>'
    )


def _page(page: PageView | None, words: Words) -> str:
    """Write the picture of a page with the quotation marked over it."""
    if page is None:
        return ""
    boxes = "".join(
        f'<span class="pagebox" style="left:{100 * left:.2f}%;top:{100 * top:.2f}%;'
        f'width:{100 * (right - left):.2f}%;height:{100 * (bottom - top):.2f}%"></span>'
        for left, top, right, bottom in page.marked
    )
    label = f"{words.page_picture} {page.number}"
    note = label if page.marked else f"{label}. {words.page_unmarked}"
    return (
        f'<figure class="pageview"><div class="sheet"><img alt="{markup.text(label)}" '
        f'src="data:image/jpeg;base64,{base64.b64encode(page.jpeg).decode()}">{boxes}</div>'
        f"<figcaption>{markup.text(note)}</figcaption></figure>"
    )


def _paragraph_bounds(document: Document, begin: int) -> list[tuple[int, int]]:
    """Tell where the paragraphs start and end; together they are the whole text from there on."""
    starts = {span.paragraph: span.start for span in reversed(document.spans)}
    cuts = sorted({begin, *(start for start in starts.values() if start > begin)})
    return list(pairwise([*cuts, len(document.text)]))


def _paragraph(text: str, start: int, end: int, span: tuple[int, int] | None) -> str:
    """Write a paragraph, with what lies in it of the span marked."""
    first, last = span or (end, end)
    first, last = min(max(first, start), end), min(max(last, start), end)
    # Space between paragraphs is the page's to make, also where a passage has a heading of its own.
    end = start + len(text[start:end].rstrip())
    before, marked, after = (
        _BLANK_LINES.split(text[begin : min(until, end)])
        for begin, until in ((start, first), (first, last), (last, end))
    )
    mark = _parted(marked, "<mark>", "</mark>") if first < last else ""
    return f"<p>{_parted(before)}{mark}{_parted(after)}</p>"


def _parted(pieces: Sequence[str], begin: str = "", end: str = "") -> str:
    """Write pieces of a text as paragraphs that are begun before and ended after them."""
    return "</p><p>".join(f"{begin}{markup.text(piece)}{end}" for piece in pieces)


def missing(words: Words) -> str:
    """Say that the article has been removed meanwhile."""
    return _window(
        f'<h2 id="article-title">{markup.text(words.article_missing)}</h2>'
        f"<p>{markup.text(words.article_missing_note)}</p>",
        words,
    )


def _window(content: str, words: Words) -> str:
    # The time makes each window another one, so that the same article opens again.
    return (
        f'<dialog class="article" aria-labelledby="article-title" data-opened="{time.time_ns()}">'
        f'<form method="dialog"><button type="submit">{markup.text(words.close)}</button></form>'
        f'<div class="scrolled" tabindex="0">{content}</div></dialog>'
    )
