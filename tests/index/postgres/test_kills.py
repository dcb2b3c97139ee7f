"""The short form of ``tests/torture/postgres``: some kills of writers, workers and the server, a
full disk, and a network that is cut."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest

from index.errors import BusyError, HemerotecaError, ServerError
from index.postgres.address import Address
from index.postgres.backend import PostgresIndex
from index.types import Document
from tests.index.conformance import RIVER, TRAIN
from tests.index.fakes import REMARKS, FakeEncoder
from tests.postgres.server import BRISK, Server, started
from tests.torture.postgres import chaos
from tests.torture.postgres.wire import Wire

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("what", "kills"),
    [
        (chaos.torture_writers, 3),
        (chaos.torture_server, 2),
        (chaos.torture_workers, 2),
        (chaos.torture_network, 3),
        (chaos.torture_disk, 1),
    ],
)
def test_nothing_is_lost_and_nothing_doubled(what: chaos.Torture, kills: int) -> None:
    with started(BRISK) as server:
        what(server, server.new_database(), kills, random.Random(1))


@pytest.fixture
def wire(postgres: Server) -> Iterator[Wire]:
    if not postgres.port:
        pytest.skip("the server is not ours")
    with closing(Wire(postgres.port)) as wire:
        yield wire


def eventually(index: PostgresIndex, document: Document) -> None:
    """Add a document once the server has noticed that who held the lock is gone."""
    for _ in range(9):
        with suppress(BusyError), index.writing():
            index.add([document])
            return
    with index.writing():
        index.add([document])


def test_a_network_that_is_cut_leaves_nothing_half_written(database: str, wire: Wire) -> None:
    index = PostgresIndex(Address.parse(wire.through(database)), FakeEncoder(), (REMARKS,))
    with index.writing():
        index.add([RIVER])
    state = index.fingerprint
    with pytest.raises(ServerError), index.writing():
        index.add([TRAIN])
        wire.cut()
    with pytest.raises(HemerotecaError), index.reading():
        index.summaries()
        wire.cut()
        index.summaries()
    assert [row[0] for row in index.summaries()] == [RIVER.id]  # by a new connection
    assert index.fingerprint == state
    eventually(index, TRAIN)
    assert index.check() == []
    index.close()
