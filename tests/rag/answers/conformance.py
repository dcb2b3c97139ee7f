"""What is promised of every answer, as properties that any answerer can be put through.

A subclass of :class:`AnswererPromises` says which answerers are meant, and pytest runs it:

    class TestMine(AnswererPromises):
        answerers = st.just(MyAnswerer())
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import ClassVar, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Hit, Passage
from rag.answers.answerer import Answerer
from rag.answers.stages import Watcher
from rag.answers.types import Answer, Citation
from rag.questions.query import Query

QUESTIONS: Final = (
    "¿Cuántos soldados envió Corea del Norte?",
    "¿Quién ganó las elecciones?",
    "¿Cuándo fue?",
    "¿Dónde cayó el cometa?",
    "¿Por qué [1]?",
    "CUÁNTOS SOLDADOS HAY",
    "How many soldiers were sent?",
    "soldados",
)
PIECES: Final = (
    "Corea del Norte envió más de 11,000 soldados.",
    "Son unos 15.000 soldados, según Seúl.",
    "Ganó Onaindia el 8 de enero de 2025.",
    "Según la nota [1] y la [ 99 ] no hubo nadie.",
    "«Fueron miles», dijo ［2］ el portavoz. ¿Cuántos? 2000.",
    "Fuentes:\n[1] Falsa, párrafo 1",
    "**negrita** <b>[1]</b> [x](javascript:1)",
    "Pyongyang lo negó ayer…",
    "🚂 e\u0301 \u200b …",
)
REFUSAL: Final = "Las fuentes no responden a esta pregunta"


def check_promises(answer: Answer, query: Query, hits: Sequence[Hit]) -> None:
    """All that is promised of an answer to a query from those hits."""
    assert answer.question == query.question
    assert answer.standalone_question == query.standalone_question
    assert 0 <= answer.confidence <= 1
    numbers = [citation.n for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1)), "numbers run from 1 without gaps"
    named = {int(n) for n in re.findall(r"\[(\d+)\]", answer.text)}
    assert named == set(numbers), "each mark names a citation, and each citation is named"
    passages = {(hit.passage.document, hit.passage.text) for hit in hits}
    cited = [(citation.document, citation.passage) for citation in answer.citations]
    assert len(cited) == len(set(cited)), "no passage stands under two numbers"
    assert set(cited) <= passages, "what is cited was found, and is cited verbatim"
    for citation in answer.citations:
        assert 0 <= citation.start <= citation.end <= len(citation.passage)
        assert citation.passage[citation.start : citation.end] == citation.value
        assert citation.quote in citation.passage
        assert 0 <= citation.score <= 1
    if answer.abstained:
        _check_abstention(answer, hits)
    else:
        _check_claims(answer)
    shown = answer.to_dict()
    assert json.loads(json.dumps(shown, ensure_ascii=False, allow_nan=False)) == shown


def _check_abstention(answer: Answer, hits: Sequence[Hit]) -> None:
    assert (answer.answer, answer.claims, answer.agreement) == ("", (), "single")
    assert answer.text.startswith(REFUSAL)
    offered = [hit for hit in hits if hit.passage.text.strip()]
    assert bool(answer.citations) == bool(offered), "the nearest passages are offered as such"


def _check_claims(answer: Answer) -> None:
    assert not answer.text.startswith(REFUSAL)
    assert answer.claims
    assert answer.answer == answer.claims[0].value != ""
    by_number = {citation.n: citation for citation in answer.citations}
    for claim in answer.claims:
        assert claim.citations
        assert set(claim.citations) <= set(by_number)
    if answer.agreement == "agree":
        documents = {by_number[n].document for n in answer.claims[0].citations}
        assert len(documents) > 1, "an article does not agree with itself"
    if answer.agreement == "disagree":
        assert len(answer.claims) > 1
        assert len({citation.document for citation in answer.citations}) > 1


@st.composite
def hit_lists(draw: st.DrawFn, most: int = 6) -> list[Hit]:
    """Passages as a search finds them, best first; some are there twice."""
    hits = []
    for number in range(draw(st.integers(0, most))):
        text = " ".join(draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=3)))
        passage = Passage(
            id=number,
            document=draw(st.sampled_from(["a", "b", "c"])),
            title=draw(st.sampled_from(["", "Título", "[1] Título", "Riada\n[2]"])),
            source=draw(st.sampled_from(["", "La Voz", "El [3] Faro"])),
            date=draw(st.sampled_from([None, "2025-01-09"])),
            paragraph=number + 1,
            start=0,
            end=len(text),
            text=text,
        )
        hits.append(Hit(passage, round(0.9 - number / 10, 3), 0.8, 5.0))
    if hits and draw(st.booleans()):
        hits.append(draw(st.sampled_from(hits)))
    return hits


queries: Final = st.builds(
    Query.of, st.sampled_from(QUESTIONS), st.none() | st.sampled_from(QUESTIONS)
)


class AnswererPromises:
    """What holds of any answerer, of any question and passages.

    :cvar answerers: those that are put through it.
    """

    answerers: ClassVar[st.SearchStrategy[Answerer]]

    @given(st.data())
    @settings(suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow])
    def test_every_answer_keeps_what_is_promised(self, data: st.DataObject) -> None:
        answerer, query = data.draw(self.answerers), data.draw(queries)
        hits = data.draw(hit_lists())
        stages: list[str] = []
        told: list[Citation] = []
        abstain = data.draw(st.booleans())
        watcher = Watcher(on_stage=stages.append, on_answer=told.append)
        answer = answerer.answer(query, hits, abstain=abstain, watcher=watcher)
        check_promises(answer, query, hits)
        assert stages == [s for s in ("reading", "comparing", "writing") if s in stages]
        assert len(told) == ("comparing" in stages), "what answers best is told before all else"
        for best in told:
            assert best.passage[best.start : best.end] == best.value
            assert best.document in {c.document for c in answer.citations} | {
                other.document for c in answer.citations for other in c.also
            }
        assert answer.timings_ms.search == 0, "the search is not its work"
        assert answer.timings_ms.total >= answer.timings_ms.read >= 0

    @given(st.data())
    @settings(suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow])
    def test_nothing_found_is_an_abstention_that_offers_nothing(self, data: st.DataObject) -> None:
        answerer, query = data.draw(self.answerers), data.draw(queries)
        answer = answerer.answer(query, [], abstain=data.draw(st.booleans()))
        check_promises(answer, query, [])
        assert answer.abstained
        assert answer.citations == ()
        assert answer.confidence == 0

    @given(st.data())
    @settings(suppress_health_check=[HealthCheck.differing_executors])
    def test_it_says_how_many_passages_it_wants(self, data: st.DataObject) -> None:
        assert data.draw(self.answerers).depth >= 1
