"""Readings made by hand, and what must be true of every answer."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import combinations

from index import Hit, Passage
from index.text.folding import fold_words
from rag.answers.composing import compose
from rag.answers.types import Answer, Timings
from rag.questions.query import Query
from rag.reader.calibration import THRESHOLD
from rag.reader.protocol import Reading

HOW_MANY = Query.of("¿Cuántos?")
TIMINGS = Timings(1.0, 2.0, 3.0)
SURE, UNSURE = 0.99, 0.001
"""Scores above and below any sensible threshold."""

KEYS = (
    "question standalone_question abstained confidence answer text agreement claims citations "
    "left_out writer timings_ms"
).split()
CLAIM_KEYS = "value normalized citations attribution date".split()
CITATION_KEYS = (
    "n document title source date paragraph passage quote value start end score also page boxes "
    "quality"
).split()
NOT_ANSWERED = "Las fuentes no responden a esta pregunta"


def reading(
    text: str,
    value: str = "",
    *,
    id: int = 1,
    document: str = "d1",
    title: str = "Título",
    source: str = "Fuente",
    date: str | None = None,
    score: float = SURE,
) -> Reading:
    """One whose quotation is the whole passage."""
    passage = Passage(id, document, title, source, date, 1, 10 * id, 10 * id + len(text), text)
    start = text.index(value) if value else 0
    span = (start, start + len(value)) if value else (0, len(text))
    return Reading(Hit(passage, 1.0, 0.9, 5.0), (0, len(text)), span, score)


def answer_of(query: Query, readings: Sequence[Reading], *, abstain: bool = True) -> Answer:
    """What is composed of readings, as if nothing else had been found."""
    return compose(query, readings, (), TIMINGS, THRESHOLD if abstain else 0.0)


def check(answer: Answer) -> None:
    """Check all that is promised of an answer: verbatim values, numbers without gaps, its shape."""
    numbers = [citation.n for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    named = [int(n) for n in re.findall(r"\[(\d+)\]", answer.text)]
    assert sorted(named) == numbers
    places = set()
    for citation in answer.citations:
        assert citation.passage[citation.start : citation.end] == citation.value
        assert citation.value
        assert citation.quote in citation.passage
        assert citation.value in citation.quote
        assert 0 <= citation.score <= 1
        assert (citation.page is None) is (citation.boxes is None)
        places.add((citation.document, citation.paragraph, citation.passage))
    assert len(places) == len(numbers)
    assert 0 <= answer.confidence <= 1
    cited = [n for claim in answer.claims for n in claim.citations]
    assert len(cited) == len(set(cited))
    assert set(cited) <= set(numbers)
    if answer.abstained:
        assert answer.answer == ""
        assert answer.claims == ()
        assert answer.text.startswith(NOT_ANSWERED)
        assert answer.agreement == "single"
    else:
        _check_claims(answer)
    _check_shape(answer)


def _check_claims(answer: Answer) -> None:
    by_number = {citation.n: citation for citation in answer.citations}
    assert not answer.text.startswith(NOT_ANSWERED)
    assert answer.claims
    assert answer.answer == answer.claims[0].value
    assert sorted(n for claim in answer.claims for n in claim.citations) == sorted(by_number)
    for claim in answer.claims:
        assert claim.citations
        cited = [by_number[n] for n in claim.citations]
        assert claim.value == cited[0].value
        assert claim.attribution in cited[0].quote
        dates = [c.date for c in cited] + [also.date for c in cited for also in c.also]
        assert claim.date == max(filter(None, dates), default=None)
    for citation in answer.citations:
        outlets = [citation.document, *(also.document for also in citation.also)]
        assert len(outlets) == len(set(outlets))
    if answer.agreement == "disagree":
        assert len(answer.claims) > 1
        assert len({citation.document for citation in answer.citations}) > 1
        assert answer.text.startswith("Las fuentes no coinciden:\n- ")
    elif answer.agreement == "evolve":
        _check_evolution(answer)
    elif answer.agreement == "agree":
        assert is_borne_out(answer), "an outlet does not agree with itself"
    else:
        assert answer.agreement == "single"


def _check_evolution(answer: Answer) -> None:
    """Check that the latest claim is the answer, and that every moment is known."""
    assert answer.text.startswith("La respuesta ha cambiado con el tiempo: ")
    head, *lines = answer.text.partition("\n\nTambién:")[0].split("\n")
    assert not re.search(r"\[\d+\]", head)
    course = answer.claims[: len(lines)]
    assert len(course) > 1
    assert all(claim.date for claim in course)
    # What was only planned comes last, whenever it was said.
    planned = head.count("se preveía")
    days = [claim.date for claim in course[: len(course) - planned]]
    assert days == sorted(days, reverse=True)
    assert len({answer.citations[claim.citations[0] - 1].document for claim in course}) > 1


def is_borne_out(answer: Answer) -> bool:
    """Whether two articles of two outlets are cited for the first claim; an article without an
    outlet is one of its own."""
    places = [
        (c.document, fold_words(c.source) or c.document)
        for c in answer.citations
        if c.n in answer.claims[0].citations
    ]
    return any(a[0] != b[0] and a[1] != b[1] for a, b in combinations(places, 2))


def _check_shape(answer: Answer) -> None:
    shown = answer.to_dict()
    assert json.loads(json.dumps(shown, ensure_ascii=False, allow_nan=False)) == shown
    assert list(shown) == KEYS
    assert list(shown["timings_ms"]) == ["search", "read", "total"]
    assert all(list(claim) == CLAIM_KEYS for claim in shown["claims"])
    assert all(list(citation) == CITATION_KEYS for citation in shown["citations"])
    listed = re.findall(r"^\[(\d+)\] ", str(answer), re.MULTILINE)
    assert [int(n) for n in listed] == [citation.n for citation in answer.citations]
    everywhere = re.findall(r"\[(\d+)\]", str(answer))
    assert len(everywhere) == 2 * len(answer.citations)


def figures(answer: Answer) -> Sequence[int | float | None]:
    """The numbers claimed, in order."""
    return [claim.normalized for claim in answer.claims]
