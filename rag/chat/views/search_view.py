"""Shows the passages of a search, each with its scores."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Final

from index import Hit
from index.text.analyzer import analyze
from rag.answers.listings import SearchResult
from rag.chat.views import markup
from rag.chat.wording.words import Words

_WORD: Final = re.compile(r"\w+(?:[.,]\d+)*")


def hits(result: SearchResult, shown: int, most: int, words: Words) -> str:
    """Write the first passages of a search, best first, and offer more of them.

    :param shown: how many are written.
    :param most: how many were looked for; where so many were found there may be more.
    """
    found = [hit for hit in result.hits if result.mode != "bm25" or hit.score > 0]
    if not found:
        return f'<p class="empty">{markup.text(words.nothing_found)}</p>'
    terms = frozenset(analyze(result.searched or result.question))
    first = found[:shown]
    items = "".join(_hit(hit, n, result, terms, words) for n, hit in enumerate(first, 1))
    total = words.many_hits.format(count=most - 1) if len(found) >= most else str(len(found))
    ms = round(result.search_ms)
    summary = words.hit_count.format(shown=len(first), total=total, ms=ms)
    more = ""
    if len(found) > shown:
        label = markup.text(words.more_hits)
        more = f'<button type="button" class="more" data-shown="{shown}">{label}</button>'
    note = f'<p class="quiet">{markup.text(result.note)}</p>' if result.note else ""
    return (
        f'{note}<p class="quiet" role="status">{markup.text(summary)}</p>'
        f'<ol class="hits">{items}</ol>{more}'
    )


def marked(text: str, terms: Set[str]) -> str:
    """Escape a text, with every word marked that the search looks for, whatever its ending."""
    parts, end = list[str](), 0
    for word in _WORD.finditer(text):
        if terms.isdisjoint(analyze(word.group())):
            continue
        parts.append(
            f"{markup.text(text[end : word.start()])}<mark>{markup.text(word.group())}</mark>"
        )
        end = word.end()
    return "".join(parts) + markup.text(text[end:])


def _hit(hit: Hit, number: int, result: SearchResult, terms: Set[str], words: Words) -> str:
    passage = hit.passage
    details = markup.details(
        markup.source(passage.source),
        markup.date(passage.date, words),
        markup.page(passage.page, words),
        f"{words.paragraph} {passage.paragraph}",
    )
    scores = [
        (words.meaning, markup.number(hit.dense, words, 3)),
        (words.terms, markup.number(hit.bm25, words, 2)),
    ]
    if result.mode == "hybrid":
        scores.insert(0, (words.score, markup.number(hit.score, words, 3)))
    score_list = "".join(f"<dt>{markup.text(name)}</dt><dd>{value}</dd>" for name, value in scores)
    whole = markup.open_button(
        words.whole,
        passage.title,
        document=passage.document,
        start=passage.start,
        end=passage.end,
    )
    return (
        f'<li class="source"><h2><span class="number">{number}</span> '
        f'{markup.text(passage.title)}</h2><p class="facts">{details}</p>'
        f'<blockquote lang="es">{marked(passage.text, terms)}</blockquote>'
        f'<div class="foot"><dl class="scores">{score_list}</dl>{whole}</div></li>'
    )
