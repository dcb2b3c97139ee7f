"""Exact search in the folder that an archive is: FTS5 beside what it is computed from."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.exact.expressions import Phrase
from index.exact.parsing import parse
from index.search.folder_storage import FolderStorage
from index.storage.exact import records
from index.storage.folder_layout import DATABASE
from index.storage.store import Store
from index.types import Kind
from rag.exact.finding import ORDERS
from tests.index.exact.conformance import (
    QUERIES_OF_ALL_KINDS,
    FindConformance,
    NamesAsWords,
    assert_exact,
)
from tests.index.fakes import FakeNamer, article, filled
from tests.index.names.conformance import CALL, MEETING
from tests.index.opening import InFolder

ARCHIVES = Path(__file__).parents[1] / "storage" / "archives"


class TestFolderFind(InFolder, FindConformance):
    """An archive is a folder."""


class TestFolderFindOfNames(NamesAsWords, TestFolderFind):
    """The same where names are recognised."""

    def finding(self, store: object, phrase: Phrase) -> frozenset[int]:
        assert isinstance(store, Store)
        return store._asked(phrase)


@pytest.mark.parametrize(
    ("query", "kind", "name"),
    [
        ('persona:"Kim Jong-un"', "person", "Kim Jong-un"),
        ('persona:"kim jong un"', "person", "Kim Jong-un"),
        ("persona:putin", "person", "Putin"),
        ('lugar:"EE. UU."', "place", "Estados Unidos"),
    ],
)
def test_where_names_are_recognised_all_who_are_meant_are_found(
    tmp_path: Path, query: str, kind: Kind, name: str
) -> None:
    index = filled(tmp_path, MEETING, CALL, encoder=FakeNamer())
    meant = {passage.id for passage in index.naming(kind, name)}
    everything = index.find(parse("NO nada")).total
    assert meant
    for order in ORDERS:
        assert {p.id for p in index.find(parse(query), order).passages} == meant
    assert index.find(parse(query), most=0).total == len(meant)
    assert index.find(parse(f"NO {query}")).total == everything - len(meant)
    here = {p.id for p in index.find(parse("kursk"), most=9).passages}
    both = index.find(parse(f"{query} kursk")).passages
    either = index.find(parse(f"{query} O NO kursk")).total
    assert {passage.id for passage in both} == meant & here
    assert either == everything - len(here - meant)
    index.close()


def test_a_name_that_nobody_was_recognised_by_is_asked_by_its_words(tmp_path: Path) -> None:
    index = filled(tmp_path, MEETING, article("Zoilo habla."), encoder=FakeNamer())
    assert index.find(parse("persona:zoilo")).total == 1
    assert index.find(parse("persona:habla")).total == 1
    index.close()
    plain = filled(tmp_path / "otro", MEETING)  # with an encoder that recognises nobody
    assert plain.find(parse("persona:kim")).total == 2
    plain.close()


@pytest.mark.parametrize("format", range(1, 5))
def test_an_archive_of_an_earlier_format_gets_its_rows_with_the_first_search(
    tmp_path: Path, format: int
) -> None:
    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        connection.executescript((ARCHIVES / f"format-{format}.sql").read_text(encoding="utf-8"))
    storage = FolderStorage(Store(tmp_path))
    assert storage.check() == []
    before = storage.fingerprint
    assert storage.find(parse("cometa")).total > 0
    assert storage.find(parse('título:"el cometa de huañil"')).total == 5
    assert storage.find(parse('"el cometa de huanil"')).total == 0
    assert storage.fingerprint == before
    assert storage.check() == []
    storage.close()


def test_what_was_taken_apart_otherwise_is_taken_apart_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = filled(tmp_path, article("El río creció."))
    monkeypatch.setattr(records, "VERSION", "otra")
    with index.writing():
        index.add([article("Otro río.")])  # has no row before the others are made
    assert not index.store.has_words
    assert index.find(parse("río")).total == 2
    assert index.store.has_words
    with index.writing():
        index.add([article("Más ríos.")])
    assert index.find(parse("río")).total == 3
    index.close()


def test_the_rows_are_made_once_whoever_comes_first(tmp_path: Path) -> None:
    index = filled(tmp_path, article("El río creció."))
    with index.writing():
        index.store.forget_words()
    with index.writing():
        assert index.find(parse("río")).total == 1
        assert index.store.has_words
    changes = index.store._connection.total_changes
    assert index.find(parse("río")).total == 1
    assert index.store._connection.total_changes == changes
    index.close()


@pytest.mark.parametrize(
    ("sql", "part"),
    [
        ("DELETE FROM exact_words WHERE rowid = 2", "pasaje 2 falta en la búsqueda exacta"),
        ("INSERT INTO exact_words (rowid, terms, checksum) VALUES (9, 'x', 0)", "un pasaje 9 que"),
        ("UPDATE exact_words_content SET c1 = 'otras' WHERE id = 1", "palabras del pasaje 1"),
        ("UPDATE exact_words_content SET c4 = 'sotra' WHERE id = 1", "palabras del pasaje 1"),
        (
            "UPDATE exact_words_data SET block = zeroblob(length(block)) WHERE id > 10",
            "no son las de sus pasajes",
        ),
    ],
)
def test_a_change_behind_our_back_is_told(tmp_path: Path, sql: str, part: str) -> None:
    index = filled(tmp_path, article("El río creció.", "Nadie salió herido."))
    assert index.check() == []
    index.store.change(sql)
    assert part in "\n".join(index.check())
    index.close()


def test_a_check_does_not_wait_for_a_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "PATIENCE_S", 0.01)
    index, other = filled(tmp_path, article("El río creció.")), Store(tmp_path)
    with other.writing():
        assert index.check() == []
    other.close()
    index.close()


def test_passages_removed_by_another_program_are_not_found(tmp_path: Path) -> None:
    index = filled(tmp_path, article("El río creció."), article("Otro río."))
    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM documents WHERE rowid = 1")
        connection.commit()
    assert index.find(parse("río")).total == 1
    assert index.check() == []
    for query in QUERIES_OF_ALL_KINDS:
        assert_exact(index, query)
    index.close()
