"""Copies: consistent while others write, whole or not there, and brought back all or nothing."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from index import HybridIndex
from index.errors import ArchiveError, DamageError, InputError
from index.storage import atomic_writes, backup, schema, signed_folders
from index.storage.folder_layout import DATABASE
from index.storage.store import Store
from index.types import FileState
from tests.index.fakes import REMARKS, FakeEncoder, article, filled, together
from tests.index.storage.test_migrations import sample

ONE, TWO, THREE = (article(f"noticia {name}", title=name) for name in ("una", "dos", "tres"))


@pytest.fixture
def archive(tmp_path: Path) -> HybridIndex:
    index = filled(tmp_path / "archivo", ONE, TWO)
    with index.store.writing():
        index.store.put_file(FileState("a.txt", 1, 2, "x"), [(0, ONE.id)])
    with index.store.writing(keep_fingerprint=True):
        index.store.put_record(REMARKS, {"created": "2025", "kind": "praise", "words": "bien"})
    return index


def titles(folder: Path) -> set[str]:
    with closing(Store(folder)) as store:
        assert store.check() == []
        return {row[1] for row in store.summaries()}


def rows(path: Path) -> list[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return [
            connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in ("meta", "documents", "passages", "files", "places", "remarks")
        ]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# -- taking one


def test_a_copy_holds_every_row_and_nothing_else_is_left_behind(
    archive: HybridIndex, tmp_path: Path
) -> None:
    backup.backup(archive.store, tmp_path / "copia.sqlite3")
    assert rows(tmp_path / "copia.sqlite3") == rows(archive.folder / DATABASE)
    assert names(tmp_path) == {"archivo", "copia.sqlite3"}


def test_a_copy_taken_while_another_writes_is_the_state_before(
    archive: HybridIndex, tmp_path: Path
) -> None:
    other = HybridIndex.open(archive.folder, FakeEncoder())
    with other.writing():
        other.add([THREE])
        backup.backup(archive.store, tmp_path / "copia")
    backup.restore(tmp_path / "copia", tmp_path / "otro")
    assert titles(tmp_path / "otro") == {"una", "dos"}
    assert titles(archive.folder) == {"una", "dos", "tres"}


def test_every_copy_taken_during_many_writes_is_one_of_the_states(
    archive: HybridIndex, tmp_path: Path
) -> None:
    done = threading.Event()

    def write() -> None:
        for number in range(30):
            with archive.writing():  # both or none
                archive.add([article(f"par {number} a", title=f"{number}")])
                archive.add([article(f"par {number} b", title=f"{number}")])
        done.set()

    def copy() -> None:
        taken = 0
        while not done.is_set() or not taken:
            backup.backup(archive.store, tmp_path / f"{taken}.sqlite3")
            taken += 1

    together(threading.Thread(target=write), threading.Thread(target=copy))
    for number, path in enumerate(sorted(tmp_path.glob("*.sqlite3"))):
        backup.restore(path, tmp_path / f"r{number}")
        with closing(Store(tmp_path / f"r{number}")) as store:
            assert store.count_documents() % 2 == 0


def test_a_copy_never_replaces_a_file_unless_told(archive: HybridIndex, tmp_path: Path) -> None:
    target = tmp_path / "tesis.doc"
    target.write_text("años de trabajo", encoding="utf-8")
    with pytest.raises(InputError, match="no se ha tocado") as raised:
        backup.backup(archive.store, target)
    assert str(target) in str(raised.value)
    assert target.read_text(encoding="utf-8") == "años de trabajo"
    backup.backup(archive.store, target, replace=True)
    assert rows(target) == rows(archive.folder / DATABASE)


def test_a_file_that_appears_meanwhile_is_not_replaced_either(
    archive: HybridIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copia"
    monkeypatch.setattr(atomic_writes, "to_disk", lambda path: target.write_text("otro"))
    with pytest.raises(InputError, match="no se ha tocado"):
        backup.backup(archive.store, target)
    assert target.read_text() == "otro"


@pytest.mark.parametrize("place", ["", "no/hay/copia"])
def test_a_place_that_is_none_is_refused(archive: HybridIndex, tmp_path: Path, place: str) -> None:
    with pytest.raises(InputError, match="carpeta"):
        backup.backup(archive.store, tmp_path / place)
    assert names(tmp_path) == {"archivo"}


@pytest.mark.parametrize("end", backup.SIDE_FILES)
def test_the_archive_itself_is_no_place_for_a_copy_nor_one(
    archive: HybridIndex, tmp_path: Path, end: str
) -> None:
    own = tmp_path / "archivo" / ".." / "archivo" / f"{DATABASE}{end}"
    with pytest.raises(InputError, match="es del archivo mismo"):
        backup.backup(archive.store, own, replace=True)
    with pytest.raises(InputError, match="es del archivo mismo"):
        backup.restore(own, archive.folder, replace=True)
    assert titles(archive.folder) == {"una", "dos"}


def test_a_failed_copy_leaves_nothing(
    archive: HybridIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic_writes, "to_disk", full)
    with pytest.raises(ArchiveError, match="No space left"):
        backup.backup(archive.store, tmp_path / "copia")
    assert names(tmp_path) == {"archivo"}


def test_a_damaged_archive_is_not_copied_as_if_it_were_whole(
    archive: HybridIndex, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(archive.folder / DATABASE)) as connection:
        connection.execute("UPDATE documents SET text = text || ' falso'")
        connection.commit()
    with pytest.raises(DamageError, match="no está sana"):
        backup.backup(archive.store, tmp_path / "copia")
    assert names(tmp_path) == {"archivo"}


def test_what_a_killed_copy_left_is_cleared_away_by_the_next(
    archive: HybridIndex, tmp_path: Path
) -> None:
    prefix = f".copia{backup.MARK}"
    for name, age in (("vieja", 2 * signed_folders.ABANDONED_S), ("de ahora", 0)):
        (tmp_path / f"{prefix}{name}").mkdir()
        (tmp_path / f"{prefix}{name}" / DATABASE).write_bytes(b"a medias")
        os.utime(tmp_path / f"{prefix}{name}", (time.time() - age,) * 2)
    backup.backup(archive.store, tmp_path / "copia")
    assert names(tmp_path) == {"archivo", "copia", f"{prefix}de ahora"}


# -- bringing one back


@pytest.fixture
def copy(archive: HybridIndex, tmp_path: Path) -> Path:
    backup.backup(archive.store, tmp_path / "copia.sqlite3")
    return tmp_path / "copia.sqlite3"


def test_a_copy_makes_a_new_archive(copy: Path, tmp_path: Path) -> None:
    assert backup.restore(copy, tmp_path / "a" / "b") is None
    assert rows(tmp_path / "a" / "b" / DATABASE) == rows(copy)
    index = HybridIndex.open(tmp_path / "a" / "b", FakeEncoder())
    assert index.search("noticia una")[0].passage.title == "una"


def test_an_archive_with_documents_is_replaced_only_when_told(copy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "otro"
    index = filled(folder, THREE)
    with pytest.raises(InputError, match="ya tiene 1 documento"):
        backup.restore(copy, folder)
    assert titles(folder) == {"tres"}
    backup.restore(copy, folder, replace=True)
    assert titles(folder) == {"una", "dos"}
    # who has had it open all the time sees the restored state, and may go on
    assert {hit.passage.title for hit in index.search("noticia")} == {"una", "dos"}
    with index.writing():
        index.add([THREE])
    assert titles(folder) == {"una", "dos", "tres"}


def test_an_archive_without_documents_is_replaced(copy: Path, tmp_path: Path) -> None:
    Store(tmp_path).close()
    backup.restore(copy, tmp_path)
    assert titles(tmp_path) == {"una", "dos"}


def test_a_reader_keeps_its_view_while_a_copy_is_brought_back(copy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "otro"
    index = filled(folder, THREE)
    with index.store.reading():
        assert index.store.count_documents() == 1
        restoring = threading.Thread(
            target=backup.restore, args=(copy, folder), kwargs={"replace": True}
        )
        together(restoring)
        assert [row[1] for row in index.store.summaries()] == ["tres"]
    assert titles(folder) == {"una", "dos"}


def test_a_copy_is_not_brought_back_under_a_writer(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "WAIT_S", 0.1)
    index = filled(tmp_path / "otro", THREE)
    with (
        index.writing(),
        pytest.raises(ArchiveError, match="lo está modificando otro proceso"),
    ):
        backup.restore(copy, tmp_path / "otro", replace=True)
    assert titles(tmp_path / "otro") == {"tres"}


def test_a_folder_of_other_things_does_not_become_an_archive(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "tesis").mkdir()
    (tmp_path / "tesis" / "capítulo.txt").write_text("uno")
    with pytest.raises(InputError, match="no está vacía"):
        backup.restore(copy, tmp_path / "tesis", replace=True)
    assert names(tmp_path / "tesis") == {"capítulo.txt"}


def test_an_archive_whose_database_was_deleted_is_brought_back(
    copy: Path, archive: HybridIndex
) -> None:
    archive.search("noticia")
    archive.close()
    (archive.folder / DATABASE).unlink()
    backup.restore(copy, archive.folder)
    assert titles(archive.folder) == {"una", "dos"}


def _cut(raw: bytes) -> bytes:
    return raw[: len(raw) // 2]


def _flipped(raw: bytes) -> bytes:
    at = raw.index(b"noticia una") + 3
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


@pytest.mark.parametrize(
    "damage", [_cut, _flipped, lambda raw: b"esto no es SQLite", lambda raw: b""]
)
def test_a_damaged_copy_is_refused_and_the_archive_stays(
    copy: Path, archive: HybridIndex, damage: object
) -> None:
    assert callable(damage)
    copy.write_bytes(damage(copy.read_bytes()))
    with pytest.raises(InputError) as raised:
        backup.restore(copy, archive.folder, replace=True)
    assert str(copy) in str(raised.value)
    assert titles(archive.folder) == {"una", "dos"}


def test_a_copy_that_is_not_there_or_newer_is_refused(copy: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No hay ninguna copia"):
        backup.restore(tmp_path / "nada", tmp_path / "otro")
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute(f"PRAGMA user_version = {schema.FORMAT + 1:d}")
        connection.commit()
    with pytest.raises(InputError, match="Actualice Hemeroteca"):
        backup.restore(copy, tmp_path / "otro")
    assert not (tmp_path / "otro").exists()


def test_a_copy_of_an_earlier_format_is_brought_to_the_present_one(tmp_path: Path) -> None:
    (tmp_path / "viejo").mkdir()
    copy = sample(tmp_path / "viejo") / DATABASE
    raw = copy.read_bytes()
    backup.restore(copy, tmp_path / "nuevo")
    assert len(titles(tmp_path / "nuevo")) == 3
    assert copy.read_bytes() == raw


def test_a_damaged_archive_is_set_aside_not_thrown_away(copy: Path, archive: HybridIndex) -> None:
    archive.close()
    path = archive.folder / DATABASE
    path.write_bytes(b"\xa5" * 5000)
    with pytest.raises(DamageError):
        backup.restore(copy, archive.folder)
    assert path.read_bytes() == b"\xa5" * 5000
    aside = backup.restore(copy, archive.folder, replace=True)
    assert aside is not None
    assert (aside / DATABASE).read_bytes() == b"\xa5" * 5000
    assert titles(archive.folder) == {"una", "dos"}
