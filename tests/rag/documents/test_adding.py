"""AddRun: new files are read, unchanged ones cost nothing, and a failure leaves no trace."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from index.errors import ArchiveError, InputError
from index.types import MODES
from rag import Archive
from rag.documents import adding, companions
from tests.index.fakes import rows
from tests.rag.fakes_rag import (
    COMET,
    MINE,
    RIVER,
    TRAIN,
    FakeEncoder,
    article,
    open_archive,
    state,
)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder to write articles in."""
    folder = tmp_path / "notas"
    folder.mkdir()
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An empty archive."""
    return open_archive(tmp_path / "archivo")


def _texts(archive: Archive) -> set[str]:
    """Every passage as the store gives it back."""
    store = archive.backend.store
    return {p.text for p in store.passages([row.id for row in rows(store)]).values()}


def _found(archive: Archive, question: str) -> set[str]:
    return {hit.passage.text for mode in MODES for hit in archive.search(question, k=50, mode=mode)}


def _jsonl(path: Path, *lines: object) -> Path:
    written = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(written), encoding="utf-8")
    return path


def test_every_passage_is_a_slice_of_its_stored_document(archive: Archive, notes: Path) -> None:
    article(notes, "a.txt", RIVER, TRAIN, title="Riada", date="2025-08-14", source="La Voz")
    article(notes, "sub/b.md", MINE)
    report = archive.add(notes)
    assert [Path(file.path).name for file in report.added] == ["a.txt", "b.md"]
    assert [file.passages for file in report.files] == [2, 1]
    assert _texts(archive) == {RIVER, TRAIN, MINE}
    for summary in archive.list():
        document = archive.document(summary.id)
        assert document is not None
        assert len(document.spans) == summary.passages
    riada = next(row for row in archive.list() if row.title == "Riada")
    assert (riada.source, riada.date) == ("La Voz", "2025-08-14")
    assert archive.check() == []


def test_the_bare_name_is_the_source_where_the_file_names_none(
    archive: Archive, notes: Path
) -> None:
    path = article(notes, "a.txt", RIVER)
    archive.add(path)
    assert archive.list()[0].source == path.name


def test_a_second_add_touches_nothing(tmp_path: Path, notes: Path) -> None:
    encoder = FakeEncoder()
    archive = open_archive(tmp_path / "archivo", encoder)
    article(notes, "a.txt", RIVER)
    _jsonl(notes / "b.jsonl", {"text": TRAIN}, {"text": MINE})
    assert archive.add(notes).changed
    before, encoded = state(archive), encoder.encoded
    report = archive.add(notes)
    assert len(report.unchanged) == 2
    assert not report.changed
    assert [len(file.documents) for file in report.files] == [1, 2]
    assert not (report.added or report.updated or report.failed)
    assert state(archive) == before
    assert encoder.encoded == encoded


def test_an_unchanged_file_is_not_even_read(
    archive: Archive, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article(notes, "a.txt", RIVER)
    archive.add(notes)
    monkeypatch.setattr(adding, "read", None)
    monkeypatch.setattr(companions, "digest", None)
    assert len(archive.add(notes).unchanged) == 1


def test_a_touched_file_of_the_same_content_is_unchanged(archive: Archive, notes: Path) -> None:
    path = article(notes, "a.txt", RIVER)
    archive.add(notes)
    before = state(archive)
    os.utime(path, ns=(1, 1))
    assert len(archive.add(notes).unchanged) == 1
    assert state(archive) == before


def test_a_changed_file_is_replaced_everywhere(archive: Archive, notes: Path) -> None:
    path = article(notes, "a.txt", RIVER, COMET)
    article(notes, "b.txt", MINE)
    archive.add(notes)
    old = archive.list()
    article(notes, "a.txt", TRAIN, COMET)
    report = archive.add(notes)
    assert [file.path for file in report.updated] == [str(path)]
    assert len(report.unchanged) == 1
    assert _texts(archive) == {TRAIN, COMET, MINE}
    for question in ("río Alcedo desbordado", "tren de alta velocidad", "cometa"):
        assert RIVER not in _found(archive, question)
    assert TRAIN in _found(archive, "tren de alta velocidad")
    (gone,) = {row.id for row in old} - {row.id for row in archive.list()}
    assert archive.document(gone) is None
    assert len(archive.list()) == 2


def test_the_same_size_is_no_proof_of_the_same_content(archive: Archive, notes: Path) -> None:
    path = article(notes, "a.txt", RIVER)
    archive.add(path)
    time_before = path.stat().st_mtime_ns
    article(notes, "a.txt", RIVER.replace("300", "400"))
    os.utime(path, ns=(time_before + 1, time_before + 1))
    assert len(archive.add(path).updated) == 1
    assert "400" in _texts(archive).pop()


def test_corrected_front_matter_corrects_what_is_known(archive: Archive, notes: Path) -> None:
    article(notes, "a.txt", RIVER, title="Riada", date="2025-08-13", source="La Voz")
    archive.add(notes)
    (before,) = archive.list()
    article(notes, "a.txt", RIVER, title="Inundación", date="2025-08-14", source="El Faro")
    report = archive.add(notes)
    assert len(report.updated) == 1
    (after,) = archive.list()
    assert after.id == before.id
    assert (after.title, after.date, after.source) == ("Inundación", "2025-08-14", "El Faro")
    (hit,) = archive.search("inundación", mode="bm25")
    assert hit.bm25 > 0, "the title is searched too"
    assert (hit.passage.title, hit.passage.date) == ("Inundación", "2025-08-14")
    assert archive.search("riada", mode="bm25") == []


def test_corrected_front_matter_searches_as_if_added_so(notes: Path, tmp_path: Path) -> None:
    archive, fresh = open_archive(tmp_path / "uno"), open_archive(tmp_path / "otro")
    article(notes, "a.txt", RIVER, TRAIN, title="Riada")
    archive.add(notes)
    article(notes, "a.txt", RIVER, TRAIN, title="Inundación")
    archive.add(notes)
    fresh.add(notes)
    for question in ("riada", "inundación en Branalba", "¿cuánto costará el tren?"):
        hits, others = (
            [(hit.passage.text, hit.score) for hit in one.search(question)]
            for one in (archive, fresh)
        )
        assert hits == others


def test_paragraphs_parted_otherwise_are_cut_anew(archive: Archive, notes: Path) -> None:
    path = notes / "a.txt"
    path.write_text(f"{RIVER}\n\n{TRAIN}\n", encoding="utf-8")
    archive.add(path)
    path.write_text(f"{RIVER} {TRAIN}\n", encoding="utf-8")
    report = archive.add(path)
    assert len(report.updated) == 1
    assert _texts(archive) == {f"{RIVER} {TRAIN}"}
    assert len(archive.list()) == 1
    assert len(archive.add(path).unchanged) == 1
    assert archive.check() == []


def test_the_same_article_under_two_paths_is_one(archive: Archive, notes: Path) -> None:
    first = article(notes, "a.txt", RIVER, title="Riada", source="La Voz")
    second = article(notes, "sub/b.txt", RIVER, title="Otra", source="El Faro")
    report = archive.add(notes)
    assert [file.status for file in report.files] == ["added", "unchanged"]
    assert report.files[1].same_as == str(first.resolve())
    assert report.files[0].documents == report.files[1].documents
    (row,) = archive.list()
    assert (row.title, row.source) == ("Riada", "La Voz"), "the first one says what is known"
    article(notes, "a.txt", TRAIN)
    archive.add(notes)
    assert _texts(archive) == {RIVER, TRAIN}, "the other path still holds it"
    article(notes, "sub/b.txt", MINE)
    archive.add(second)
    assert _texts(archive) == {TRAIN, MINE}
    assert archive.check() == []


def test_an_article_that_is_there_is_recognised_under_a_new_path(
    archive: Archive, notes: Path
) -> None:
    first = article(notes, "a.txt", RIVER)
    archive.add(first)
    second = article(notes, "b.txt", RIVER)
    (file,) = archive.add(second).files
    assert (file.status, file.same_as) == ("unchanged", str(first.resolve()))
    assert len(archive.list()) == 1
    (again,) = archive.add(second).files
    assert again.status == "unchanged"


def test_links_to_one_file_are_one_file(archive: Archive, notes: Path) -> None:
    path = article(notes, "a.txt", RIVER)
    (notes / "z.txt").symlink_to(path)
    assert len(archive.add(notes, path, notes / "z.txt").files) == 1


def test_a_removed_article_comes_back_when_it_is_added_again(archive: Archive, notes: Path) -> None:
    article(notes, "a.txt", RIVER)
    article(notes, "b.txt", RIVER)
    archive.add(notes)
    archive.remove(archive.list()[0].id)
    assert _texts(archive) == set()
    assert archive.search("río") == []
    assert [file.status for file in archive.add(notes).files] == ["added", "unchanged"]
    assert _texts(archive) == {RIVER}


def test_a_bad_line_of_a_jsonl_costs_only_itself(archive: Archive, notes: Path) -> None:
    path = _jsonl(
        notes / "a.jsonl",
        {"text": RIVER, "title": "Riada", "date": "14/8/2025", "source": "La Voz", "author": "Ana"},
        '{"text": "sin cerrar',
        {"titulo": "sin texto"},
        {"text": MINE},
    )
    (file,) = archive.add(path).files
    assert file.status == "added"
    assert len(file.documents) == 2
    assert "Línea 2: " in file.reason
    assert "Línea 3: " in file.reason
    assert _texts(archive) == {RIVER, MINE}
    document = archive.document(file.documents[0])
    assert document is not None
    assert (document.title, document.date, document.source) == ("Riada", "2025-08-14", "La Voz")
    assert document.author == "Ana"


def test_articles_of_a_jsonl_come_and_go_one_by_one(archive: Archive, notes: Path) -> None:
    path = _jsonl(notes / "a.jsonl", {"text": RIVER}, {"text": MINE}, {"text": RIVER})
    archive.add(path)
    assert _texts(archive) == {RIVER, MINE}
    kept = {row.id for row in archive.list()}
    _jsonl(path, {"text": COMET}, {"text": MINE})
    archive.add(path)
    assert _texts(archive) == {COMET, MINE}
    assert len(kept & {row.id for row in archive.list()}) == 1


def test_a_failing_file_does_not_keep_the_others_out(archive: Archive, notes: Path) -> None:
    article(notes, "a.txt", RIVER)
    (notes / "b.pdf").write_bytes(b"%PDF-1.4 roto")
    (notes / "c.txt").write_bytes(b"")
    article(notes, "d.txt", MINE)
    report = archive.add(notes, notes / "no existe.txt", notes / "e.xyz")
    assert len(report.added) == 2
    failed = {Path(file.path).name: file.reason for file in report.failed}
    assert set(failed) == {"b.pdf", "c.txt", "no existe.txt", "e.xyz"}
    for name, reason in failed.items():
        assert name in reason
    assert _texts(archive) == {RIVER, MINE}


def test_a_file_that_becomes_unusable_keeps_what_it_gave(archive: Archive, notes: Path) -> None:
    path = article(notes, "a.txt", RIVER)
    archive.add(path)
    before = state(archive)
    path.write_bytes(b"")
    for _ in range(2):
        assert len(archive.add(path).failed) == 1
    assert state(archive) == before


def test_clutter_is_left_out_and_counted(archive: Archive, notes: Path) -> None:
    article(notes, "a.txt", RIVER, "Suscríbete a nuestro boletín", MINE)
    (file,) = archive.add(notes).files
    assert file.clutter == 1
    assert _texts(archive) == {RIVER, MINE}


def test_a_name_that_is_no_utf8_is_a_name_like_another(archive: Archive, notes: Path) -> None:
    path = os.fsencode(notes) + b"/ca\xf1on.txt"
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 - bytes are the point
        file.write(RIVER)
    report = archive.add(notes)
    assert len(report.added) == 1
    report.files[0].path.encode()
    assert len(archive.add(os.fsdecode(path)).unchanged) == 1
    archive.list()[0].source.encode()


def test_long_files_are_flushed_in_batches_and_all_there(tmp_path: Path, notes: Path) -> None:
    encoder = FakeEncoder()
    archive = open_archive(tmp_path / "archivo", encoder)
    _jsonl(notes / "a.jsonl", *({"text": f"La nota {n} habla del río {n}."} for n in range(300)))
    seen: list[tuple[int, int]] = []
    archive.add(notes, progress=lambda done, total: seen.append((done, total)))
    assert len(_texts(archive)) == 300
    assert encoder.encoded == 300
    assert 2 <= encoder.calls <= 4
    assert seen == [(1, 1)]


@pytest.mark.parametrize(
    ("error", "at"), [(RuntimeError, 1), (KeyboardInterrupt, 2), (MemoryError, 2)]
)
def test_a_failure_midway_leaves_the_archive_as_it_was(
    tmp_path: Path, notes: Path, error: type[BaseException], at: int
) -> None:
    folder = tmp_path / "archivo"
    first = open_archive(folder)
    article(notes, "a.txt", RIVER, title="Riada")
    article(notes, "b.txt", COMET)
    first.add(notes)
    before = state(first)

    def fail(call: int) -> None:
        if call == at:
            raise error

    archive = open_archive(folder, FakeEncoder(before=fail))
    article(notes, "a.txt", TRAIN, title="Tren")  # changed
    (notes / "b.txt").unlink()
    _jsonl(notes / "c.jsonl", *({"text": f"La nota {n} es nueva."} for n in range(150)))
    with pytest.raises(error):
        archive.add(notes)
    assert state(archive) == before
    assert state(open_archive(folder)) == before
    assert _found(archive, "río Alcedo") == {RIVER, COMET}
    assert archive.check() == []
    report = archive.add(notes)  # the encoder has recovered
    assert len(report.updated) == len(report.added) == 1
    assert len(_texts(archive)) == 152


def test_a_failure_of_the_first_add_leaves_an_empty_archive(tmp_path: Path, notes: Path) -> None:
    def fail(call: int) -> None:
        raise RuntimeError(call)

    archive = open_archive(tmp_path / "archivo", FakeEncoder(before=fail))
    article(notes, "a.txt", RIVER)
    with pytest.raises(RuntimeError):
        archive.add(notes)
    assert archive.list() == []
    assert archive.backend.store.file(str((notes / "a.txt").resolve())) is None


def test_nothing_to_add_is_said(archive: Archive) -> None:
    with pytest.raises(InputError, match="nada que añadir"):
        archive.add()


def test_adding_with_another_encoder_is_refused(tmp_path: Path, notes: Path) -> None:
    article(notes, "a.txt", RIVER)
    open_archive(tmp_path / "archivo").add(notes)
    with pytest.raises(ArchiveError, match="se hizo con el codificador"):
        open_archive(tmp_path / "archivo", FakeEncoder("falso-2"))


def test_any_order_of_changes_ends_as_a_fresh_archive(tmp_path: Path, notes: Path) -> None:
    """The oracle of every update: an archive that is made anew from the same folder."""
    archive = open_archive(tmp_path / "archivo")
    contents = [(RIVER,), (TRAIN, RIVER), (MINE,), (COMET, MINE), (TRAIN,)]
    for step in range(12):
        for number, name in enumerate(("a.txt", "b.txt", "c.txt")):
            paragraphs = contents[(step * (number + 1) + number) % len(contents)]
            path = article(notes, name, *paragraphs)
            os.utime(path, ns=(step * 10**9, step * 10**9))
        archive.add(notes)
        fresh = open_archive(tmp_path / f"nuevo{step}")
        fresh.add(notes)
        assert {row.id for row in archive.list()} == {row.id for row in fresh.list()}
        assert _texts(archive) == _texts(fresh)
        assert archive.backend.store.count_passages() == fresh.backend.store.count_passages()
        assert archive.check() == []
