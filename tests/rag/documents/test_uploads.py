"""Articles that come as bytes or text: known by content and name, nothing else kept."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import InputError
from rag import Archive
from rag.documents import uploads
from rag.documents.types import SourceFile
from rag.documents.uploads import MAX_CHARS, TEXT_SOURCE, UploadedFile, plain_name
from tests.rag.fakes_rag import COMET, MINE, RIVER, article, open_archive
from tests.torture.forking import forked, wait


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = open_archive(tmp_path / "archivo")
    yield made
    made.close()


def test_files_of_one_name_are_two_and_the_same_file_twice_is_one(archive: Archive) -> None:
    first, second = (
        UploadedFile("nota.txt", RIVER.encode()),
        UploadedFile("nota.txt", MINE.encode()),
    )
    assert [f.status for f in archive.add_uploads([first, second]).files] == ["added"] * 2
    assert [f.status for f in archive.add_uploads([first]).files] == ["unchanged"]
    assert sorted(s.source for s in archive.list()) == ["nota.txt", "nota.txt (2)"]
    ids = [summary.id for summary in archive.list()]
    archive.remove(*ids)
    assert [f.status for f in archive.add_uploads([first]).files] == ["added"]


def test_the_sender_says_what_the_file_does_not(archive: Archive) -> None:
    archive.add_text("  Crece\nel río ", RIVER, "2025-03-01", " El Eco ")
    (only,) = archive.list()
    assert (only.title, only.date, only.source) == ("Crece el río", "2025-03-01", "El Eco")
    archive.add_text("", MINE)
    assert {s.source for s in archive.list()} == {"El Eco", TEXT_SOURCE}


def test_a_pasted_text_is_not_taken_for_front_matter(archive: Archive) -> None:
    archive.add_text("Título", f"---\ntitle: Otro\n---\n{RIVER}")
    assert archive.list()[0].title == "Título"


def test_what_was_pasted_outlives_a_file_that_held_it_too(archive: Archive, tmp_path: Path) -> None:
    archive.add_text("", COMET)
    path = article(tmp_path, "a.txt", COMET)
    archive.add(path)
    path.write_text(MINE, encoding="utf-8")
    archive.add(path)
    texts = [archive.document(s.id) for s in archive.list()]
    assert len(texts) == 2


@pytest.mark.parametrize("name", ["roto.pdf", "vacío.txt", "programa.exe", "sin", "../../x.docx"])
def test_a_file_that_cannot_be_used_is_reported_by_its_own_name(
    archive: Archive, name: str
) -> None:
    bad, good = UploadedFile(name, b""), UploadedFile("b.txt", RIVER.encode())
    report = archive.add_uploads([bad, good])
    assert [f.status for f in report.files] == ["failed", "added"]
    assert Path(name).name in report.files[0].reason
    assert "hemeroteca-" not in report.files[0].reason, "no path of the server"


@pytest.mark.parametrize(
    ("text", "date", "said"),
    [
        (" \n", None, "está vacío"),
        ("x" * (MAX_CHARS + 1), None, r"1\.000\.001 caracteres"),
        ("Algo.", "ayer", "«ayer»"),
    ],
)
def test_a_text_that_cannot_be_taken_is_refused(
    archive: Archive, text: str, date: str | None, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        archive.add_text("", text, date)
    with pytest.raises(InputError, match="El título tiene"):
        archive.add_text("x" * 400, RIVER)


@given(st.text())
def test_any_name_becomes_a_plain_one(name: str) -> None:
    plain = plain_name(name)
    assert plain
    assert plain.isprintable()
    assert "/" not in plain
    assert "\\" not in plain


def test_a_server_killed_while_it_reads_what_was_sent_leaves_none_of_it_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, temporary = tmp_path / "archivo", tmp_path / "temporal"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    open_archive(place).close()

    def killed(file: SourceFile) -> NoReturn:
        assert RIVER.encode() in file.data
        os._exit(9)

    def work() -> None:
        uploads.parse = killed
        open_archive(place).add_uploads([UploadedFile("nota.txt", RIVER.encode())])

    assert wait(forked(work)) == 9
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert left, "the archive is there"
    assert not any(RIVER.encode() in path.read_bytes() for path in left)
    assert [*temporary.iterdir()] == []
    archive = open_archive(place)
    assert archive.list() == []
    archive.close()


@pytest.mark.parametrize("name", ["x" * 400 + ".txt", "/etc/../nota.txt", "CON.txt", "a\nb.txt"])
def test_no_name_keeps_a_text_out(archive: Archive, name: str) -> None:
    assert [f.status for f in archive.add_uploads([UploadedFile(name, RIVER.encode())]).files] == [
        "added"
    ]


def test_what_lay_in_a_folder_and_is_not_read_is_named(archive: Archive) -> None:
    files = [UploadedFile("a.txt", MINE.encode()), UploadedFile("c/b.ppt", b"", unread=True)]
    report = archive.add_uploads(files)
    assert [file.status for file in report.files] == ["added", "skipped"]
    assert report.skipped_kinds == "1 archivo de otro formato no se ha leído: .ppt 1."
    assert report.skipped[0].reason.startswith(".ppt: ")
