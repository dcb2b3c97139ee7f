"""Who may read, who may write, and who sees some outlets only: the statements of docs/postgres.md,
as they stand there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest

from index import Document
from index.errors import ServerError
from index.exact.parsing import parse
from index.postgres.address import Address
from index.postgres.backend import PostgresIndex
from index.postgres.queue import waiting
from index.postgres.queue.jobs import Jobs
from index.postgres.queue.waiting import WaitingFile
from index.types import MODES
from tests.index.conformance import COMET, NOTE, RIVER, TRAIN, file
from tests.index.fakes import REMARKS, FakeEncoder, FakeNamer, printed
from tests.index.fakes import SCAN as SCAN_OF_ALL
from tests.index.names.conformance import CALL, MEETING
from tests.index.postgres import statements
from tests.postgres.server import Server

ROLES = ("lectora", "redactora", "becaria")
SHOWN = replace(TRAIN, source="El Faro")
OUR_MEETING = replace(MEETING, source="El Faro")
THEIR_CALL = replace(CALL, source="La Voz")
HIDDEN = replace(printed("Un secreto del río Alcedo, con fantasma."), source="La Voz")


@pytest.fixture
def owner(database: str, postgres: Server) -> Iterator[PostgresIndex]:
    """An archive of some documents with all of the roles."""
    with postgres.connect() as connection:
        for role in ROLES:
            connection.execute(f"DROP ROLE IF EXISTS {role}")
    index = PostgresIndex(Address.parse(database), FakeNamer(), (REMARKS,))
    with index.writing():
        index.put_original(SCAN_OF_ALL)
        index.add([RIVER, SHOWN, replace(COMET, source="El Faro"), HIDDEN])
        index.put_file(file("oculto.pdf"), [(0, HIDDEN.id)])
        index.add([OUR_MEETING, THEIR_CALL])
        index.put_file(file("visto.txt"), [(0, SHOWN.id)])
    own_table = ("hemeroteca.feedback", "hemeroteca.remarks")
    statements.run(
        database,
        [one.replace(*own_table) for one in statements.of("## Who may read, and who may write")],
    )
    yield index
    index.close()
    with psycopg.connect(database, autocommit=True) as connection:
        for role in ROLES:
            connection.execute(f"DROP OWNED BY {role}; DROP ROLE {role}")


def opened(database: str, postgres: Server, role: str) -> PostgresIndex:
    url = postgres.url(database.rpartition("/")[2], role)
    return PostgresIndex(Address.parse(url), FakeEncoder(), (REMARKS,), create=False)


def test_a_role_sees_the_documents_granted_and_nothing_of_others(
    owner: PostgresIndex, database: str, postgres: Server
) -> None:
    index = opened(database, postgres, "becaria")
    seen = {SHOWN.id, COMET.id, OUR_MEETING.id}
    assert {row[0] for row in index.summaries()} == seen
    assert index.document(HIDDEN.id) is None
    assert index.original(SCAN_OF_ALL.id) is None
    assert index.file("oculto.pdf") is None
    assert index.file("visto.txt") is not None
    assert set(index.sources()) == {"El Faro"}
    assert (index.stats().documents, index.stats().passages) == (3, 4)
    assert {each.name for each in index.entities()} == {"Kim Jong-un", "Kursk", "EE. UU."}
    assert index.mentions(THEIR_CALL.id) == []
    assert list(index.naming("person", "Putin")) == []
    assert {passage.document for passage in index.naming("person", "Kim")} == {OUR_MEETING.id}
    assert index.count_unrecognised() == 0
    for mode in MODES:
        for query in ("río Alcedo fantasma", "tren", "secreto cometa millones"):
            hits = index.search(query, 10, mode)
            assert {hit.passage.document for hit in hits} <= seen
            everything = {
                hit.passage.id: hit
                for hit in owner.search(query, 10, mode)
                if hit.passage.document in seen
            }
            assert [hit.passage.id for hit in hits] == list(everything)
            for hit in hits:  # scores are those that everybody gets
                same = everything[hit.passage.id]
                assert (hit.bm25, hit.dense) == pytest.approx((same.bm25, same.dense), abs=1e-6)
    for query in ("fantasma", "fantasna~", "NO nada", '"río alcedo"', "tren O secreto"):
        found = {passage.document for passage in index.find(parse(query)).passages}
        assert found <= seen
    assert index.find(parse("tren O fantasma")).total == 1
    with psycopg.connect(postgres.url(database.rpartition("/")[2], "becaria")) as connection:
        for table in ("postings", "forms", "remarks"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"SELECT * FROM hemeroteca.{table}".encode())
            connection.rollback()
        rows = connection.execute("SELECT text FROM hemeroteca.documents").fetchall()
        assert not any("secreto" in text for (text,) in rows)
    index.close()


def test_who_reads_does_not_write_but_for_opinions(
    owner: PostgresIndex, database: str, postgres: Server
) -> None:
    index = opened(database, postgres, "lectora")
    assert not index.is_restricted()
    assert {row[0] for row in index.summaries()} == {row[0] for row in owner.summaries()}
    assert index.search("río", 3, "bm25")[0].passage.document in {RIVER.id, HIDDEN.id}
    assert index.keep_record(REMARKS, NOTE)
    for change in (lambda: index.remove(RIVER.id), lambda: index.add([Document("Otro.", ())])):
        with pytest.raises(ServerError, match="permiso"), index.writing():
            change()
    assert len(owner.summaries()) == 6
    index.close()
    writer = opened(database, postgres, "redactora")
    with writer.writing():
        writer.remove(RIVER.id)
        writer.add([replace(RIVER, title="Otra vez")])
        writer.put_rows(REMARKS, [(9, "2025", "praise", "a")])
    assert writer.check() == []
    writer.close()


def test_who_writes_may_use_the_queue_that_the_owner_has_made(
    owner: PostgresIndex, database: str, postgres: Server
) -> None:
    index = opened(database, postgres, "redactora")
    with pytest.raises(ServerError, match="no tiene permiso"):
        Jobs(index).prepare()
    Jobs(owner).prepare()
    again = statements.of("## Who may read, and who may write")
    statements.run(database, [s for s in again if s.startswith("GRANT") and "redactora" in s])
    Jobs(index).prepare()
    id = waiting.put(index, WaitingFile(file("nota.txt"), b"x", "{}"))
    Jobs(index).defer_all()
    taken: list[int] = []

    def take(number: int) -> None:
        taken.append(number)
        with index.writing():
            waiting.finish(index, number)

    Jobs(index).work(take, lambda state: None, until_empty=True)
    assert taken == [id]
    index.close()
