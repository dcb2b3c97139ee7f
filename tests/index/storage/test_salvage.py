"""Salvage: every document that can be read is, none is made up, and nothing is written."""

from __future__ import annotations

import random
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index import Document
from index.storage import salvage
from index.storage.folder_layout import DATABASE
from index.storage.store import Store
from tests.index.fakes import REMARKS, SCAN, article, filled, printed
from tests.index.storage.test_migrations import sample

DOCUMENTS = [
    article(
        *(f"Párrafo {n} del artículo {m}, con {n * m} mareas vivas." * 8 for n in range(4)),
        title=f"Título {m}",
        source="Faro",
        date="2025-01-02",
    )
    for m in range(30)
]
TEXTS = {document.id: document.text for document in DOCUMENTS}
PAGE = 4096


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("archivo")
    index = filled(folder, *DOCUMENTS)
    with index.store.writing(keep_fingerprint=True):
        index.store.put_record(REMARKS, {"created": "2025", "kind": "blame", "words": "no era"})
    index.close()
    return (folder / DATABASE).read_bytes()


def written(folder: Path, raw: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / DATABASE).write_bytes(raw)
    return folder


def test_of_a_whole_archive_everything_is_read(raw: bytes, tmp_path: Path) -> None:
    found = salvage.read(written(tmp_path, raw), (REMARKS,))
    kept = [Document(d.text, (), d.title, d.source, d.date, d.author) for d in DOCUMENTS]
    assert list(found.documents) == kept
    assert not found.lost
    assert not found.doubtful
    assert found.encoder == "falso"
    assert found.rows == {REMARKS: [(1, "2025", "blame", "no era")]}


def test_whatever_page_is_lost_the_texts_read_are_true_and_the_file_stays(
    raw: bytes, tmp_path: Path
) -> None:
    saved = []
    for page in range(len(raw) // PAGE):
        damaged = raw[: page * PAGE] + b"\xa5" * PAGE + raw[(page + 1) * PAGE :]
        folder = written(tmp_path, damaged)
        found = salvage.read(folder)
        assert (folder / DATABASE).read_bytes() == damaged
        assert all(TEXTS[document.id] == document.text for document in found.documents)
        assert found.lost <= TEXTS.keys()
        saved.append(len(found.documents))
    assert saved[0] == 0  # the first page says what there is at all
    # Few pages hold more than one document each: the root of their table, and the leaves; two more
    # say what there is at all.
    assert sum(count < len(DOCUMENTS) - 4 for count in saved) <= 4
    assert sum(count == len(DOCUMENTS) for count in saved) > len(saved) / 3


def test_flipped_bits_make_no_document_up(raw: bytes, tmp_path: Path) -> None:
    chance = random.Random(3)
    for _ in range(60):
        damaged = bytearray(raw)
        for _ in range(20):
            at = chance.randrange(8 * len(raw))
            damaged[at // 8] ^= 1 << at % 8
        for document in salvage.read(written(tmp_path, bytes(damaged))).documents:
            assert document.text.split() == TEXTS[document.id].split()


def test_a_damaged_title_is_doubtful_and_a_damaged_text_lost(raw: bytes, tmp_path: Path) -> None:
    title, text = "Título 7".encode(), "Párrafo 2 del artículo 9,".encode()
    damaged = raw.replace(title, b"Titulo 77").replace(text, text.upper())
    found = salvage.read(written(tmp_path, damaged))
    assert found.doubtful == {DOCUMENTS[7].id}
    assert found.lost == {DOCUMENTS[9].id}
    assert len(found.documents) == len(DOCUMENTS) - 1


def test_pages_and_their_files_are_read_or_left_out_but_never_made_up(tmp_path: Path) -> None:
    whole = filled(tmp_path)
    document = printed(*(f"Renglón {n} del acta,\nque sigue." for n in range(40)))
    with whole.writing():
        whole.put_original(SCAN)
        whole.add([document])
    whole.close()
    raw = (tmp_path / DATABASE).read_bytes()
    assert salvage.read(tmp_path).documents == (replace(document, spans=()),)
    assert list(salvage.originals(tmp_path)) == [SCAN]
    lines, read = set(document.lines), 0
    for page in range(len(raw) // PAGE):
        written(tmp_path, raw[: page * PAGE] + b"\xa5" * PAGE + raw[(page + 1) * PAGE :])
        for found in salvage.read(tmp_path).documents:
            assert set(found.lines) <= lines
            read += len(found.lines)
        assert list(salvage.originals(tmp_path)) in ([], [SCAN])
    assert read > len(lines)


@pytest.mark.parametrize("content", [b"", b"nada de SQLite" * 50, b"SQLite format 3\0"])
def test_of_a_file_that_is_none_nothing_is_read(tmp_path: Path, content: bytes) -> None:
    assert salvage.read(written(tmp_path, content)) == salvage.Salvage()
    assert salvage.read(tmp_path / "no hay") == salvage.Salvage()


def test_an_archive_of_an_earlier_format_is_read_as_it_is(tmp_path: Path) -> None:
    folder = sample(tmp_path)
    before = (folder / DATABASE).read_bytes()
    found = salvage.read(folder)
    assert len(found.documents) == 3
    assert not found.doubtful
    assert (folder / DATABASE).read_bytes() == before
    with closing(Store(folder)) as store:
        assert {row[0] for row in store.summaries()} == {d.id for d in found.documents}
