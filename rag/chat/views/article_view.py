"""Shows a whole article in a window over the page, opened at the place that was cited."""

from __future__ import annotations

import time
from itertools import pairwise

from index import Document
from rag.chat.views import markup
from rag.chat.wording.words import Words


def article(document: Document, span: tuple[int, int] | None, words: Words) -> str:
    """Write the article in a window that scrolls to what is marked.

    :param span: offsets in the article's text of what was cited, if anything was.
    """
    details = markup.details(
        markup.source(document.source),
        markup.date(document.date, words),
        markup.text(document.author),
    )
    bounds = _paragraph_bounds(document)
    body = "".join(_paragraph(document.text, start, end, span) for start, end in bounds)
    return _window(
        f'<h2 id="article-title">{markup.text(document.title)}</h2><p class="facts">{details}</p>'
        f'<div class="body" lang="es">{body}</div>',
        words,
    )


def _paragraph_bounds(document: Document) -> list[tuple[int, int]]:
    """Tell where the paragraphs start and end; together they are the whole text."""
    starts = {span.paragraph: span.start for span in reversed(document.spans)}
    cuts = sorted({0, *starts.values()})
    return list(pairwise([*cuts, len(document.text)]))


def _paragraph(text: str, start: int, end: int, span: tuple[int, int] | None) -> str:
    """Write a paragraph, with what lies in it of the span marked."""
    first, last = span or (end, end)
    first, last = min(max(first, start), end), min(max(last, start), end)
    mark = f"<mark>{markup.text(text[first:last])}</mark>" if first < last else ""
    # Space at the paragraph's end is the page's to make.
    after = text[last:end].rstrip()
    return f"<p>{markup.text(text[start:first])}{mark}{markup.text(after)}</p>"


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
