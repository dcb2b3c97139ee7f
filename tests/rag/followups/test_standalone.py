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
        (
            "¿a cuántos años?",
            "¿Quiénes eran las reporteras condenadas?",
            "¿A cuántos años fueron condenadas las reporteras?",
        ),
        (
            "¿Y para una tienda?",
            "¿Cuánto cuesta la parcela para una autocaravana?",
            "¿Cuánto cuesta la parcela para una tienda?",
        ),
        ("¿y cuánto costó?", "¿Quién proyectó el Centro Orfeo?", "¿Cuánto costó el Centro Orfeo?"),
        ("¿y qué edad?", "¿Qué profesión tiene Nieves Paz?", "¿Qué edad tiene Nieves Paz?"),
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
        ("¿quién lo construyó?", TUNNEL, "¿Quién construyó el túnel de Lombrada?"),
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


FIRES = "¿Cuántos incendios hubo en Galicia en 2023?"


@pytest.mark.parametrize(
    ("question", "earlier", "expected"),
    [
        ("¿y cuántas hectáreas ardieron?", FIRES,
         "¿Cuántas hectáreas ardieron los incendios que hubo en Galicia en 2023?"),
        ("¿y cuánto gastaron?", "¿Cuántos turistas llegaron a Cádiz en junio de 2022?",
         "¿Cuánto gastaron los turistas que llegaron a Cádiz en junio de 2022?"),
        ("¿y cuánto recaudó?", "En 2018, ¿cuántas entradas vendió el festival?",
         "¿Cuánto recaudó el festival en 2018?"),
        # A time of its own, another tense, or a year that is part of a name.
        ("¿y cuánto recaudó el año pasado?", "¿Cuántas entradas vendió el festival en 2018?",
         "Sobre el festival, ¿cuánto recaudó el año pasado?"),
        ("¿cuánto cuesta?", "¿Cuántas entradas vendió el festival en 2018?",
         "¿Cuánto cuesta el festival?"),
        ("¿y cuánto recaudó?", "¿Cuántas entradas vendió el Mundial de 2018?",
         "¿Cuánto recaudó el Mundial de 2018?"),
    ],
)  # fmt: skip
def test_the_year_asked_about_is_kept(question: str, earlier: str, expected: str) -> None:
    assert understand(question, Context(earlier)).question == expected


def test_what_was_answered_is_never_written_into_the_next_question() -> None:
    answered = {"named": "Paulina Garay"}
    assert meant("¿qué edad tiene?", FILM, **answered) == (
        "¿Qué edad tiene quien dirigió «Turno de noche»?"
    )
    assert meant("¿y cuándo?", FILM, **answered) == "¿Cuándo dirigió «Turno de noche»?"
    where = "¿Dónde está la mina de cobre Ñielpán?"
    assert "Maruquén" not in meant("¿Quién trabaja allí?", where, named="Maruquén")


@pytest.mark.parametrize(
    ("question", "earlier", "expected"),
    [
        # What says which one is kept where the new noun does not say it.
        (
            "¿Y una revisión?",
            "¿Cuánto cuesta el cambio de neumáticos de un Seat Ibiza?",
            "¿Cuánto cuesta una revisión de un Seat Ibiza?",
        ),
        (
            "¿Y el portero?",
            "¿Cuánto cobra el entrenador del Betis Lara?",
            "¿Cuánto cobra el portero del Betis Lara?",
        ),
        (
            "¿y el túnel de Sil?",
            "¿Cuándo se abrió el puente de Armilla?",
            "¿Cuándo se abrió el túnel de Sil?",
        ),
        # Another person than the one who did it.
        (
            "¿y el segundo?",
            "¿Quién ganó la carrera de Armilla?",
            "Sobre la carrera de Armilla, ¿quién fue el segundo?",
        ),
        (
            "¿y la arqueóloga?",
            "¿Quién gobernaba el ayuntamiento de Torrequinta?",
            "Sobre el ayuntamiento de Torrequinta, ¿quién era la arqueóloga?",
        ),
        # What was counted is counted on.
        (
            "¿y cuántos la apoyaron?",
            "¿Cuántos socios de Coopealtura rechazaron la fusión?",
            "¿Cuántos socios de Coopealtura apoyaron la fusión?",
        ),
        (
            "¿y cuántos se salvaron?",
            "¿Cuántas personas viajaban en el DC-6 de la Boliviana?",
            "¿Cuántas de las personas que viajaban en el DC-6 de la Boliviana se salvaron?",
        ),
        (
            "¿y heridos?",
            "¿Cuántos soldados murieron en Kursk?",
            "¿Cuántos heridos hubo entre los soldados en Kursk?",
        ),
        # A pronoun of the other gender stands for nothing that was named.
        (
            "¿y dónde la fabrican?",
            "¿Cuánto costó el puente de Armilla?",
            "Sobre el puente de Armilla, ¿dónde la fabrican?",
        ),
        # Another time takes the place of the clause that said when.
        ("¿y al salir?", "¿Cuánto debía Andesur cuando quebró?", "¿Cuánto debía Andesur al salir?"),
        # A question of yes or no without a question word.
        (
            "¿alguno de los socios pisó la cárcel?",
            "¿Quién era el dueño de Banagro?",
            "Sobre el dueño de Banagro, ¿alguno de los socios pisó la cárcel?",
        ),
    ],
)
def test_the_object_is_kept(question: str, earlier: str, expected: str) -> None:
    assert meant(question, earlier) == expected


@pytest.mark.parametrize(
    ("question", "earlier", "expected"),
    [
        # An amount is no part of those who ask for it.
        (
            "¿y cuánto piden?",
            "¿Cuántos pescadores firmaron la carta de Oseira?",
            "¿Cuánto piden los pescadores que firmaron la carta de Oseira?",
        ),
        # Nobody in particular pays, and somebody is paid.
        (
            "¿y cuánto les pagaron?",
            "¿Cuántos obreros echó la fábrica de Armilla?",
            "¿Cuánto les pagaron a los obreros que echó la fábrica de Armilla?",
        ),
        (
            "¿y cuánto le dieron?",
            "¿Qué suma tuvo que devolver Inés Robledo al municipio?",
            "¿Cuánto le dieron a Inés Robledo?",
        ),
        # What a person does is said of the person rather than of the penalty.
        (
            "¿y cuándo entró en la cárcel?",
            "¿Cuál fue la pena de Hugo Beltrán?",
            "¿Cuándo entró en la cárcel Hugo Beltrán?",
        ),
        (
            "¿y qué edad tenía?",
            "¿Qué corredor ganó la vuelta a Lumeria?",
            "¿Qué edad tenía el corredor que ganó la vuelta a Lumeria?",
        ),
        (
            "¿y cuánto valen?",
            "¿Cuántos trozos del bólido de Alba hallaron los estudiantes?",
            "¿Cuánto valen los trozos del bólido de Alba que hallaron los estudiantes?",
        ),
        # And who is relieved or arrested is a person.
        (
            "¿y quién lo relevó?",
            "¿Quién dirigía el museo de Sil cuando ardió el archivo?",
            "Sobre quien dirigía el museo de Sil cuando ardió el archivo, ¿quién lo relevó?",
        ),
        (
            "¿cuánto le costó por él?",
            "¿Quién firmó el estudio del puerto de Sil?",
            "¿Cuánto le costó por el estudio del puerto de Sil?",
        ),
        # A month written large is somebody's name.
        (
            "¿y cuándo lo soltaron?",
            "¿Dónde detuvieron a Julio Benavente?",
            "Sobre Julio Benavente, ¿cuándo lo soltaron?",
        ),
        # What one says takes time's place, or the place of what the same word stands for.
        (
            "¿y dos años después?",
            "¿Cuánto trigo quedaba en el silo de Armilla cuando llegó la guerra?",
            "¿Cuánto trigo quedaba en el silo de Armilla dos años después?",
        ),
        (
            "¿y antes de la reforma?",
            "¿Cuánto sube la presa de Bajo de la Alba desde 2012?",
            "¿Cuánto sube la presa de Bajo de la Alba antes de la reforma?",
        ),
        (
            "¿y el del museo de Oseira?",
            "¿Quién estaba al frente del museo de Santa Inés?",
            "¿Quién estaba al frente del museo de Oseira?",
        ),
        # What says which fine it is stays with it; who lost their lives are spoken of.
        (
            "¿y cuántas se pagaron?",
            "¿De cuánto es la multa por pescar en veda?",
            "Sobre la multa por pescar en veda, ¿cuántas se pagaron?",
        ),
        (
            "¿y cómo se llamaba el capitán?",
            "¿Cuántos vecinos perdieron la vida al hundirse el dique de Armilla?",
            "Sobre los vecinos que perdieron la vida al hundirse el dique de Armilla, "
            "¿cómo se llamaba el capitán?",
        ),
        (
            "¿qué día fue?",
            "¿Cuánta gente protestó en Armilla?",
            "¿Qué día protestó en Armilla esa gente?",
        ),
        (
            "¿de qué año era?",
            "¿Qué destino tuvo la custodia robada en Sil?",
            "¿De qué año era la custodia robada en Sil?",
        ),
        (
            "¿y los demás?",
            "¿Cuántos obreros volvieron a trabajar en Armilla?",
            "Sobre los obreros que volvieron a trabajar en Armilla, ¿y los demás?",
        ),
        (
            "¿y heridos cuántos hubo?",
            "¿Cuánto costó la riada del Alcedo?",
            "Sobre la riada del Alcedo, ¿cuántos heridos hubo?",
        ),
        (
            "¿y cuándo abre?",
            "¿Qué cuesta entrar en el museo de Alba?",
            "¿Cuándo abre el museo de Alba?",
        ),
        (
            "¿y dónde lo apresaron?",
            "¿A qué barco le pusieron la multa en Oseira?",
            "¿Dónde apresaron el barco al que le pusieron la multa en Oseira?",
        ),
        # «la cola» is no pronoun with a verb; a year is no subject.
        (
            "¿y la cola?",
            "¿Qué longitud tenía el caimán de la laguna de Alba?",
            "¿Qué longitud tenía la cola de la laguna de Alba?",
        ),
        (
            "¿y cuánto llevaba parada en el otoño de 2011?",
            "¿Por qué se detuvo la obra del museo de Alba?",
            "Sobre la obra del museo de Alba, ¿cuánto llevaba parada en el otoño de 2011?",
        ),
    ],
)
def test_what_is_taken_over_fits_the_verb(question: str, earlier: str, expected: str) -> None:
    assert meant(question, earlier) == expected


def test_a_pronoun_stands_for_whom_its_gender_fits() -> None:
    context = Context(
        "¿Cuántos votos sacó Pastoriza?", earlier=("¿Cuántos votos sacó Mariela Onaindia?",)
    )
    assert "Mariela Onaindia" in understand("¿qué profesión tiene ella?", context).question


@pytest.mark.parametrize(
    ("question", "own"),
    [
        ("¿Quiénes eran las reporteras condenadas?", "phrase"),
        ("¿Quién murió tras una llamada?", "phrase"),
        ("¿Cuánto costaron los daños?", "noun"),
        ("¿Y quién es la concejala nueva?", "noun"),
        ("¿Quién lo construyó?", "nothing"),
        ("¿Cuánto llovió?", "nothing"),
        ("quien es ximena alvarado", "phrase"),
        ("a que se dedica ainhoa etxaniz", "phrase"),
        ("quien sustituyo a urrea", "noun"),
    ],
)
def test_a_question_tells_what_subject_it_brings_itself(question: str, own: str) -> None:
    assert understand(question, Context(FLOOD)).own == own


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
        "how much does it cost to breed one vulture in a cage",
        "nombre de la operacion policial contra los falsos revisores del gas en alba",
        "¿Por qué puso veneno el ganadero de Alba, según él mismo?",
        "¿Cuántas toneladas vendió al exterior Bahía Clara?",
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


@pytest.mark.parametrize(
    ("question", "earlier", "expected"),
    [
        # A verb that is none we know, a clitic, «se» and «hace falta».
        ("¿y cuántos andan?", "¿Quién donó los hornos a gas de Huachi?",
         "¿Cuántos de los hornos a gas de Huachi andan?"),
        ("¿y dónde los entierran?", "¿Cuántos cuerpos del cayuco de Lara se han recuperado?",
         "¿Dónde entierran los cuerpos del cayuco de Lara que se han recuperado?"),
        ("¿cuánto cuesta?", "¿En qué edificio se instala el cajero de Mora?",
         "¿Cuánto cuesta el edificio en el que se instala el cajero de Mora?"),
        ("¿por qué mayoría?", "¿Qué pena impuso la Corte a Luis Mora?",
         "¿Por qué mayoría impuso la Corte a Luis Mora esa pena?"),
        ("¿a dónde se fue a vivir?", "¿Quién es Ana Bracho?",
         "¿A dónde se fue a vivir Ana Bracho?"),
        # Other outcomes of one calamity are others' fates; of the dead nobody went blind.
        ("¿y cuántos se salvaron?", "¿Cuántas personas murieron en el naufragio del Corral?",
         "¿Cuántas personas se salvaron en el naufragio del Corral?"),
        ("¿y cuántos quedaron ciegos?", "¿Cuántos muertos hubo por el pan de San Mateo?",
         "Sobre los muertos que hubo por el pan de San Mateo, ¿cuántos quedaron ciegos?"),
        # Who has an age, what a date and an amount are of.
        ("¿y cuántos años tiene?", "¿Qué pide la Fiscalía para el presunto timonel del cayuco?",
         "¿Cuántos años tiene el presunto timonel del cayuco?"),
        ("¿de qué fecha era?", "¿Aprobó Ochoa la prueba del sello?",
         "¿De qué fecha era la prueba del sello, que aprobó Ochoa?"),
        ("¿y cuánto se gastó?", "¿Qué obra anunció el alcalde de Mora?",
         "Sobre la obra que anunció el alcalde de Mora, ¿cuánto se gastó?"),
        # Who does it is asked for, or nobody in particular.
        ("¿qué país ya no va a contribuir?", "¿Cuánto le hace falta a la expedición al Cono?",
         "Sobre la expedición al Cono, ¿qué país ya no va a contribuir?"),
        ("¿y cuánto les dieron a las viudas?", "¿Cuántos muertos dejó la caída del puente?",
         "Sobre la caída del puente, ¿cuánto les dieron a las viudas?"),
        # What is counted in one place, and where no topic is found.
        ("¿y cuántas mesas abrieron tarde?", "¿Cuántos votos nulos hubo en el plebiscito de Lara?",
         "Sobre el plebiscito de Lara, ¿cuántas mesas abrieron tarde?"),
        ("¿y qué pedía el fiscal?", "cuantos años le cayeron a sotero pineda",
         "Sobre sotero pineda, ¿qué pedía el fiscal?"),
        ("¿y cuántas se devolvieron?", "¿Cómo llaman los choferes a las monedas oxidadas?",
         "¿Cuántas de las monedas oxidadas se devolvieron?"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_filled_by_what_the_verb_says(
    question: str, earlier: str, expected: str
) -> None:
    assert meant(question, earlier) == expected


def test_what_is_spoken_of_stays_after_a_question_of_who() -> None:
    then = understand("¿y quién medió?", Context("¿Cuánto duró la huelga de la mina Ñielpán?"))
    assert understand(
        "¿y cuánto dejaron de producir?", Context(then.question, then.root)
    ).question == ("Sobre la huelga de la mina Ñielpán, ¿cuánto dejaron de producir?")


@pytest.mark.parametrize(
    ("question", "earlier", "expected"),
    [
        # Which of those counted, of what measure, and who says so.
        ("¿y en blanco?", "¿Cuántos votos obtuvo el rechazo al vertedero de Lara?",
         "¿Cuántos votos en blanco obtuvo el rechazo al vertedero de Lara?"),
        ("¿y de plomo?", "¿Qué cantidad de agua había en la calabaza de Azadilla?",
         "¿Qué cantidad de plomo había en la calabaza de Azadilla?"),
        ("¿y del olivar?", "¿Qué precio se fijó para la hectárea de regadío de Mora?",
         "¿Qué precio se fijó para la hectárea del olivar de Mora?"),
        ("¿y según Zúñiga?", "¿A qué atribuye la directora la bajada de los contagios?",
         "¿A qué atribuye Zúñiga la bajada de los contagios?"),
        # Another year, another place, what it costs to repair it, whose daughter.
        ("¿y el año anterior?", "¿Qué perdió Rosaleda en 1988?", "¿Qué perdió Rosaleda en 1987?"),
        ("¿y un año después?", "¿Cuántas obras se presentaron al Premio Lara de 1994?",
         "¿Cuántas obras se presentaron al Premio Lara de 1995?"),
        ("¿y en Uruguay cuántos?", "¿Cuánta gente gana el salario mínimo en Colombia?",
         "¿Cuánta gente gana el salario mínimo en Uruguay?"),
        ("¿y en La Paz, cada día?", "¿Qué pérdidas dejó el paro de transportistas ecuatoriano?",
         "¿Qué pérdidas dejó el paro de transportistas en La Paz cada día?"),
        ("¿y arreglarla?", "¿Cuánto invirtió Mora en la piscina estrenada en Lara?",
         "¿Cuánto costó arreglar la piscina estrenada en Lara?"),
        ("¿y la hija?", "¿Qué oficio tenía Saturio Gil?",
         "¿Qué oficio tenía la hija de Saturio Gil?"),
    ],
)  # fmt: skip
def test_a_fragment_stands_where_it_belongs(question: str, earlier: str, expected: str) -> None:
    assert meant(question, earlier) == expected


@pytest.mark.parametrize(
    ("question", "earlier", "expected"),
    [
        # What is valued is no museum, what is opened no midwife, what costs no town.
        ("¿y cuándo se inauguró?",
         "¿Qué motivo dio la matrona para que el hospital de Lara se hiciera?",
         "Sobre la matrona, que dio ese motivo para que el hospital de Lara se hiciera, ¿cuándo se "
         "inauguró?"),
        ("¿y qué quedó de ella?", "¿Quién prendió fuego a la estatua de Lalo Rebolledo?",
         "¿Qué quedó de la estatua de Lalo Rebolledo?"),
        ("¿cuánto le cobra?", "¿Qué empresa guarda en su frigorífico el hielo de Aysén?",
         "Sobre la empresa que guarda en su frigorífico el hielo de Aysén, ¿cuánto le cobra?"),
        # A clause that a verb takes, a name's second half, a word inside a noun phrase.
        ("¿y en qué año emigró?", "¿Cómo supo Fidencio Reyes que aquella tuba era la suya?",
         "¿En qué año emigró Fidencio Reyes?"),
        ("¿y qué tiene sembrado?", "¿A qué se dedica Teófilo Huamán, el del pleito de Lara?",
         "Sobre Teófilo Huamán, ¿qué tiene sembrado?"),
        ("¿qué edad tenía entonces?", "¿Qué lesión sufrió el niño más grave de la Escuela 214?",
         "Sobre el niño más grave de la Escuela 214, ¿qué edad tenía entonces?"),
        ("¿y qué contestó él?", "que le ofrecio garza al pescador antes del juicio",
         "¿Qué contestó el pescador antes del juicio?"),
        ("¿cuántos cumplió?", "cuantos correctivos le pusieron a la mina el encenillo",
         "¿Cuántos correctivos cumplió la mina el encenillo?"),
        # «allí» is where the question before said.
        ("¿qué rechazó allí?", "¿Cuánto tiempo estuvo el presidente Morán en Viena?",
         "Sobre el presidente Morán, que estuvo en Viena, ¿qué rechazó en Viena?"),
        ("¿vendrán más?", "¿Cuántos carros entrega España a Ucrania?",
         "Sobre los carros que entrega España a Ucrania, ¿vendrán más?"),
        ("¿a qué hora?", "¿Desde qué punto arrancó la marcha de maestros?",
         "¿A qué hora arrancó la marcha de maestros desde ese punto?"),
    ],
)  # fmt: skip
def test_what_is_spoken_of_is_told_by_how_the_sentence_is_built(
    question: str, earlier: str, expected: str
) -> None:
    assert meant(question, earlier) == expected


@pytest.mark.parametrize(
    ("question", "earlier", "expected"),
    [
        # What the archive has is asked of nothing that was spoken of.
        (
            "¿Cuántos artículos tiene?",
            "¿Qué firmaron Putin y Kim en Pyongyang?",
            "¿Cuántos artículos tiene lo que firmaron Putin y Kim en Pyongyang?",
        ),
        # People have years and votes; seats, spectators and pages are of things.
        (
            "¿cuántos espectadores tuvo?",
            "¿Quién es la directora del Festival de Anzoa?",
            "¿Cuántos espectadores tuvo el Festival de Anzoa?",
        ),
        (
            "¿cuántas camas tendrá?",
            "¿Quién es el director del Hospital de Soto?",
            "¿Cuántas camas tendrá el Hospital de Soto?",
        ),
        (
            "¿cuántos hijos tiene?",
            "¿Quién es la directora del Festival de Anzoa?",
            "¿Cuántos hijos tiene la directora del Festival de Anzoa?",
        ),
        # What was signed is what is ratified.
        (
            "¿y cuándo lo ratificó la Duma?",
            "¿Qué firmaron Putin y Kim en Pyongyang en junio de 2024?",
            "¿Cuándo ratificó la Duma lo que firmaron Putin y Kim en Pyongyang?",
        ),
        # Money that was asked for is wanted for something.
        (
            "¿para qué lo quería?",
            "¿Cuánto dinero pidió Leandro Pujols al Congreso?",
            "¿Para qué quería el dinero que pidió Leandro Pujols al Congreso?",
        ),
        # The owner of a dog has an age, the village has none.
        (
            "¿qué edad tiene?",
            "¿Cómo se llama el dueño del perro que mordió a los vecinos de Hoyos?",
            "¿Qué edad tiene el dueño del perro que mordió a los vecinos de Hoyos?",
        ),
        # English months are no names.
        (
            "¿y a qué hora empezó?",
            "How long did the October 2013 Guayaquil blackout last?",
            "Sobre Guayaquil, ¿a qué hora empezó?",
        ),
    ],
)
def test_what_is_had_signed_or_asked_for_tells_what_is_meant(
    question: str, earlier: str, expected: str
) -> None:
    assert meant(question, earlier) == expected


@pytest.mark.parametrize(
    ("question", "earlier", "expected"),
    [
        (
            "¿y el segundo?",
            "¿Quién ganó el campeonato de tortilla de Soto en 2025?",
            "Sobre el campeonato de tortilla de Soto, ¿quién fue el segundo?",
        ),
        (
            "¿y los demás?",
            "¿Qué condena recibieron los organizadores del golpe de Puerto Lirio?",
            "¿Qué condena recibieron los demás del golpe de Puerto Lirio?",
        ),
        (
            "¿y al año siguiente?",
            "¿Cuánta gente comió en la matanza de Soto en 2013?",
            "¿Cuánta gente comió en la matanza de Soto en 2014?",
        ),
    ],
)
def test_another_place_the_others_and_another_year_are_of_the_same_matter(
    question: str, earlier: str, expected: str
) -> None:
    assert meant(question, earlier) == expected


def test_things_of_which_a_property_was_asked_give_way_to_others_that_are_counted() -> None:
    cannons = Context(
        "¿Qué alcance tienen los cañones Koksan que ha entregado Corea del Norte?",
        "¿Cuántos cañones Koksan ha entregado Corea del Norte?",
    )
    meaning = understand("¿Y misiles?", cannons)
    assert meaning.question == "¿Cuántos misiles ha entregado Corea del Norte?"
