"""Shows the passages of a search, each with its scores."""

from __future__ import annotations

from index import Hit
from rag.answers.listings import SearchResult
from rag.chat.views import markup
from rag.chat.wording.words import Words


def hits(result: SearchResult, words: Words) -> str:
    """Write the passages of a search, best first."""
    if not result.hits:
        return f'<p class="empty">{markup.text(words.nothing_found)}</p>'
    items = "".join(_hit(hit, number, result, words) for number, hit in enumerate(result.hits, 1))
    summary = words.hit_count.format(count=len(result.hits), ms=round(result.search_ms))
    return f'<p class="quiet">{markup.text(summary)}</p><ol class="hits">{items}</ol>'


def _hit(hit: Hit, number: int, result: SearchResult, words: Words) -> str:
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
        f'<li class="source"><h4><span class="number">{number}</span> '
        f'{markup.text(passage.title)}</h4><p class="facts">{details}</p>'
        f'<blockquote lang="es">{markup.text(passage.text)}</blockquote>'
        f'<div class="foot"><dl class="scores">{score_list}</dl>{whole}</div></li>'
    )
