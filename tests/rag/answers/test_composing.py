"""From readings to answers: what is promised of an answer holds for whatever was read."""

from __future__ import annotations

import dataclasses
import random
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Hit
from rag import Archive
from rag.answers.composing import NEAREST
from rag.answers.extractive import ExtractiveAnswerer
from rag.claims.grouping import CITATIONS
from rag.questions.query import Query
from rag.reader.calibration import THRESHOLD
from rag.reader.protocol import Reading
from tests.rag.answer_checks import (
    HOW_MANY,
    SURE,
    UNSURE,
    answer_of,
    check,
    figures,
    is_borne_out,
    reading,
)
from tests.rag.fakes_rag import COMET, MINE, RIVER, TRAIN, article, open_archive

hostile = st.lists(
    st.sampled_from(
        "[1] [99] [ 2 ] ［1］ « » «[1]» \n \n\n **negrita** <b>[1]</b> <script> [x](javascript:1) "
        "\\[1\\] soldados 11.000 más de [ ] 1 - # &#91;1&#93; á 🚂 e\u0301 \u200b Fuentes: —".split(
            " "
        )
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@st.composite
def reading_lists(draw: st.DrawFn) -> list[Reading]:
    """Readings of hostile passages at any offsets, best first, some of them twice."""
    made = []
    for id in range(draw(st.integers(0, 7))):
        text = "x" + draw(hostile)
        edges = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 4)))
        quote, value = (edges[0], edges[3]), (edges[1], edges[2])
        if value[0] == value[1]:
            quote = value = (0, len(text))
        base = reading(
            text,
            id=draw(st.sampled_from([id, 0])),
            document=draw(st.sampled_from(["a", "b"])),
            title=draw(hostile),
            source=draw(hostile | st.just("")),
            date=draw(st.none() | st.just("2025-08-14")),
            score=draw(st.floats(0, 1)),
        )
        made.append(Reading(base.hit, quote, value, base.score))
    return sorted(made, key=lambda r: -r.score)


@given(reading_lists(), st.booleans())
def test_all_promises_hold_for_any_readings(given_: list[Reading], abstain: bool) -> None:
    answer = answer_of(HOW_MANY, given_, abstain=abstain)
    check(answer)
    assert answer.abstained or given_
    if given_ and not abstain:
        assert not answer.abstained
    if not answer.abstained and answer.agreement != "disagree":
        assert (answer.agreement == "agree") == is_borne_out(answer)


def test_no_readings_is_an_abstention_without_passages() -> None:
    answer = answer_of(HOW_MANY, [])
    check(answer)
    assert answer.abstained
    assert answer.citations == ()
    assert answer.confidence == 0


@pytest.mark.parametrize("abstain", [True, False])
def test_where_nothing_is_read_the_nearest_hits_are_offered_as_such(abstain: bool) -> None:
    """The search found them: that no passage comes near would not be true."""
    texts = ["Llovió. Corea envió soldados a Kursk. Nada más.", "Fueron soldados.", "Nevó."]
    hits = [reading(text, id=i, document=f"d{i}").hit for i, text in enumerate(texts)]
    query = Query.of("¿Cuántos soldados envió Corea?")
    answer = ExtractiveAnswerer(SilentReader()).answer(query, [*hits, hits[0]], abstain=abstain)
    check(answer)
    assert answer.abstained
    assert answer.confidence == 0
    assert [citation.passage for citation in answer.citations] == texts[:NEAREST]
    assert answer.citations[0].quote == "Corea envió soldados a Kursk."
    assert "Lo más cercano que contienen" in answer.text
    assert "ningún pasaje" not in answer.text


class SilentReader:
    """Reads nothing in any passage."""

    depth, threshold = 4, THRESHOLD

    def prepare(self) -> None:
        """There is nothing to load."""

    def read(self, query: Query, hits: Sequence[Hit]) -> list[Reading]:
        return []


def test_unsure_readings_are_offered_and_not_asserted() -> None:
    readings = [reading(f"Frase {i}.", id=i, document=f"d{i}", score=UNSURE) for i in range(6)]
    answer = answer_of(HOW_MANY, readings)
    check(answer)
    assert answer.abstained
    assert len(answer.citations) == NEAREST
    assert not answer_of(HOW_MANY, readings, abstain=False).abstained


def test_figures_that_differ_disagree_and_both_are_cited() -> None:
    readings = [
        reading("Envió más de 11,000 soldados.", "más de 11,000", id=1, document="a"),
        reading("Son 15.000 soldados.", "15.000", id=2, document="b", score=SURE - 0.01),
    ]
    answer = answer_of(HOW_MANY, readings)
    check(answer)
    assert answer.agreement == "disagree"
    assert answer.answer == "más de 11,000"
    assert figures(answer) == [11000, 15000]
    assert answer.text.startswith("Las fuentes no coinciden")


def test_one_number_written_two_ways_is_one_claim() -> None:
    readings = [
        reading("Envió 11,000 soldados.", "11,000", id=1, document="a"),
        reading("Son 15.000 soldados.", "15.000", id=2, document="b", score=SURE - 0.01),
        reading(
            "Fueron once mil soldados.",
            "once mil",
            id=3,
            document="c",
            source="Otro medio",
            score=0.9,
        ),
    ]
    answer = answer_of(HOW_MANY, readings)
    check(answer)
    assert [(claim.value, claim.citations) for claim in answer.claims] == [
        ("11,000", (1, 2)),
        ("15.000", (3,)),
    ]
    agreed = answer_of(HOW_MANY, [readings[0], readings[2]])
    check(agreed)
    assert agreed.agreement == "agree"


def test_a_number_said_twice_by_one_document_is_no_agreement() -> None:
    readings = [
        reading("Envió 11,000 soldados.", "11,000", id=1, document="a"),
        reading("Repito: 11,000 soldados.", "11,000", id=2, document="a"),
    ]
    answer = answer_of(HOW_MANY, readings)
    check(answer)
    assert answer.agreement == "single"
    assert len(answer.citations) == 2


def test_the_same_news_in_two_outlets_is_one_citation() -> None:
    readings = [
        reading("Onaindia ganó las elecciones del domingo.", id=1, document="a"),
        reading("Onaindia ganó las elecciones del domingo", id=2, document="b"),
        reading("El cometa se verá en septiembre, dice el observatorio.", id=3, document="c"),
    ]
    answer = answer_of(HOW_MANY, readings)
    check(answer)
    assert [claim.citations for claim in answer.claims] == [(1,), (2,)]
    assert [also.document for also in answer.citations[0].also] == ["b"]
    assert answer.agreement == "single"  # printed twice, but said once


def test_the_same_text_with_another_figure_is_a_disagreement() -> None:
    text = "Hubo {} heridos en el choque de los dos trenes de la línea costera."
    readings = [
        reading(text.format(n), n, id=i, document=str(i), score=SURE - 0.01 * i)
        for i, n in enumerate(("12", "21"))
    ]
    answer = answer_of(HOW_MANY, readings)
    check(answer)
    assert answer.agreement == "disagree"
    assert figures(answer) == [12, 21]


def _told(text: str, value: str, id: int, date: str | None, score: float = SURE) -> Reading:
    return reading(text, value, id=id, document=str(id), source=f"M{id}", date=date, score=score)


PLANNED = _told("El pacto prevé el canje de 120 presos.", "120", 1, "2025-01-10")
SO_FAR = _told("Hasta ahora se han canjeado 80 presos.", "80", 2, "2025-03-04", SURE - 0.01)
IN_ALL = _told("En total se canjearon 112 presos.", "112", 3, "2025-07-01", SURE - 0.02)


def test_an_evolution_is_told_latest_first_with_its_course() -> None:
    answer = answer_of(HOW_MANY, [PLANNED, SO_FAR, IN_ALL])
    check(answer)
    assert answer.agreement == "evolve"
    assert answer.answer == "112"
    assert figures(answer) == [112, 80, 120]
    assert answer.text.split("\n")[0] == (
        "La respuesta ha cambiado con el tiempo: 112 en julio de 2025; eran 80 en marzo; "
        "se preveían 120."
    )


def test_two_figures_of_one_month_are_told_by_their_days() -> None:
    later = _told("En total se canjearon 112 presos.", "112", 3, "2025-03-29")
    answer = answer_of(HOW_MANY, [SO_FAR, later])
    check(answer)
    assert ": 112 el 29 de marzo de 2025; eran 80 el 4 de marzo." in answer.text


def test_a_count_that_was_raised_goes_on_and_loses_its_capital_in_the_course() -> None:
    first = _told("Siete presos fueron canjeados, hasta ahora.", "Siete", 1, "2025-03-04")
    raised = _told("Otros dos elevan a nueve los presos canjeados.", "nueve", 2, "2025-03-05")
    last = _told("Recibieron a los once presos canjeados.", "once", 3, "2025-07-01")
    answer = answer_of(HOW_MANY, [last, raised, first])
    assert answer.text.split("\n")[0] == (
        "La respuesta ha cambiado con el tiempo: once en julio de 2025; eran nueve el 5 de marzo; "
        "eran siete el 4 de marzo."
    )
    assert [claim.value for claim in answer.claims] == ["once", "nueve", "Siete"]


def test_what_is_so_comes_before_what_is_only_meant_to_be() -> None:
    meant = _told("Otros 400 presos podrían ser canjeados.", "400", 1, "2025-07-01")
    assert figures(answer_of(HOW_MANY, [meant, IN_ALL])) == [112, 400]
    assert figures(answer_of(HOW_MANY, [meant])) == [400]
    plan = answer_of(Query.of("¿Cuántos presos se prevé canjear?"), [meant, IN_ALL])
    assert figures(plan)[0] == 400


@pytest.mark.parametrize(
    "readings",
    [
        # No word tells a course.
        [_told("Envió más de 11.000 soldados.", "más de 11.000", 1, "2024-12-12"),
         _told("Son unos 15.000 soldados.", "unos 15.000", 2, "2025-04-30")],
        # One moment is not known, or both are one.
        [SO_FAR, _told("En total se canjearon 112 presos.", "112", 3, None)],
        [SO_FAR, _told("En total se canjearon 112 presos.", "112", 3, "2025-03-04")],
        # Two last counts.
        [IN_ALL, _told("En total fueron 150 los canjeados.", "150", 4, "2025-07-09")],
    ],
)  # fmt: skip
def test_without_both_moments_and_a_course_figures_contradict(readings: list[Reading]) -> None:
    answer = answer_of(HOW_MANY, readings)
    check(answer)
    assert answer.agreement == "disagree"


def test_a_last_count_that_another_outlet_gives_otherwise_is_a_disagreement() -> None:
    other = _told("En total fueron 150 los canjeados.", "150", 4, "2025-07-01", SURE - 0.03)
    answer = answer_of(HOW_MANY, [SO_FAR, IN_ALL, other])
    check(answer)
    assert answer.agreement == "disagree"


def test_what_was_planned_says_nothing_against_what_came_of_it() -> None:
    recalled = _told("Se preveían 120 canjes.", "120", 4, "2025-08-01", SURE - 0.03)
    answer = answer_of(HOW_MANY, [IN_ALL, recalled])
    check(answer)
    assert answer.agreement == "single"
    assert "También:" in answer.text


def test_some_of_them_do_not_contradict_all_of_them() -> None:
    whole = _told("Hubo 38 heridos en el choque.", "38", 1, "2025-01-10")
    some = _told("Doce de ellos siguen ingresados.", "Doce", 2, "2025-01-11", SURE - 0.01)
    answer = answer_of(HOW_MANY, [whole, some])
    check(answer)
    assert answer.agreement == "single"


def test_a_part_in_one_article_is_one_in_another_too() -> None:
    whole = _told("Hubo 41 heridos. Seis de los heridos son niños.", "41", 1, "2025-01-10")
    whole = dataclasses.replace(whole, quote=(0, 16))
    some = _told("Seis niños heridos fueron llevados al hospital.", "Seis", 2, "2025-01-10", 0.9)
    assert answer_of(HOW_MANY, [whole, some]).agreement == "single"


def test_two_figures_that_add_up_to_a_third_do_not_contradict_it() -> None:
    parts = _told("Llevaba 180 marineros y 40 soldados.", "180", 1, "2025-01-10")
    whole = _told("Llevaba 220 hombres.", "220", 2, "2025-01-11", 0.9)
    assert answer_of(HOW_MANY, [parts, whole]).agreement == "single"


def test_what_was_asked_and_offered_and_what_came_of_it_are_one_course() -> None:
    readings = [
        _told("El pacto contempla un bono de 18 millones.", "18 millones", 3, "2025-06-16"),
        _told("La firma mejoró su bono hasta 16 millones.", "16 millones", 2, "2025-05-22", 0.9),
        _told("Piden un bono de 22 millones.", "22 millones", 1, "2025-05-06", 0.8),
    ]
    answer = answer_of(HOW_MANY, readings)
    check(answer)
    assert answer.agreement == "evolve"
    assert figures(answer) == [18_000_000, 16_000_000, 22_000_000]


def test_days_of_articles_far_apart_are_those_of_two_events() -> None:
    when = Query.of("¿Cuándo se firmó?")
    june = _told("Lo firmaron el miércoles.", "el miércoles", 1, "2024-06-20")
    november = _told("La firma llegó el lunes.", "el lunes", 2, "2024-11-13", 0.9)
    near = _told("La firma llegó el lunes.", "el lunes", 3, "2024-06-19", 0.9)
    assert answer_of(when, [june, november]).agreement == "single"
    assert answer_of(when, [june, near]).agreement == "disagree"
    twelfth = _told("Se levantó en el siglo XII.", "siglo XII", 4, "2024-06-20")
    fifteenth = _told("Se levantó en el siglo XV.", "siglo XV", 5, "2024-11-13", 0.9)
    assert answer_of(when, [twelfth, fifteenth]).agreement == "disagree"


def test_a_day_that_was_put_off_is_an_evolution() -> None:
    readings = [
        _told("El puente se abrirá el 3 de mayo de 2025.", "el 3 de mayo de 2025", 1, "2025-01-10"),
        _told(
            "La apertura se aplaza al 9 de junio de 2025.", "9 de junio de 2025", 2, "2025-04-02"
        ),
    ]
    answer = answer_of(Query.of("¿Cuándo se abrirá el puente?"), readings)
    check(answer)
    assert answer.agreement == "evolve"
    assert answer.answer == "9 de junio de 2025"


TOLD = st.sampled_from(
    [
        "El pacto prevé {} canjes.", "Hasta ahora van {} canjes.", "En total fueron {} canjes.",
        "La cifra definitiva es de {} canjes.", "Ya son {} canjes.", "Hubo {} canjes.",
        "Habrá {} canjes.", "Diez de los {} canjes.",
    ]
)  # fmt: skip


@given(
    st.lists(
        st.tuples(
            TOLD,
            st.integers(2, 40),
            st.sampled_from([None, "2025-01-09", "2025-01-20", "2025-03-01", "2024-07-01"]),
            st.floats(0.3, 1),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_whatever_the_course_the_answer_keeps_its_promises(
    told: list[tuple[str, int, str | None, float]],
) -> None:
    readings = [
        _told(text.format(number), str(number), id, date, score)
        for id, (text, number, date, score) in enumerate(told)
    ]
    check(answer_of(HOW_MANY, sorted(readings, key=lambda r: -r.score)))


def test_a_disagreement_is_told_newest_first_with_who_says_so() -> None:
    readings = [
        reading(
            "Envió más de 11,000 soldados, según informes de inteligencia.",
            "más de 11,000",
            id=1,
            document="a",
            date="2024-12-12",
        ),
        reading(
            "Son unos 15.000 soldados.",
            "unos 15.000",
            id=2,
            document="b",
            date="2025-04-30",
            score=SURE - 0.01,
        ),
    ]
    answer = answer_of(HOW_MANY, readings)
    check(answer)
    assert [claim.attribution for claim in answer.claims] == ["según informes de inteligencia", ""]
    assert [claim.date for claim in answer.claims] == ["2024-12-12", "2025-04-30"]
    head, newest, oldest = answer.text.split("\n")
    assert head == "Las fuentes no coinciden:"
    assert newest.startswith("- unos 15.000: «")
    assert newest.endswith("30 de abril de 2025 [2]")
    assert oldest.startswith("- más de 11,000, según informes de inteligencia: «")


def test_dates_are_normalized_to_iso_and_compared() -> None:
    readings = [
        reading("Abrió el 8 de enero de 2025.", "el 8 de enero de 2025", id=1, document="a"),
        reading("Abrió ayer.", "ayer", id=2, document="b", date="2025-01-09"),
        reading("Abrió el día 10.", "el día 10", id=3, document="c", date="2025-01-12"),
    ]
    answer = answer_of(Query.of("¿Cuándo abrió?"), readings)
    check(answer)
    assert [claim.normalized for claim in answer.claims] == ["2025-01-08", "2025-01-10"]
    assert answer.agreement == "disagree"


def test_what_is_left_as_written_has_no_number() -> None:
    readings = [reading("Costó 11,000.000 euros.", "11,000.000 euros")]
    answer = answer_of(HOW_MANY, readings)
    check(answer)
    assert figures(answer) == [None]
    assert answer.answer == "11,000.000 euros"


def test_figures_of_one_article_are_no_disagreement_of_sources() -> None:
    readings = [
        reading("Primero hubo 10 heridos.", "10", id=1, document="a"),
        reading("Luego hubo 25 heridos.", "25", id=2, document="a"),
    ]
    answer = answer_of(HOW_MANY, readings)
    check(answer)
    assert answer.agreement == "single"
    assert "También:" in answer.text


def test_a_claim_beside_a_disagreement_is_not_part_of_it() -> None:
    readings = [
        reading("Hubo 10 heridos.", "10", id=1, document="a"),
        reading("Hubo 25 heridos.", "25", id=2, document="b"),
        reading("Fue herido el 40 % de ellos.", "40 %", id=3, document="c"),
    ]
    answer = answer_of(HOW_MANY, readings)
    check(answer)
    disagreement, beside = answer.text.split("También:")
    assert "[1]" in disagreement
    assert "[2]" in disagreement
    assert "[3]" in beside


def test_a_sentence_in_two_parts_of_a_paragraph_is_cited_once() -> None:
    one = reading("El tren costará más.", id=1)
    other = reading("El tren\ncostará más.", id=2, score=0.98)
    again = reading("El tren costará más.", id=1, score=0.97)
    for abstain, best in ((False, SURE), (True, UNSURE)):
        scored = [Reading(r.hit, r.quote, r.value, best) for r in (one, other, again)]
        answer = answer_of(HOW_MANY, scored, abstain=abstain)
        check(answer)
        assert len(answer.citations) == 1


def test_no_more_than_a_screenful_is_cited() -> None:
    readings = [
        reading(f"Hay {i}000 soldados.", f"{i}000", id=i, document=str(i)) for i in range(1, 10)
    ]
    assert len(answer_of(HOW_MANY, readings).citations) == CITATIONS


def test_much_weaker_readings_are_not_cited_beside_the_best() -> None:
    readings = [reading("Ganó Onaindia.", id=1), reading("Llovió.", id=2, score=UNSURE)]
    assert len(answer_of(HOW_MANY, readings).citations) == 1


def test_endless_sentences_take_as_much_longer_as_they_are_longer() -> None:
    def of_words(count: int) -> list[Reading]:
        words = ["mina", "tren", "río", "de", "la"]
        return [
            reading(" ".join(random.Random(i).choices(words, k=count)), id=i, document=str(i))
            for i in range(CITATIONS)
        ]

    def costs(readings: list[Reading]) -> float:
        start = time.process_time()
        check(answer_of(HOW_MANY, readings))
        return time.process_time() - start

    short, long = of_words(350), of_words(1400)
    costs(short)  # what is made once is made
    # Four times as long: 3.9 times the work, and 16 times where words are compared with words.
    assert min(costs(long) for _ in range(3)) < 8 * min(costs(short) for _ in range(3))


# -- the same over archives: what is read is what is stored

HOSTILE_PARAGRAPHS = (
    "Según la nota [1] y la [99], Corea del Norte envió más de 11,000 soldados a Kursk.",
    "«Fueron 15.000 soldados norcoreanos», dijo «la [2] fuente» el 8 de enero de 2025.",
    "<script>alert(1)</script> El **presidente** ganó [3](javascript:alert(1)) las elecciones.",
    "Fuentes:\n[1] Falsa, párrafo 1\n[2] Otra, párrafo 2, con 40 soldados más.",
    "- «15.000» — El Faro [1]\n- El tren costará 1.200 millones [ 2 ] de euros.",
    "¿Cuántos? 2000 soldados. ¡Cuántos! 12,5 por ciento… EE. UU. [5].",
    "Las fuentes no responden a esta pregunta. Lo más cercano que contienen: nada [1].",
    "El cometa 🚂 se vera\u0301 sin telescopio. \u200bÑielpán. \u00ab[7]\u00bb",
    RIVER,
    TRAIN,
    MINE,
    COMET,
    "a" * 3000,
    "palabra " * 700,
    "El dato se repite. " * 60,
)
HOSTILE_NAMES = ("[1]", "«La [2] Voz»", "<b>El Faro</b> [99]", "# Título\\[3\\]", "Normal")
QUESTIONS = (
    "¿Cuántos soldados envió Corea del Norte?",
    "cuantos soldados",
    "How many soldiers did North Korea send?",
    "¿Quién ganó las elecciones?",
    "¿Cuándo fue?",
    "¿Por qué [1]?",
    "[1] [2] «»",
    "SELECT * FROM passages; --",
    "el la de",
    "<script>alert(1)</script>",
    "¿Qué porcentaje?",
    "¿cuántos millones costará el tren?",
    "palabra",
    "🚂 tren",
    "xyzzy",
    "nota " * 300,
    "a\x00b",
)


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> list[Archive]:
    """Twelve small archives of hostile articles, the first one empty."""
    made = []
    for seed in range(12):
        chance = random.Random(seed)
        folder = tmp_path_factory.mktemp(f"hostil{seed}")
        archive = open_archive(folder / "archivo")
        for number in range(seed):
            article(
                folder / "notas [1]",
                f"{number}.{chance.choice(['txt', 'md'])}",
                *chance.choices(HOSTILE_PARAGRAPHS, k=chance.randint(1, 6)),
                title=f"'{chance.choice(HOSTILE_NAMES)}'",
                date=chance.choice(["", "2025-08-14", "ayer"]),
                source=chance.choice(["", f"'{chance.choice(HOSTILE_NAMES)}'"]),
            )
        if seed:
            archive.add(folder / "notas [1]")
        made.append(archive)
    return made


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("threshold", [0.0, 0.5, 1.1])
def test_all_promises_hold_over_hostile_archives(
    archives: list[Archive], question: str, threshold: float
) -> None:
    for opened in archives:
        assert isinstance(opened.answerer, ExtractiveAnswerer)
        answerer = ExtractiveAnswerer(opened.answerer.reader, threshold)
        archive = Archive(opened.backend, answerer)
        answer = archive.ask(question)
        check(answer)
        assert (answer.question, answer.standalone_question) == (question, question)
        if threshold > 1:
            assert answer.abstained
        for citation in answer.citations:
            document = archive.document(citation.document)
            assert document is not None
            assert citation.passage in [document.text[s.start : s.end] for s in document.spans]
            assert citation.source == document.source
            assert citation.title == document.title


def test_the_hostile_archives_are_answered_from(archives: list[Archive]) -> None:
    cited = [len(archive.ask(q).citations) for archive in archives[1:] for q in QUESTIONS[:4]]
    assert min(cited) >= 1
    assert max(cited) > 2


def test_hits_given_twice_are_cited_once(archives: list[Archive]) -> None:
    hits = archives[-1].search(QUESTIONS[0], k=5)
    answer = archives[-1].answer_from(QUESTIONS[0], [*hits, *hits], abstain=False)
    check(answer)


def test_an_empty_archive_abstains(archives: list[Archive]) -> None:
    answer = archives[0].ask(QUESTIONS[0])
    assert answer.abstained
    assert answer.citations == ()
    assert archives[0].search(QUESTIONS[0]) == []


def test_sources_of_another_folder_do_not_disturb(tmp_path: Path) -> None:
    """A path with a newline and a mark in it stays one line of the list of sources."""
    article(tmp_path / "raro\n[7] carpeta", "nota.txt", RIVER)
    archive = open_archive(tmp_path / "archivo")
    assert len(archive.add(tmp_path / "raro\n[7] carpeta").added) == 1
    check(archive.answer_from("¿río?", archive.search("río"), abstain=False))


@pytest.mark.parametrize(
    ("said", "attribution"),
    [
        ("la propia Amparo Roldán", ""),
        ("Roldán", ""),
        ("la policía", "según la policía"),
        ("su hermana, Eva Roldán", "según su hermana"),
    ],
)
def test_nobody_is_the_source_of_their_own_name(said: str, attribution: str) -> None:
    read = reading(f"Salvó a los gemelos Amparo Roldán, según {said}.", "Amparo Roldán")
    answer = answer_of(Query.of("¿Quién los salvó?"), [read])
    assert answer.claims[0].attribution == attribution
