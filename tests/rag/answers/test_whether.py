"""Questions of yes or no: when a quotation decides them, and when not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.answers.types import Answer
from rag.answers.whether import SURE, decided, deciding, verdict, whether
from rag.questions.query import Query
from tests.rag.answer_checks import answer_of, reading

ABOLISH = (
    "Orlavia rechazó abolir la pena de muerte, explicó su subsecretario, aunque aceptó el 80 % de "
    "las recomendaciones."
)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("¿Aceptó Orlavia abolir la pena de muerte?", ABOLISH, "No"),
        ("¿Rechazó Orlavia abolir la pena de muerte?", ABOLISH, "Sí"),
        ("¿Aceptó Orlavia el 80 % de las recomendaciones?", ABOLISH, "Sí"),
        ("¿Negó Orlavia los secuestros?", ABOLISH, ""),
        ("¿Dimitió Ayala?", "Ayala no dimitió tras el escándalo.", "No"),
        ("¿Es cierto que dimitió Ayala?", "Ayala dimitió ayer.", "Sí"),
        ("¿Ha dimitido el alcalde?", "El alcalde ha dimitido esta mañana.", "Sí"),
        ("¿Ha dimitido Ana Mora?", "Ana Mora dimitió ayer como presidenta del casino.", "Sí"),
        ("¿Ha dimitido Ana Mora?", "Ana Mora dimitirá si hay condena.", ""),
        ("¿Va a recurrir la Junta?", "La Junta no va a recurrir la sentencia.", "No"),
        ("¿Fue condenado Ada Roble?", "Ada Roble fue condenada a dos años.", "Sí"),
        ("¿Hubo disparos durante la evacuación?", "En la evacuación no hubo disparos.", "No"),
        ("¿Cerró la fábrica?", "Nadie cerró la fábrica.", "No"),
        # What is promised, asked for or to come has not happened.
        ("¿Pagó el club la multa?", "El club prometió que pagaría la multa.", ""),
        ("¿Cerró la fábrica?", "La fábrica cerrará en junio.", ""),
        ("¿Pagó el club la multa?", "Si el club pagó la multa, nadie lo sabe.", ""),
        # Somebody else did it.
        ("¿Pagó el club la multa?", "El rival pagó la multa.", ""),
        ("¿Ganó el Betis la Copa?", "El Sevilla ganó la Copa al Betis.", ""),
        ("¿Dimitió Ayala?", "El ministro dimitió por la noche.", ""),
    ],
)
def test_only_what_is_said_in_the_questions_own_words_decides(
    question: str, sentence: str, expected: str
) -> None:
    asked = whether(question)
    assert asked is not None
    assert verdict(asked, sentence) == expected


@pytest.mark.parametrize(
    "question",
    [
        "¿Quién ganó?",
        "¿Cuándo dimitió?",
        "¿Ganaba o perdía dinero?",
        "¿De qué murió?",
        "¿Para los niños?",
        "Ganó el Betis",
        "¿?",
        "¿El precio del pan?",
    ],
)
def test_any_other_question_is_none_of_yes_or_no(question: str) -> None:
    assert whether(question) is None


def answered(question: str, *sentences: tuple[str, str]) -> Answer:
    readings = [
        reading(text, value, id=n, document=f"d{n}", source=f"Diario {n}")
        for n, (text, value) in enumerate(sentences, 1)
    ]
    return decided(question, answer_of(Query.of(question), readings))


def test_a_verdict_leads_the_quotation_that_decides_it() -> None:
    answer = answered("¿Aceptó Orlavia abolir la pena de muerte?", (ABOLISH, "el 80 %"))
    assert (answer.answer, answer.claims[0].value) == ("No", "No")
    assert answer.text.startswith("No, según su subsecretario: «Orlavia rechazó")
    (citation,) = answer.citations
    assert citation.passage[citation.start : citation.end] == citation.value == ABOLISH


def test_what_does_not_decide_is_quoted_alone() -> None:
    answer = answered("¿Negó Orlavia los secuestros?", (ABOLISH, "el 80 %"))
    assert answer.answer == ABOLISH
    assert answer.text.startswith("«Orlavia rechazó")
    assert answer.agreement == "single"


def test_a_yes_and_a_no_of_two_articles_do_not_agree_and_two_outlets_with_one_do() -> None:
    yes, no = ("Ayala dimitió.", "Ayala"), ("Ayala no dimitió.", "no")
    both = answered("¿Dimitió Ayala?", yes, no)
    assert both.agreement == "disagree"
    assert {claim.value for claim in both.claims} == {"Sí", "No"}
    assert both.text.startswith("Las fuentes no coinciden:")
    same = answered("¿Dimitió Ayala?", yes, ("Ayer dimitió Ayala.", "Ayer"))
    assert (same.agreement, len(same.claims)) == ("agree", 1)


def test_a_sentence_that_decides_is_believed_wherever_something_else_was_read() -> None:
    text = "Hubo 40 votos. Ana Mora no dimitió ayer. Hubo vino."
    unsure = reading(text, "40 votos", score=0.02)
    (sure,) = deciding("¿Dimitió Ana Mora?", [unsure])
    assert (text[slice(*sure.value)], sure.score) == ("Ana Mora no dimitió ayer.", SURE)
    assert deciding("¿Cuántos votos hubo?", [unsure]) == [unsure]
    assert deciding("¿Dimitió Luis Vela?", [unsure]) == [unsure]


def test_other_answers_and_abstentions_stay_as_they_are() -> None:
    answer = answer_of(Query.of("¿Quién dimitió?"), [reading("Ayala dimitió.", "Ayala")])
    assert decided("¿Quién dimitió?", answer) == answer
    declined = replace(answer, abstained=True)
    assert decided("¿Dimitió Ayala?", declined) == declined
