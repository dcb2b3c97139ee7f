"""Turns of a conversation over an archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import InputError
from rag.answers.types import Answer, Timings
from rag.conversation import Conversation
from rag.followups.blended_search import search_both_ways
from rag.followups.context import of_answer
from rag.questions.query import Given, Query
from tests.rag.fakes_rag import MINE, RIVER, TRAIN, article, open_archive

FLOOD = "¿Cuántas viviendas anegó el río Alcedo?"


@pytest.fixture
def talk(tmp_path: Path) -> Conversation:
    archive = open_archive(tmp_path / "archivo")
    for number, text in enumerate((RIVER, TRAIN, MINE)):
        article(tmp_path / "notas", f"{number}.txt", text, title=f"Nota {number}")
    archive.add(tmp_path / "notas")
    return Conversation(archive)


def test_a_follow_up_shows_what_was_really_asked(talk: Conversation) -> None:
    first = talk.ask(FLOOD)
    assert first.standalone_question == first.question == FLOOD
    then = talk.ask("¿Y cuándo?")
    assert then.question == "¿Y cuándo?"
    assert then.standalone_question == "¿Cuándo anegó el río Alcedo esas viviendas?"
    assert then.citations[0].passage == RIVER
    assert [turn.question for turn in talk.turns] == [FLOOD, "¿Y cuándo?"]


def test_the_stages_of_an_answer_are_told_and_small_talk_has_none(talk: Conversation) -> None:
    stages: list[str] = []
    talk.ask(FLOOD, on_stage=stages.append)
    talk.ask("¿y cuándo?", on_stage=stages.append)
    assert stages == 2 * ["searching", "reading", "comparing", "writing"]
    talk.ask("gracias", on_stage=stages.append)
    assert len(stages) == 8


def test_a_new_subject_drops_the_old_one(talk: Conversation) -> None:
    talk.ask(FLOOD)
    assert talk.cited
    answer = talk.ask("¿Cuánto costará el tren de alta velocidad?")
    assert answer.standalone_question == answer.question
    assert talk.ask("¿y cuándo?").standalone_question.startswith("¿Cuándo costará el tren")


@pytest.mark.parametrize("said", ["hola", "Sí", "gracias", "ok"])
def test_small_talk_searches_nothing_and_forgets_nothing(
    talk: Conversation, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.ask(FLOOD)
    with monkeypatch.context() as closed:
        closed.setattr(talk._archive, "ask", None)
        answer = talk.ask(said)
    assert answer.abstained
    assert (answer.answer, answer.claims, answer.citations) == ("", (), ())
    assert answer.timings_ms.search == 0
    assert "fuentes" not in answer.text
    assert talk.turns[-1] == answer
    assert "Alcedo" in talk.ask("¿y cuándo?").standalone_question


def test_a_cleared_conversation_leans_on_nothing(talk: Conversation) -> None:
    talk.ask(FLOOD)
    talk.clear()
    assert (talk.turns, talk.cited) == ((), frozenset())
    assert talk.ask("¿y cuándo?").standalone_question == "¿y cuándo?"


def test_a_line_that_cannot_be_asked_changes_nothing(talk: Conversation) -> None:
    talk.ask(FLOOD)
    with pytest.raises(InputError):
        talk.ask("a" * 100_000)
    assert len(talk.turns) == 1
    assert "Alcedo" in talk.ask("¿y cuándo?").standalone_question


def test_articles_cited_before_come_first_among_equals(talk: Conversation) -> None:
    index = talk._archive.backend
    plain = search_both_ways(index, Query.of("nota"), (), 3)
    last = plain[-1].passage.document
    led = search_both_ways(index, Query.of("nota"), {last}, 3)
    bonus = next(hit for hit in led if hit.passage.document == last).score
    assert bonus == pytest.approx(plain[-1].score + 0.05)
    assert {hit.passage.id for hit in led} == {hit.passage.id for hit in plain}


def _answer(question: str, value: str, confidence: float) -> Answer:
    return Answer(
        question=question,
        standalone_question=question,
        abstained=False,
        confidence=confidence,
        answer=value,
        text=value,
        agreement="single",
        claims=(),
        citations=(),
        timings_ms=Timings(0.0, 0.0, 0.0),
    )


@pytest.mark.parametrize(
    ("question", "value", "confidence", "named"),
    [
        ("¿Quién dirigió la película?", "la peruana Inés Barahona", 0.9, "Inés Barahona"),
        ("¿Quién dirigió la película?", "Inés Barahona", 0.3, ""),
        ("¿Quién envió soldados?", "Corea del Norte", 0.9, "Corea del Norte"),
        ("¿Dónde recibió Kim a Lavrov?", "en Wonsan", 0.9, "Wonsan"),
        ("¿Quién la dirigió?", "Lo contó ayer en Anzoa la señora Inés Barahona", 0.9, ""),
        ("¿Cuántos dirigió Inés Barahona?", "Inés Barahona", 0.9, ""),
    ],
)
def test_a_name_is_taken_from_short_and_likely_answers_only(
    question: str, value: str, confidence: float, named: str
) -> None:
    assert of_answer(_answer(question, value, confidence)).named == named


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("¿y cuántas calles?", True),
        ("¿y en Anzoa?", True),
        ("¿y cuándo?", True),
        ("¿y quién lo dijo?", True),
        ("¿y según el alcalde?", False),
        ("¿cuántas exactamente?", False),
        ("¿seguro?", False),
        ("¿cuántas viviendas dices?", False),
    ],
)
def test_a_follow_up_is_not_answered_by_what_was_said_unless_it_asks_it_again(
    talk: Conversation, asked: str, kept: bool
) -> None:
    said = talk.ask(FLOOD)
    best = {*said.claims[0].citations}
    context = of_answer(said)
    told = tuple(Given(c.passage, c.start, c.end) for c in said.citations if c.n in best)
    assert told
    assert context.told_to(asked) == (told if kept else ())


def test_the_place_of_the_answer_before_goes_with_the_next_question(talk: Conversation) -> None:
    said = talk.ask(FLOOD)
    assert talk.query is not None
    assert not talk.query.given
    talk.ask("¿y cuándo?")
    assert {given.passage for given in talk.query.given} == {said.citations[0].passage}
    talk.ask("¿Cuánto costará el tren de alta velocidad?")
    assert not talk.query.given


def test_a_question_of_its_own_drops_the_subject_that_finds_nothing_for_it(
    talk: Conversation,
) -> None:
    talk.ask(FLOOD)
    talk.ask("gracias")
    # Another article says all of it, that on the river nothing.
    answer = talk.ask("¿Quiénes levantaron la huelga?")
    assert answer.standalone_question == answer.question
    kept = talk.ask("¿y cuándo?")
    assert "huelga" in kept.standalone_question


def test_the_last_question_is_asked_by_itself_at_a_key(talk: Conversation) -> None:
    assert "no tiene palabras" in talk.ask("!").text
    talk.ask(FLOOD)
    assert talk.ask("¿y cuándo?").standalone_question != "¿y cuándo?"
    talk.ask("gracias")
    again = talk.ask("!")
    assert (again.question, again.standalone_question) == ("¿y cuándo?", "¿y cuándo?")
    assert talk.query is not None and not talk.query.is_followup


def test_thanks_are_answered_kindly_without_a_conversation_too(talk: Conversation) -> None:
    answer = talk._archive.ask("muchas gracias")
    assert answer.text.startswith("De nada")
    assert (answer.citations, answer.timings_ms.total) == ((), 0.0)
