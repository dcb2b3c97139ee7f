"""Pages: where a text is printed goes from the file to the citation, and the file is kept too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.types import Original, PrintedLine
from rag import Archive
from rag.cli.printing import show_report
from rag.documents import adding, uploads
from rag.documents.report import PageCounts
from rag.documents.types import Article, FileContents, PageRead, SourceFile
from rag.maintenance import rescue
from tests.rag.answer_checks import HOW_MANY, answer_of, check, reading
from tests.rag.fakes_rag import FakeEncoder, folder_of, open_archive

FIRST = "El río Alcedo anegó 300 viviendas"
SECOND = "en dos barrios de Torralba."
THIRD = "Nadie resultó herido, dijo el alcalde."
TEXT = f"{FIRST} {SECOND}\n\n{THIRD}"
LINES = (
    PrintedLine(0, len(FIRST), 3, (72.0, 100.5, 250.25, 112.0)),
    PrintedLine(len(FIRST) + 1, len(FIRST) + 1 + len(SECOND), 3, (72.0, 114.5, 230.0, 126.0)),
    PrintedLine(len(TEXT) - len(THIRD), len(TEXT), 4, (72.0, 80.0, 250.0, 92.0), 0.61),
)
CONTENTS = FileContents(
    (Article(TEXT, "Riada", lines=LINES),),
    pages=(
        PageRead(1, "empty"),
        PageRead(2, "scanned", problem="no hay con qué reconocer su texto."),
        PageRead(3, "text"),
        PageRead(4, "scanned", 0.61),
    ),
)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """An empty archive, to which every file is one of four pages."""

    def parse(file: SourceFile) -> FileContents:
        return CONTENTS

    monkeypatch.setattr(adding, "parse", parse)
    monkeypatch.setattr(uploads, "parse", parse)
    return open_archive(tmp_path / "archivo")


def pdf(folder: Path, data: bytes = b"%PDF-1.7 de mentira") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "acta.pdf"
    path.write_bytes(data)
    return path


def test_a_hit_and_a_citation_lead_to_their_page(archive: Archive, tmp_path: Path) -> None:
    archive.add(pdf(tmp_path / "notas"))
    shown = archive.search_result("viviendas", 5).to_dict()["hits"]
    assert {hit["passage"]: hit["page"] for hit in shown} == {f"{FIRST} {SECOND}": 3, THIRD: 4}
    (summary,) = archive.list()
    assert summary.pages == 2
    answer = archive.ask("¿Cuántas viviendas anegó el río Alcedo?", abstain=False)
    check(answer)
    first = answer.citations[0]
    assert (first.page, first.boxes) == (3, (LINES[0].box, LINES[1].box))
    assert answer.to_dict()["citations"][0]["boxes"] == [[*LINES[0].box], [*LINES[1].box]]
    assert ", p. 3" in answer.text
    assert "p. 3, párrafo 1" in str(answer)


def test_the_report_counts_pages_and_names_those_not_read(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = archive.add(pdf(tmp_path / "notas"))
    (file,) = report.files
    assert file.pages == PageCounts(read=2, scanned=2, empty=1, quality=0.61)
    assert file.reason == "Página 2: no hay con qué reconocer su texto."
    assert file.to_dict()["pages"] == {"read": 2, "scanned": 2, "empty": 1, "quality": 0.61}
    show_report(report)
    shown = "2 páginas leídas, 2 escaneadas (calidad 61 %), 1 vacía (Página 2: no hay con qué"
    assert shown in capsys.readouterr().out


def test_the_file_is_kept_once_and_goes_with_its_last_document(
    archive: Archive, tmp_path: Path
) -> None:
    path = pdf(tmp_path / "notas")
    archive.add(path, pdf(tmp_path / "copia"))
    (summary,) = archive.list()
    assert archive.original(summary.id) == Original.of("acta.pdf", path.read_bytes())
    assert archive.backend.store.query("SELECT count(*) FROM originals") == [(1,)]
    archive.remove(summary.id)
    assert archive.original(summary.id) is None
    archive.purge()
    assert archive.backend.store.query("SELECT count(*) FROM originals") == [(0,)]


def test_another_file_of_the_same_text_replaces_what_is_kept(
    archive: Archive, tmp_path: Path
) -> None:
    archive.add(pdf(tmp_path / "notas"))
    archive.add(path := pdf(tmp_path / "notas", b"%PDF-1.7 guardado de nuevo"))
    (summary,) = archive.list()
    kept = archive.original(summary.id)
    assert kept is not None
    assert kept.data == path.read_bytes()
    assert archive.backend.store.query("SELECT count(*) FROM originals") == [(1,)]


def test_without_originals_pages_are_known_and_nothing_is_kept(
    archive: Archive, tmp_path: Path
) -> None:
    archive.add(pdf(tmp_path / "notas"), originals=False)
    (summary,) = archive.list()
    assert summary.pages == 2
    assert archive.original(summary.id) is None
    assert archive.backend.store.query("SELECT count(*) FROM originals") == [(0,)]


def test_what_has_pages_but_is_not_seen_is_not_kept(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "acta.html"
    path.write_text("x", encoding="utf-8")
    archive.add(path)
    (summary,) = archive.list()
    assert (summary.pages, archive.original(summary.id)) == (2, None)


def test_an_upload_is_kept_too(archive: Archive) -> None:
    archive.add_uploads([uploads.UploadedFile("acta.pdf", b"%PDF-1.7 subido")])
    (summary,) = archive.list()
    kept = archive.original(summary.id)
    assert kept is not None
    assert kept.data == b"%PDF-1.7 subido"


def test_backup_and_rescue_bring_pages_and_files_along(archive: Archive, tmp_path: Path) -> None:
    archive.add(path := pdf(tmp_path / "notas"))
    (summary,) = archive.list()
    archive.backup(tmp_path / "copia.db")
    Archive.restore(tmp_path / "copia.db", tmp_path / "otro")
    rescue.rescue(folder_of(archive), tmp_path / "salvado", FakeEncoder())
    for folder in (tmp_path / "otro", tmp_path / "salvado"):
        again = open_archive(folder)
        document, kept = again.document(summary.id), again.original(summary.id)
        assert document is not None
        assert document.lines == LINES
        assert kept is not None
        assert kept.data == path.read_bytes()
        assert again.list() == archive.list()
        assert again.check() == []


def test_a_quotation_over_two_pages_has_the_boxes_of_its_first() -> None:
    one = reading("Anegó 300 viviendas y dos escuelas", "300 viviendas")
    at = one.hit.passage.start
    lines = (
        PrintedLine(at - 9, at + 5, 7, (1.0, 2.0, 3.0, 4.0)),
        PrintedLine(at + 6, at + 34, 8, (5.0, 6.0, 7.0, 8.0)),
    )
    hit = replace(one.hit, passage=replace(one.hit.passage, lines=lines))
    answer = answer_of(HOW_MANY, [replace(one, hit=hit)])
    check(answer)
    assert (answer.citations[0].page, answer.citations[0].boxes) == (7, ((1.0, 2.0, 3.0, 4.0),))
    later = replace(one, hit=hit, quote=(6, 34))
    assert answer_of(HOW_MANY, [later]).citations[0].page == 8
