"""Questions made from sentences: turned round rightly, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.questions.made import LONGEST, questions_of


@pytest.mark.parametrize(
    ("sentence", "question", "expected"),
    [
        (
            "La Diputación envió 120 bomberos a la sierra de Urdaz.",
            "¿Cuántos bomberos envió la Diputación a la sierra de Urdaz?",
            "120",
        ),
        (
            "El puente de Villasoto mide 310 metros.",
            "¿Cuántos metros mide el puente de Villasoto?",
            "310",
        ),
        (
            "El Ayuntamiento plantó 640 castaños en la ladera del Pico.",
            "¿Cuántos castaños plantó el Ayuntamiento en la ladera del Pico?",
            "640",
        ),
        (
            "Murieron 12 personas en el incendio de Lombrada.",
            "¿Cuántas personas murieron en el incendio de Lombrada?",
            "12",
        ),
        (
            "En virtud del acuerdo de 2024, Corea del Norte ha desplegado más de 11,000 soldados "
            "en el frente de Kursk, y triplicará esta cifra.",
            "¿Cuántos soldados ha desplegado Corea del Norte en el frente de Kursk?",
            "11,000",
        ),
        (
            "El año pasado, el museo del Prado recibió 45.000 visitantes.",
            "¿Cuántos visitantes recibió el museo del Prado?",
            "45.000",
        ),
        (
            "La comarca de Urdaz perdió 30 plazas de enfermería en 2024, según el sindicato.",
            "¿Cuántas plazas de enfermería perdió la comarca de Urdaz en 2024?",
            "30",
        ),
        (
            "El tren de Brañalba costará 1.200 millones de euros, según el ministerio.",
            "¿Cuánto costará el tren de Brañalba?",
            "1.200",
        ),
        (
            "El presupuesto del Teatro Lírico ascendió a 3,5 millones de pesos.",
            "¿A cuánto ascendió el presupuesto del Teatro Lírico?",
            "3,5",
        ),
        (
            "La línea entre Brañalba y Ribanueva abrirá el 14 de marzo de 2026.",
            "¿Cuándo abrirá la línea entre Brañalba y Ribanueva?",
            "14",
        ),
        (
            "La alianza de Moscú se consolidó formalmente en junio de 2024, cuando firmaron.",
            "¿Cuándo se consolidó la alianza de Moscú?",
            "2024",
        ),
        (
            "Corea del Norte ha enviado a Rusia 6,5 millones de proyectiles desde 2023.",
            "¿Cuántos proyectiles ha enviado Corea del Norte a Rusia desde 2023?",
            "6,5",
        ),
        (
            "SEÚL.- Al menos 3.000 soldados norcoreanos viajaron a Rusia, informó el Ejército.",
            "¿Cuántos soldados norcoreanos viajaron a Rusia?",
            "3.000",
        ),
        (
            "Estiman que unos 15.000 soldados norcoreanos han sido desplegados para apoyar a Rusia "
            "en funciones vinculadas al conflicto.",
            "¿Cuántos soldados norcoreanos han sido desplegados para apoyar a Rusia?",
            "15.000",
        ),
        (
            "Rodrigo Ceballos fue elegido mejor actor en el Festival de Anzoa por su papel.",
            "¿Quién fue elegido mejor actor en el Festival de Anzoa?",
            "Rodrigo Ceballos",
        ),
        (
            "Llegó el presidente ruso, Vladímir Putin.",
            "¿Quién es el presidente ruso?",
            "Vladímir Putin",
        ),
        (
            "Habló la alcaldesa de Ñielpán, Rosa Quintero.",
            "¿Quién es la alcaldesa de Ñielpán?",
            "Rosa Quintero",
        ),
        (
            "La obra del Liceo duró 17 días.",
            "¿Cuántos días duró la obra del Liceo?",
            "17",
        ),
        (
            "Los investigadores de Vigo contaron 43 viajes.",
            "¿Cuántos viajes contaron los investigadores de Vigo?",
            "43",
        ),
    ],
)
def test_a_sentence_of_a_known_shape_is_turned_round(
    sentence: str, question: str, expected: str
) -> None:
    made = list(questions_of(sentence))
    assert [(one.question, one.expected) for one in made] == [(question, expected)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Los vecinos que viven allí pidieron 3 bancos.",  # who they are is told elsewhere
        "Él envió 120 bomberos.",
        "El alcalde dijo que costará 3 millones de euros.",
        "La medida no afectó a 300 familias.",
        "En Puente Sarga cayeron 212 litros por metro cuadrado.",
        "La Consejería mide 6.180 hectáreas calcinadas.",  # the last word leans on the noun
        "Esta obra costó 40 euros.",
        "Habló su presidente, Juan Gil.",
        "Habló la directora del certamen, Olga Samper.",  # which one is told in the article
        "El trazado definitivo mide 151 kilómetros.",
        "La presidenta del sindicato, Yasna Colipí, habló.",
        "Ibarbure marcó 19 goles en 31 partidos la temporada pasada.",
        "Murieron 12 personas.",
        "Lo decidió el director de entonces, Emilio Paz.",
        "",
        "120",
        "El 14 de marzo.",
    ],
)
def test_a_doubtful_shape_gives_nothing(sentence: str) -> None:
    assert list(questions_of(sentence)) == []


@given(st.text(alphabet="ElLa envió 120 bomberos, de.:«»\n1A", max_size=200))
def test_whatever_comes_out_is_a_short_question_about_the_sentence(sentence: str) -> None:
    for made in questions_of(sentence):
        assert made.question.startswith("¿")
        assert made.question.endswith("?")
        assert len(made.question) <= LONGEST
        assert made.expected in sentence
