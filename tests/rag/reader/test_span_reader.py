from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import onnxruntime
import pytest

from index import Hit, HybridIndex
from index.encoders.loading import load_default
from index.encoders.protocol import Encoder
from index.types import Passage
from rag import Archive
from rag.errors import ReaderError
from rag.questions.query import Given, Query
from rag.reader.model import FOLDER, WEIGHTS, Logits, Model
from rag.reader.span_reader import ELSEWHERE, READ, SpanReader
from tests.rag.answer_checks import check
from tests.rag.fakes_rag import article

pytestmark = pytest.mark.slow

FILLER = (
    "El pleno municipal debatió ayer la limpieza de los parques y el horario de las bibliotecas. "
)


@pytest.fixture(scope="module")
def bundled() -> Encoder:
    return load_default()


@pytest.fixture(scope="module")
def reader() -> SpanReader:
    return SpanReader()


def hit(text: str, id: int = 1, title: str = "") -> Hit:
    return Hit(Passage(id, f"d{id}", title, "Fuente", None, 1, 0, len(text), text), 0.8, 0.9, 5.0)


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory, bundled: Encoder) -> Archive:
    """Two articles that give different figures, and others that give none."""
    folder = tmp_path_factory.mktemp("prensa")
    article(
        folder,
        "1.txt",
        "Corea del Norte ha enviado más de 11,000 soldados a Rusia, según los servicios de "
        "inteligencia de Seúl, que siguen el despliegue desde el otoño.",
        date="2025-01-10",
        source="Diario del Norte",
    )
    article(
        folder,
        "2.txt",
        "Un diputado surcoreano informó el domingo de que alrededor de 15.000 soldados de "
        "Corea del Norte han sido enviados a la región de Kursk.",
        date="2025-04-30",
        source="La Gaceta",
    )
    article(folder, "3.txt", "El puerto de Quirimay abrirá en junio con ocho grúas nuevas.")
    article(folder, "4.txt", "La cosecha de trigo cayó un 12 % por la sequía, dijo el ministro.")
    archive = Archive(HybridIndex.open(folder / "archivo", bundled))
    archive.add(*sorted(folder.glob("*.txt")))
    return archive


@pytest.mark.parametrize(
    "question", ["¿Cuántos soldados de Corea del Norte murieron?", "How many soldiers died?"]
)
def test_how_many_were_sent_is_no_answer_to_how_many_died(press: Archive, question: str) -> None:
    answer = press.ask(question)
    check(answer)
    assert answer.abstained


def test_what_answered_the_question_before_does_not_answer_the_next_one(reader: SpanReader) -> None:
    text = (
        "El decreto fijaba un castigo de dos mil quetzales para las emisoras que anunciaran la "
        "hora vieja. Hubo once multas y la radio de Cobán pagó la suya en monedas."
    )
    query = Query.of("¿Cuánto dinero tuvieron que pagar las emisoras?")
    at = text.index("dos mil quetzales")
    told = replace(query, given=(Given(text, at, at + len("dos mil quetzales")),))
    elsewhere = replace(query, given=(Given("Otro pasaje.", at, at + len("dos mil quetzales")),))

    def said(asked: Query) -> list[str]:
        return [text[slice(*reading.value)] for reading in reader.read(asked, [hit(text)])]

    assert said(query) == said(elsewhere) == ["dos mil quetzales"]
    assert not any("mil" in value for value in said(told))


def test_where_only_marks_are_left_beside_what_was_told_nothing_is_read(reader: SpanReader) -> None:
    text = "El 15, lunes."
    query = replace(
        Query.of("¿Qué día se prohibió la pesca?"), given=(Given(text, 0, 5), Given(text, 7, 12))
    )
    assert not reader.read(query, [hit(text)])


def test_a_passage_that_speaks_of_the_event_comes_before_better_liked_ones(
    reader: SpanReader,
) -> None:
    sent = hit("Corea del Norte envió a Kursk más de 11.000 soldados el pasado otoño.", 1)
    fell = hit("De los soldados de Corea del Norte unos 600 cayeron abatidos en Kursk.", 2)
    read = reader.read(
        Query.of("¿Cuántos soldados de Corea del Norte murieron en Kursk?"), [sent, fell]
    )
    assert [reading.hit.passage.id for reading in read] == [2, 1]
    assert read[1].score <= ELSEWHERE


@pytest.mark.parametrize(
    "question",
    [
        "¿Cuántos soldados envió Corea del Norte?",
        "cuantos soldados envio corea del norte",
        "CUÁNTOS SOLDADOS ENVIÓ COREA DEL NORTE",
        "How many soldiers did North Korea send?",
    ],
)
def test_both_figures_are_read_with_their_hedges(press: Archive, question: str) -> None:
    answer = press.ask(question)
    check(answer)
    assert not answer.abstained
    assert {c.value for c in answer.citations} <= {"más de 11,000", "alrededor de 15.000"}


@pytest.mark.parametrize(
    "question",
    ["¿Cuántos soldados envió Corea del Norte?", "cuantos soldados envio corea del norte"],
)
def test_figures_that_differ_are_told_as_a_disagreement(press: Archive, question: str) -> None:
    answer = press.ask(question)
    check(answer)
    assert {c.value for c in answer.citations} == {"más de 11,000", "alrededor de 15.000"}
    assert answer.agreement == "disagree"


def test_the_answer_is_in_the_words_of_the_source(press: Archive) -> None:
    answer = press.ask("¿Cuándo abrirá el puerto de Quirimay?")
    check(answer)
    assert "junio" in answer.answer
    assert len(answer.answer) < 15


def test_what_no_article_says_is_not_answered(press: Archive) -> None:
    answer = press.ask("¿Cuál es la receta de la tortilla de patatas?")
    check(answer)
    assert answer.abstained


def test_an_answer_at_the_end_of_a_long_passage_is_read(reader: SpanReader) -> None:
    text = FILLER * 60 + "La alcaldesa se llama Remedios Ferrándiz."
    (reading,) = reader.read(Query.of("¿Cómo se llama la alcaldesa?"), [hit(text)])
    assert text[slice(*reading.value)] == "Remedios Ferrándiz"
    assert text[slice(*reading.quote)] == "La alcaldesa se llama Remedios Ferrándiz."


def test_readings_come_best_first_and_one_a_passage(reader: SpanReader) -> None:
    drowned = "La riada del jueves pasó por tres pueblos, y murieron personas en dos."
    hits = [hit(FILLER, 1), hit("Murieron 20 personas en la riada.", 2), hit(drowned, 3)]
    readings = reader.read(Query.of("¿Cuántas personas murieron en la riada?"), hits)
    assert {r.hit.passage.id for r in readings} == {1, 2, 3}
    best = readings[0]
    assert best.hit.passage.text[slice(*best.value)] == "20"
    assert all(0 <= other.score < best.score <= 1 for other in readings[1:])


def test_the_first_passages_are_read_and_no_more(reader: SpanReader) -> None:
    hits = [hit(FILLER * n, n) for n in range(1, READ + 4)]
    ids = {r.hit.passage.id for r in reader.read(Query.of("¿Cuándo descarriló el tren?"), hits)}
    assert ids == set(range(1, READ + 1))


def test_a_further_span_that_speaks_of_something_else_stands_back(reader: SpanReader) -> None:
    question = "¿De cuántos litros son los tinacos de Jalcatlán?"
    first = hit("Los tinacos que se repartirán en Jalcatlán son de 750 litros.", 1)
    other = hit("Cerca de 10 mil hogares esperan desde mayo, según el ayuntamiento.", 2)
    best, further = reader.read(Query.of(question), [first, other])
    assert best.hit.passage.id == 1
    assert further.score <= ELSEWHERE


def test_no_hits_no_readings(reader: SpanReader) -> None:
    assert reader.read(Query.of("¿Quién?"), []) == []


@pytest.mark.parametrize("text", ["", "…", "🙂", " \n "])
def test_a_passage_without_words_is_no_answer(reader: SpanReader, text: str) -> None:
    for reading in reader.read(Query.of("¿Quién ganó?"), [hit(text)]):
        start, end = reading.value
        assert 0 <= start <= end <= len(text)
        assert reading.score < 0.3


def test_an_archive_with_a_damaged_reader_is_still_searched(
    tmp_path: Path, bundled: Encoder
) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "lector"))
    (folder / WEIGHTS).write_bytes(b"nada")
    note = article(tmp_path / "notas", "1.txt", "Murieron 20 personas en la riada de Lerma.")
    archive = Archive.open(tmp_path / "archivo", encoder=bundled, reader=SpanReader(Model(folder)))
    archive.add(note)
    assert archive.search("riada de Lerma")
    with pytest.raises(ReaderError, match="dañado"):
        archive.ask("¿Cuántos murieron?")


class Watched(Model):
    """The shipped network, with the length of every window that it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.lengths: list[int] = []

    def run(self, windows: Sequence[Sequence[int]]) -> Iterator[Logits]:
        self.lengths += [len(window) for window in windows]
        return super().run(windows)


FLOOD = "¿Cuántas personas murieron en la riada?"
DROWNED = "Murieron 20 personas en la riada."


def test_all_passages_are_read_however_far_the_first_is_ahead() -> None:
    hits = [hit(DROWNED, 1), *(hit(FILLER * n, n + 1) for n in range(1, READ + 2))]
    hits[2:] = [replace(each, score=0.5) for each in hits[2:]]
    model = Watched()
    readings = SpanReader(model).read(Query.of(FLOOD), hits)
    assert len(model.lengths) == READ
    assert readings[0].hit.passage.id == 1
    assert {each.hit.passage.id for each in readings} <= set(range(1, READ + 1))


def test_what_speaks_of_something_else_is_hardly_believed_beside_the_first() -> None:
    hits = [hit(DROWNED, 1), hit(FILLER, 2), hit("Un parte cifró en 9 las casas caídas.", 3)]
    readings = SpanReader().read(Query.of(FLOOD), hits)
    assert readings[0].hit.passage.id == 1
    assert all(each.score <= ELSEWHERE for each in readings if each.hit.passage.id == 2)


def test_an_english_question_which_shares_no_words_has_all_passages_read() -> None:
    model = Watched()
    hits = [hit(DROWNED, 1)] + [replace(hit(FILLER, n), score=0.3) for n in range(2, READ + 1)]
    SpanReader(model).read(Query.of("How many people died in the flood?"), hits)
    assert len(model.lengths) == READ


def test_further_passages_are_read_around_what_is_asked() -> None:
    model = Watched()
    long = FILLER * 20 + DROWNED + " " + FILLER * 20
    hits = [hit(FILLER * 2, n) for n in range(1, READ)] + [hit(long, READ)]
    best = SpanReader(model).read(Query.of(FLOOD), hits)[0]
    assert best.hit.passage.id == READ
    assert long[slice(*best.value)] == "20"
    assert max(model.lengths) < 200


def test_reading_from_many_threads_gives_what_one_gives(reader: SpanReader) -> None:
    hits = [hit(DROWNED, 1), hit(FILLER, 2), hit(FILLER * 2, 3)]
    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(lambda _: reader.read(Query.of(FLOOD), hits), range(12)))
    assert all(each == results[0] for each in results)


def test_prepared_weights_are_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[int] = []
    load = Model._load

    def counted(self: Model) -> onnxruntime.InferenceSession:
        loaded.append(1)
        return load(self)

    monkeypatch.setattr(Model, "_load", counted)
    reader = SpanReader()
    reader.prepare()
    assert reader.read(Query.of(FLOOD), [hit(DROWNED)])
    assert loaded == [1]


def test_preparing_what_is_missing_is_told_when_it_is_read(tmp_path: Path) -> None:
    reader = SpanReader(Model(tmp_path))
    reader.prepare()
    with pytest.raises(ReaderError, match="ficha del lector"):
        reader.read(Query.of(FLOOD), [hit(DROWNED)])
