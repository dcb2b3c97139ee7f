"""The sentence reader: at most one sentence a passage, and the figure that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import HybridIndex
from index.encoder import BundledEncoder
from rag import Archive
from rag.answer import Answer
from rag.reading import PASSAGES, Reading, SentenceReader
from tests.rag.answers import check
from tests.rag.fakes_rag import FakeEncoder, article

TEXTS = (
    "El despliegue sorprendió a todos. Corea del Norte envió más de 11,000 soldados a Kursk. "
    "La cifra la dio un diputado.",
    "Hubo 300 heridos y 20 muertos en la riada, según la alcaldía.",
    "El ministro Onaindia inauguró en Quirimay la presa el 8 de enero de 2025.",
    "Sin cifras ni fechas queda esta frase. Y esta otra también.",
)


@pytest.fixture(scope="module")
def read() -> Callable[[str], Sequence[Reading]]:
    """Readings of :data:`TEXTS` for a question."""
    index = HybridIndex.from_texts(TEXTS, FakeEncoder())
    reader = SentenceReader(index)
    return lambda question: reader.read(question, index.search(question, PASSAGES))


def _value(reading: Reading) -> str:
    return reading.hit.passage.text[slice(*reading.value)]


def test_the_best_sentence_is_quoted_and_its_figure_is_the_value(
    read: Callable[[str], Sequence[Reading]],
) -> None:
    best = read("¿Cuántos soldados envió Corea del Norte?")[0]
    quote = best.hit.passage.text[slice(*best.quote)]
    assert quote == "Corea del Norte envió más de 11,000 soldados a Kursk."
    assert _value(best) == "más de 11,000"


@pytest.mark.parametrize(
    "question", ["CUANTOS SOLDADOS ENVIO COREA DEL NORTE", "cuantos soldados corea norte"]
)
def test_the_figure_is_found_however_the_question_is_spelt(
    read: Callable[[str], Sequence[Reading]], question: str
) -> None:
    assert _value(read(question)[0]) == "más de 11,000"


def test_of_two_figures_the_one_of_what_is_counted_is_read(
    read: Callable[[str], Sequence[Reading]],
) -> None:
    assert "20" in _value(read("¿Cuántos muertos hubo en la riada?")[0]).split()
    assert "300" in _value(read("¿Cuántos heridos hubo en la riada?")[0]).split()


def test_no_other_figure_answers_how_many(read: Callable[[str], Sequence[Reading]]) -> None:
    best = read("¿Cuántos puentes cayeron en la riada?")[0]
    assert best.value == best.quote


def test_a_question_of_no_quantity_has_a_sentence_for_value(
    read: Callable[[str], Sequence[Reading]],
) -> None:
    best = read("¿Quién inauguró la presa en Quirimay?")[0]
    assert _value(best) == TEXTS[2]


questions = st.lists(
    st.sampled_from(
        "¿Cuántos ¿cuándo who how many quién soldados heridos riada presa 11.000 la [1] ?".split()
    ),
    max_size=8,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(question=questions | st.text(max_size=30))
def test_readings_lie_in_their_passages_best_first(
    read: Callable[[str], Sequence[Reading]], question: str
) -> None:
    readings = read(question.encode("utf-8", "replace").decode() or "x")
    assert readings
    assert len({reading.hit.passage.id for reading in readings}) == len(readings)
    assert [r.score for r in readings] == sorted((r.score for r in readings), reverse=True)
    for reading in readings:
        text = reading.hit.passage.text
        assert 0 <= reading.score <= 1
        start, end = reading.value
        assert 0 <= reading.quote[0] <= start < end <= reading.quote[1] <= len(text)


def test_no_hits_no_readings() -> None:
    index = HybridIndex.from_texts(TEXTS, FakeEncoder())
    assert SentenceReader(index).read("¿Quién?", []) == []


# -- with the real encoder, on articles in the manner of the press


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory, bundled: BundledEncoder) -> Archive:
    """Two articles that give different numbers of soldiers, and others that give none."""
    folder = tmp_path_factory.mktemp("prensa")
    article(
        folder,
        "1.txt",
        "Un año de guerra compartida",
        "Los servicios de inteligencia del sur calculan que Pyongyang ha enviado a Rusia más de "
        "11,000 soldados desde el otoño pasado, casi todos destinados a la región de Kursk.",
        "El líder norcoreano condecoró esta semana a los familiares de los caídos en un acto "
        "retransmitido por la televisión oficial, en el que no se mencionó ninguna cifra.",
        "A cambio, Moscú habría entregado combustible, alimentos y tecnología de satélites.",
        date="2025-08-22",
        source="La Voz de Jalcatlán",
    )
    article(
        folder,
        "2.txt",
        "Kim recibe a un enviado del Kremlin",
        "El enviado ruso agradeció en Pyongyang la ayuda militar prestada durante la ofensiva.",
        "Según fuentes diplomáticas, alrededor de 15.000 soldados norcoreanos combatieron en "
        "territorio ruso, y unos 4.700 resultaron muertos o heridos.",
        "Ambos gobiernos firmaron el año pasado un tratado de defensa mutua.",
        date="2025-06-30",
        source="El Faro de Castrolumbre",
    )
    article(
        folder,
        "3.txt",
        "La cosecha de maíz menguó por la sequía en el sur, donde 3.000 familias recibieron ayuda.",
        "El ministro de Agricultura prometió semillas para la próxima siembra.",
        source="El Pregonero",
    )
    article(
        folder,
        "4.txt",
        "El Museo de Tamazala recuperó diecisiete piezas robadas en noviembre.",
        "La policía detuvo a dos vigilantes y busca a un anticuario de la capital.",
        source="Agencia Corredera",
    )
    article(
        folder,
        "5.txt",
        "Las maniobras conjuntas de Estados Unidos y Corea del Sur movilizaron 40 barcos.",
        "Pyongyang respondió con el lanzamiento de dos misiles de corto alcance al mar del Este.",
        source="Cuadernos del Este",
    )
    index = HybridIndex.open(folder / "archivo", bundled)
    archive = Archive(index, SentenceReader(index))
    archive.add(*sorted(folder.glob("*.txt")))
    return archive


def _soldiers(answer: Answer) -> set[int | float | None]:
    return {claim.normalized for claim in answer.claims}


@pytest.mark.slow
@pytest.mark.parametrize(
    "question",
    [
        "¿cuántos soldados envió Corea del Norte?",
        "cuantos soldados envio corea del norte",
        "CUANTOS SOLDADOS ENVIO COREA DEL NORTE",
    ],
)
def test_both_figures_are_cited_however_it_is_spelt(press: Archive, question: str) -> None:
    answer = press.ask(question)
    check(answer)
    assert not answer.abstained
    assert {"más de 11,000", "alrededor de 15.000"} <= {c.value for c in answer.citations}
    assert {11000, 15000} <= _soldiers(answer)
    assert answer.agreement == "disagree"
    assert answer.answer in ("más de 11,000", "alrededor de 15.000")


@pytest.mark.slow
def test_both_passages_are_cited_when_asked_in_english(press: Archive) -> None:
    answer = press.ask("How many soldiers did North Korea send?")
    check(answer)
    assert not answer.abstained
    quotes = " ".join(citation.quote for citation in answer.citations)
    assert "más de 11,000 soldados" in quotes
    assert "alrededor de 15.000 soldados" in quotes


@pytest.mark.slow
def test_what_the_articles_do_not_say_is_not_answered(press: Archive) -> None:
    answer = press.ask("¿Cuál es la receta de la tortilla de patatas?")
    check(answer)
    assert answer.abstained


@pytest.mark.slow
def test_the_right_sentence_answers_a_question_of_who_or_what(press: Archive) -> None:
    answer = press.ask("¿Cuántas piezas recuperó el museo de Tamazala?")
    check(answer)
    assert (answer.answer, answer.claims[0].normalized) == ("diecisiete", 17)
    what = press.ask("¿Qué entregó Moscú a cambio de los soldados?")
    check(what)
    assert "combustible" in what.citations[0].quote
    assert Path(what.citations[0].source).name == "La Voz de Jalcatlán"
