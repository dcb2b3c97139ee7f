"""The archive follows a folder, and nothing but what lies under it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import InputError
from rag import Archive
from rag.errors import TooManyGoneError
from rag.intake.sync_report import SyncReport
from tests.rag.fakes_rag import COMET, MINE, RIVER, TRAIN, FakeEncoder, article


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.open(tmp_path / "archivo", encoder=FakeEncoder())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles, one of them deeper."""
    made = tmp_path / "notas"
    article(made, "a.txt", RIVER, title="Riada", source="La Voz")
    article(made, "b.txt", TRAIN, title="Tren")
    article(made, "sub/c.txt", MINE, title="Huelga")
    return made


def titles(archive: Archive) -> set[str]:
    return {summary.title for summary in archive.list()}


def counts(report: SyncReport) -> dict[str, int]:
    shown = report.to_dict()
    names = "added updated unchanged failed skipped removed renamed".split()
    return {name: shown[name] for name in names if shown[name]}


def many(folder: Path, count: int) -> None:
    for n in range(count):
        article(folder, f"n{n}.txt", f"La noticia número {n} de los montes.", title=f"Nota {n}")


def test_what_is_new_comes_in_and_a_second_time_nothing_changes(
    archive: Archive, folder: Path
) -> None:
    assert counts(archive.sync(folder)) == {"added": 3}
    before = archive.stats()["fingerprint"]
    report = archive.sync(folder)
    assert (counts(report), report.changed) == ({"unchanged": 3}, False)
    assert archive.stats()["fingerprint"] == before


def test_what_is_deleted_goes_and_is_no_longer_answered_from(
    archive: Archive, folder: Path
) -> None:
    archive.sync(folder)
    (folder / "a.txt").unlink()
    report = archive.sync(folder)
    assert counts(report) == {"unchanged": 2, "removed": 1}
    (gone,) = report.removed
    assert (Path(gone.path).name, len(gone.documents)) == ("a.txt", 1)
    assert titles(archive) == {"Tren", "Huelga"}
    assert all(hit.passage.title != "Riada" for hit in archive.search("río"))
    assert archive.check() == []
    assert [kept.title for kept in archive.removed()] == ["Riada"]
    archive.undo_removal(*gone.documents)
    archive.sync(folder)
    assert titles(archive) == {"Riada", "Tren", "Huelga"}


def test_what_is_renamed_moves_without_being_encoded_anew(archive: Archive, folder: Path) -> None:
    archive.sync(folder)
    ids = {summary.id for summary in archive.list()}
    encoder = archive.backend.encoder
    assert isinstance(encoder, FakeEncoder)
    before = encoder.encoded
    (folder / "b.txt").rename(folder / "sub" / "otra.txt")
    report = archive.sync(folder)
    assert counts(report) == {"unchanged": 2, "renamed": 1}
    assert [(Path(m.path).name, Path(m.to).name) for m in report.renamed] == [("b.txt", "otra.txt")]
    assert {summary.id for summary in archive.list()} == ids
    assert encoder.encoded == before
    sources = {summary.title: summary.source for summary in archive.list()}
    assert sources["Tren"] == "otra.txt"


def test_of_files_alike_that_move_none_is_lost(archive: Archive, folder: Path) -> None:
    article(folder, "d.txt", TRAIN, title="Tren")
    archive.sync(folder)
    (folder / "b.txt").rename(folder / "e.txt")
    (folder / "d.txt").rename(folder / "sub" / "d.txt")
    report = archive.sync(folder)
    moved = {Path(m.path).name: Path(m.to).name for m in report.renamed}
    assert moved == {"b.txt": "e.txt", "d.txt": "d.txt"}
    assert titles(archive) == {"Riada", "Tren", "Huelga"}


def test_a_changed_file_is_read_again(archive: Archive, folder: Path) -> None:
    archive.sync(folder)
    article(folder, "a.txt", COMET, title="Cometa")
    assert counts(archive.sync(folder)) == {"updated": 1, "unchanged": 2}
    assert titles(archive) == {"Cometa", "Tren", "Huelga"}


def test_only_documents_under_the_folder_are_concerned(
    archive: Archive, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "notas2"
    article(other, "x.txt", COMET, title="Cometa")
    archive.add(folder, other)
    archive.add_text("Pegado", "Un texto pegado sobre los montes de Urdaz.")
    (other / "x.txt").unlink()
    shutil.rmtree(folder / "sub")
    report = archive.sync(other / ".." / "notas")
    assert counts(report) == {"unchanged": 2, "removed": 1}
    assert titles(archive) == {"Riada", "Tren", "Cometa", "Pegado"}


def test_an_article_that_also_lies_elsewhere_stays(
    archive: Archive, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "copia"
    article(other, "x.txt", RIVER, title="Riada")
    archive.add(folder, other)
    (folder / "a.txt").unlink()
    report = archive.sync(folder)
    assert [m.documents for m in report.removed] == [()]
    assert "Riada" in titles(archive)


def test_a_dry_run_says_it_all_and_changes_nothing(archive: Archive, folder: Path) -> None:
    archive.sync(folder)
    before = archive.stats()["fingerprint"]
    (folder / "a.txt").unlink()
    (folder / "b.txt").rename(folder / "d.txt")
    article(folder, "sub/c.txt", COMET, title="Cometa")
    article(folder, "e.txt", "Una noticia nueva.", title="Nueva")
    (folder / "f.xyz").write_text("x")
    expected = {"added": 1, "updated": 1, "skipped": 1, "removed": 1, "renamed": 1}
    forecast = archive.sync(folder, dry_run=True)
    assert forecast.dry_run
    assert counts(forecast) == expected
    assert archive.stats()["fingerprint"] == before
    assert archive.followed_folders() == [os.path.realpath(folder)]
    report = archive.sync(folder)
    assert counts(report) == expected
    assert report.moved == forecast.moved


def test_a_dry_run_remembers_no_folder(archive: Archive, folder: Path) -> None:
    assert counts(archive.sync(folder, dry_run=True)) == {"added": 3}
    assert archive.list() == []
    assert archive.followed_folders() == []


@pytest.mark.parametrize(
    ("there", "gone", "asked"),
    [(25, 20, False), (25, 21, True), (24, 24, True), (120, 24, False), (120, 25, True)],
)
def test_much_goes_only_when_it_is_confirmed(
    archive: Archive, tmp_path: Path, there: int, gone: int, asked: bool
) -> None:
    folder = tmp_path / "notas"
    many(folder, there)
    archive.sync(folder)
    for n in range(gone):
        (folder / f"n{n}.txt").unlink()
    questions: list[tuple[int, int]] = []
    if asked:
        before = archive.stats()["fingerprint"]
        for confirm in (None, lambda going, of: bool(questions.append((going, of)))):
            told = rf"quitarían {gone} de los {there} .*--yes"
            with pytest.raises(TooManyGoneError, match=told):
                archive.sync(folder, confirm=confirm)
        assert archive.stats()["fingerprint"] == before
        assert questions == [(gone, there)]
    report = archive.sync(folder, confirm=(lambda going, of: True) if asked else None)
    assert len(report.removed) == gone
    assert archive.stats()["documents"] == there - gone


def test_a_file_that_lost_most_of_its_articles_is_asked_about_too(
    archive: Archive, tmp_path: Path
) -> None:
    folder = tmp_path / "notas"
    folder.mkdir()
    lines = [f'{{"text": "La noticia {n} de los montes."}}' for n in range(40)]
    (folder / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    archive.sync(folder)
    (folder / "a.jsonl").write_text("\n".join(lines[:10]), encoding="utf-8")
    with pytest.raises(TooManyGoneError, match="30 de los 40"):
        archive.sync(folder)
    assert archive.stats()["documents"] == 40
    archive.sync(folder, confirm=lambda going, there: True)
    assert archive.stats()["documents"] == 10
    # An article written anew is none that went.
    text = "\n".join(line.replace("noticia", "nueva") for line in lines)
    (folder / "a.jsonl").write_text(text, encoding="utf-8")
    archive.sync(folder)
    text = text.replace("nueva", "otra")
    (folder / "a.jsonl").write_text(text, encoding="utf-8")
    assert counts(archive.sync(folder)) == {"updated": 1}


def test_a_folder_that_is_not_there_is_no_empty_folder(archive: Archive, folder: Path) -> None:
    archive.sync(folder)
    folder.rename(folder.with_name("otra"))
    for name in (folder, folder.with_name("otra") / "a.txt", "x" * 5_000, "\0"):
        with pytest.raises(InputError, match="no es una carpeta que se pueda leer"):
            archive.sync(name)
    assert len(archive.list()) == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_cannot_be_looked_at_is_not_taken_for_gone(archive: Archive, folder: Path) -> None:
    archive.sync(folder)
    (folder / "sub").chmod(0)
    try:
        report = archive.sync(folder)
    finally:
        (folder / "sub").chmod(0o755)
    assert report.removed == ()
    assert len(report.failed) == 1
    assert len(archive.list()) == 3


def test_a_file_that_can_no_longer_be_read_keeps_its_article(
    archive: Archive, folder: Path
) -> None:
    archive.sync(folder)
    (folder / "a.txt").write_bytes(b"")
    assert counts(archive.sync(folder)) == {"failed": 1, "unchanged": 2}
    assert "Riada" in titles(archive)


TEXTS = (RIVER, TRAIN, MINE, COMET, "Otra noticia de los montes.", "Y otra más del puerto.")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["write", "delete", "rename", "sync"]),
        st.integers(0, 4),
        st.integers(0, len(TEXTS) - 1),
    ),
    max_size=14,
)


@settings(max_examples=20, deadline=None)
@given(steps=STEPS)
def test_whatever_happened_the_archive_holds_what_the_folder_holds(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    base = tmp_path_factory.mktemp("sync")
    folder = base / "notas"
    folder.mkdir()
    archive = Archive.open(base / "archivo", encoder=FakeEncoder())
    for step, n, text in steps:
        path = folder / f"{n}.txt"
        if step == "write":
            path.write_text(TEXTS[text], encoding="utf-8")
        elif step == "delete":
            path.unlink(missing_ok=True)
        elif step == "rename" and path.exists():
            path.rename(folder / f"{text}.txt")
        else:
            archive.sync(folder)
    archive.sync(folder)
    fresh = Archive.open(base / "otro", encoder=FakeEncoder())
    fresh.sync(folder)
    assert {s.id for s in archive.list()} == {s.id for s in fresh.list()}
    assert archive.check() == []
    archive.close()
    fresh.close()
