"""The servers that the tests start are real ones."""

from __future__ import annotations

from tests.postgres.server import Server


def test_the_server_is_new_enough_and_has_pgvector(postgres: Server) -> None:
    postgres.new_database()
    with postgres.connect() as connection:
        assert connection.info.server_version >= 160_000
        rows = connection.execute(
            "SELECT default_version FROM pg_available_extensions WHERE name = 'vector'"
        ).fetchall()
    assert [tuple(int(n) for n in row[0].split(".")) >= (0, 8) for row in rows] == [True]
