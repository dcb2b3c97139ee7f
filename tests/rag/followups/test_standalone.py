"""What a follow-up means after the question before it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.answers.followups import count_unchanged
from rag.followups.context import Context
from rag.followups.standalone import understand

SOLDIERS = "¿Cuántos soldados envió Corea del Norte a Rusia?"
FLOOD = "¿Cuántos muertos dejó la riada del Alcedo?"
FILM = "¿Quién dirigió «Turno de noche»?"
TREATY = "¿Cuándo firmaron Putin y Kim el tratado?"
TUNNEL = "¿Cuánto mide el túnel de Lombrada?"
QUESTIONS = json.loads(
    (Path(__file__).parents[3] / "eval" / "datasets" / "builtin.json").read_text(encoding="utf-8")
)["questions"]


def meant(question: str, earlier: str, **answered: str) -> str:
    return understand(question, Context(earlier, **answered)).question


@pytest.mark.parametrize(
    ("question", "earlier", "expected"),
    [
        # A bare question word asks the earlier question anew.
        ("¿Y cuándo?", SOLDIERS, "¿Cuándo envió Corea del Norte a Rusia esos soldados?"),
        ("y cuando", SOLDIERS, "¿Cuándo envió Corea del Norte a Rusia esos soldados?"),
        ("¿y por qué lo hizo?", SOLDIERS, "¿Por qué envió Corea del Norte a Rusia esos soldados?"),
        ("¿y eso por qué?", SOLDIERS, "¿Por qué envió Corea del Norte a Rusia esos soldados?"),
        ("¿dónde?", TREATY, "¿Dónde firmaron Putin y Kim el tratado?"),
        ("¿cuántos?", SOLDIERS, SOLDIERS),
        # A fragment takes the place of what it contrasts with.
        ("¿Y Ucrania?", SOLDIERS, "¿Cuántos soldados envió Ucrania a Rusia?"),
        ("¿y a Ucrania?", SOLDIERS, "¿Cuántos soldados envió Corea del Norte a Ucrania?"),
        ("¿y cañones?", SOLDIERS, "¿Cuántos cañones envió Corea del Norte a Rusia?"),
        ("¿y las mujeres?", SOLDIERS, "¿Cuántas mujeres envió Corea del Norte a Rusia?"),
        (
            "¿y según Kiev?",
            SOLDIERS,
            "¿Cuántos soldados envió Corea del Norte a Rusia según Kiev?",
        ),
        (
            "¿y en 2025?",
            "¿Cuántos soldados envió Corea en 2024?",
            "¿Cuántos soldados envió Corea en 2025?",
        ),
        ("¿y la de Italia?", "¿Cuál es la capital de Francia?", "¿Cuál es la capital de Italia?"),
        ("¿Y «Oruro»?", FILM, "¿Quién dirigió «Oruro»?"),
        # A missing subject is taken by number, and by what is said of people or of things.
        (
            "¿cuántos eran?",
            SOLDIERS,
            "¿Cuántos eran los soldados que envió Corea del Norte a Rusia?",
        ),
        (
            "¿cuántos murieron?",
            SOLDIERS,
            "¿Cuántos de los soldados que envió Corea del Norte a Rusia murieron?",
        ),
        ("¿qué dice?", TREATY, "¿Qué dice el tratado, que firmaron Putin y Kim?"),
        ("¿de qué hablaron?", TREATY, "¿De qué hablaron Putin y Kim?"),
        ("¿dónde nació?", FILM, "¿Dónde nació quien dirigió «Turno de noche»?"),
        ("¿cuánto costó?", FILM, "¿Cuánto costó «Turno de noche»?"),
        # Pronouns, and short names for what was named in full.
        ("¿quién lo construyó?", TUNNEL, "Sobre el túnel de Lombrada, ¿quién lo construyó?"),
        ("¿cuándo se terminó el túnel?", TUNNEL, "¿Cuándo se terminó el túnel de Lombrada?"),
        ("¿quién murió?", FLOOD, "Sobre la riada del Alcedo, ¿quién murió?"),
        # What was said before is what somebody said.
        (
            "¿quién lo dijo?",
            SOLDIERS,
            "¿Quién dijo cuántos soldados envió Corea del Norte a Rusia?",
        ),
        ("¿quién dio esas cifras?", FLOOD, "¿Quién dijo cuántos muertos dejó la riada del Alcedo?"),
        # English after Spanish.
        ("and when?", SOLDIERS, "¿Cuándo envió Corea del Norte a Rusia esos soldados?"),
        ("who said it?", SOLDIERS, "¿Quién dijo cuántos soldados envió Corea del Norte a Rusia?"),
        ("and Ucrania?", SOLDIERS, "¿Cuántos soldados envió Ucrania a Rusia?"),
        # English after English.
        (
            "and when?",
            "How many shells has North Korea sent to Russia?",
            "When? (shells North Korea sent to Russia)",
        ),
    ],
)
def test_a_follow_up_takes_over_what_it_leans_on(
    question: str, earlier: str, expected: str
) -> None:
    assert meant(question, earlier) == expected


def test_who_answered_is_named_where_a_person_is_meant() -> None:
    assert (
        meant("¿qué edad tiene?", FILM, name="Paulina Garay")
        == "¿Qué edad tiene Paulina Garay, quien dirigió «Turno de noche»?"
    )
    assert meant("¿y cuándo?", FILM, name="Paulina Garay") == (
        "¿Cuándo dirigió Paulina Garay «Turno de noche»?"
    )


def test_there_is_the_place_that_answered_where() -> None:
    earlier = "¿Dónde está la mina de cobre Ñielpán?"
    assert meant("¿Quién trabaja allí?", earlier, place="Maruquén") == (
        "¿Quién trabaja en Maruquén?"
    )


def test_the_subject_stays_while_follow_ups_go_on() -> None:
    first = understand("¿cuánto cobran?", Context(SOLDIERS))
    then = understand("¿quién los manda?", Context(first.question, first.root))
    assert then.root == SOLDIERS
    assert then.question == (
        "Sobre los soldados que envió Corea del Norte a Rusia, ¿quién los manda?"
    )


@pytest.mark.parametrize(
    "question",
    [
        "¿Cuántas personas murieron en la riada del Alcedo?",
        "¿Y qué pasó con el robo del museo de Tamazala?",
        "quien es el alcalde de castrolumbre",
        "¿Qué defecto le vieron a Ibarbure los clubes que no lo quisieron?",
        "Who is the president of Deportivo Ñandupá?",
    ],
)
def test_a_question_with_its_own_subject_stays_as_it_is(question: str) -> None:
    assert meant(question, SOLDIERS) == question
    assert understand(question, Context(SOLDIERS)).root == ""


def test_the_first_question_stays_as_it_is() -> None:
    assert understand("¿y cuándo?", None).question == "¿y cuándo?"


def test_nearly_all_built_in_questions_stay_as_they_are_after_unrelated_ones() -> None:
    (same, of), changed = count_unchanged([question["question"] for question in QUESTIONS])
    assert of > 400
    assert same >= 0.98 * of, changed


@given(
    st.text(max_size=60),
    st.one_of(st.text(max_size=60), st.sampled_from([SOLDIERS, FLOOD, FILM, TREATY, TUNNEL])),
)
def test_any_text_after_any_text_gives_some_text(question: str, earlier: str) -> None:
    for one, other in ((question, earlier), (earlier, question)):
        meaning = understand(one, Context(other))
        assert isinstance(meaning.question, str)
        assert meaning.question.strip() or not one.strip()
        assert understand(one, Context(other)) == meaning
