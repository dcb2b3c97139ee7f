"""Opening: a new archive is made, ours is opened, anything else is refused and left alone."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from index.errors import ArchiveError
from index.storage import schema
from index.storage.folder_layout import DATABASE
from index.storage.store import Store
from tests.index.fakes import together


def test_a_new_archive_is_marked_as_ours_and_opened_again(tmp_path: Path) -> None:
    for _ in range(2):
        store = Store(tmp_path)
        assert store.check() == []
        store.close()
    connection = sqlite3.connect(tmp_path / DATABASE)
    assert connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (schema.FORMAT,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_every_connection_keeps_references_and_survives_a_power_cut(tmp_path: Path) -> None:
    store = Store(tmp_path)
    seen: list[tuple[int, ...]] = []

    def look() -> None:
        execute = store._connection.execute
        names = ("foreign_keys", "synchronous")
        seen.append(tuple(execute(f"PRAGMA {name}").fetchone()[0] for name in names))

    look()
    together(threading.Thread(target=look))
    assert seen == [(1, 2), (1, 2)]


def test_another_programs_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / DATABASE
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE ajena (x)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match="otro programa") as caught:
        Store(tmp_path)
    assert str(path) in str(caught.value)
    assert path.read_bytes() == before


def test_an_empty_database_of_another_program_is_refused(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / DATABASE)
    connection.execute("PRAGMA application_id = 77")
    connection.commit()
    connection.close()
    with pytest.raises(ArchiveError, match="otro programa"):
        Store(tmp_path)


def test_a_newer_format_is_refused_with_both_numbers(tmp_path: Path) -> None:
    Store(tmp_path).close()
    connection = sqlite3.connect(tmp_path / DATABASE)
    connection.execute(f"PRAGMA user_version = {schema.FORMAT + 1:d}")
    connection.commit()
    connection.close()
    message = rf"formato {schema.FORMAT + 1} y este programa lee el {schema.FORMAT}\."
    with pytest.raises(ArchiveError, match=message):
        Store(tmp_path)


@pytest.mark.parametrize(
    "content", [b"esto no es SQLite" * 100, b"SQLite format 3\0" + b"\1" * 500]
)
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / DATABASE).write_bytes(content)
    with pytest.raises(ArchiveError, match="no se puede abrir como archivo de Hemeroteca"):
        Store(tmp_path)
    assert (tmp_path / DATABASE).read_bytes() == content


def test_a_folder_in_the_databases_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / DATABASE).mkdir()
    with pytest.raises(ArchiveError, match="no se puede abrir"):
        Store(tmp_path)


def test_an_empty_file_becomes_an_archive(tmp_path: Path) -> None:
    (tmp_path / DATABASE).touch()
    assert Store(tmp_path).count_passages() == 0


def test_many_may_create_the_same_archive_at_once(tmp_path: Path) -> None:
    for attempt in range(5):
        folder = tmp_path / str(attempt)
        folder.mkdir()
        errors: list[ArchiveError] = []
        start = threading.Barrier(8)

        def open_it(folder: Path, start: threading.Barrier, errors: list[ArchiveError]) -> None:
            start.wait()
            try:
                Store(folder)
            except ArchiveError as error:
                errors.append(error)

        together(
            *(threading.Thread(target=open_it, args=(folder, start, errors)) for _ in range(8))
        )
        assert not errors
