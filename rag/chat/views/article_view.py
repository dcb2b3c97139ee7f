"""A whole article in a window over the page, opened at the place that was cited."""

from __future__ import annotations

import time
from itertools import pairwise

from index import Document
from rag.chat.views import markup
from rag.chat.wording.words import Words


def article(document: Document, place: tuple[int, int] | None, words: Words) -> str:
    """The article; the window scrolls to what is marked.

    :param place: offsets in the article's text of what was cited, if anything was.
    """
    facts = markup.facts(
        markup.source(document.source),
        markup.date(document.date, words),
        markup.text(document.author),
    )
    body = "".join(_paragraph(document.text, *ends, place) for ends in _paragraphs(document))
    return _window(
        f'<h2 id="article-title">{markup.text(document.title)}</h2><p class="facts">{facts}</p>'
        f'<div class="body" lang="es">{body}</div>',
        words,
    )


def _paragraphs(document: Document) -> list[tuple[int, int]]:
    """Where the paragraphs begin and end; together they are the whole text."""
    starts = {span.paragraph: span.start for span in reversed(document.spans)}
    cuts = sorted({0, *starts.values()})
    return list(pairwise([*cuts, len(document.text)]))


def _paragraph(text: str, begin: int, end: int, place: tuple[int, int] | None) -> str:
    """A paragraph, with what lies in it of the place marked."""
    first, last = place or (end, end)
    first, last = min(max(first, begin), end), min(max(last, begin), end)
    marked = f"<mark>{markup.text(text[first:last])}</mark>" if first < last else ""
    # Space at the paragraph's end is the page's to make.
    after = text[last:end].rstrip()
    return f"<p>{markup.text(text[begin:first])}{marked}{markup.text(after)}</p>"


def missing(words: Words) -> str:
    """That the article has been removed meanwhile."""
    return _window(
        f'<h2 id="article-title">{markup.text(words.gone)}</h2>'
        f"<p>{markup.text(words.gone_note)}</p>",
        words,
    )


def _window(content: str, words: Words) -> str:
    # Told apart by the time, so that the same article opens again.
    return (
        f'<dialog class="article" aria-labelledby="article-title" data-opened="{time.time_ns()}">'
        f'<form method="dialog"><button type="submit">{markup.text(words.close)}</button></form>'
        f'<div class="scrolled" tabindex="0">{content}</div></dialog>'
    )
