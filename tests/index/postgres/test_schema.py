"""The tables are made by numbered steps, each taken once."""

from __future__ import annotations

from dataclasses import replace

import psycopg
import pytest

from index.errors import ServerError
from index.exact.parsing import parse
from index.listing import Listing
from index.postgres import schema
from index.postgres.address import Address
from index.postgres.backend import PostgresIndex
from tests.index.conformance import RIVER, TRAIN, contents
from tests.index.fakes import REMARKS, FakeEncoder
from tests.postgres.server import Server


def opened(database: str) -> PostgresIndex:
    return PostgresIndex(Address.parse(database), FakeEncoder(), (REMARKS,))


def test_an_archive_of_an_earlier_number_is_brought_up(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = opened(database)
    with index.writing():
        index.add([RIVER, TRAIN])
    before = contents(index)
    index.close()
    with psycopg.connect(database, autocommit=True) as connection:  # as the first step left it
        for statement in (
            "DROP TABLE hemeroteca.mentions, hemeroteca.names, hemeroteca.recognised",
            "DROP INDEX hemeroteca.passages_by_place, hemeroteca.documents_newest",
            "ALTER TABLE hemeroteca.documents DROP COLUMN folded_title, DROP COLUMN folded_source",
            "DROP TABLE hemeroteca.queue",
            "DROP FUNCTION hemeroteca.term_counts",
            "DROP TABLE hemeroteca.forms",
            "ALTER TABLE hemeroteca.passages DROP COLUMN words",
            "DELETE FROM hemeroteca.meta WHERE key = 'exact'",
            "UPDATE hemeroteca.meta SET value = '1' WHERE key = 'schema'",
        ):
            connection.execute(statement.encode())
    again = opened(database)
    assert contents(again) == before
    assert again.find(parse('"río Alcedo"')).total == 1
    assert dict(again.term_counts(["tren"])) == {"tren": 1}
    assert again.listed(Listing("RÍADA")).total == 1
    assert again.count_unrecognised() == 2
    with again.writing():
        again.update(replace(TRAIN, title="Ferrocarril"))
    assert again.find(parse("título:ferrocarril")).total == 1
    assert again.check() == []
    again.close()


def test_a_step_that_fails_leaves_the_number_before(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(database).close()
    following = max(schema.STEPS) + 1
    steps = {**schema.STEPS, following: ("CREATE TABLE otra (a integer)", "SELECT 1 / 0")}
    monkeypatch.setattr(schema, "STEPS", steps)
    monkeypatch.setattr(schema, "VERSION", following)
    with pytest.raises(psycopg.errors.DivisionByZero):
        opened(database)
    with psycopg.connect(database) as connection:
        assert schema.version_of(connection) == following - 1
        (there,) = connection.execute("SELECT to_regclass('hemeroteca.otra')").fetchone() or ("x",)
    assert there is None


def test_a_role_that_may_not_bring_it_up_is_told_who_may(
    database: str, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(database).close()
    with postgres.connect() as connection:
        connection.execute("DROP ROLE IF EXISTS mirona")
        connection.execute("CREATE ROLE mirona LOGIN")
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("GRANT USAGE ON SCHEMA hemeroteca TO mirona")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA hemeroteca TO mirona")
    following = max(schema.STEPS) + 1
    monkeypatch.setattr(
        schema, "STEPS", {**schema.STEPS, following: ("CREATE TABLE otra (a int)",)}
    )
    monkeypatch.setattr(schema, "VERSION", following)
    url = postgres.url(database.rpartition("/")[2], "mirona")
    with pytest.raises(ServerError, match="dueño"):
        PostgresIndex(Address.parse(url), FakeEncoder(), (REMARKS,), create=False)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("DROP OWNED BY mirona; DROP ROLE mirona")


def test_a_server_too_old_is_refused(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "LEAST_SERVER", 990_000)
    with pytest.raises(ServerError, match="hace falta el 99"):
        opened(database)
    monkeypatch.undo()
    monkeypatch.setattr(schema, "LEAST_PGVECTOR", (99, 0))
    with pytest.raises(ServerError, match=r"hace falta el 99\.0"):
        opened(database)
