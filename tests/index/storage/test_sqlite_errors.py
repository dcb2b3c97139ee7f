"""What SQLite cannot do is told apart: busy, full, forbidden, damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import ArchiveError, DamageError
from index.storage.sqlite_errors import SHOWN, is_damage, translate_errors


def refused(connection: sqlite3.Connection, path: Path, sql: str) -> ArchiveError:
    """What is said of a statement that cannot be done."""
    with pytest.raises(ArchiveError) as raised, translate_errors(path):
        connection.execute(sql).fetchall()
    assert str(path.parent) in str(raised.value)
    assert raised.value.__cause__ is not None
    return raised.value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with closing(sqlite3.connect(tmp_path / "base")) as connection:
        connection.execute("CREATE TABLE t (x TEXT)")
        connection.execute("INSERT INTO t VALUES (?)", ("ñandú " * 2000,))
        connection.commit()
    return tmp_path / "base"


def test_a_busy_database(path: Path) -> None:
    with (
        closing(sqlite3.connect(path)) as one,
        closing(sqlite3.connect(path, timeout=0)) as other,
    ):
        one.execute("BEGIN IMMEDIATE")
        assert "lo está modificando otro proceso" in str(refused(other, path, "BEGIN IMMEDIATE"))


def test_a_full_disk(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA max_page_count = 4")
        said = str(refused(connection, path, "INSERT INTO t SELECT x || x || x FROM t"))
    assert "No queda espacio" in said
    assert "Nada se ha cambiado" in said


def test_a_database_that_may_only_be_read(path: Path) -> None:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        assert "permisos" in str(refused(connection, path, "DELETE FROM t"))


def test_damage_to_the_file_and_to_its_texts(path: Path) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw.replace("ñandú".encode(), b"\xff\xfe\xfd\xfc\xfbu", 3))
    with closing(sqlite3.connect(path)) as connection:
        error = refused(connection, path, "SELECT * FROM t")
    assert isinstance(error, DamageError)
    assert len(str(error)) < SHOWN + len(str(path)) + 200  # not the whole article
    path.write_bytes(raw[:4096] + b"\xa5" * (len(raw) - 4096))
    with closing(sqlite3.connect(path)) as connection:
        assert isinstance(refused(connection, path, "SELECT * FROM t"), DamageError)


def test_a_schema_that_is_no_text(path: Path) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"CREATE TABLE t (x TEXT)", b"CREATE TABLE \xe4 (x TEXT)"))
    with closing(sqlite3.connect(path)) as connection:
        assert isinstance(refused(connection, path, "SELECT * FROM t"), DamageError)


def test_bugs_pass(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE u (x UNIQUE)")
        with pytest.raises(sqlite3.IntegrityError), translate_errors(path):
            connection.execute("INSERT INTO u VALUES (1), (1)")
        with pytest.raises(sqlite3.ProgrammingError), translate_errors(path):
            connection.execute("SELECT ?", ())
    assert not is_damage(sqlite3.OperationalError("no such table: t"))
