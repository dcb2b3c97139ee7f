"""Texts over articles that a person has chosen: a summary, a comparison, a chronology.

What is written is checked sentence by sentence as an answer is. Where no model answers, or nothing
of what it wrote holds, the articles' own first sentences stand in its place, the oldest first.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from typing import Final, Literal, get_args

from index import Document, Hit
from index.errors import InputError
from rag.answers.citation_marks import disarmed
from rag.answers.composing import cite
from rag.answers.stages import OnText, nobody
from rag.answers.types import Answer, Citation, Claim, Timings, Writing
from rag.answers.wording import claim_line, listed
from rag.documents.sentences import split_sentences
from rag.errors import WriterError
from rag.reader.protocol import Reading
from rag.values.dates import find_dates
from rag.writer import prompts
from rag.writer.answerer import AWAY, WriterAnswerer
from rag.writer.checking import Checked
from rag.writer.composing import NOTHING_LEFT, Draft, of_draft
from rag.writer.evidence import Evidence, usable
from rag.writer.sentences import Sentence

Kind = Literal["summary", "comparison", "timeline"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

ARTICLES: Final = 8
"""Articles of a text at most: as many passages as an answer is written from."""

PASSAGES: Final = 16
"""Passages that the model is given in all, the first ones of each article in turn: the news stands
at the head of it."""

NAMES: Final[Mapping[Kind, str]] = {
    "summary": "Resume estos artículos",
    "comparison": "Compara lo que dicen estos artículos",
    "timeline": "Escribe una cronología",
}

_TASKS: Final[Mapping[Kind, str]] = {
    "summary": "Resume lo que cuentan estos pasajes en cuatro a ocho frases, lo principal primero.",
    "comparison": (
        "Compara lo que dicen los medios de estos pasajes, en cuatro a ocho frases: primero en qué "
        "coinciden y después en qué se distinguen, nombrando el medio en cada frase."
    ),
    "timeline": (
        "Escribe la cronología de lo que cuentan estos pasajes: una frase por línea, que empiece "
        "por la fecha, de la más antigua a la más reciente."
    ),
}

_MOST: Final[Mapping[Kind, int]] = {"summary": 16, "comparison": 16, "timeline": 2 * PASSAGES}
"""Sentences after which a model is stopped: twice what it is asked for."""

_log = logging.getLogger(__name__)


def write(
    answerer: WriterAnswerer,
    documents: Sequence[Document],
    kind: Kind,
    on_text: OnText = nobody,
) -> Answer:
    """The text over some articles, with citations.

    :param on_text: called with the text so far.
    :raises InputError: there are no articles, too many, only one to compare, or none that can be
        given to a model.
    """
    start = time.perf_counter()
    _check(documents, kind)
    evidence = usable(_leading(documents), PASSAGES)
    if not evidence:
        raise InputError(
            "De estos artículos no se puede escribir: no tienen texto, o hablan a quien escribe."
        )
    draft, problem = None, ""
    try:
        draft = answerer.draft(prompts.told(_TASKS[kind], evidence), evidence, on_text, _MOST[kind])
    except WriterError as error:
        _log.warning("The writer failed: %s", error)
        problem = AWAY.format(problem=error)
    if draft is not None and draft.sentences:
        answer = _written(_ordered(draft, evidence) if kind == "timeline" else draft, kind)
    else:
        answer = _quoted(evidence, kind, None if draft is None else draft.writing)
        answer = answer.noting(problem or NOTHING_LEFT)
    took = round(1000 * (time.perf_counter() - start), 1)
    return replace(answer, timings_ms=Timings(0.0, 0.0, took))


def _check(documents: Sequence[Document], kind: Kind) -> None:
    least = 2 if kind == "comparison" else 1
    if len(documents) < least:
        needed = "dos artículos o más" if least == 2 else "algún artículo"
        raise InputError(f"Elija {needed} en la lista.")
    if len(documents) > ARTICLES:
        raise InputError(f"Son {len(documents)} artículos; elija hasta {ARTICLES}.")


def _leading(documents: Sequence[Document]) -> list[Hit]:
    """The passages of the articles, the first of each, then the second of each, and on."""
    by_document = [
        [Hit(document.passage(span), 1.0, 0.0, 0.0) for span in document.spans]
        for document in sorted(documents, key=lambda d: (d.date is None, d.date or "", d.title))
    ]
    return [hit for row in zip_longest(*by_document) for hit in row if hit is not None]


def _ordered(draft: Draft, evidence: Sequence[Evidence]) -> Draft:
    """The same draft with a sentence a line, the oldest date first; what names no date stands by
    the day of its article."""
    days = {each.number: each.hit.passage.date for each in evidence}

    def day(checked: Checked) -> date:
        iso = days.get(checked.numbers[0])
        article = date.fromisoformat(iso) if iso else None
        spans = [each.span for each in find_dates(checked.text, article) if each.span is not None]
        return spans[0].first if spans else article or date.max

    ordered = Draft(draft.model, evidence)
    ordered.dropped = draft.dropped
    for checked in sorted(draft.sentences, key=day):
        ordered.add(Sentence(checked.text, checked.numbers, opens=True), checked)
    return ordered


def _written(draft: Draft, kind: Kind) -> Answer:
    citations = [of_draft(n, draft, each) for n, each in enumerate(draft.cited, 1)]
    return _answer(
        kind,
        draft.text,
        citations,
        sum(each.supported for each in draft.sentences) / len(draft.sentences),
        draft.writing,
    )


def _quoted(evidence: Sequence[Evidence], kind: Kind, writing: Writing | None) -> Answer:
    """The first sentence of each article."""
    first: dict[str, Hit] = {}
    for each in evidence:
        first.setdefault(each.hit.passage.document, each.hit)
    citations = []
    for n, hit in enumerate(first.values(), 1):
        text = hit.passage.text
        quote = (split_sentences(text) or [(0, len(text))])[0]
        citations.append(cite(n, Reading(hit, quote, quote, 1.0)))
    lines = [f"- {claim_line(Claim(each.value, None, (each.n,)), citations)}" for each in citations]
    return _answer(kind, "\n".join(lines), citations, 1.0, writing)


def _answer(
    kind: Kind, text: str, citations: Sequence[Citation], confidence: float, writing: Writing | None
) -> Answer:
    titles = list(dict.fromkeys(f"«{disarmed(c.title or c.source)}»" for c in citations))
    claim = Claim(
        listed(titles),
        None,
        tuple(citation.n for citation in citations),
        date=max(filter(None, (citation.date for citation in citations)), default=None),
    )
    return Answer(
        question=NAMES[kind],
        standalone_question=NAMES[kind],
        abstained=False,
        confidence=round(confidence, 4),
        answer=claim.value,
        text=text,
        agreement="single",
        claims=(claim,),
        citations=tuple(citations),
        timings_ms=Timings(0.0, 0.0, 0.0),
        writer=writing,
    )
