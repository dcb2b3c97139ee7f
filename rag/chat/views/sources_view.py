"""Shows the sources beside an answer, numbered like its marks; says what stands over a text.

An article without a headline is named by its first sentence (``rag.documents.loading``). Over that
sentence the name would be read twice, one below the other; it is shown once.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final

from index import Hit
from rag.answers.types import Answer, Citation
from rag.bibliography.formats import FORMATS
from rag.chat.views import markup
from rag.chat.wording.words import Words

_CUT: Final = "…"
"""Ends a title that is only the beginning of a sentence."""
_ENDED: Final = re.compile(r"[.!?…:]['\"”’»)]*\Z")
_AFTER: Final = re.compile(r"[.:]?\s*\n\s*")
_SPACE: Final = re.compile(r"\s*")


def panel(answer: Answer, number: int, words: Words, quoted: Container[int] = frozenset()) -> str:
    """Write all sources of a turn; ``""`` when there is none.

    :param number: the turn's place in the conversation; keeps anchors apart.
    :param quoted: numbers of sources whose quotation stands whole beside them; their passages are
        folded, so that nobody reads it twice.
    """
    if not answer.citations:
        return ""
    name = markup.text(words.nearest if answer.abstained else words.sources)
    cards = "".join(
        card(citation, number, words, folded=citation.n in quoted) for citation in answer.citations
    )
    return (
        f'<section class="sources" aria-label="{name}" '
        f'data-close="{markup.text(words.close)}"><h3>{name}</h3>'
        f"<ol>{cards}</ol>{_cite_menu(number, words)}</section>"
    )


def _cite_menu(number: int, words: Words) -> str:
    """Write a button for each format that the sources are saved in as references."""
    buttons = "".join(
        f'<button type="button" data-cite="{name}" data-turn="{number}" '
        f'aria-label="{markup.text(words.desk.cite_note.format(format=format.label))}">'
        f"{markup.text(format.label)}</button>"
        for name, format in FORMATS.items()
    )
    return f'<p class="citeas">{markup.text(words.desk.cite_as)} {buttons}</p>'


FOUND: Final = 4
"""Articles named while their passages are read."""


def found(hits: Sequence[Hit], words: Words) -> str:
    """Name the articles whose passages are being read; ``""`` before any are found."""
    if not hits:
        return ""
    articles = {hit.passage.document: hit.passage for hit in reversed(hits)}
    best = list(reversed(articles.values()))[:FOUND]
    items = "".join(
        f"<li><strong>{markup.text(passage.title)}</strong> <span>"
        f"{markup.details(markup.source(passage.source), markup.date(passage.date, words))}"
        "</span></li>"
        for passage in best
    )
    return f'<section class="found"><h3>{markup.text(words.found)}</h3><ul>{items}</ul></section>'


def card(citation: Citation, number: int, words: Words, *, folded: bool = False) -> str:
    """Write one source; the list's own numbers are hidden, as ours carry the anchors.

    :param folded: whether its passage is seen only when it is asked for.
    """
    first, _ = quote_span(citation)
    shown = heading(citation.title, citation.source, citation.passage, first)
    details = markup.details(
        markup.source(shown.source),
        markup.date(citation.date, words),
        markup.page(citation.page, words),
        markup.paragraph(citation.paragraph, words),
        markup.doubt(citation.quality, words),
    )
    # The heading may be the outlet, and that the name of a file.
    title = markup.text(shown.title) if shown.source else markup.named(shown.title)
    said = f'<blockquote lang="es">{passage(citation, shown.start)}</blockquote>'
    if folded:
        label = markup.text(words.see_passage)
        said = f'<details class="passage"><summary>{label}</summary>{said}</details>'
    whole = markup.open_button(words.whole, citation.title, turn=number, n=citation.n)
    return (
        f'<li class="source" id="source-{number}-{citation.n}" tabindex="-1">'
        f'<h4 lang="es"><span class="number">{citation.n}</span> {title}</h4>'
        f'<p class="facts">{details}</p>'
        f"{said}{_also(citation, words)}{whole}</li>"
    )


def _also(citation: Citation, words: Words) -> str:
    """Name other outlets that carry the same passage, each with its article."""
    if not citation.also:
        return ""
    items = []
    for other in citation.also:
        name = markup.outlet(other.source) or other.title
        when = markup.date(other.date, words)
        button = markup.open_button(name, other.title, document=other.document)
        items.append(f"<li>{button}{f' <small>{when}</small>' if when else ''}</li>")
    return f'<div class="also"><p>{markup.text(words.also)}</p><ul>{"".join(items)}</ul></div>'


def passage(citation: Citation, begin: int = 0) -> str:
    """Write the passage with its quotation marked and the value in it emphasised.

    :param begin: where in the passage it begins to be shown; not after the quotation does.
    """
    text, start, end = citation.passage, citation.start, citation.end
    first, last = quote_span(citation)
    # A value that is the whole quotation needs no second emphasis.
    strong = markup.text(text[start:end])
    if start < end and (start, end) != (first, last):
        strong = f"<strong>{strong}</strong>"
    return (
        f"{markup.text(text[begin:first])}<mark>{markup.text(text[first:start])}{strong}"
        f"{markup.text(text[end:last])}</mark>{markup.text(text[last:])}"
    )


def quote_span(citation: Citation) -> tuple[int, int]:
    """Find the quotation that holds the value; where there is none, the value's own span."""
    start = citation.passage.find(citation.quote)
    while 0 <= start <= citation.start:
        end = start + len(citation.quote)
        if citation.end <= end:
            return start, end
        start = citation.passage.find(citation.quote, start + 1)
    return citation.start, citation.end


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a text.

    :param title: in the heading.
    :param source: among the details; ``""`` where the heading has it.
    :param start: where in the text begins what is shown below.
    """

    title: str
    source: str
    start: int = 0


def heading(title: str, source: str, text: str, first: int) -> Heading:
    """Find what stands over a text so that its title is read once.

    A title that the text repeats as a line or a sentence of its own is left out of the text, unless
    something in it is marked. A title that is the text's shortened first sentence, or in which
    something is marked, gives way to the source.

    :param first: where in the text the first mark begins; the text's length without any.
    """
    begin = _begin_of_text(title, text)
    if begin is None:
        return Heading(title, source)
    if not title.endswith(_CUT) and begin <= first and begin < len(text):
        return Heading(title, source, begin)
    outlet = markup.outlet(source)
    return Heading(outlet, "") if outlet else Heading(title, source)


def _begin_of_text(title: str, text: str) -> int | None:
    """Tell where the text goes on after its title; ``None`` when it does not begin with it."""
    words = title.removesuffix(_CUT).split()
    repeated = re.match(r"\s*" + r"\s+".join(map(re.escape, words)), text)
    if repeated is None or not words:
        return None
    end = repeated.end()
    if title.endswith(_CUT):
        return end if not text[end : end + 1].isalnum() else None
    if end == len(text):
        return end
    after = (_SPACE if _ENDED.search(title) else _AFTER).match(text, end)
    return after.end() if after is not None and after.end() > end else None
