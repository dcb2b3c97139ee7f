"""Checksums: no change of what is read or searched goes by unseen."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import HemerotecaError
from index.storage.folder_layout import DATABASE
from index.storage.integrity import checksum
from index.storage.store import Store
from tests.index.fakes import SCAN, article, filled, printed


def test_a_checksum_of_known_values() -> None:
    # CRC-32 of b"2:a\xc3\xb1-:" is worked out by zlib alone; lengths come before contents.
    import zlib

    expected = zlib.crc32("3:añ-:2:17".encode())
    assert checksum("añ", None, 17) == checksum("añ".encode(), None, 17) == expected


@given(st.binary(min_size=1, max_size=60), st.data())
def test_every_flipped_bit_changes_it(raw: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, 8 * len(raw) - 1))
    flipped = bytearray(raw)
    flipped[at // 8] ^= 1 << at % 8
    assert checksum(bytes(flipped)) != checksum(raw)


@given(st.text(max_size=20), st.text(max_size=20))
def test_what_moves_from_one_column_to_the_next_changes_it(one: str, two: str) -> None:
    moved = (one + two[:1], two[1:])
    assert (checksum(*moved) == checksum(one, two)) == (moved == (one, two))


def test_a_change_of_what_is_known_of_pages_is_told(tmp_path: Path) -> None:
    index = filled(tmp_path)
    with index.writing():
        index.put_original(SCAN)
        index.add([printed("Un renglón.", "Otro.")])
    assert index.check() == []
    index.store.change("UPDATE printed_lines SET page = 7 WHERE page = 2")
    assert "página 7" in index.check()[0]
    index.store.change("UPDATE originals SET data = x'00'")
    assert any(SCAN.name in problem for problem in index.check())
    index.close()


def contents(folder: Path) -> object:
    """Documents and passages as bytes, whatever they are now."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.text_factory = bytes
        return [
            connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
            for table in ("documents", "passages")
        ]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archivo")
    documents = [
        article(*(f"Párrafo {n} del artículo {m}, con mareas." for n in range(6)), title=f"T{m}")
        for m in range(8)
    ]
    filled(folder, *documents).close()
    return folder


def test_a_flipped_bit_anywhere_is_told_or_changes_nothing_that_is_read(
    whole: Path, tmp_path: Path
) -> None:
    raw, before = (whole / DATABASE).read_bytes(), contents(whole)
    chance, told = random.Random(7), 0
    for _ in range(150):
        at = chance.randrange(8 * len(raw))
        damaged = bytearray(raw)
        damaged[at // 8] ^= 1 << at % 8
        (tmp_path / DATABASE).write_bytes(damaged)
        try:
            with closing(Store(tmp_path)) as store:
                problems = store.check()
        except HemerotecaError as error:
            problems = [str(error)]
        told += bool(problems)
        if not problems:
            assert contents(tmp_path) == before, f"bit {at} went by unseen"
        for path in tmp_path.iterdir():
            path.unlink()
    assert told > 20  # the rest lies in space that no row uses


@pytest.mark.parametrize(
    ("sql", "part"),
    [
        ("UPDATE documents SET title = 'Otro' WHERE rowid = 2", "documento"),
        ("UPDATE documents SET date = '1999-01-01' WHERE rowid = 2", "documento"),
        ("UPDATE documents SET text = text || '.' WHERE rowid = 3", "documento"),
        ("UPDATE passages SET paragraph = 9 WHERE id = 4", "pasaje 4"),
        ("UPDATE passages SET terms = 'otros' WHERE id = 4", "pasaje 4"),
        ("UPDATE passages SET vector = zeroblob(128) WHERE id = 4", "pasaje 4"),
        ("UPDATE passages SET vector = zeroblob(3) WHERE id = 4", "no tiene el tamaño"),
    ],
)
def test_a_change_behind_our_back_is_told(whole: Path, tmp_path: Path, sql: str, part: str) -> None:
    (tmp_path / DATABASE).write_bytes((whole / DATABASE).read_bytes())
    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        connection.execute(sql)
        connection.commit()
    with closing(Store(tmp_path)) as store:
        assert part in "\n".join(store.check())


def test_many_problems_are_counted_not_all_told(whole: Path, tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes((whole / DATABASE).read_bytes())
    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        connection.execute("UPDATE passages SET terms = 'otros'")
        connection.commit()
    with closing(Store(tmp_path)) as store:
        problems = store.check()
    assert len(problems) == 21
    assert problems[-1] == "… y 28 más como el último"
