"""The systems with their real encoders; those of the extra ``bench`` where it is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.bench import articles, runner
from eval.bench.peers.hemeroteca import Engine
from eval.bench.peers.hemeroteca_files import Files
from eval.bench.registry import SYSTEMS
from eval.bench.task import Model, Task
from eval.datasets import builtin
from eval.datasets.types import Dataset, PassageText, Question
from eval.retrieval import systems
from index import HybridIndex
from index.encoders import loading

TEXTS = (
    "El puente sobre el Alcedo se abrió al tráfico en 1998.",
    "La presa de Lombrada costó 40 millones de euros.",
    "Nieva en la sierra desde el lunes y las escuelas siguen cerradas.",
    "La alcaldesa anunció que el teatro volverá a abrir en primavera.",
    "El museo compró un cuadro que había estado perdido sesenta años.",
)
QUERIES = ("¿Cuándo se abrió el puente?", "¿Cuánto costó la presa?", "¿Por qué no hay clase?")

pytestmark = pytest.mark.slow


def test_card_ranks_as_the_evaluations_card() -> None:
    # Here, since it imports sentence-transformers: seconds of every worker, for one test.
    from eval.bench.peers.card import Card

    model = loading.load_reference()
    (oracle,) = systems.build(
        ["card"],
        texts=TEXTS,
        vectors=model.encode_passages(TEXTS),
        queries=QUERIES,
        query_vectors=model.encode_queries(QUERIES),
        encoder=model,
    )
    card = Card()
    card.load(runner.reference_model())
    indexed = card.index(Task(TEXTS, QUERIES))
    assert indexed.passages == len(TEXTS)
    assert set(indexed.split) == {"encode", "derived"}
    for query in QUERIES:
        assert card.rank(query, 10) == oracle.rank(query, 10)


def test_the_engine_ranks_as_the_index_and_tells_its_stages() -> None:
    engine = Engine()
    engine.load(Model())
    indexed = engine.index(Task(TEXTS, QUERIES))
    assert indexed.passages == len(TEXTS)
    assert set(indexed.split) == {"encode", "analyse", "store", "derived"}
    assert all(seconds > 0 for seconds in indexed.split.values())
    oracle = HybridIndex.from_texts(TEXTS)
    for query in QUERIES:
        assert engine.rank(query, 3) == [int(hit.passage.source) for hit in oracle.search(query, 3)]


def test_files_are_read_and_cut_as_the_product_does_it(tmp_path: Path) -> None:
    passages = tuple(
        PassageText(str(row), text, f"Noticia {row % 2}", str(row % 2))
        for row, text in enumerate(TEXTS)
    )
    folder = articles.write(Dataset("cinco", passages, ()), tmp_path / "noticias")
    files = Files()
    files.load(Model())
    indexed = files.index(Task((), (), str(folder)))
    assert indexed.passages == sum(map(len, builtin.corpus(folder).values())) == len(TEXTS)
    assert set(indexed.split) == {"read", "cut", "encode", "analyse", "store", "derived"}
    assert all(seconds > 0 for seconds in indexed.split.values())


def test_every_installed_system_puts_the_passage_that_answers_first() -> None:
    names = [name for name, entry in SYSTEMS.items() if not entry.missing()]
    assert {"hemeroteca", "hemeroteca-files", "card"} <= set(names)
    passages = tuple(PassageText(str(row), text) for row, text in enumerate(TEXTS))
    questions = tuple(
        Question(str(row), query, ("x",), {str(row): 1}) for row, query in enumerate(QUERIES)
    )
    run = runner.run(Dataset("cinco", passages, questions), names)
    assert {name: each.skip_reason for name, each in run.systems.items()} == dict.fromkeys(
        names, ""
    )
    for name, quality in run.quality.items():
        assert quality.tolist() == [[1, 1, 1]] * len(QUERIES), name
        (measured,) = run.systems[name].rounds
        assert all(sorted(set(rows)) == sorted(rows) for rows in run.systems[name].rankings)
        assert measured.passages == len(TEXTS)
        assert sum(measured.split.values()) <= measured.seconds
