"""The index of vectors is built with the memory that it needs, and where that is not to be shared,
without sharing."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from index.postgres.address import Address
from index.postgres.backend import PostgresIndex
from index.postgres.search import nearest, vector_index
from tests.index.fakes import REMARKS, FakeEncoder
from tests.index.postgres.test_ranking import documents


def test_memory_grows_with_the_graph_within_bounds() -> None:
    assert vector_index.memory_for(10_001, 384) == vector_index.LEAST_MEMORY
    assert 1_500_000 < vector_index.memory_for(1_000_000, 384) < 2_000_000
    assert vector_index.memory_for(100_000_000, 384) == vector_index.MOST_MEMORY


def test_where_workers_cannot_share_the_memory_one_process_builds(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a container, whose ``/dev/shm`` has 64 MiB where nobody asked for more."""
    server = PostgresIndex(Address.parse(database), FakeEncoder(), (REMARKS,))
    with server.writing():
        server.add(documents(30))
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("ALTER TABLE hemeroteca.passages SET (parallel_workers = 2)")
    tried: list[bool] = []
    build = vector_index._build

    def counting(*arguments: Any) -> None:
        tried.append(False)
        build(*arguments)
        tried[-1] = True

    monkeypatch.setattr(vector_index, "_build", counting)
    monkeypatch.setattr(vector_index, "memory_for", lambda *_: 2**31 - 1)  # nobody has 2 TiB
    monkeypatch.setattr(nearest, "EXACT_UP_TO", 100)
    server.prepare()
    assert tried == [False, True]
    assert vector_index.parts(server, server.encoder.dimension) == {"passages": True}
    server.close()
