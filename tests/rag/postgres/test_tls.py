"""An archive over TLS, as ``sslmode`` in its address asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.postgres.server import Server
from tests.postgres.tls import Door, Signed
from tests.rag.cli.commands import Run, only_line, parsed
from tests.rag.cli.conftest import notes as notes
from tests.rag.cli.conftest import run as run


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Signed:
    return Signed.make(tmp_path_factory.mktemp("tls") / "own")


@pytest.fixture
def door(postgres: Server, signed: Signed) -> Iterator[Door]:
    if postgres.folder is None:
        pytest.skip("another server has its own TLS, or none")
    with closing(Door(postgres.port, signed)) as door:
        yield door


def through(database: str, door: Door, settings: str, host: str = "localhost") -> str:
    return f"postgresql://postgres@{host}:{door.port}/{database.rpartition('/')[2]}?{settings}"


@pytest.mark.parametrize("proven", [False, True])
def test_an_archive_is_used_over_tls_by_all_of_its_connections(
    run: Run, notes: Path, database: str, door: Door, signed: Signed, proven: bool
) -> None:
    mode = f"sslmode=verify-full&sslrootcert={signed.root}" if proven else "sslmode=require"
    address = through(database, door, mode)
    status, out, _ = run("add", notes / "1.txt", "--archive", address, "--json")
    assert (status, parsed(out)["added"]) == (0, 1)
    assert run("add", "--queue", notes, "--archive", address)[0] == 0
    assert run("worker", "--until-empty", "--archive", address)[0] == 0
    status, out, _ = run("search", "soldados en Kursk", "--archive", address, "--json")
    assert parsed(out)["hits"][0]["title"] == "Kursk"
    assert len(parsed(run("list", "--archive", database, "--json")[1])) == 4
    assert set(door.encrypted) <= {"TLSv1.2", "TLSv1.3"}
    assert door.encrypted
    assert door.plain == 0


def test_a_server_that_proves_to_be_another_is_refused_in_a_line(
    run: Run, notes: Path, database: str, door: Door, signed: Signed, tmp_path: Path
) -> None:
    other = Signed.make(tmp_path / "other")
    for root, host in (
        (other.root, "localhost"),
        (signed.root, "127.0.0.1"),
        (tmp_path / "no.crt", "localhost"),
    ):
        address = through(database, door, f"sslmode=verify-full&sslrootcert={root}", host)
        status, out, err = run("add", notes, "--archive", address)
        assert (status, out) == (1, "")
        assert "no ha probado que es el suyo" in only_line(err)
        assert "sslrootcert" in err
    assert run("list", "--archive", database)[0] == 2, "nothing was made there"
    assert door.plain == 0


def test_a_server_without_tls_is_refused_where_it_is_required(
    run: Run, notes: Path, database: str, postgres: Server
) -> None:
    for mode in ("require", "verify-ca", "verify-full"):
        address = f"{database}?sslmode={mode}&sslrootcert=/dev/null"
        status, out, err = run("add", notes, "--archive", address)
        assert (status, out) == (1, "")
        assert "no ofrece TLS, y «sslmode» lo exige" in only_line(err)
