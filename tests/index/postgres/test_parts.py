"""An archive whose passages the owner has parted by hash is searched as one that is whole: by the
statements of docs/postgres.md, as they stand there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index import HybridIndex
from index.backend import Backend
from index.exact.parsing import parse
from index.postgres.address import Address
from index.postgres.backend import PostgresIndex
from index.postgres.search import nearest, vector_index
from index.types import MODES, Filters
from tests.index.conformance import BackendConformance
from tests.index.fakes import REMARKS, FakeEncoder, article
from tests.index.postgres import statements
from tests.index.postgres.archives import InPostgres
from tests.index.postgres.test_ranking import (
    assert_same_ranking,
    documents,
    place,
    queries,
)

HEADING = "## Passages in parts"
PARTS = {f"passages_{number}" for number in range(4)}


def parted(database: str) -> None:
    statements.run(database, statements.of(HEADING))


@pytest.fixture
def both(database: str, tmp_path: Path) -> Iterator[tuple[HybridIndex, PostgresIndex]]:
    """A folder and a server with the same articles, some from before it was parted."""
    folder = HybridIndex.open(tmp_path / "a", FakeEncoder(), (REMARKS,))
    server = PostgresIndex(Address.parse(database), FakeEncoder(), (REMARKS,))
    articles = documents(60)
    with folder.writing():
        folder.add(articles)
    with server.writing():
        server.add(articles[:40])
    parted(database)
    with server.writing():
        server.add(articles[40:])
    yield folder, server
    folder.close()
    server.close()


def test_parts_are_ranked_searched_and_changed_as_a_whole(
    both: tuple[HybridIndex, PostgresIndex],
) -> None:
    folder, server = both
    rows = server.query("SELECT tableoid::regclass::text, count(*) FROM passages GROUP BY 1")
    assert {name.rpartition(".")[2] for name, _ in rows} == PARTS
    assert sum(count for _, count in rows) == 300
    some = Filters(sources=frozenset({"medio 1"}), date_from="2025-03-01")
    changed = documents(60)
    for backend in (folder, server):
        with backend.writing():
            backend.remove(changed[3].id)
            backend.update(replace(changed[7], title="Otra cosa"))
    for query in queries(6):
        for mode in MODES:
            assert_same_ranking(server.search(query, 10, mode), folder.search(query, 10, mode))
        assert_same_ranking(
            server.search(query, 10, filters=some), folder.search(query, 10, filters=some)
        )
    for words in ("palabra3 O palabra40", "título:otra", '"palabra1 palabra0"'):
        assert server.find(parse(words)).total == folder.find(parse(words)).total
    assert server.check() == []


def test_each_part_has_an_index_of_vectors_that_follows_changes(
    both: tuple[HybridIndex, PostgresIndex], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, server = both
    monkeypatch.setattr(nearest, "EXACT_UP_TO", 100)
    monkeypatch.setattr(nearest, "FEW", 20)
    assert vector_index.parts(server, server.encoder.dimension) == dict.fromkeys(PARTS, False)
    server.prepare()
    assert vector_index.parts(server, server.encoder.dimension) == dict.fromkeys(PARTS, True)
    found = 0
    for query in queries(15):
        for filters in (None, Filters(sources=frozenset({"medio 2"}))):
            exact = folder.search(query, 300, "dense", filters)
            scores = {place(hit): hit.dense for hit in exact}
            hits = server.search(query, 10, "dense", filters)
            assert all(hit.dense == pytest.approx(scores[place(hit)], abs=1e-5) for hit in hits)
            found += sum(hit.dense >= exact[9].dense - 1e-5 for hit in hits)
    assert found / 300 >= 0.98
    with server.writing():
        server.add([article("Un texto nuevo y distinto.")])
    assert server.search("Un texto nuevo y distinto.", 1, "dense")[0].passage.text.startswith("Un")
    with server.writing():
        vector_index.drop(server)
    assert not any(vector_index.parts(server, server.encoder.dimension).values())


@pytest.mark.torture
class TestParted(InPostgres, BackendConformance):
    """Whatever a whole archive promises."""

    def open(self, address: Path, encoder: FakeEncoder) -> Backend:
        is_new = address not in self.lent
        backend = super().open(address, encoder)
        if is_new:
            parted(self.url(address))
        return backend

    @pytest.mark.skip("it is pg_dump that writes")
    def test_a_copy_replaces_a_file_only_when_told(self, filled: Backend, tmp_path: Path) -> None:
        """See ``test_backend.py``."""
