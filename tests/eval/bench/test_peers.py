"""The systems that need nothing of the extra ``bench``, with their real encoders."""

from __future__ import annotations

import pytest

from eval import builtin, systems
from eval.bench.peers.card import Card
from eval.bench.peers.hemeroteca import Engine
from eval.bench.peers.hemeroteca_files import Files
from eval.bench.runner import reference_model
from eval.bench.task import Model, Task
from index import HybridIndex, encoder

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
    model = encoder.load_reference()
    (oracle,) = systems.build(
        ["card"],
        texts=TEXTS,
        vectors=model.encode_passages(TEXTS),
        queries=QUERIES,
        query_vectors=model.encode_queries(QUERIES),
        encoder=model,
    )
    card = Card()
    card.load(reference_model())
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


def test_files_are_read_cut_and_become_the_sample_archives_passages() -> None:
    files = Files()
    files.load(Model())
    indexed = files.index(Task((), (), str(builtin.SAMPLE)))
    expected = [each for document in builtin.corpus(builtin.SAMPLE).values() for each in document]
    assert indexed.passages == len(expected)
    assert set(indexed.split) == {"read", "cut", "encode", "analyse", "store", "derived"}
    assert all(seconds > 0 for seconds in indexed.split.values())
