"""Tables that a program registers: made where they are missing, and never anything but tables."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ArchiveError
from index.storage import backup, salvage
from index.storage.folder_layout import DATABASE, is_of_an_archive
from index.storage.store import Store
from index.storage.tables import Column, Table
from rag.tables import FEEDBACK
from tests.index.fakes import REMARKS, article, filled

TAGS = Table("tags", (Column("document"), Column("tag")), label="la etiqueta")
RECORD = {"created": "2025", "kind": "praise", "words": "bien"}


def tables_in(folder: Path) -> set[str]:
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {name for (name,) in rows}


@pytest.mark.parametrize("name", ["", "a b", "a;b", 'a"b', "1a", "año", "a'b", "a--"])
def test_a_name_that_could_be_more_than_a_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        Table(name, (Column("a"),), label="")
    with pytest.raises(ValueError, match="no name"):
        Column(name)


def test_a_choice_that_would_end_its_text_is_refused() -> None:
    with pytest.raises(ValueError, match="quotation mark"):
        Column("a", ("it's",))


def test_feedback_has_the_columns_that_the_first_archives_gave_it(tmp_path: Path) -> None:
    expected = """
        CREATE TABLE feedback (
            id INTEGER PRIMARY KEY AUTOINCREMENT, created TEXT NOT NULL, question TEXT NOT NULL,
            verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong', 'source')),
            remark TEXT NOT NULL, answer_json TEXT NOT NULL
        )
    """
    plain = FEEDBACK.creation.replace("IF NOT EXISTS ", "")
    assert plain.replace(" ", "") == expected.replace("\n", "").replace(" ", "")


def test_a_new_archive_has_the_tables_and_an_old_one_gets_them(tmp_path: Path) -> None:
    Store(tmp_path, (REMARKS,)).close()
    before = tables_in(tmp_path)
    assert "remarks" in before
    with closing(Store(tmp_path, (REMARKS, TAGS))) as store, store.writing(keep_fingerprint=True):
        store.put_record(TAGS, {"document": "a", "tag": "b"})
    assert tables_in(tmp_path) == {*before, "tags"}
    with closing(Store(tmp_path)) as store:  # without them nothing is lost
        assert store.check() == []
    with closing(Store(tmp_path, (TAGS, REMARKS))) as store:
        assert store.records(TAGS) == [{"id": 1, "document": "a", "tag": "b"}]


def test_an_archive_that_has_its_tables_is_opened_while_somebody_writes(tmp_path: Path) -> None:
    index = filled(tmp_path, article("Uno."))
    with index.writing():
        index.add([article("Dos.")])
        with closing(Store(tmp_path, (REMARKS,))) as store:
            assert store.count_documents() == 1


def test_a_table_of_another_shape_is_told(tmp_path: Path) -> None:
    Store(tmp_path, (Table("remarks", (Column("other"),), "otra"),)).close()
    with closing(Store(tmp_path, (REMARKS,))) as store, pytest.raises(ArchiveError):
        store.records(REMARKS)


@given(st.dictionaries(st.sampled_from(["created", "kind", "words", "x"]), st.text()))
def test_a_record_is_the_tables_or_it_is_not(record: dict[str, str]) -> None:
    fits = record.keys() == {"created", "kind", "words"} and record["kind"] in ("praise", "blame")
    if fits:
        assert REMARKS.values(record) == (record["created"], record["kind"], record["words"])
    else:
        with pytest.raises(ValueError, match="remarks"):
            REMARKS.values(record)


def test_rows_come_along_with_a_copy_and_out_of_a_damaged_archive(tmp_path: Path) -> None:
    index = filled(tmp_path / "archivo", article("Uno."))
    assert index.keep_record(REMARKS, RECORD)
    backup.backup(index.store, tmp_path / "copia")
    index.close()
    backup.restore(tmp_path / "copia", tmp_path / "otro")
    with closing(Store(tmp_path / "otro", (REMARKS,))) as store:
        assert store.records(REMARKS) == [{"id": 1, **RECORD}]
    salvaged = salvage.read(tmp_path / "otro", (REMARKS, TAGS))
    assert salvaged.rows == {REMARKS: [(1, "2025", "praise", "bien")]}, (
        "a missing table has no rows"
    )


def test_the_places_where_rows_wait_are_of_an_archive() -> None:
    assert is_of_an_archive(TAGS.pending)
    assert is_of_an_archive(FEEDBACK.pending)
    assert TAGS.pending != FEEDBACK.pending == "pending"
    assert not is_of_an_archive("pendientes")
