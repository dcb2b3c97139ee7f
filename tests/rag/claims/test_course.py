"""A plan, a count that goes on and a last one are told by the words beside the figure."""

from __future__ import annotations

import pytest

from rag.claims.course import (
    Stage,
    asks_for_plan,
    is_moved,
    is_succeeded,
    leads_on,
    stage_at,
)


def stage(text: str, value: str) -> str:
    start = text.index(value)
    return stage_at(text, start, start + len(value))


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("El pacto prevé el canje de 120 prisioneros.", "120", "plan"),
        ("Se preveían 120 canjes.", "120", "plan"),
        ("El hospital dispondrá de 210 camas.", "210", "ahead"),
        ("Las obras, presupuestadas en 870.000 euros, empiezan hoy.", "870.000", "plan"),
        ("El ministro prometió 40 médicos.", "40", "plan"),
        ("Unos 30.000 soldados podrían llegar al frente.", "30.000", "plan"),
        ("Unos 300 soldados podrían haber muerto.", "300", "plain"),
        ("Hasta ahora se han canjeado 80 prisioneros.", "80", "interim"),
        ("Hasta ahora, según la alcaldesa, hay 80 evacuados.", "80", "interim"),
        ("El balance provisional es de 22 heridos.", "22", "interim"),
        ("Un primer recuento habla de 22 heridos.", "22", "interim"),
        ("En total se canjearon 112 prisioneros.", "112", "total"),
        ("La cifra definitiva es de 112 canjeados.", "112", "final"),
        ("El balance final fue de 31 heridos.", "31", "final"),
        ("El ministerio eleva la cifra a 31 heridos.", "31", "update"),
        ("Los muertos ascienden ya a 31.", "31", "update"),
        ("La Defensoría corrigió el saldo: 31 heridos.", "31 heridos", "plain"),
        ("Enviaron 11.000 soldados.", "11.000", "plain"),
        ("El contrato asciende a 3,8 millones.", "3,8", "plain"),
        ("El Gobierno prevé ampliar la planta, que emplea a 300 personas.", "300", "plain"),
        ("Irán envió 300 soldados.", "300", "plain"),
    ],
)
def test_the_stage_is_told_by_the_clause_of_the_value(text: str, value: str, expected: str) -> None:
    assert stage(text, value) == expected


@pytest.mark.parametrize(
    ("earlier", "later", "grows", "expected"),
    [
        ("plan", "plain", False, True),
        ("plan", "interim", False, True),
        ("ahead", "plain", False, True),
        ("plan", "ahead", True, False),
        ("plan", "plan", True, False),
        ("interim", "plain", True, True),
        ("update", "plain", True, True),
        ("update", "plain", False, False),
        ("interim", "plain", False, False),
        ("interim", "total", False, True),
        ("interim", "plan", True, False),
        ("plain", "plain", True, False),
        ("plain", "total", True, False),
        ("plain", "update", True, True),
        ("plain", "final", False, True),
    ],
)
def test_a_course_needs_a_word_that_says_so(
    earlier: Stage, later: Stage, grows: bool, expected: bool
) -> None:
    assert leads_on(earlier, later, grows=grows) is expected


def test_days_that_are_moved_and_people_who_follow_are_known_by_their_verbs() -> None:
    assert is_moved("La apertura se aplaza al 3 de mayo.")
    assert is_moved("El ministerio retrasó el estreno a octubre.")
    assert not is_moved("La apertura será el 3 de mayo.")
    assert is_succeeded("Elena Pastrana, que relevó a Borja Alcaide en abril.")
    assert not is_succeeded("Elena Pastrana habló con Borja Alcaide.")


def test_who_asks_for_a_plan_asks_for_what_is_to_come() -> None:
    assert asks_for_plan("¿Cuántos soldados prevé enviar Orlavia?")
    assert asks_for_plan("¿Cuánto costará el hospital?")
    assert asks_for_plan("¿Cuál es el presupuesto del teatro?")
    assert not asks_for_plan("¿Cuánto costó el hospital?")
