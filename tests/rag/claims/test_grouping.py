"""Grouping: a partition in which members fit, whatever the order of the evidence."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.claims import statements
from rag.claims.grouping import group
from rag.claims.meaning import Meaning, Question, meaning_of, question_of
from rag.claims.relation import Relation, relation
from rag.claims.second_look import Bounds, Judged
from rag.reader.protocol import Reading
from tests.rag.answer_checks import reading

VALUES = (
    "más de 11.000", "unos 15.000", "11.500", "10.000", "entre 10.000 y 12.000", "miles", "40 %",
    "1.234,56", "300 euros", "once mil quinientos", "casi 12.000", "cientos", "2000",
)  # fmt: skip
DATES = ("ayer", "el 8 de enero", "2025", "enero de 2025", "el viernes", "9 de enero de 2025")
NAMES = ("Kim", "Kim Jong-un", "Kim Yo-jong", "el líder", "Lavrov", "Pionyang", "Pyongyang")


@st.composite
def evidence(draw: st.DrawFn) -> tuple[str, list[Reading]]:
    """A question and two to four readings of it."""
    question, values = draw(
        st.sampled_from(
            [("¿Cuántos soldados hay?", VALUES), ("¿Cuándo fue?", DATES), ("¿Quién fue?", NAMES)]
        )
    )
    made = [
        reading(
            f"Nota {chr(97 + i) * 5}: se dice {value} soldados.",
            value,
            id=i,
            document=draw(st.sampled_from("abcd")),
            date=draw(st.sampled_from([None, "2025-01-09", "2025-01-20"])),
            score=0.9 - 0.01 * i,
        )
        for i, value in enumerate(draw(st.lists(st.sampled_from(values), min_size=2, max_size=4)))
    ]
    return question, made


@given(evidence())
def test_groups_are_a_partition_whose_members_fit(case: tuple[str, list[Reading]]) -> None:
    question, readings = question_of(case[0]), case[1]
    grouped = group(question, readings)
    ids = [s.reading.hit.passage.id for g in grouped.groups for s in g]
    also = [r.hit.passage.id for g in grouped.groups for s in g for r in s.also]
    assert len(ids) == len(set(ids))
    assert sorted(ids + also) == sorted(r.hit.passage.id for r in readings)
    for members in grouped.groups:
        for one, other in combinations(members, 2):
            assert relation(question, one.meaning, other.meaning) == "same"
    amounts = [meaning_of(question, each).amount is not None for each in readings]
    further = {
        each.hit.passage.id
        for place, each in enumerate(readings)
        if amounts[place]
        and any(
            amounts[before] and readings[before].hit.passage.document == each.hit.passage.document
            for before in range(place)
        )
    }
    apart = [
        (a, b)
        for g, h in combinations(grouped.groups, 2)
        for a in g
        for b in h
        if a.document != b.document
        and relation(question, a.meaning, b.meaning) == "different"
        # An article speaks by the likeliest of its figures, and may say what the other does too.
        and not {a.reading.hit.passage.id, b.reading.hit.passage.id} & further
        and not any(
            c.document == theirs.document and relation(question, own.meaning, c.meaning) == "same"
            for own, theirs in ((a, b), (b, a))
            for members in grouped.groups
            for c in members
        )
    ]
    assert (grouped.agreement == "disagree") == bool(apart) == bool(grouped.conflicting)


@given(evidence())
def test_relations_do_not_depend_on_the_order(case: tuple[str, list[Reading]]) -> None:
    question = question_of(case[0])
    meanings = [meaning_of(question, reading) for reading in case[1]]
    for one, other in combinations(meanings, 2):
        assert relation(question, one, other) == relation(question, other, one)


def test_a_vague_figure_does_not_speak_for_a_claim_with_a_number() -> None:
    readings = [
        reading("Miles de soldados cruzaron.", "Miles de soldados", id=1, document="a"),
        reading("Más de 11,000 soldados hay.", "Más de 11,000", id=2, document="b", score=0.98),
    ]
    (claim,) = group(question_of("¿Cuántos soldados?"), readings).groups
    assert [statement.meaning.normalized for statement in claim] == [11_000, None]


def test_answers_to_quienes_add_up() -> None:
    readings = [
        reading("Acudió Rosa Peralta.", "Rosa Peralta", id=1, document="a"),
        reading("Fue Luis Cabañas.", "Luis Cabañas", id=2, document="b", score=0.98),
    ]
    assert group(question_of("¿Quiénes asistieron?"), readings).agreement == "single"
    assert group(question_of("¿Quién asistió?"), readings).agreement == "disagree"


def _june_readings(second: str) -> list[Reading]:
    return [
        reading("De los pozos se han perforado 4.", "4", document="a", date="2025-06-24"),
        reading(
            f"La Comisión confía en perforar {second} pozos.",
            second,
            id=1,
            document="b",
            source="Otro medio",
            date="2025-04-22",
        ),
    ]


def test_what_was_told_before_the_month_asked_for_does_not_contradict() -> None:
    question = question_of("¿Cuántos pozos se habían perforado en junio de 2025?")
    assert group(question, _june_readings("9")).agreement == "single"
    assert group(question_of("¿Cuántos pozos se han perforado?"), _june_readings("9")).conflicting


def test_what_was_told_before_the_month_asked_for_can_agree() -> None:
    question = question_of("¿Cuántos pozos se habían perforado en junio de 2025?")
    assert group(question, _june_readings("4")).agreement == "agree"


def test_a_past_date_is_not_one_on_which_something_will_be() -> None:
    readings = [
        reading("Las obras acaban en septiembre de 2027.", "septiembre de 2027", document="a"),
        reading(
            "La instalación data de 1954.", "1954", id=1, document="b", date="2024-12-03", score=0.5
        ),
    ]
    assert group(question_of("¿Hasta cuándo durarán las obras?"), readings).agreement == "single"
    assert group(question_of("¿Cuándo fue?"), readings).agreement == "disagree"


def _told(question: str, other: str, value: str, chance: float) -> str:
    """What is said of a sure reading and of another that is judged to say something else."""
    readings = (
        reading("En Mora hay 51.340 habitantes.", "51.340", id=1, document="a", score=0.9),
        reading(other, value, id=2, document="b", source="Otro", title="Crónica", score=chance),
    )
    judged = Judged(readings, {2: 0.99}, Bounds(0.3, 0.2, 0.24, 0.2, 0.4))
    return group(question_of(question), readings, judged).agreement


MORA = "¿Cuántos habitantes tiene Mora?"


@pytest.mark.parametrize(
    ("other", "value", "chance"),
    [
        ("En Mora hay 48.000 habitantes.", "48.000", 0.45),
        ("En la comarca hay 200.000 habitantes.", "200.000", 0.6),
        ("En Mora hay 200.000 habitantes.", "200.000", 0.4),
        ("En la comarca viven 48.000.", "48.000", 0.5),
    ],
)
def test_two_figures_of_one_thing_contradict(other: str, value: str, chance: float) -> None:
    assert _told(MORA, other, value, chance) == "disagree"


@pytest.mark.parametrize(
    ("other", "value", "chance"),
    [
        ("En Mora nacieron 412 niños entre los habitantes.", "412", 0.8),
        ("En la comarca hay 200.000 habitantes.", "200.000", 0.4),
        ("En la comarca viven 48.000.", "48.000", 0.3),
        ("En Mora hay vecinos y habitantes.", "vecinos", 0.8),
    ],
)
def test_what_is_of_something_else_does_not(other: str, value: str, chance: float) -> None:
    assert _told(MORA, other, value, chance) == "single"


FIRE = "¿Cuántos evacuados hubo por el incendio de Lombrada?"


@pytest.mark.parametrize(
    ("later", "agreement"),
    [
        ("Son 1.150 los evacuados, después de que anoche se vaciara el balneario.", "evolve"),
        ("Son 1.150 los evacuados.", "disagree"),
    ],
)
def test_a_count_that_is_told_in_other_words_is_of_the_same_thing(
    later: str, agreement: str
) -> None:
    readings = (
        reading(later, "1.150", id=1, document="b", title="Lombrada", date="2025-08-14", score=0.9),
        reading("Han sido desalojadas 600 personas.", "600 personas", id=2, document="a",
                source="Otro", title="El fuego en Lombrada", date="2025-08-11", score=0.36),
    )  # fmt: skip
    judged = Judged(readings, {2: 0.99}, Bounds(0.3, 0.2, 0.24, 0.2, 0.4))
    assert group(question_of(FIRE), readings, judged).agreement == agreement


@pytest.mark.parametrize("other", ["en junio", "el 3 de junio", "a principios de año"])
def test_dates_of_which_nobody_knows_whether_they_are_one_are_not_judged_to_be(other: str) -> None:
    readings = (
        reading("Llegó a Pyongyang el viernes.", "el viernes", id=1, document="a", score=0.9),
        reading(f"Visitó la ciudad {other}.", other, id=2, document="b", source="Otro", score=0.5),
    )
    judged = Judged(readings, {2: 0.01}, Bounds(0.3, 0.2, 0.24, 0.2, 0.4))
    told = group(question_of("¿Cuándo visitó Pyongyang?"), readings, judged)
    assert (told.agreement, len(told.groups)) == ("single", 2)


def test_a_figure_of_another_order_is_not_cited_beside() -> None:
    readings = (
        reading("En Mora hay 51.340 habitantes.", "51.340", id=1, document="a", score=0.9),
        reading("En Mora nacieron 412 niños.", "412", id=2, document="b", source="Otro", score=0.6),
    )
    judged = Judged(readings, {2: 0.99}, Bounds(0.3, 0.2, 0.24, 0.2, 0.4))
    assert len(group(question_of(MORA), readings, judged).groups) == 1


CHAPEL = "¿En qué siglo se levantó la ermita de Alcor?"
POISONED = "¿Qué causó la intoxicación de Cerezal?"


@pytest.mark.parametrize(
    ("question", "one", "other", "agreement"),
    [
        (CHAPEL, ("La ermita de Alcor se levantó en el siglo XII.", "siglo XII"),
         ("Creen que la ermita de Alcor se levantó en el siglo XV.", "siglo XV"), "disagree"),
        # One of the sentences does not say all that is asked.
        (CHAPEL, ("La ermita de Alcor se levantó en el siglo XII.", "siglo XII"),
         ("El puente de Alcor se levantó en el siglo XV.", "siglo XV"), "single"),
        (POISONED, ("La intoxicación de Cerezal la causó la mayonesa.", "la mayonesa"),
         ("La intoxicación de Cerezal la causó el agua del pozo.", "el agua del pozo"), "disagree"),
        # The other passage names it too.
        (POISONED, ("La intoxicación de Cerezal la causó la mayonesa.", "la mayonesa"),
         ("La intoxicación de Cerezal la causó el calor, que agrió la mayonesa.", "el calor"),
         "single"),
    ],
)  # fmt: skip
def test_two_sentences_that_say_all_that_is_asked_contradict_whatever_their_chance(
    question: str, one: tuple[str, str], other: tuple[str, str], agreement: str
) -> None:
    readings = (
        reading(*one, id=1, document="a", title="Nota", score=0.9),
        reading(*other, id=2, document="b", title="Nota", source="Otro", score=0.5),
    )
    judged = Judged(readings, {2: 0.3}, Bounds(0.3, 0.2, 0.24, 0.2, 0.4))
    assert group(question_of(question), readings, judged).agreement == agreement


def test_what_was_signed_until_one_year_is_no_later_state_of_another() -> None:
    readings = [
        reading("Jugará en el Lara hasta junio de 2029.", "junio de 2029", date="2025-07-01"),
        reading("Firmó hasta 2028.", "2028", id=2, document="b", date="2025-07-02", score=0.9),
    ]
    assert group(question_of("¿Hasta cuándo firmó con el Lara?"), readings).agreement == "disagree"


def test_a_text_printed_again_is_as_late_as_its_last_print() -> None:
    so_far = "Hasta ahora van 3 canjes, según el comité de presos de la cárcel de Lara."
    readings = [
        reading(so_far, "3", id=1, document="a", source="Uno", date="2024-07-01", score=1.0),
        reading("En total fueron 2 canjes.", "2", id=2, document="b", source="Dos",
                date="2025-01-09", score=0.9),
        reading(so_far, "3", id=3, document="c", source="Tres", date="2025-01-20", score=0.5),
    ]  # fmt: skip
    grouped = group(question_of("¿Cuántos canjes hubo?"), readings)
    assert grouped.agreement == "evolve"
    assert [claim[0].meaning.normalized for claim in grouped.groups] == [3, 2]


def test_other_prices_of_the_best_ones_article_are_not_told_beside_it() -> None:
    readings = [
        reading("La revisión de un Zoe cuesta 190 euros.", "190 euros", id=1),
        reading("El cambio de ruedas de un Zoe cuesta 410 euros.", "410 euros", id=2, score=0.9),
    ]
    assert len(group(question_of("¿Cuánto cuesta la revisión de un Zoe?"), readings).groups) == 1
    assert len(group(question_of("¿Cuánto cuesta un Zoe?"), readings).groups) == 2


def test_some_of_them_are_not_told_beside_all_of_them() -> None:
    readings = [
        reading("Hubo 41 heridos. Seis de los heridos son niños.", "41", id=1),
        reading("Seis niños heridos llegaron.", "Seis", id=2, document="b", score=0.9),
    ]
    (claim,) = group(question_of("¿Cuántos heridos hubo?"), readings).groups
    assert claim[0].meaning.normalized == 41


def test_what_was_granted_is_no_later_state_of_what_was_demanded() -> None:
    readings = [
        reading("El gremio exige un aumento del 28 %.", "28 %", date="2024-11-18"),
        reading("Firmaron un 19 %.", "19 %", id=2, document="b", date="2024-12-07", score=0.9),
    ]
    assert group(question_of("¿Qué aumento pedía el gremio?"), readings).agreement == "single"


def test_each_two_readings_are_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: Counter[tuple[str, str]] = Counter()

    def counted(question: Question, one: Meaning, other: Meaning) -> Relation:
        compared[one.value, other.value] += 1
        return relation(question, one, other)

    monkeypatch.setattr(statements, "relation", counted)
    text = "Hubo {} heridos en el choque de los dos trenes de la línea costera."
    readings = [
        reading(text.format(n), n, id=i, document=str(i))
        for i, n in enumerate(("12", "21", "unos 12", "34"))
    ]
    grouping = group(question_of("¿Cuántos heridos hubo?"), readings)
    assert grouping.agreement == "disagree"
    assert compared
    assert set(compared.values()) == {1}


def _two_counts(first: str, second: str) -> list[Reading]:
    return [
        reading(f"{first} de 132 personas.", "132", document="a"),
        reading(f"{second} de 227 personas.", "227", id=1, document="b", source="Otro medio"),
    ]


@pytest.mark.parametrize(
    ("question", "first", "second", "agreement"),
    [
        ("¿Cuántas personas iban según la naviera?", "La naviera habla", "Se habla", "single"),
        ("¿Cuántas personas iban según la naviera?", "Se trata", "Se habla", "single"),
        (
            "¿Cuántas personas iban según la naviera?",
            "La naviera habla",
            "La naviera da la cifra",
            "disagree",
        ),
        ("¿Cuántas personas iban?", "La naviera habla", "Se habla", "disagree"),
    ],
)
def test_only_figures_said_to_be_the_ones_asked_for_contradict_one_another(
    question: str, first: str, second: str, agreement: str
) -> None:
    assert group(question_of(question), _two_counts(first, second)).agreement == agreement


def test_an_article_gives_one_figure_and_others_of_it_contradict_nothing() -> None:
    readings = [
        reading("Se llevaron 17 objetos.", "17", document="a", source="La Voz"),
        reading("Hubo 17 piezas robadas.", "17", id=1, document="b", score=0.9),
        reading("También faltan nueve cuentas.", "nueve", id=2, document="b", score=0.5),
    ]
    question = question_of("¿Cuántas piezas robaron?")
    assert group(question, readings).agreement == "agree"
    apart = [readings[0], readings[2]]
    assert group(question, apart).agreement == "disagree"


def test_what_will_be_says_nothing_against_what_was_before() -> None:
    readings = [
        reading("El mercado tenía 236 puestos.", "236", document="a", date="2013-12-23"),
        reading(
            "El mercado tendrá 260 puestos.",
            "260",
            id=1,
            document="b",
            source="Otro medio",
            date="2015-07-04",
        ),
    ]
    asked = question_of("¿Cuántos puestos tenía el mercado?")
    assert group(asked, readings).agreement == "single"
    later = [readings[0], reading("Tiene 260 puestos.", "260", id=1, document="b", source="O")]
    assert group(asked, later).agreement == "disagree"


def test_an_article_that_gives_the_same_name_too_does_not_contradict_it() -> None:
    text = "Moncayo lo admitió; lo criticó el presidente del gremio, Pablo Arosemena."
    named = [
        reading("El gerente, Stalin Moncayo, dimitió.", "Stalin Moncayo", document="a"),
        reading(text, "Pablo Arosemena", id=1, document="b", source="Otro medio", score=0.9),
    ]
    asked = question_of("¿Quién gerenciaba Eleguay?")
    assert group(asked, named).agreement == "disagree"
    also = reading("Moncayo aceptó el corte.", "Moncayo", id=2, document="b", score=0.8)
    assert group(asked, [*named, also]).agreement != "disagree"
