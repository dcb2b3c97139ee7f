"""From readings to an answer: what is asserted, with its citations, and what is not.

What the sources say together is told by :mod:`rag.claims`. What is not sure enough is not
said: the nearest passages are offered as such instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rag import writing
from rag.answer import Also, Answer, Citation, Claim, Timings
from rag.claims import grouping
from rag.claims.attribution import attribution_in
from rag.claims.grouping import Said
from rag.claims.meaning import question_of
from rag.reading import Reading

THRESHOLD: Final = 0.4
"""Confidence under which nothing is asserted. On the tuning clusters .40 answers 77 % of the
answerable questions, 69 % of what it says is right, and it answers 19 % of those that the
archive only speaks of; .35 answers 83 % (66 % right) and 27 %. On the built-in tuning half .40
answers 73 % (70 % right) and 23 %. What lies between is right one time in three."""

NEAREST: Final = 3
"""Passages offered in an abstention."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as asked, and as it stands alone."""

    question: str
    standalone: str


def compose(
    asked: Asked, readings: Sequence[Reading], timings: Timings, *, abstain: bool = True
) -> Answer:
    """The answer that the readings give.

    :param readings: at most one a passage, best first.
    :param abstain: whether it may be declined to answer; off only for measuring.
    """
    readings = _distinct(readings)
    confidence = readings[0].score if readings else 0.0
    if not readings or (abstain and confidence < THRESHOLD):
        return _abstention(asked, readings, confidence, timings)
    grouped = grouping.group(question_of(asked.standalone), readings)
    citations: list[Citation] = []
    made: list[Claim] = []
    for group in grouped.groups:
        cited = [_citation(n, one) for n, one in enumerate(group, len(citations) + 1)]
        citations += cited
        made.append(_claim(group, cited))
    conflicting = [made[i] for i in sorted(grouped.conflicting)]
    return Answer(
        question=asked.question,
        standalone_question=asked.standalone,
        abstained=False,
        confidence=round(grouped.groups[0][0].reading.score, 4),
        answer=made[0].value,
        text=writing.answer_text(grouped.agreement, conflicting or made, citations, made),
        agreement=grouped.agreement,
        claims=tuple(made),
        citations=tuple(citations),
        timings_ms=timings,
    )


def unasked(question: str, said: str) -> Answer:
    """An answer to what asked nothing: nothing is claimed, cited or offered.

    ``abstained`` is true, since no source was read, and unlike an abstention over passages
    the text does not say that the sources are silent.
    """
    return Answer(
        question=question,
        standalone_question=question,
        abstained=True,
        confidence=0.0,
        answer="",
        text=said,
        agreement="single",
        claims=(),
        citations=(),
        timings_ms=Timings(0.0, 0.0, 0.0),
    )


def _distinct(readings: Sequence[Reading]) -> list[Reading]:
    """Each passage and each sentence of a document once: the parts of a long
    paragraph overlap, and a page may repeat itself."""
    kept: list[Reading] = []
    seen: set[tuple[str, str]] = set()
    for reading in readings:
        passage = reading.hit.passage
        keys = {
            (passage.document, passage.text),
            (passage.document, " ".join(passage.text[slice(*reading.quote)].split())),
        }
        if not keys & seen:
            kept.append(reading)
            seen |= keys
    return kept


def _value(reading: Reading) -> str:
    return reading.hit.passage.text[slice(*reading.value)]


def _citation(n: int, said: Said) -> Citation:
    reading, passage = said.reading, said.reading.hit.passage
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
            for other in (reading.hit.passage for reading in said.also)
        ),
    )


def _claim(group: Sequence[Said], cited: Sequence[Citation]) -> Claim:
    dates = [c.date for c in cited] + [also.date for c in cited for also in c.also]
    return Claim(
        value=cited[0].value,
        normalized=group[0].meaning.normalized,
        citations=tuple(c.n for c in cited),
        attribution=attribution_in(cited[0].quote),
        date=max(filter(None, dates), default=None),
    )


def _abstention(
    asked: Asked, nearest: Sequence[Reading], confidence: float, timings: Timings
) -> Answer:
    question = question_of(asked.standalone)
    said = grouping.once(question, nearest)[:NEAREST]
    citations = [_citation(n, one) for n, one in enumerate(said, 1)]
    return Answer(
        question=asked.question,
        standalone_question=asked.standalone,
        abstained=True,
        confidence=round(confidence, 4),
        answer="",
        text=writing.abstention_text(citations),
        agreement="single",
        claims=(),
        citations=tuple(citations),
        timings_ms=timings,
    )
