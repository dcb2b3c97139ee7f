"""Shows answers as HTML, with nothing in it that a document could have forged.

Titles, sources, passages, quotations and questions are other people's text: every one is
escaped here and nowhere else, and none is ever read as Markdown. The page's own words
stand in one table, so that another language is one more entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Final

from rag.answer import Answer, Citation
from rag.writing import day, lead


@dataclass(frozen=True, slots=True)
class Words:
    """The page's own words in one language.

    :param counts: how much the archive holds, with ``documents`` and ``passages``.
    """

    language: str
    title: str
    tagline: str
    counts: str
    empty: str
    question: str
    placeholder: str
    ask: str
    examples: str
    searching: str
    sources: str
    nearest: str
    paragraph: str
    disagree: str
    agree: str
    abstained: str
    mark: str
    unexpected: str


WORDS: Final = {
    "es": Words(
        language="es",
        title="Hemeroteca",
        tagline="Pregunte a los artículos: cada respuesta muestra los pasajes de donde sale.",
        counts="{documents} artículos, {passages} pasajes",
        empty="El archivo está vacío. Añada artículos con «hemeroteca add CARPETA».",
        question="Pregunta",
        placeholder="Escriba una pregunta",
        ask="Preguntar",
        examples="Por ejemplo",
        searching="Buscando en los artículos…",
        sources="Fuentes",
        nearest="Lo más cercano",
        paragraph="párrafo",
        disagree="Las fuentes no coinciden",
        agree="Varias fuentes coinciden",
        abstained="Sin respuesta en las fuentes",
        mark="Ver la fuente",
        unexpected="No se pudo responder por un error inesperado. Inténtelo otra vez.",
    ),
    "en": Words(
        language="en",
        title="Hemeroteca",
        tagline="Ask the articles: every answer shows the passages it was read from.",
        counts="{documents} articles, {passages} passages",
        empty="The archive is empty. Add articles with “hemeroteca add FOLDER”.",
        question="Question",
        placeholder="Type a question",
        ask="Ask",
        examples="For example",
        searching="Searching the articles…",
        sources="Sources",
        nearest="Nearest passages",
        paragraph="paragraph",
        disagree="The sources disagree",
        agree="Several sources agree",
        abstained="No answer in the sources",
        mark="See source",
        unexpected="An unexpected error kept us from answering. Please try again.",
    ),
}
"""Answers themselves are written in Spanish, the documents' language."""

_MARK: Final = re.compile(r" ?\[([0-9]{1,4})\]")
_WEB: Final = re.compile(r"https?://\S+", re.IGNORECASE)


def header(words: Words, *, documents: int, passages: int) -> str:
    """The page's title, what it is for, and how much there is to ask."""
    counts = words.counts.format(documents=documents, passages=passages)
    note = counts if documents else words.empty
    return (
        f'<header class="masthead"><h1>{escape(words.title)}</h1>'
        f"<p>{escape(words.tagline)}</p>"
        f'<p class="counts">{escape(note)}</p></header>'
    )


def conversation(turns: str, words: Words) -> str:
    """The turns, newest first, in a region that screen readers announce."""
    return f'<div class="turns" role="log" aria-live="polite" lang="{words.language}">{turns}</div>'


def waiting(question: str, words: Words) -> str:
    """The turn while its answer is being searched and read."""
    return (
        f'<article class="turn waiting" aria-busy="true"><h2>{escape(question)}</h2>'
        f'<p class="status"><span class="dots" aria-hidden="true"></span>'
        f"{escape(words.searching)}</p></article>"
    )


def problem(message: str) -> str:
    """What was wrong with a question, in place of a turn."""
    return f'<article class="turn problem" role="alert"><p>{escape(message)}</p></article>'


def turn(answer: Answer, number: int, words: Words) -> str:
    """A question with its answer and its sources.

    :param number: the turn's place in the conversation; keeps anchors apart.
    """
    kind = "abstained" if answer.abstained else answer.agreement
    label = {
        "abstained": words.abstained,
        "disagree": words.disagree,
        "agree": words.agree,
    }.get(kind)
    badge = f'<p class="badge">{escape(label)}</p>' if label else ""
    body = _text(answer, number, words)
    panel = _panel(answer, number, words) if answer.citations else ""
    return (
        f'<article class="turn {kind}"><h2>{escape(answer.question.strip())}</h2>'
        f'<div class="columns"><div class="answer">{badge}'
        f'<div class="text" lang="es">{body}</div></div>{panel}</div></article>'
    )


def passage(citation: Citation) -> str:
    """The passage with its quotation marked and the value in it emphasised."""
    text, value = citation.passage, slice(citation.start, citation.end)
    quote = _quote_span(citation)
    # Cuts in reading order; a value that is the whole quotation needs no second emphasis.
    strong = escape(text[value])
    if (value.start, value.stop) != quote:
        strong = f"<strong>{strong}</strong>"
    return (
        f"{escape(text[: quote[0]])}<mark>{escape(text[quote[0] : value.start])}{strong}"
        f"{escape(text[value.stop : quote[1]])}</mark>{escape(text[quote[1] :])}"
    )


def _quote_span(citation: Citation) -> tuple[int, int]:
    """Where the quotation that holds the value stands; the value's own place if nowhere."""
    start = citation.passage.find(citation.quote)
    while 0 <= start <= citation.start:
        end = start + len(citation.quote)
        if citation.end <= end:
            return start, end
        start = citation.passage.find(citation.quote, start + 1)
    return citation.start, citation.end


def _text(answer: Answer, number: int, words: Words) -> str:
    """The answer's text line by line, its marks as links to the sources."""
    values = {lead(claim) for claim in answer.claims}
    blocks: list[str] = []
    items: list[str] = []
    for line in [*answer.text.split("\n"), ""]:
        if line.startswith("- "):
            items.append(f"<li>{_line(line[2:], values, answer, number, words)}</li>")
            continue
        if items:
            blocks.append(f"<ul>{''.join(items)}</ul>")
            items = []
        if line:
            blocks.append(f"<p>{_line(line, values, answer, number, words)}</p>")
    return "".join(blocks)


def _line(line: str, values: set[str], answer: Answer, number: int, words: Words) -> str:
    """A line, its short value set off from the quotation and the quotation from its origin."""
    value, colon, rest = line.partition(": «")
    lead = ""
    if colon and value in values:
        lead, line = f'<strong class="value">{escape(value)}</strong> ', f"«{rest}"
    said, dash, origin = line.rpartition(" — ")
    if not dash:
        said, origin = origin, ""
    shown = f"{lead}{_marked(said, answer, number, words)}"
    if origin:
        shown += f' <span class="origin">— {_marked(origin, answer, number, words)}</span>'
    return shown


def _marked(text: str, answer: Answer, number: int, words: Words) -> str:
    """The text escaped, with ``[n]`` linked where there is a source n."""
    known = {citation.n for citation in answer.citations}

    def link(match: re.Match[str]) -> str:
        n = int(match.group(1))
        if n not in known:
            return match.group(0)
        label = f"{words.mark} {n}"
        # Kept with the word before it, so that no line begins with a mark.
        return f'&nbsp;<a class="cite" href="#source-{number}-{n}" aria-label="{label}">[{n}]</a>'

    return _MARK.sub(link, escape(text))


def _panel(answer: Answer, number: int, words: Words) -> str:
    heading = words.nearest if answer.abstained else words.sources
    cards = "".join(_card(citation, number, words) for citation in answer.citations)
    return (
        f'<section class="sources" aria-label="{escape(heading)}"><h3>{escape(heading)}</h3>'
        f"<ol>{cards}</ol></section>"
    )


def _card(citation: Citation, number: int, words: Words) -> str:
    """One source; the list's own numbers are hidden, as ours carry the anchors."""
    when = citation.date or ""
    if when and words.language == "es":
        when = day(when)
    facts = (_source(citation.source), escape(when), f"{words.paragraph} {citation.paragraph}")
    return (
        f'<li class="source" id="source-{number}-{citation.n}">'
        f'<h4><span class="number">{citation.n}</span> {escape(citation.title)}</h4>'
        f'<p class="facts">{" · ".join(filter(None, facts))}</p>'
        f'<blockquote lang="es">{passage(citation)}</blockquote></li>'
    )


def _source(source: str) -> str:
    """The source; a link only when it is a web address, so never ``javascript:``."""
    shown = escape(source)
    if _WEB.fullmatch(source) is None:
        return shown
    return f'<a href="{shown}" target="_blank" rel="noopener noreferrer">{shown}</a>'
