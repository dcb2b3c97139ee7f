"""A whole article in a window over the page, opened at the place that was cited."""

from __future__ import annotations

import time

from index import Document
from rag.chat import markup
from rag.chat.words import Words


def article(document: Document, place: tuple[int, int] | None, words: Words) -> str:
    """The article; the window scrolls to what is marked.

    :param place: offsets in the article's text of what was cited, if anything was.
    """
    facts = markup.facts(
        markup.source(document.source),
        markup.date(document.date, words),
        markup.text(document.author),
    )
    text = document.text
    start, end = place or (0, 0)
    body = markup.text(text)
    if place:
        body = (
            f"{markup.text(text[:start])}<mark>{markup.text(text[start:end])}</mark>"
            f"{markup.text(text[end:])}"
        )
    return _window(
        f'<h2 id="article-title">{markup.text(document.title)}</h2><p class="facts">{facts}</p>'
        f'<div class="body" lang="es">{body}</div>',
        words,
    )


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
