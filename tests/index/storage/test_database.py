"""The database: all of a change or none of it, seen by all once it is done."""

from __future__ import annotations

import gc
import sqlite3
import threading
from pathlib import Path

import numpy as np
import pytest

from index.errors import ArchiveError
from index.storage import schema
from index.storage.folder_layout import DATABASE
from index.storage.store import Store
from index.types import FileState
from tests.index.fakes import article, put, together


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def everything(store: Store) -> list[list[tuple[object, ...]]]:
    connection = sqlite3.connect(store.path)
    tables = ("documents", "passages", "files", "places", "meta")
    rows = [connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables]
    connection.close()
    return rows


# -- transactions


def test_an_exception_takes_back_everything_done_since(store: Store) -> None:
    kept = article("uno", "dos", source="A")
    put(store, kept)
    with store.writing():
        store.put_file(FileState("a.txt", 1, 2, "x"), [(0, kept.id)])
    before = everything(store)
    other = article("otro", "más")
    with pytest.raises(KeyError), store.writing():
        store.put_document(other, ["o", "m"], np.zeros((2, 4), np.float32))
        store.put_file(FileState("b.txt", 1, 2, "x"), [(0, other.id)])
        store.set_meta("encoder", "otro")
        store.remove_document(kept.id)
        raise KeyError
    assert everything(store) == before
    assert not store.check()


def test_an_interrupted_write_leaves_the_archive_writable(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt), store.writing():
        store.set_meta("a", "b")
        raise KeyboardInterrupt
    put(store, article("uno"))
    assert store.count_passages() == 1


def test_the_fingerprint_changes_with_the_archive_and_only_then(store: Store) -> None:
    assert store.fingerprint == ""
    seen = [store.fingerprint]
    document = article("uno", title="Uno")
    put(store, document)
    seen.append(store.fingerprint)
    with store.writing():
        pass
    with store.writing():
        assert not store.remove_document("nadie")
    with pytest.raises(KeyError), store.writing():
        store.remove_document(document.id)
        raise KeyError
    assert store.fingerprint == seen[-1]
    with store.writing():
        store.update_document(article("uno", title="Otro"))
    seen.append(store.fingerprint)
    with store.writing():
        store.remove_document(document.id)
    seen.append(store.fingerprint)
    assert len(set(seen)) == len(seen)


def test_another_state_never_has_an_earlier_fingerprint_again(store: Store) -> None:
    document = article("uno")
    seen = []
    for _ in range(3):
        put(store, document)
        with store.writing():
            store.remove_document(document.id)
        seen.append(store.fingerprint)
    assert len(set(seen)) == 3


def test_readers_see_the_old_state_until_the_write_is_done(tmp_path: Path) -> None:
    one, other = Store(tmp_path), Store(tmp_path)
    put(one, article("uno"))
    old = other.fingerprint
    with one.writing():
        one.put_document(article("dos"), ["d"], np.zeros((1, 4), np.float32))
        assert one.count_passages() == 2
        assert (other.count_passages(), other.fingerprint) == (1, old)
    assert other.count_passages() == 2
    assert other.fingerprint != old


def test_a_view_stays_the_same_while_another_writes(tmp_path: Path) -> None:
    one, other = Store(tmp_path), Store(tmp_path)
    put(one, article("uno"))
    with other.reading():
        before = other.fingerprint
        put(one, article("dos"))
        with other.reading():  # a view within a view is the same view
            assert (other.count_passages(), other.fingerprint) == (1, before)
    assert other.count_passages() == 2


def test_a_second_writer_is_told_in_spanish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "WAIT_S", 0.05)
    one, other = Store(tmp_path), Store(tmp_path)
    refused = pytest.raises(ArchiveError, match="lo está modificando otro proceso")
    with one.writing(), refused as caught, other.writing():
        pytest.fail("both write")
    assert str(tmp_path) in str(caught.value)
    with other.writing():
        other.set_meta("a", "b")


def test_writers_in_threads_wait_for_each_other(store: Store) -> None:
    def add(number: int) -> None:
        for i in range(5):
            put(store, article(f"texto {number} {i}"))

    together(*(threading.Thread(target=add, args=(n,)) for n in range(6)))
    assert store.count_passages() == 30
    assert not store.check()


def test_a_full_disk_is_told_in_spanish_and_takes_everything_back(store: Store) -> None:
    put(store, article("uno"))
    before = everything(store)
    (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
    store._connection.execute(f"PRAGMA max_page_count = {pages:d}")
    with pytest.raises(ArchiveError, match="espacio"):
        put(store, article("palabra " * 20_000))
    assert everything(store) == before


# -- connections


def test_connections_of_threads_that_are_gone_are_closed(store: Store) -> None:
    def read() -> None:
        store.count_passages()

    for _ in range(20):
        together(threading.Thread(target=read))
    gc.collect()
    assert len(store._all) == 1


def test_a_closed_store_holds_no_connection(store: Store) -> None:
    connection = store._connection
    store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        connection.execute("SELECT 1")


def test_a_damaged_database_is_told_in_spanish(tmp_path: Path) -> None:
    store = Store(tmp_path)
    put(store, article(*(f"párrafo {i} " * 20 for i in range(200))))
    store.close()
    path = tmp_path / DATABASE
    raw = bytearray(path.read_bytes())
    raw[4096:] = b"\xa5" * (len(raw) - 4096)
    path.write_bytes(raw)
    with pytest.raises(ArchiveError, match="dañad") as caught:
        damaged = Store(tmp_path)
        with damaged.reading():
            list(damaged.terms())
    assert str(path) in str(caught.value)
