"""From readings to an answer: which are worth citing, what they say together, in what order.

Readings whose values mean the same are one claim; sources that give different figures
disagree, and are shown so. What is not sure enough is not said: the nearest passages are
offered as such instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from rag import writing
from rag.answer import Agreement, Answer, Citation, Claim, Timings
from rag.reading import Reading

THRESHOLD: Final = 0.3
"""Confidence under which nothing is asserted. On the built-in tuning half .30 answers 71 % of
the answerable questions and 53 % of what it says is right; .50 answers 41 %, 66 % right.
Sentences alone cannot tell a near miss from an answer (AUROC .48): that takes a trained
reader."""

CITATIONS: Final = 4
"""Sources shown at most; more are not read."""

NEAR: Final = 0.7
"""A reading is cited beside the best one when it scores at least this share of it."""

NEAREST: Final = 3
"""Passages offered in an abstention."""

SAME: Final = 0.9
"""Similarity over which two sentences are one piece of news in two outlets."""

COMPARED: Final = 400
"""Characters; longer sentences are rare and must be equal, as comparing the parts of two
takes time with the cube of their length (4 s at 3,000)."""


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
        return _abstention(asked, readings[:NEAREST], confidence, timings)
    groups = _groups(_chosen(readings))
    citations: list[Citation] = []
    claims: list[Claim] = []
    for group in groups:
        numbers = range(len(citations) + 1, len(citations) + 1 + len(group))
        citations += [_citation(n, reading) for n, reading in zip(numbers, group, strict=True)]
        claims.append(Claim(_value(group[0]), group[0].number, tuple(numbers)))
    agreement = _agreement(claims, citations)
    return Answer(
        question=asked.question,
        standalone_question=asked.standalone,
        abstained=False,
        confidence=round(groups[0][0].score, 4),
        answer=claims[0].value,
        text=writing.answer_text(agreement, claims, citations),
        agreement=agreement,
        claims=tuple(claims),
        citations=tuple(citations),
        timings_ms=timings,
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


def _chosen(readings: Sequence[Reading]) -> list[Reading]:
    """The best reading and those that can stand beside it: figures beside a figure.

    Where a figure of what is asked for was read nearly as well as the best sentence, it
    is the shorter answer and comes first.
    """
    near = [reading for reading in readings if reading.score >= NEAR * readings[0].score]
    best = next((reading for reading in near if reading.number is not None), readings[0])
    beside = [
        reading
        for reading in readings
        if reading is not best
        and reading.score >= NEAR * best.score
        and (reading.number is None) == (best.number is None)
    ]
    return [best, *beside][:CITATIONS]


def _groups(readings: Sequence[Reading]) -> list[list[Reading]]:
    """Readings that say the same, together; groups and their members best first."""
    groups: list[list[Reading]] = []
    for reading in readings:
        for group in groups:
            if _same(group[0], reading):
                group.append(reading)
                break
        else:
            groups.append([reading])
    return groups


def _same(one: Reading, other: Reading) -> bool:
    if one.number is not None or other.number is not None:
        return one.number == other.number
    said, again = (" ".join(_value(reading).split()) for reading in (one, other))
    if said == again or max(len(said), len(again)) > COMPARED:
        return said == again
    matcher = SequenceMatcher(None, said, again, autojunk=False)
    return matcher.quick_ratio() >= SAME and matcher.ratio() >= SAME


def _agreement(claims: Sequence[Claim], citations: Sequence[Citation]) -> Agreement:
    figures = {claim.normalized for claim in claims if claim.normalized is not None}
    if len(figures) > 1:
        return "disagree"
    best = {citations[n - 1].document for n in claims[0].citations}
    return "agree" if len(best) > 1 else "single"


def _value(reading: Reading) -> str:
    return reading.hit.passage.text[slice(*reading.value)]


def _citation(n: int, reading: Reading) -> Citation:
    passage = reading.hit.passage
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
    )


def _abstention(
    asked: Asked, nearest: Sequence[Reading], confidence: float, timings: Timings
) -> Answer:
    citations = [_citation(n, reading) for n, reading in enumerate(nearest, 1)]
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
