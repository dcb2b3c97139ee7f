"""Who or what did it stands before the verb of the question."""

from __future__ import annotations

import pytest

from rag.questions.query import Query
from rag.rereading.doers import doer
from rag.rereading.reread import DEFINED, reread
from tests.rag.answer_checks import reading

DROUGHT = "El gerente explicó que la sequía ha retrasado la siembra tres semanas en la comarca."


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("¿Qué retrasó la siembra?", DROUGHT, "la sequía"),
        ("¿Qué ha retrasado la siembra en la comarca?", DROUGHT, "la sequía"),
        ("¿Qué adelantó la vendimia?", "Las heladas de abril adelantaron ayer la vendimia.",
         "Las heladas de abril"),
        ("¿Quién inauguró el puente de Arnil?", "Ayer, la ministra Paz Oller inauguró el puente.",
         "la ministra Paz Oller"),
        ("¿Qué empujó a los Picos?", "Según dijo, Iberia empujó a los Picos.", "Iberia"),
        ("¿Quién fundó su propia escuela?", "Ruiz también fundó su propia escuela.", "Ruiz"),
        ("¿Quién fundó la escuela?", "Ruiz también fundó la escuela.", "Ruiz"),
        # Here what follows the verb did it.
        ("¿Qué aprobó el pleno?", "El pleno aprobó el presupuesto.", None),
        ("¿Qué retrasó la siembra?", "La sequía no ha retrasado la siembra.", None),
        ("¿Qué retrasó la siembra?", "La sequía, que retrasó la siembra, sigue.", None),
        ("¿Qué retrasó la siembra?", "Se retrasó la siembra.", None),
        ("¿Qué retrasó la siembra?", "La lluvia retrasó la vendimia.", None),
        ("¿Cuándo empezó la siembra?", "La lluvia empezó la siembra.", None),
    ],
)  # fmt: skip
def test_it_is_found_by_the_verb_and_what_follows(
    question: str, sentence: str, expected: str | None
) -> None:
    place = doer(question, sentence)
    assert (sentence[slice(*place)] if place else None) == expected


def test_a_passage_with_all_words_of_the_question_answers_it() -> None:
    (after,) = reread(
        Query.of("¿Qué retrasó la siembra?"), [reading(DROUGHT, "tres semanas", score=0.2)]
    )
    assert DROUGHT[slice(*after.value)] == "la sequía"
    assert after.score == DEFINED


def test_one_without_them_keeps_its_chance() -> None:
    question = "¿Qué retrasó la siembra en Ordalia en 1931?"
    (after,) = reread(Query.of(question), [reading(DROUGHT, "tres semanas", score=0.2)])
    assert DROUGHT[slice(*after.value)] == "la sequía"
    assert after.score == 0.2
