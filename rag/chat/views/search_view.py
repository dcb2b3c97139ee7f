"""Shows the passages of a search, each with its scores, and all that an exact one found."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Final

from index import Hit, Passage
from index.text.analyzer import analyze
from index.text.counts import Count
from rag.answers.listings import SearchResult
from rag.chat.views import markup
from rag.chat.views.sources_view import Heading, heading
from rag.chat.wording.translating import told
from rag.chat.wording.words import Words
from rag.exact.excerpts import Spans, marker
from rag.exact.finding import Findings

_EXAMPLES: Final = {
    "es": (
        "incendio forestal",
        '"monte bajo"',
        'incendio NO (sierra O "monte bajo")',
        "incend*",
        "Lonbrada~",
        '"alcalde dimite"~5',
        'fuente:"La Voz" fecha:2025-03..2025-06 título:riada',
    ),
    "en": (
        "incendio forestal",
        '"monte bajo"',
        'incendio NOT (sierra OR "monte bajo")',
        "incend*",
        "Lonbrada~",
        '"alcalde dimite"~5',
        'source:"La Voz" date:2025-03..2025-06 title:riada',
    ),
}

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
    counted = words.many_hits if len(found) >= most else words.hit_count
    total, ms = Count(min(len(found), most - 1)), round(result.search_ms)
    summary = counted.format(shown=len(first), total=total, ms=ms)
    further = more(shown, words) if len(found) > shown else ""
    notes = [told(result.note, words)] if result.note else []
    if result.mode == "hybrid" and not any(hit.bm25 > 0 for hit in found):
        notes.append(words.no_word)
    note = "".join(f'<p class="quiet">{markup.text(line)}</p>' for line in notes)
    return (
        f'{note}<p class="quiet" role="status">{markup.text(summary)}</p>'
        f'<ol class="hits">{items}</ol>{further}'
    )


def more(shown: int, words: Words) -> str:
    """Write the button that shows more than so many."""
    label = markup.text(words.more_hits)
    return f'<button type="button" class="more" data-shown="{shown}">{label}</button>'


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
    scores = [
        (words.meaning, markup.number(hit.dense, words, 3)),
        (words.terms, markup.number(hit.bm25, words, 2)),
    ]
    if result.mode == "hybrid":
        scores.insert(0, (words.score, markup.number(hit.score, words, 3)))
    score_list = "".join(f"<dt>{markup.text(name)}</dt><dd>{value}</dd>" for name, value in scores)
    foot = f'<dl class="scores">{score_list}</dl>'
    passage = hit.passage
    # Where the title has one of the words, it is read with its mark in the text.
    first = len(passage.text) if terms.isdisjoint(analyze(passage.title)) else 0
    shown = heading(passage.title, passage.source, passage.text, first)
    quoted = marked(passage.text[shown.start :], terms)
    # A passage is also found by its article's title, and may have none of the words itself.
    title = marked(shown.title, terms) if shown.title == passage.title else ""
    return item(passage, number, shown, quoted, foot, words, title=title)


def item(
    passage: Passage,
    number: int,
    shown: Heading,
    quoted: str,
    foot: str,
    words: Words,
    *,
    title: str = "",
) -> str:
    """Write one passage of a list, with the button that opens its article.

    :param shown: what stands over it.
    :param quoted: its text as HTML.
    :param foot: what stands below it, as HTML.
    :param title: the title as HTML, where something in it is marked.
    """
    details = markup.details(
        markup.source(shown.source),
        markup.date(passage.date, words),
        markup.page(passage.page, words),
        markup.paragraph(passage.paragraph, words),
    )
    whole = markup.open_button(
        words.whole,
        passage.title,
        document=passage.document,
        start=passage.start,
        end=passage.end,
    )
    name = markup.text(shown.title) if shown.source else markup.named(shown.title)
    return (
        f'<li class="source"><h2 lang="es"><span class="number">{number}</span> '
        f'{title or name}</h2><p class="facts">{details}</p>'
        f'<blockquote lang="es">{quoted}</blockquote>'
        f'<div class="foot">{foot}{whole}</div></li>'
    )


def findings(found: Findings, ms: float, words: Words) -> str:
    """Write the first passages found, offer more of them, and say how many there are in all."""
    remarks = [words.exact.small_or] if found.note else []
    if found.left_out:
        remarks.append(words.unjudged.format(count=found.left_out.undated))
    notes = "".join(f'<p class="quiet">{markup.text(remark)}</p>' for remark in remarks)
    if not found.total:
        return f'<p class="empty">{markup.text(words.exact.nothing)}</p>{notes}'
    marks = marker(found.expression)
    items = "".join(
        _finding(hit, number, marks(hit.text), words) for number, hit in enumerate(found.hits, 1)
    )
    summary = words.exact.count.format(
        total=markup.number(found.total, words),
        count=Count(found.total),
        ms=round(ms),
    )
    further = ""
    if len(found.hits) < found.total:
        shown = markup.number(len(found.hits), words)
        summary = words.exact.shown.format(count=summary, shown=shown)
        further = more(len(found.hits), words)
    return (
        f'<p class="quiet" role="status">{markup.text(summary)}</p>{notes}'
        f'<ol class="hits">{items}</ol>{further}'
    )


def _finding(passage: Passage, number: int, spans: Spans, words: Words) -> str:
    first = min((start for start, _ in spans), default=len(passage.text))
    shown = heading(passage.title, passage.source, passage.text, first)
    quoted = marked_at(passage.text, spans, shown.start)
    return item(passage, number, shown, quoted, "", words)


def marked_at(text: str, spans: Spans, begin: int = 0) -> str:
    """Escape a text, with what lies in the spans marked.

    :param begin: where it begins to be shown; not after the first span does.
    """
    parts, end = list[str](), begin
    for start, after in spans:
        parts.append(markup.text(text[end:start]))
        parts.append(f"<mark>{markup.text(text[start:after])}</mark>")
        end = after
    return "".join(parts) + markup.text(text[end:])


def syntax(words: Words) -> str:
    """Write how a query is written, with examples."""
    exact = words.exact
    meanings = (
        *(exact.any_form, exact.as_written, exact.joined, exact.begins),
        *(exact.one_letter, exact.near, exact.fields),
    )
    examples = _EXAMPLES.get(words.language, _EXAMPLES["es"])
    rows = "".join(
        f"<dt><code>{markup.text(example)}</code></dt><dd>{markup.text(meaning)}</dd>"
        for example, meaning in zip(examples, meanings, strict=True)
    )
    return f'<p class="quiet">{markup.text(exact.help)}:</p><dl class="syntax">{rows}</dl>'
