"""Of two figures of a sentence the one counts that meets what the question narrows it by."""

from __future__ import annotations

import pytest

from rag.rereading.qualified import figure_qualified

STRIKE = (
    "El paro tuvo una adhesión del 91 %, dijo el gremio; para el gobierno provincial, fue del 55."
)
MARCH = "Marcharon 70.000 personas según los convocantes y 41.000 según la Policía."


def figure(question: str, sentence: str, value: str) -> str | None:
    start = sentence.index(value)
    place = figure_qualified(question, sentence, start, start + len(value))
    return sentence[slice(*place)] if place else None


@pytest.mark.parametrize(
    ("question", "sentence", "value", "right"),
    [
        # By who gives it.
        ("¿Qué adhesión tuvo el paro según el gobierno?", STRIKE, "91 %", "55"),
        ("¿Cuántos manifestantes hubo según la Policía?", MARCH, "70.000 personas", "41.000"),
        ("¿Cuánto bajó el consumo según la patronal eléctrica?",
         "El consumo bajó un 1,8 %, admitió el viceministro, aunque la patronal sostiene que fue "
         "el 0,9.", "1,8 %", "0,9"),
        ("¿A qué profundidad está la napa según el comité de agua?",
         "La consultora halló la napa a 88 metros, cuando el comité la sitúa a 31.", "88 metros",
         "31"),
        # By what was before.
        ("¿Cuántos casos hubo en el año anterior al brote?",
         "El cantón acumula 1.086 casos, contra 174 en el mismo lapso del año pasado.",
         "1.086", "174"),
        ("¿Cuántos casos hubo en el año anterior al brote?",
         "El cantón acumula 1.086 casos, contra 174 en el mismo lapso de 2012.", "1.086", "174"),
        # By the deed, where the other one is its contrary.
        ("¿Cuántos diputados rechazaron la ley?",
         "Aprobaron la ley 120 diputados y la rechazaron 80.", "120 diputados", "80"),
    ],
)  # fmt: skip
def test_the_figure_that_meets_the_qualification_counts(
    question: str, sentence: str, value: str, right: str
) -> None:
    assert figure(question, sentence, value) == right


@pytest.mark.parametrize(
    ("question", "sentence", "value"),
    [
        # It meets it already.
        ("¿Cuántos manifestantes hubo según los convocantes?", MARCH, "70.000 personas"),
        # Nothing narrows it, or none meets it.
        ("¿Cuántos manifestantes hubo?", MARCH, "70.000 personas"),
        ("¿Cuántos manifestantes hubo según la alcaldía?", MARCH, "70.000 personas"),
        # Both figures are of the one who is named at the beginning.
        ("¿Cuántos decibelios de más daban las campanas según el perito?",
         "El perito midió 67 decibelios, doce por encima de lo permitido.", "doce"),
        # What was destroyed of all that there was before.
        ("¿Cuántos puestos tenía el mercado antes del incendio?",
         "Un incendio destruyó 148 de los 236 puestos del mercado.", "236"),
        # Of a rival, and not of before.
        ("¿Qué intención de voto tenía Onaindia antes de las elecciones?",
         "El sondeo le da a Onaindia 39 puntos, contra 37 de Pastoriza.", "39 puntos"),
        # A number that is a name, and one that counts something else.
        ("¿Cuántas personas fueron al entierro según el sindicato?",
         "El presidente del sindicato, guarda de la línea 9, habló a ocho mil almas, según Paz.",
         "ocho mil almas"),
        ("¿Cuántos empleos se perderán según los comerciantes?",
         "Se perderán 90.000 plazas, dijo la ministra, y los comerciantes hicieron dos reuniones.",
         "90.000 plazas"),
    ],
)  # fmt: skip
def test_a_figure_stays_where_nothing_tells_it_apart(
    question: str, sentence: str, value: str
) -> None:
    assert figure(question, sentence, value) is None
