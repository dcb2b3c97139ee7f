"""The command line on an archive in PostgreSQL: what a folder does, and errors in one line."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from tests.postgres.server import Server, free_port
from tests.rag.cli.commands import Run, only_line, parsed
from tests.rag.cli.conftest import notes as notes
from tests.rag.cli.conftest import run as run

SECRET = "muy-secreta"


def test_an_archive_on_a_server_is_used_like_a_folder(run: Run, notes: Path, database: str) -> None:
    status, out, _ = run("add", notes, "--archive", database, "--json")
    assert (status, parsed(out)["added"]) == (0, 4)
    status, out, _ = run("add", notes, "--archive", database, "--json")
    assert (status, parsed(out)["unchanged"], parsed(out)["added"]) == (0, 4, 0)
    status, out, _ = run("list", "--archive", database, "--json")
    listed = parsed(out)
    assert (status, [one["title"] for one in listed][:2]) == (0, ["Kursk", "El frente"])
    status, out, _ = run("search", "soldados en Kursk", "--archive", database, "--json")
    assert parsed(out)["hits"][0]["title"] == "Kursk"
    assert run("remove", listed[0]["id"], "--archive", database)[0] == 0
    assert run("remove", "--undo", listed[0]["id"], "--archive", database)[0] == 0
    (notes / "4.txt").unlink()
    status, out, _ = run("sync", notes, "--archive", database, "--json")
    assert (status, len(parsed(run("list", "--archive", database, "--json")[1]))) == (0, 3)
    status, out, _ = run("check", "--archive", database, "--json")
    assert (status, parsed(out)["problems"], parsed(out)["documents"]) == (0, [], 3)


def test_the_setting_may_hold_a_password_which_is_never_shown(
    run: Run, notes: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheme, _, rest = database.partition("://")
    user, _, host = rest.partition("@")
    monkeypatch.setenv("HEMEROTECA_ARCHIVE", f"{scheme}://{user}:{SECRET}@{host}")
    for command in (["add", str(notes), "-vv"], ["list"], ["check", "--json"], ["backup", "x"]):
        status, out, err = run(*command)
        assert status == (2 if command[0] == "backup" else 0)
        assert SECRET not in out + err
    assert parsed(run("check", "--json")[1])["folder"] == database


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://ana:{SECRET}@h/b",
        f"postgres://ana:{SECRET}@h1,h2:5433/b?sslmode=require",
        f"postgresql://h/b?user=ana&password={SECRET}",
        f"postgresql://h/b?pass%77ord={SECRET}",
        f"POSTGRESQL://ana:{SECRET}@h/b",
        f"postgresql://ana:{SECRET}/x@h/b",
        f"postgresql://ana:p@{SECRET}@h/b",
        f"postgresql://ana@h/b#{SECRET}",
        f"postgresql://h:{SECRET}/b",
    ],
)
def test_a_password_on_the_command_line_is_refused_and_not_repeated(run: Run, address: str) -> None:
    for command in (["list"], ["ask", "¿qué?"], ["add", "x"]):
        status, out, err = run(*command, "--archive", address)
        assert (status, out) == (2, "")
        assert SECRET not in only_line(err)


def test_a_server_that_is_away_is_said_in_a_line(run: Run, notes: Path) -> None:
    address = f"postgresql://ana@127.0.0.1:{free_port()}/b"
    for command in (["list"], ["add", str(notes)], ["check"]):
        status, out, err = run(*command, "--archive", address)
        assert (status, out) == (1, "")
        assert address in only_line(err)


def test_a_database_that_is_not_there_is_said_in_a_line(run: Run, postgres: Server) -> None:
    status, _, err = run("list", "--archive", postgres.url("no_hay"))
    assert status == 1
    assert "no_hay" in only_line(err)


def test_an_archive_that_is_not_there_is_not_made_by_asking(run: Run, database: str) -> None:
    status, _, err = run("list", "--archive", database)
    assert status == 2
    assert "hemeroteca add" in only_line(err)
    with psycopg.connect(database) as connection:
        rows = connection.execute("SELECT to_regnamespace('hemeroteca')").fetchone()
    assert rows == (None,)


def test_an_extension_that_is_missing_is_said_in_a_line(
    run: Run, notes: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.postgres import schema

    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("DROP EXTENSION IF EXISTS vector CASCADE")
    monkeypatch.setattr(schema, "EXTENSION", "vector_que_no_hay")
    status, _, err = run("add", notes, "--archive", database)
    assert status == 1
    assert "pgvector" in only_line(err)


def test_who_may_not_make_the_extension_is_told_what_to_ask_for(
    run: Run, notes: Path, database: str, postgres: Server
) -> None:
    name, role = database.rpartition("/")[2], "duena"
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("DROP EXTENSION IF EXISTS vector CASCADE")
        connection.execute(f"DROP ROLE IF EXISTS {role}")
        connection.execute(f"CREATE ROLE {role} LOGIN")
        connection.execute(f'GRANT CREATE ON DATABASE "{name}" TO {role}'.encode())
    address = postgres.url(name, role)
    try:
        status, _, err = run("add", notes, "--archive", address)
        assert (status, "ejecute una vez «CREATE EXTENSION vector»" in only_line(err)) == (1, True)
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute("CREATE EXTENSION vector")
        assert run("add", notes, "--archive", address)[0] == 0
    finally:
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute(f"DROP OWNED BY {role} CASCADE; DROP ROLE {role}".encode())


def test_a_role_too_weak_is_said_in_a_line(
    run: Run, notes: Path, database: str, postgres: Server
) -> None:
    role = "debil"
    with postgres.connect() as connection:
        connection.execute(f"DROP ROLE IF EXISTS {role}")
        connection.execute(f"CREATE ROLE {role} LOGIN")
    as_weak = postgres.url(database.rpartition("/")[2], role)
    status, _, err = run("add", notes, "--archive", as_weak)
    assert (status, "permiso" in only_line(err)) == (1, True)
    assert run("add", notes, "--archive", database)[0] == 0
    status, _, err = run("list", "--archive", as_weak)
    assert (status, "permiso" in only_line(err)) == (1, True)


def test_a_schema_too_new_is_refused(run: Run, notes: Path, database: str) -> None:
    assert run("add", notes, "--archive", database)[0] == 0
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("UPDATE hemeroteca.meta SET value = '99' WHERE key = 'schema'")
    status, _, err = run("list", "--archive", database)
    assert (status, "Actualice Hemeroteca" in only_line(err)) == (2, True)


def test_a_copy_is_left_to_the_servers_own_program(run: Run, notes: Path, database: str) -> None:
    assert run("add", notes, "--archive", database)[0] == 0
    status, out, err = run("backup", "copia.dump", "--archive", database)
    assert (status, out) == (2, "")
    assert f"--file='copia.dump' '{database}'" in only_line(err)
    for command in (["restore", "copia"], ["rescue", "nueva"]):
        status, _, err = run(*command, "--archive", database)
        assert (status, "carpeta" in only_line(err)) == (2, True)


def test_without_the_driver_the_package_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in [n for n in sys.modules if n.startswith("index.postgres.") and "address" not in n]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    status, _, err = run("list", "--archive", "postgresql://h/b")
    assert (status, "hemeroteca[postgres]" in only_line(err)) == (2, True)


def test_an_archive_is_copied_both_ways(
    run: Run, notes: Path, database: str, tmp_path: Path
) -> None:
    assert run("add", notes, "--archive", tmp_path / "uno")[0] == 0
    status, out, _ = run("copy", tmp_path / "uno", database, "--json")
    assert (status, parsed(out)["documents"], parsed(out)["taken"]) == (0, 4, 4)
    status, _, err = run("copy", tmp_path / "uno", database)
    assert (status, "ya tiene documentos" in only_line(err)) == (2, True)
    assert run("copy", database, tmp_path / "otro")[0] == 0
    lists = [
        parsed(run("list", "--json", "--archive", place)[1])
        for place in (tmp_path / "uno", database, tmp_path / "otro")
    ]
    assert lists[0] == lists[1] == lists[2]
    status, _, err = run("copy", f"postgresql://ana:{SECRET}@h/b", tmp_path / "x")
    assert (status, SECRET in only_line(err)) == (2, False)
