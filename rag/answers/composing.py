"""From readings to an answer: what is asserted, with its citations, and what is not.

What the sources say together is found by :mod:`rag.claims`. What is not sure enough is not
said: the nearest passages are offered as such instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean
from typing import Final

from index import Hit
from index.text.analyzer import analyze
from index.types import Box, Passage
from rag.answers import wording
from rag.answers.stages import NOBODY, Watcher
from rag.answers.types import Also, Answer, Citation, Claim, Timings
from rag.claims import grouping
from rag.claims.attribution import attribution_in, who
from rag.claims.grouping import Grouping
from rag.claims.meaning import question_of
from rag.claims.second_look import Judged
from rag.claims.statements import Relations, Statement, distinct_statements
from rag.documents.sentences import split_sentences
from rag.questions.query import Query
from rag.reader.protocol import Reading

NEAREST: Final = 3
"""Passages offered in an abstention."""


def compose(
    query: Query,
    readings: Sequence[Reading],
    hits: Sequence[Hit],
    timings: Timings,
    threshold: float,
    judged: Judged | None = None,
    watcher: Watcher = NOBODY,
) -> Answer:
    """The answer that the readings give.

    :param readings: at most one a passage, best first.
    :param hits: the passages found, offered where nothing was read in any.
    :param threshold: confidence under which nothing is asserted.
    :param judged: the readings' second look, if they had one.
    :param watcher: told ``comparing`` and ``writing`` as they begin, and what answers best, before
        the others are compared with it.
    """
    readings = _distinct(readings)
    if not readings:
        watcher.on_stage("writing")
        return _abstention(query, _distinct(_unread(query, hits)), 0.0, timings)
    confidence = readings[0].score
    if confidence < threshold:
        watcher.on_stage("writing")
        return _abstention(query, readings, confidence, timings)

    def show(best: Statement) -> None:
        watcher.on_answer(_citation(1, best))
        watcher.on_stage("comparing")

    grouped = grouping.group(question_of(query.standalone), readings, judged, show)
    citations: list[Citation] = []
    claims: list[Claim] = []
    for group in grouped.groups:
        cited = [_citation(n, one) for n, one in enumerate(group, len(citations) + 1)]
        citations += cited
        claims.append(_claim(group, cited))
    watcher.on_stage("writing")
    conflicting = [claims[i] for i in sorted(grouped.conflicting)]
    planned = [claims[i] for i in grouped.conflicting if grouping.is_planned(grouped.groups[i])]
    return Answer(
        question=query.question,
        standalone_question=query.standalone_question,
        abstained=False,
        confidence=round(_confidence(grouped, confidence), 4),
        answer=claims[0].value,
        text=wording.answer_text(
            grouped.agreement, conflicting or claims, citations, claims, planned
        ),
        agreement=grouped.agreement,
        claims=tuple(claims),
        citations=tuple(citations),
        timings_ms=timings,
    )


def _confidence(grouped: Grouping, best: float) -> float:
    """How likely the answer is right; an evolution is as likely as its best claim, whichever of
    them is the latest."""
    return best if grouped.agreement == "evolve" else grouped.groups[0][0].reading.score


def _distinct(readings: Sequence[Reading]) -> list[Reading]:
    """Each passage and each sentence of a document once: the parts of a long
    paragraph overlap, and a page may repeat itself."""
    distinct: list[Reading] = []
    seen: set[tuple[str, str]] = set()
    for reading in readings:
        passage = reading.hit.passage
        keys = {
            (passage.document, passage.text),
            (passage.document, " ".join(passage.text[slice(*reading.quote)].split())),
        }
        if not keys & seen:
            distinct.append(reading)
            seen |= keys
    return distinct


def _unread(query: Query, hits: Sequence[Hit]) -> list[Reading]:
    """Passages in which nothing was read, each with the sentence that holds most of the
    question's terms, the first one among equals."""
    nearest = []
    for hit in hits:
        text = hit.passage.text
        if text.strip():
            sentences = split_sentences(text) or [(0, len(text))]
            best = max(sentences, key=lambda s: len(query.terms & set(analyze(text[slice(*s)]))))
            nearest.append(Reading(hit, best, best, 0.0))
    return nearest


def _value(reading: Reading) -> str:
    return reading.hit.passage.text[slice(*reading.value)]


def _citation(n: int, statement: Statement) -> Citation:
    return cite(n, statement.reading, [reading.hit for reading in statement.also])


def cite(n: int, reading: Reading, also: Sequence[Hit] = ()) -> Citation:
    """The citation of a reading.

    :param also: what other articles print nearly the same.
    """
    passage = reading.hit.passage
    page, boxes, quality = _printed(passage, reading.quote)
    return Citation(
        n=n,
        document=passage.document,
        title=passage.title,
        source=passage.source,
        date=passage.date,
        paragraph=passage.paragraph,
        passage=passage.text,
        quote=passage.text[slice(*reading.quote)],
        value=_value(reading),
        start=reading.value[0],
        end=reading.value[1],
        score=round(reading.score, 4),
        also=tuple(
            Also(other.document, other.title, other.source, other.date)
            for other in (hit.passage for hit in also)
        ),
        page=page,
        boxes=boxes,
        quality=quality,
    )


def _printed(
    passage: Passage, quote: tuple[int, int]
) -> tuple[int | None, tuple[Box, ...] | None, float | None]:
    """Tell on which page a quotation begins, where its lines stand there, and how surely they
    were recognised."""
    start, end = (passage.start + at for at in quote)
    lines = [line for line in passage.lines if line.start < end and line.end > start]
    if not lines:
        return passage.page, None if passage.page is None else (), None
    page = lines[0].page
    sure = [line.quality for line in lines if line.quality is not None]
    quality = round(fmean(sure), 3) if sure else None
    return page, tuple(line.box for line in lines if line.page == page), quality


def _attribution(reading: Reading) -> str:
    quote = reading.hit.passage.text[slice(*reading.quote)]
    start, end = (offset - reading.quote[0] for offset in reading.value)
    if (start, end) == (0, len(quote)):
        return attribution_in(quote)
    said = attribution_in(quote, start, end)
    return "" if _is_self(quote[start:end], said) else said


def _is_self(value: str, said: str) -> bool:
    """Whether the value is the very one who says so: «Ana Ruiz, según Ana Ruiz» tells nothing."""
    own, source = frozenset(analyze(value)), frozenset(analyze(who(said)))
    return bool(own) and bool(source) and (own <= source or source <= own)


def _claim(group: Sequence[Statement], cited: Sequence[Citation]) -> Claim:
    dates = [c.date for c in cited] + [also.date for c in cited for also in c.also]
    return Claim(
        value=cited[0].value,
        normalized=group[0].meaning.normalized,
        citations=tuple(c.n for c in cited),
        attribution=_attribution(group[0].reading),
        date=max(filter(None, dates), default=None),
    )


def _abstention(
    query: Query, nearest: Sequence[Reading], confidence: float, timings: Timings
) -> Answer:
    question = question_of(query.standalone)
    statements = distinct_statements(question, nearest, Relations(question))[:NEAREST]
    citations = [_citation(n, statement) for n, statement in enumerate(statements, 1)]
    return Answer(
        question=query.question,
        standalone_question=query.standalone_question,
        abstained=True,
        confidence=round(confidence, 4),
        answer="",
        text=wording.abstention_text(citations),
        agreement="single",
        claims=(),
        citations=tuple(citations),
        timings_ms=timings,
    )
