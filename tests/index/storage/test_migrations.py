"""Archives of earlier formats: opened, brought to the present one, and nothing of them lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index import HybridIndex
from index.encoders.bundled import BundledEncoder
from index.errors import ArchiveError, Remedy
from index.storage import migrations, schema
from index.storage.folder_layout import DATABASE
from index.storage.integrity import register_functions
from index.storage.store import Store
from rag import backends
from rag.maintenance.reencoding import reencode
from rag.tables import TABLES

SAMPLES = Path(__file__).with_name("archives")
COMET = "El cometa de Huañil huele a almendras"


def sample(folder: Path, format: int = 1) -> Path:
    """A kept archive of that format."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.executescript((SAMPLES / f"format-{format}.sql").read_text(encoding="utf-8"))
    return folder


def rows(folder: Path, table: str, columns: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        return connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall()


KEPT = (
    ("documents", "id, title, source, date, author, text"),
    ("passages", 'id, document, paragraph, start, "end", terms, vector'),
    ("files", "path, size, mtime_ns, sha256"),
    ("places", "path, entry, document"),
    ("feedback", "id, created, question, verdict, remark, answer_json"),
    ("meta", "key, value"),
)


def test_there_is_a_step_and_a_sample_for_each_earlier_format() -> None:
    earlier = list(range(1, schema.FORMAT))
    assert sorted(migrations.STEPS) == earlier
    assert sorted(p.name for p in SAMPLES.iterdir()) == [f"format-{n}.sql" for n in earlier]


@pytest.mark.parametrize("format", migrations.STEPS)
def test_an_earlier_archive_is_upgraded_and_keeps_every_row(tmp_path: Path, format: int) -> None:
    sample(tmp_path, format)
    before = [rows(tmp_path, *kept) for kept in KEPT]
    with closing(Store(tmp_path, TABLES)) as store:
        assert store.check() == []
        assert store.count_documents() == 3
    assert [rows(tmp_path, *kept) for kept in KEPT] == before
    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.FORMAT,)


@pytest.mark.slow
@pytest.mark.parametrize("format", migrations.STEPS)
def test_an_earlier_archive_of_an_earlier_encoder_is_encoded_anew_and_searched(
    tmp_path: Path, format: int, bundled: BundledEncoder
) -> None:
    with pytest.raises(ArchiveError) as raised:
        HybridIndex.open(sample(tmp_path, format), bundled)
    assert raised.value.remedy is Remedy.REENCODE
    assert raised.value.values == {"encoder": "multilingual-e5-small"}
    with closing(backends.open_storage(tmp_path)) as storage:
        assert reencode(storage, bundled)
    index = HybridIndex.open(tmp_path, bundled)
    hits = index.search("¿A qué huele el cometa?", k=3)
    assert hits[0].passage.title == COMET
    with index.writing():
        assert index.store.remove_document(hits[0].passage.document)
    assert index.store.check() == []


def test_an_upgraded_archive_has_the_tables_of_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "nuevo").mkdir()
    (tmp_path / "viejo").mkdir()
    folders = (tmp_path / "nuevo", sample(tmp_path / "viejo"))
    shapes = []
    for folder in folders:
        Store(folder, TABLES).close()
        names = [name for (name,) in rows_of_schema(folder)]
        shapes.append({name: columns(folder, name) for name in names})
    assert shapes[0] == shapes[1]


def rows_of_schema(folder: Path) -> list[tuple[str]]:
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        return connection.execute("SELECT name FROM sqlite_master WHERE sql NOT NULL").fetchall()


def columns(folder: Path, name: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        found = connection.execute(
            'SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (name,)
        ).fetchall()
        links = connection.execute(
            'SELECT "table", "from", "to", on_delete FROM pragma_foreign_key_list(?)', (name,)
        ).fetchall()
    return [*found, *links]


def test_an_upgrade_that_fails_leaves_the_archive_as_it_was(tmp_path: Path) -> None:
    sample(tmp_path)
    before = [rows(tmp_path, *kept) for kept in KEPT]
    connection = sqlite3.connect(tmp_path / DATABASE, isolation_level=None)
    register_functions(connection)
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages:d}")
    with pytest.raises(sqlite3.OperationalError, match="full"):
        migrations.upgrade(connection)
    connection.close()
    assert [rows(tmp_path, *kept) for kept in KEPT] == before
    with closing(Store(tmp_path)) as store:
        assert store.check() == []


@pytest.mark.parametrize("version", [0, -3, schema.FORMAT + 1])
def test_a_format_that_nobody_knows_is_refused_and_not_touched(
    tmp_path: Path, version: int
) -> None:
    sample(tmp_path)
    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        connection.execute(f"PRAGMA user_version = {version:d}")
        connection.commit()
    before = (tmp_path / DATABASE).read_bytes()
    with pytest.raises(ArchiveError, match=f"tiene el formato {version} "):
        Store(tmp_path)
    assert (tmp_path / DATABASE).read_bytes() == before
