"""A question is checked once at the door, and what is no question is declined there."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import InputError
from index.text.analyzer import analyze
from rag.questions import query as queries
from rag.questions.query import LONGEST, Query, validate, without_capitals

SENT = "¿Cuántos soldados envió Corea del Norte?"
WHEN = "¿Cuándo envió Corea del Norte esos soldados?"


def test_a_question_alone_means_what_it_says() -> None:
    query = Query.of(f" {SENT}\n")
    assert query.question == query.standalone_question == f" {SENT}\n"
    assert query.literal == query.standalone == query.text == query.literal_text == SENT
    assert not query.is_followup
    assert query.terms == frozenset(analyze(SENT))


def test_a_follow_up_carries_what_it_says_and_what_it_means() -> None:
    query = Query.of("¿Y cuándo?", WHEN)
    assert query == Query.of("¿Y cuándo?").meaning(WHEN)
    assert (query.question, query.standalone_question) == ("¿Y cuándo?", WHEN)
    assert (query.literal_text, query.text) == ("¿Y cuándo?", WHEN)
    assert query.is_followup
    assert query.terms == frozenset(analyze(WHEN))


def test_passages_are_read_for_what_was_asked_where_the_subject_holds_another_question() -> None:
    query = Query.of("¿y adónde lo llevaron?")
    fronted = query.meaning("Sobre quien presidía el gremio, ¿adónde lo llevaron?")
    assert fronted.proper.text == "¿Adónde lo llevaron?"
    assert fronted.proper.question == "¿y adónde lo llevaron?"
    age = Query.of("¿y qué edad tenía?").meaning("¿Qué edad tenía quien presidía el gremio?")
    assert age.proper.text == "¿Qué edad tenía?"
    some = Query.of("¿y cuántos se salvaron?").meaning(
        "¿Cuántos de los marinos que llevaba el Alba se salvaron?"
    )
    assert some.proper.text == "¿Cuántos se salvaron?"
    flood = Query.of("¿quién murió?").meaning("Sobre la riada del Alcedo, ¿quién murió?")
    for other in (query, query.meaning(WHEN), flood, Query.of("¿Qué edad tiene quien ganó?")):
        assert other.proper is other


def test_a_query_is_made_once_and_stays_what_it_is() -> None:
    query = Query.of(SENT)
    assert Query.of(query) is query
    changed = "question"
    with pytest.raises(FrozenInstanceError):
        setattr(query, changed, "otra")


def test_a_question_is_validated_once_and_its_meaning_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str] = []

    def counted(question: str) -> str:
        seen.append(question)
        return validate(question)

    monkeypatch.setattr(queries, "validate", counted)
    query = Query.of(Query.of("¿Y cuándo?").meaning(WHEN))
    assert (query.text, query.literal_text, query.is_english) == (WHEN, "¿Y cuándo?", False)
    assert seen == ["¿Y cuándo?", WHEN]


@pytest.mark.parametrize("meaning", ["", "¿?", "a" * (LONGEST + 1)])
def test_a_meaning_that_cannot_be_asked_is_declined(meaning: str) -> None:
    with pytest.raises(InputError, match="pregunta"):
        Query.of("¿Y cuándo?", meaning)


@pytest.mark.parametrize(
    ("question", "english"), [(SENT, False), ("How many soldiers did North Korea send?", True)]
)
def test_the_language_is_that_of_what_is_meant(question: str, english: bool) -> None:
    assert Query.of(question).is_english is english
    assert Query.of("and when?", question).is_english is english


def test_a_question_is_used_without_the_space_around_it() -> None:
    assert validate("\n ¿Quién ganó?\t") == "¿Quién ganó?"
    assert validate("a" * LONGEST) == "a" * LONGEST


def test_a_question_in_capitals_is_asked_in_small_letters() -> None:
    assert without_capitals("¿CUÁNTOS AÑOS TIENE LA OTAN?") == "¿cuántos años tiene la otan?"
    assert without_capitals("¿Qué es la OTAN?") == "¿Qué es la OTAN?"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("", "vacía"),
        (" \n\t ", "vacía"),
        (" " * 100_000, "vacía"),
        ("a" * 100_000, "100.000 caracteres y el límite es 2.000"),
        ("¿" + "a b " * 500_000 + "?", "2.000.002 caracteres y el límite es 2.000"),
        ("¿?…", "no tiene palabras"),
    ],
)
def test_what_is_no_question_is_declined_in_spanish(question: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as raised:
        validate(question)
    assert len(str(raised.value)) < 300


@given(st.text(st.characters(codec=None, categories=["Cs", "Lu", "Zs", "Po"]), max_size=20))
def test_a_question_that_passes_can_be_written_anywhere(question: str) -> None:
    try:
        text = validate(question)
    except InputError as error:
        str(error).encode()
    else:
        assert text.encode().decode() == text
        assert any(c.isalnum() for c in text)
