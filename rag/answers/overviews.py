"""Answers what asks for articles rather than for what they say: lists, numbers, periods, summaries.

Nothing is read here by the trained reader. An article speaks of a matter when its title and its
passages hold all the matter's words; that is said of it, with the sentence that holds most of them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from index import Filters, Hit, Passage
from index.backend import Backend
from index.text.analyzer import analyze
from index.text.folding import fold_name
from rag.answers import limits as limits_of
from rag.answers import overview_wording as wording
from rag.answers.composing import cite, compose
from rag.answers.limits import LeftOut
from rag.answers.requests import Request, request_of
from rag.answers.types import Answer, Citation, Claim, Timings
from rag.claims.duplicates import is_same_text
from rag.documents.sentences import split_sentences
from rag.questions.query import LONGEST, Query
from rag.reader.protocol import Reading

LOOKED_AT: Final = 1_000
"""Passages of a matter that are looked at: what is counted beyond is said to be more."""

LISTED: Final = 30
"""Articles shown, each with its citation; a longer list is no answer that anybody reads."""

LEADING: Final = 6
"""Passages of a summary: as many as are read for an answer."""

OF_ONE: Final = 2
"""Passages of one article in a summary."""

CERTAINTY: Final = 0.9
"""Confidence of what is counted or listed by words. It is no chance that was learned: an article
may hold the words and speak of something else."""


@dataclass(frozen=True, slots=True)
class Found:
    """The articles of a request.

    :param hits: the passage of each that is cited.
    :param total: how many articles there are.
    :param more: whether there may be more than were looked at.
    """

    hits: tuple[Hit, ...]
    total: int
    more: bool = False


def overview(
    backend: Backend, query: Query, filters: Filters | None, ask: Callable[[Query], Answer]
) -> Answer | None:
    """What the archive answers to a question for articles; ``None`` for any other question.

    :param ask: reads an answer in the passages, which «Enumera los países …» needs.
    :raises InputError: a filter's date is none.
    """
    request = request_of(query.standalone)
    if request is None or request.kind != "enumeration":
        return None if request is None else answer(backend, query, request, filters)
    question = f"¿Cuáles son {request.topic}?"
    if len(question) > LONGEST or request_of(question) is not None:
        return None
    found = listed(ask(query.meaning(question)))
    return replace(found, standalone_question=query.standalone_question)


def answer(
    backend: Backend, query: Query, request: Request, filters: Filters | None = None
) -> Answer | None:
    """What the archive answers to a request; ``None`` for a period of which it has no article, and
    for a matter without a word that is searched.

    :param filters: what the articles are limited to, besides the request's own days.
    :raises InputError: a filter's date is none.
    """
    if request.topic and not analyze(request.topic):
        return None  # «eso», of which nothing was said before
    start = time.perf_counter()
    limits = _limited(filters or Filters(), request)
    with backend.reading():
        if limits is None:
            found = Found((), 0)
        elif request.kind == "summary" and request.topic:
            found = _leading(backend, request.topic, limits)
        elif request.topic:
            found = _telling(backend, request.topic, limits)
        else:
            found = _all(backend, limits)
    milliseconds = round(1000 * (time.perf_counter() - start), 1)
    timings = Timings(milliseconds, 0.0, milliseconds)
    left_out = LeftOut() if limits is None else limits_of.left_out(limits, backend)
    if found.total:
        return _answer(query, request, found, timings).leaving_out(left_out)
    if request.kind == "period":
        return None
    near = backend.search(request.topic, 3, filters=limits) if limits and request.topic else ()
    return compose(query, [], near, timings, 1.0).leaving_out(left_out)


def listed(answer: Answer) -> Answer:
    """An answer of several claims as one whose value lists them, as «Enumera…» asks for."""
    if answer.abstained or len(answer.claims) < 2:
        return answer
    values = list(dict.fromkeys(claim.value for claim in answer.claims))
    numbers = tuple(citation.n for citation in answer.citations)
    dates = [claim.date for claim in answer.claims if claim.date]
    claim = Claim(wording.in_a_row(values), None, numbers, "", max(dates, default=None))
    return replace(
        answer,
        answer=claim.value,
        text=wording.things(answer.citations),
        agreement="single",
        claims=(claim,),
    )


def _limited(filters: Filters, request: Request) -> Filters | None:
    """The filters with the request's days, ``None`` where no day is in both."""
    since = max(filter(None, (filters.date_from, _iso(request.since))), default=None)
    until = min(filter(None, (filters.date_to, _iso(request.until))), default=None)
    if since and until and since > until:
        return None
    return replace(filters, date_from=since, date_to=until)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _telling(backend: Backend, topic: str, limits: Filters) -> Found:
    """The articles that hold all the words of a matter, the oldest first."""
    wanted = frozenset(analyze(topic))
    hits = backend.search(topic, LOOKED_AT, "bm25", limits)
    terms = {hit.passage.id: wanted & _terms(hit.passage) for hit in hits}
    by_document: dict[str, list[Hit]] = {}
    for hit in hits:
        by_document.setdefault(hit.passage.document, []).append(hit)
    best = []
    for own in by_document.values():
        held = frozenset().union(*(terms[hit.passage.id] for hit in own))
        fullest = max(own, key=lambda hit: (_own(wanted, hit), hit.bm25))
        if held == wanted and any(2 * len(terms[hit.passage.id]) >= len(wanted) for hit in own):
            best.append(fullest)
    more = len(hits) == LOOKED_AT and hits[-1].bm25 > 0
    return Found(tuple(sorted(best, key=_when)), len(best), more)


def _leading(backend: Backend, topic: str, limits: Filters) -> Found:
    """The leading passages of a matter, the oldest first, a text that papers share once."""
    wanted = frozenset(analyze(topic))
    chosen: list[Hit] = []
    for hit in backend.search(topic, 4 * LEADING, filters=limits):
        about = 2 * len(wanted & _terms(hit.passage)) > len(wanted) and _own(wanted, hit)
        of_one = sum(other.passage.document == hit.passage.document for other in chosen)
        about = about and of_one < OF_ONE
        same = any(is_same_text(hit.passage.text, other.passage.text) for other in chosen)
        if about and not same and len(chosen) < LEADING:
            chosen.append(hit)
    ordered = sorted(chosen, key=lambda hit: (*_when(hit), hit.passage.paragraph))
    return Found(tuple(ordered), len({hit.passage.document for hit in chosen}))


def _all(backend: Backend, limits: Filters) -> Found:
    """The articles that the limits admit, the oldest first, each with its first passage."""
    sources = {fold_name(source) for source in limits.sources}
    rows = [
        (row[0], row[3])
        for row in backend.summaries()
        if (not limits.documents or row[0] in limits.documents)
        and (not sources or fold_name(row[2]) in sources)
    ]
    for kind, name in limits.names:
        naming = {passage.document for passage in backend.naming(kind, name)}
        rows = [row for row in rows if row[0] in naming]
    since, until = limits.date_from or "", limits.date_to or "9999"
    if limits.date_from or limits.date_to:
        rows = [(id, day) for id, day in rows if day is not None and since <= day <= until]
    rows.sort(key=lambda row: (row[1] is None, row[1] or "", row[0]))
    hits = [hit for id, _ in rows[:LISTED] if (hit := _first_passage(backend, id)) is not None]
    return Found(tuple(hits), len(rows))


def _first_passage(backend: Backend, id: str) -> Hit | None:
    document = backend.document(id)
    if document is None or not document.spans:
        return None
    return Hit(document.passage(document.spans[0]), 0.0, 0.0, 0.0)


def _when(hit: Hit) -> tuple[bool, str, str]:
    """By day, those without one last; the rest only settles ties."""
    passage = hit.passage
    return passage.date is None, passage.date or "", passage.document


def _own(wanted: frozenset[str], hit: Hit) -> int:
    """How many of the words the passage holds itself, whatever its title does."""
    return len(wanted & frozenset(analyze(hit.passage.text)))


def _terms(passage: Passage) -> frozenset[str]:
    return frozenset(analyze(f"{passage.title} {passage.text}"))


def _answer(query: Query, request: Request, found: Found, timings: Timings) -> Answer:
    wanted = frozenset(analyze(request.topic))
    shown = found.hits[:LISTED]
    citations = tuple(
        cite(n, Reading(hit, quote, quote, CERTAINTY))
        for n, hit in enumerate(shown, 1)
        for quote in [_quote(hit.passage.text, wanted)]
    )
    counts = request.kind == "count"
    claim = Claim(
        value=str(found.total) if counts else wording.in_a_row(_titles(citations)),
        normalized=found.total if counts else None,
        citations=tuple(citation.n for citation in citations),
        date=max(filter(None, (citation.date for citation in citations)), default=None),
    )
    return Answer(
        question=query.question,
        standalone_question=query.standalone_question,
        abstained=False,
        confidence=CERTAINTY,
        answer=claim.value,
        text=wording.overview(request, citations, found.total, found.more),
        agreement="single",
        claims=(claim,),
        citations=citations,
        timings_ms=timings,
    )


def _titles(citations: Iterable[Citation]) -> list[str]:
    return list(dict.fromkeys(f"«{wording.name(citation)}»" for citation in citations))


def _quote(text: str, wanted: frozenset[str]) -> tuple[int, int]:
    """The sentence that holds most of the words, the first among equals."""
    sentences: Sequence[tuple[int, int]] = split_sentences(text) or [(0, len(text))]
    return max(sentences, key=lambda s: len(wanted & frozenset(analyze(text[slice(*s)]))))
