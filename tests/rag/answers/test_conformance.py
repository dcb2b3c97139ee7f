"""The answerers there are keep what is promised of every answer, and so can one of another kind."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import strategies as st

from eval.datasets import registry
from index import Hit
from index.articles import NOTHING_KNOWN, Articles
from index.encoders.bundled import BundledEncoder
from index.errors import InputError
from rag import Archive
from rag.answers.extractive import ExtractiveAnswerer
from rag.answers.stages import NOBODY, Watcher
from rag.answers.types import Answer, Citation, Claim, Timings
from rag.answers.wording import abstention_text
from rag.chat.conversation_state import ConversationState, Turn
from rag.chat.views import answer_view
from rag.chat.wording.languages import WORDS
from rag.conversation import Conversation
from rag.questions.query import Query
from rag.reader.protocol import Reading
from rag.reader.span_reader import SpanReader
from tests.rag.answers.conformance import AnswererPromises, check_promises
from tests.rag.fakes_rag import RIVER, TRAIN, FakeEncoder, article


@dataclass(frozen=True)
class AnyReader:
    """Reads anything anywhere, or nothing, always the same in the same passages."""

    seed: int
    depth: int
    threshold: float

    def prepare(self) -> None:
        """There is nothing to load."""

    def read(self, query: Query, hits: Sequence[Hit]) -> list[Reading]:
        readings = []
        for hit in hits[: self.depth]:
            chance = random.Random(f"{self.seed} {query.text} {hit.passage.id}")
            text = hit.passage.text
            edges = sorted(chance.randint(0, len(text)) for _ in range(4))
            if chance.random() < 0.2 or not text[edges[1] : edges[2]].strip():
                continue
            quote, value = (edges[0], edges[3]), (edges[1], edges[2])
            readings.append(Reading(hit, quote, value, chance.random()))
        return sorted(readings, key=lambda reading: -reading.score)


class TestExtractiveOverAnyReader(AnswererPromises):
    answerers = st.builds(
        ExtractiveAnswerer,
        st.builds(AnyReader, st.integers(0, 999), st.integers(1, 10), st.floats(0, 1)),
        st.none() | st.floats(0, 1.1),
    )


class SilentReader(AnyReader):
    """Reads nothing."""

    def read(self, query: Query, hits: Sequence[Hit]) -> list[Reading]:
        return []


class TestExtractiveOverASilentReader(AnswererPromises):
    answerers = st.just(ExtractiveAnswerer(SilentReader(0, 4, 0.35)))


class Paraphraser:
    """Answers in words of its own, which stand in no passage: no reading, no offsets."""

    depth = 2

    def prepare(self) -> None:
        """There is nothing to load."""

    def answer(
        self,
        query: Query,
        hits: Sequence[Hit],
        *,
        abstain: bool = True,
        articles: Articles = NOTHING_KNOWN,
        watcher: Watcher = NOBODY,
    ) -> Answer:
        watcher.on_stage("writing")
        distinct = {(hit.passage.document, hit.passage.text): hit for hit in hits}
        citations = [_whole(n, hit) for n, hit in enumerate(distinct.values(), 1)][: self.depth]
        marks = " ".join(f"[{citation.n}]" for citation in citations)
        text = f"Lo cuentan los artículos {marks}." if citations else abstention_text([])
        claims = (Claim("Lo cuentan", None, tuple(c.n for c in citations)),) if citations else ()
        return Answer(
            question=query.question,
            standalone_question=query.standalone_question,
            abstained=not citations,
            confidence=0.5 * bool(citations),
            answer="Lo cuentan" if citations else "",
            text=text,
            agreement="single",
            claims=claims,
            citations=tuple(citations),
            timings_ms=Timings(0.0, 0.0, 1.5),
        )


def _whole(n: int, hit: Hit) -> Citation:
    """The passage as its own quotation, with no value in it."""
    passage = hit.passage
    return Citation(
        n=n,
        document=passage.document,
        title=passage.title,
        source=passage.source,
        date=passage.date,
        paragraph=passage.paragraph,
        passage=passage.text,
        quote=passage.text,
        value="",
        start=0,
        end=0,
        score=hit.score,
    )


class TestParaphraser(AnswererPromises):
    answerers = st.just(Paraphraser())


def test_an_archive_answers_through_any_answerer(tmp_path: Path) -> None:
    for number, text in enumerate((RIVER, TRAIN, RIVER + " Llovió.")):
        article(tmp_path / "notas", f"{number}.txt", text, title=f"Nota {number}")
    answerer = Paraphraser()
    archive = Archive.open(tmp_path / "archivo", encoder=FakeEncoder(), answerer=answerer)
    archive.add(tmp_path / "notas")
    stages: list[str] = []
    answer = archive.ask("¿Cuántas viviendas anegó el río?", on_stage=stages.append)
    assert stages == ["searching", "writing"]
    assert (answer.answer, len(answer.citations)) == ("Lo cuentan", answerer.depth)
    assert answer.timings_ms.total == pytest.approx(answer.timings_ms.search + 1.5)
    talk = Conversation(archive)
    assert talk.ask("¿Cuántas viviendas anegó el río?").claims == answer.claims
    assert "[2]" in str(talk.ask("¿y cuándo?"))
    state = ConversationState().with_turn(Turn(answer))
    assert ConversationState.from_json(state.to_json()) == state
    shown = answer_view.turn(Turn(answer), 1, WORDS["es"])
    assert f"<mark>{RIVER}" in shown
    assert "<strong></strong>" not in shown


def test_a_reader_and_an_answerer_exclude_each_other(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no ambos"):
        Archive.open(
            tmp_path / "archivo",
            encoder=FakeEncoder(),
            reader=SilentReader(0, 4, 0.35),
            answerer=Paraphraser(),
        )


@pytest.mark.slow
class TestExtractiveOverTheTrainedReader(AnswererPromises):
    answerers = st.just(ExtractiveAnswerer())


@pytest.mark.slow
def test_the_trained_reader_keeps_it_over_the_sample(
    sample_archive: Path, bundled: BundledEncoder
) -> None:
    archive = Archive.open(sample_archive, encoder=bundled, reader=SpanReader())
    for question in registry.load("builtin", split="tune").questions[::18]:
        query = Query.of(question.text)
        hits = archive.search(query, k=archive.answerer.depth)
        for abstain in (True, False):
            answer = archive.answer_from(query, hits, abstain=abstain)
            check_promises(answer, query, hits)
            for citation in answer.citations:
                document = archive.document(citation.document)
                assert document is not None
                stored = [document.text[span.start : span.end] for span in document.spans]
                assert citation.passage in stored


def test_what_reads_is_told_by_its_weights_or_else_by_its_name() -> None:
    trained = SpanReader()
    assert ExtractiveAnswerer(trained).fingerprint == trained.fingerprint
    assert ExtractiveAnswerer(SilentReader(0, 4, 0.35)).fingerprint == "SilentReader"
