"""The words of a sentence place the value, or leave the reading no chance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.questions.query import Query
from rag.rereading.reread import DEFINED, reread
from tests.rag.answer_checks import reading


def read_again(question: str, text: str, value: str = "") -> str:
    """The value after a second look at the sentence, ``""`` for a reading without a chance."""
    (after,) = reread(Query.of(question), [reading(text, value)])
    assert after.score or after.value
    return text[slice(*after.value)] if after.score else ""


WHEEL = "La rueda gira a nueve vueltas por minuto y la muela superior a cuarenta, según midió él."
MANGOES = "Bermeja exportó 12.000 toneladas de mango en 2021, 14.500 en 2022 y 17.300 en 2023."
AID = (
    "Solo se han recaudado 30 millones de dólares de los 289 millones solicitados por la agencia "
    "Amparo para Lumeria."
)
BUSES = "La empresa Ruiz compró 12 autobuses, y la cooperativa Alba del Sur, 30."


@pytest.mark.parametrize(
    ("question", "text", "value", "expected"),
    [
        ("¿A cuántas vueltas por minuto gira la muela superior?", WHEEL, "nueve", "cuarenta"),
        ("¿A cuántas vueltas por minuto gira la rueda?", WHEEL, "nueve", "nueve"),
        ("¿Cuántas toneladas de mango exportó Bermeja en 2023?", MANGOES, "12.000", "17.300"),
        ("¿Cuántas toneladas de mango exportó Bermeja en 2022?", MANGOES, "17.300", "14.500"),
        ("¿Cuántas toneladas de mango exportó Bermeja en 2021?", MANGOES, "12.000", "12.000"),
        ("¿Cuántas toneladas de mango exportó Bermeja?", MANGOES, "12.000", "12.000"),
        ("¿Cuánto dinero pidió la agencia Amparo para Lumeria?", AID, "30 millones de dólares",
         "289 millones"),
        ("¿Cuánto dinero se ha recaudado para Lumeria?", AID, "30 millones", "30 millones"),
        ("¿Cuántos autobuses compró la cooperativa Alba del Sur?", BUSES, "12", "30"),
        ("¿Cuántos autobuses compró la empresa Ruiz?", BUSES, "12", "12"),
        ("¿Cuántos perros eran de caza?", "Cinco eran de caza y cuatro, de compañía.", "cuatro",
         "Cinco"),
        ("¿Cuántos no eran de caza?", "Cinco eran de caza y cuatro, de compañía.", "cuatro",
         "cuatro"),
        ("¿Cuántas personas desaparecidas hubo?", "Hubo 19 fallecidos y 40 desaparecidos.", "19",
         "40"),
        ("¿Cuántos barcos chilenos pescan en el banco Coral?",
         "Seis de los cuarenta barcos que pescan en el Coral son chilenos.", "Seis", "Seis"),
        ("¿A cuánto ascendió el rescate?", "No fue de 3,4 millones, sino de 4,1.", "4,1", "4,1"),
        ("¿Qué pena tiene?", "Cumple cuatro años y tres meses.", "cuatro años", "cuatro años"),
        ("¿Cuántos pescadores murieron?", "Un pescador de 54 años murió, y otros cuatro no.",
         "54 años", "Un pescador"),
        ("¿Cuántos pescadores murieron?", "Un pescador de 54 años murió, y otros cuatro no.",
         "Un pescador de 54 años", "Un pescador"),
        ("¿Cuántos niños había?", "Había doce niños y una maestra.", "doce", "doce"),
        ("¿Cuántas muertes causó el derrumbe del gimnasio Paso Hondo?",
         "El gimnasio de Paso Hondo cayó a las 22.35 y causó la muerte de tres personas.",
         "tres personas", "tres personas"),
        ("¿A qué hora empezó?", "Duró siete horas: volvió a las ocho.", "las ocho", "las ocho"),
    ],
)  # fmt: skip
def test_of_several_figures_the_one_counts_that_the_question_stands_by(
    question: str, text: str, value: str, expected: str
) -> None:
    assert read_again(question, text, value) == expected


@pytest.mark.parametrize(
    ("question", "text", "value", "expected"),
    [
        ("¿Quién es Javier Milei?", "Javier Milei, presidente de Argentina, viajó.", "Argentina",
         "presidente de Argentina"),
        ("¿Quién es Javier Milei?", "Javier Milei, de 53 años, economista y presidente, viajó.",
         "economista", "economista y presidente"),
        ("¿Quién es Vidal Mora?", "El relator especial de la Liga en Orlavia, Vidal Mora, habló.",
         "relator", "relator especial de la Liga en Orlavia"),
        ("¿Quién es Vidal Mora?", "Habló el alcalde Vidal Mora.", "Habló", "alcalde"),
        ("¿Qué es el ballico?", "El ballico es una hierba que crece entre trigo y le quita agua.",
         "una hierba", "una hierba que crece entre trigo y le quita agua"),
        ("¿Qué es Petrofalcón?", "Petrofalcón, empresa mixta del Estado, pagó.", "empresa",
         "empresa mixta del Estado"),
        ("¿Qué es la RNA?", "La Red Nacional de Archivos (RNA) cerró.", "RNA",
         "La Red Nacional de Archivos"),
        ("¿Qué es el Plan Lérez?", "El Plan Lérez, que aprobó el pleno, es un programa de ayudas.",
         "el pleno", "un programa de ayudas"),
        ("¿Qué es la balsa del Tormo?", "Hablaron de la balsa del Tormo, rota.", "rota", "rota"),
        ("¿Quién es Ana Ruiz?", "Habló en el hospital de Lugo el cocinero, Ana Ruiz.", "cocinero",
         "cocinero"),
        ("¿Quién es Ana Ruiz?", "Habló un miembro de mesa, el docente Ana Ruiz.",
         "un miembro de mesa", "un miembro de mesa"),
        ("¿Quién es Ana Ruiz?", "El hermano de Ana Ruiz habló.", "hermano", "hermano"),
        ("¿Quién es Ana Ruiz?", "Ana Ruiz, detenida ayer, calló.", "ayer", "ayer"),
        ("¿Quién es Ana Ruiz?", "Ana Ruiz fue elegida alcaldesa.", "alcaldesa", "alcaldesa"),
    ],
)  # fmt: skip
def test_who_and_what_is_told_by_the_words_beside_the_name(
    question: str, text: str, value: str, expected: str
) -> None:
    assert read_again(question, text, value) == expected


PRICES = "Para una autocaravana cuesta 31 euros. Para una tienda cuesta 18 euros. Hay vistas."


@pytest.mark.parametrize(
    ("question", "value", "expected"),
    [
        ("¿Cuánto cuesta para una tienda?", "una autocaravana", "18 euros"),
        ("¿Cuánto cuesta para una autocaravana?", "31 euros", "31 euros"),
        ("¿Cuánto cuesta para una caravana?", "31 euros", "31 euros"),
        ("¿Cuánto cuesta?", "31 euros", "31 euros"),
    ],
)
def test_the_sentence_counts_that_says_all_that_the_question_does(
    question: str, value: str, expected: str
) -> None:
    first = PRICES.index(".") + 1
    read = replace(reading(PRICES, value), quote=(0, first))
    (after,) = reread(Query.of(question), [read])
    assert PRICES[slice(*after.value)] == expected
    assert expected in PRICES[slice(*after.quote)]


def test_what_is_defined_by_its_form_is_believed() -> None:
    unsure = reading("Milei, presidente, y Ana Ruiz, médica, hablaron.", "Milei", score=0.1)
    (after,) = reread(Query.of("¿Quién es Ana Ruiz?"), [unsure])
    assert after.score == DEFINED


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("Cerró porque la caldera no pasó la revisión, dijo.", "la caldera",
         "la caldera no pasó la revisión"),
        ("Espera más, puesto que la incubación puede durar 45 días.", "la incubación",
         "la incubación puede durar 45 días"),
        ("Bajó la pena al aplicarle la atenuante.", "la atenuante", "aplicarle la atenuante"),
        ("No arrancó, por lo que hubo que salir.", "No arrancó, por lo que hubo",
         "No arrancó"),
        ("Se derrumbó por el peso de la nieve.", "el peso de la nieve", "el peso de la nieve"),
        ("Cerró porque no había niños; abrirá porque vuelven.", "vuelven", "vuelven"),
    ],
)  # fmt: skip
def test_a_reason_is_a_whole_clause(text: str, value: str, expected: str) -> None:
    assert read_again("¿Por qué cerró la escuela?", text, value) == expected


PRESIDENT = "¿Quién es el presidente de la CNC?"
FREED = "¿Quién logró la liberación de las reporteras?"
TEST = "¿Cuándo realizó Orlavia su primera prueba?"
FORBIDS = "¿Qué prohíbe la resolución 88?"


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        (PRESIDENT, "El presidente espera que la ministra del Interior, Irene Salces, cumpla.",
         "Irene Salces"),
        (PRESIDENT, "El concejal Raúl Iriarte espera que la CNC elija presidente.", "Raúl Iriarte"),
        ("¿Quién era la alcaldesa de Mora?", "Irene Salces, ministra de Sanidad, visitó Mora.",
         "Irene Salces"),
        (FREED, "El secretario, Bruno Kamara, expresó satisfacción por la liberación.",
         "Bruno Kamara"),
        (FREED, "Bruno Kamara celebró su liberación.", "Bruno Kamara"),
        (FREED, "«Es una liberación justa», aplaudió Bruno Kamara.", "Bruno Kamara"),
        (TEST, "El martes, Orlavia anunció que planea realizar su primera prueba.", "El martes"),
        (TEST, "Ayer dijo que quiere realizar la prueba.", "Ayer"),
        (FORBIDS, "La resolución 88 autoriza a mirar los barcos.", "mirar los barcos"),
        ("¿Qué permite la ley?", "La ley prohíbe pescar de noche.", "pescar de noche"),
        ("¿Cuántas personas trabajan en la mina?",
         "La mina dará empleo a 900 personas cuando esté terminada.", "900"),
        ("¿Qué aumento pedía el SOLU?", "El SOLU firmó ayer un aumento del 19 %.", "19 %"),
        ("¿Cuántos años pedía la Fiscalía?", "La sentencia lo condena a cuatro años.", "cuatro"),
        ("¿De cuánto es el bono que se pactó?", "Marcharon en demanda de un bono de 930 soles.",
         "930 soles"),
        ("¿Qué dotación tenía el premio?", "La dotación subirá en 150 mil pesos.",
         "150 mil pesos"),
        ("¿Cuánto costó la película?", "El premio, dotado con 40.000 dólares, fue suyo.",
         "40.000 dólares"),
        ("¿Qué porcentaje de votos sacó?",
         "Con el 97 % de las mesas escrutadas, tenía el 40 % de los votos.", "97 %"),
        ("¿Cuándo se apagó el fuego de Alba?",
         "El fuego que empezó el sábado por la tarde en Alba avanza sin control.",
         "el sábado por la tarde"),
        ("¿Cuándo empezó la huelga?", "La huelga terminó el 3 de mayo.", "el 3 de mayo"),
    ],
)  # fmt: skip
def test_what_only_speaks_of_it_is_no_answer(question: str, text: str, value: str) -> None:
    assert read_again(question, text, value) == ""


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        (PRESIDENT, "El presidente de la CNC, Sergio Paredes, confía en la ministra.",
         "Sergio Paredes"),
        (PRESIDENT, "Sergio Paredes, presidente y ministro, habló.", "Sergio Paredes"),
        (PRESIDENT, "Sergio Paredes dirige la CNC.", "Sergio Paredes"),
        (FREED, "Guido Clavel, que logró la liberación, celebró el día.", "Guido Clavel"),
        (FREED, "Las sacó de allí Guido Clavel.", "Guido Clavel"),
        ("¿Quién celebró la liberación?", "Bruno Kamara celebró la liberación.", "Bruno Kamara"),
        ("¿Quién dijo que es un buen día?", "Es un buen día, celebró Kamara.", "Kamara"),
        (TEST, "El martes, Orlavia realizó su primera prueba.", "El martes"),
        (TEST, "Orlavia, que planea realizar otra, realizó la primera el martes.", "el martes"),
        (FORBIDS, "La resolución 88 prohíbe exportar armas y autoriza a inspeccionar.",
         "exportar armas"),
        (FORBIDS, "La resolución 88 no autoriza a exportar armas.", "exportar armas"),
        ("¿Cuántos trabajarán en la mina?", "Dará empleo a 900 cuando esté terminada.", "900"),
        ("¿Cuánto costó la película?", "Costó 40.000 dólares y ganó un premio.", "40.000 dólares"),
        ("¿Cuál fue el premio?", "El premio, de 40.000 dólares, fue suyo.", "40.000 dólares"),
        ("¿Quién tomó las riendas de la caja?", "La consejera, Ana Ruiz, agradeció su apoyo.",
         "Ana Ruiz"),
        ("¿Qué aumento pedía el SOLU?", "Firmó el 19 %, y no el 28 % que pedía.", "28 %"),
        ("¿Qué aumento firmó el SOLU?", "El SOLU firmó ayer un aumento del 19 %.", "19 %"),
        ("¿En cuánto subió la dotación?", "Subió en 150 mil pesos.", "150 mil pesos"),
        ("¿Cuánto costó el puente?", "La factura final fue de 3 millones de euros.",
         "3 millones de euros"),
        ("¿Cuánto costó la quema?", "Estimó el daño en 90.000 pesos.", "90.000 pesos"),
        ("¿Cuántos perros hay en Mora?", "En Mora hay 12 perros, con 40 brigadistas.", "12"),
        ("¿A cuánto condenaron a Vela?", "A tres años de prisión por los dos robos.", "tres años"),
        ("¿Qué porcentaje de la tesis era copiado?",
         "Leídas las 386 páginas de la tesis, vieron que el 31 % era de otros.", "31 %"),
        ("¿Cuándo se apagó el fuego de Alba?", "Quedó extinguido el domingo, y empezó un sábado.",
         "el domingo"),
        ("¿Cuándo se apagó el fuego?", "El lunes llovió y empezó a bajar el humo.", "El lunes"),
        ("¿Cuándo empezó la huelga?", "La huelga comenzó el 3 de mayo.", "el 3 de mayo"),
        ("¿Cuándo se abrió el museo?", "El museo terminó de hacerse en mayo.", "en mayo"),
        ("¿Qué porcentaje de votos sacó?", "Vistas las actas, sacó el 40 % de los votos.", "40 %"),
    ],
)  # fmt: skip
def test_what_may_answer_keeps_its_chance(question: str, text: str, value: str) -> None:
    assert read_again(question, text, value) == value


LASTED = "¿Cuántos días duró la huelga de Ñielpán?"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Espera alcanzar el ritmo habitual en dos semanas.", "dos semanas"),
        ("La mina se abrió hace 27 años.", "27 años"),
        ("Volverán dentro de tres días.", "tres días"),
        ("Se reúnen cada 15 días.", "15 días"),
        ("La dirigenta fue elegida dos meses después.", "dos meses"),
    ],
)
def test_by_when_and_since_when_is_no_duration(text: str, value: str) -> None:
    assert read_again(LASTED, text, value) == ""


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        (LASTED, "Un contrato pone fin a 41 días de paro.", "41 días"),
        (LASTED, "Acuerdo en la mina tras 41 días de huelga.", "41 días"),
        (LASTED, "En 41 días de huelga nadie cobró.", "41 días"),
        ("¿En cuántos días se hizo la obra?", "Se hizo en 41 días.", "41 días"),
        ("¿Cuántos obreros pararon?", "En dos semanas pararon 1.420.", "1.420"),
    ],
)
def test_what_it_lasted_stays(question: str, text: str, value: str) -> None:
    assert read_again(question, text, value) == value
