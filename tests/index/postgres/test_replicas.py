"""A primary and a streaming replica, both real: reads go to the one, writes to the other, and a
server that dies costs an answer at most, and never gives a wrong one."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from index.errors import ServerError
from index.postgres import pools
from index.postgres.address import Address
from index.postgres.backend import PostgresIndex
from tests.index.conformance import RIVER, TRAIN
from tests.index.fakes import REMARKS, FakeEncoder, article
from tests.postgres.server import (
    BRISK,
    OWNER,
    Server,
    binaries,
    free_port,
    new_folder,
    run,
    started,
)

pytestmark = pytest.mark.slow


@dataclass
class Pair:
    """Two servers, and the address that names both."""

    primary: Server
    replica: Server
    url: str

    def open(self) -> PostgresIndex:
        return PostgresIndex(Address.parse(self.url), FakeEncoder(), (REMARKS,))


@pytest.fixture
def pair() -> Iterator[Pair]:
    folder = new_folder()
    with started(BRISK) as primary:
        primary.new_database("juntos")
        run(
            binaries() / "bin" / "pg_basebackup", "-h", "127.0.0.1", "-p", str(primary.port),
            "-U", OWNER, "-D", folder / "data", "-R", "-X", "stream", "-c", "fast",
        )  # fmt: skip
        port = free_port()
        replica = Server(f"postgresql://{OWNER}@127.0.0.1:{port}", folder, port, BRISK)
        replica.start()
        hosts = f"127.0.0.1:{primary.port},127.0.0.1:{port}"
        try:
            yield Pair(primary, replica, f"postgresql://{OWNER}@{hosts}/juntos")
        finally:
            replica.stop()
            shutil.rmtree(folder, ignore_errors=True)


def reads_from_a_replica(index: PostgresIndex) -> bool:
    return bool(index.query("SELECT pg_is_in_recovery()")[0][0])


def eventually_reads_from_a_replica(index: PostgresIndex) -> bool:
    until = time.monotonic() + 180
    while not reads_from_a_replica(index):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def test_reads_go_to_a_replica_that_has_seen_what_was_written_here(pair: Pair) -> None:
    index = pair.open()
    for number in range(15):
        document = article(f"Noticia {number} del río.")
        with index.writing():
            index.add([document])
        assert index.document(document.id) == document  # whoever is asked
        assert index.stats().documents == number + 1
        assert len(index.search("río", 50, "bm25")) == number + 1
    assert eventually_reads_from_a_replica(index)
    assert len(index.search("río", 50, "bm25")) == 15
    index.close()


def test_a_server_that_dies_costs_an_error_at_most(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "AVOIDED_S", 1.0)
    index = pair.open()
    with index.writing():
        index.add([RIVER, TRAIN])
    assert eventually_reads_from_a_replica(index)
    expected = [hit.passage.text for hit in index.search("el río y el tren", 5)]
    pair.replica.kill()
    for _ in range(3):  # the primary answers in its place
        assert [hit.passage.text for hit in index.search("el río y el tren", 5)] == expected
        assert index.document(RIVER.id) == RIVER
    pair.replica.restart()
    time.sleep(1.2)
    assert eventually_reads_from_a_replica(index)
    pair.primary.kill()
    with pytest.raises(ServerError), index.writing():
        index.remove(RIVER.id)
    assert [hit.passage.text for hit in index.search("el río y el tren", 5)] == expected
    pair.primary.restart()
    with index.writing():
        index.add([article("Después.")])
    assert index.stats().documents == 3
    assert index.check() == []
    index.close()
