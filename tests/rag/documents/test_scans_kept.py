"""Scans on their way: from the options of ``add`` to the process that reads, and to a citation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from index.errors import InputError
from index.types import PrintedLine
from rag import Archive
from rag.chat.views import archive_view, export, sources_view
from rag.chat.wording.spanish import SPANISH
from rag.documents import adding, uploads
from rag.documents.formats import isolation
from rag.documents.types import Article, FileContents, PageRead, ReadOptions, SourceFile
from rag.documents.uploads import UploadedFile
from tests.rag.answer_checks import check
from tests.rag.fakes_rag import open_archive
from tests.rag.scans import Setting, file_of, scanned, typeset

TEXT = "El río Alcedo anegó 300 viviendas en dos barrios de Torralba."


def page(text: str = TEXT) -> bytes:
    return file_of(scanned(typeset([text], setting=Setting(height=90))[0]), "PNG")


def badly_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quality: float) -> Archive:
    """An archive with one line of a scan."""
    line = PrintedLine(0, len(TEXT), 2, (72.0, 100.0, 250.0, 112.0), quality)
    contents = FileContents(
        (Article(TEXT, "Riada", lines=(line,)),), pages=(PageRead(2, "scanned", quality),)
    )
    for module in (adding, uploads):
        monkeypatch.setattr(module, "parse", lambda _: contents)
    return open_archive(tmp_path / "archivo")


@pytest.mark.parametrize(("quality", "told"), [(0.61, True), (0.95, False)])
def test_a_badly_legible_quotation_says_so_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quality: float, told: bool
) -> None:
    archive = badly_read(tmp_path, monkeypatch, quality)
    report = archive.add_uploads([UploadedFile("acta.png", b"x")])
    answer = archive.ask("¿Cuántas viviendas anegó el río Alcedo?", abstain=False)
    check(answer)
    assert answer.citations[0].quality == quality
    assert answer.to_dict()["citations"][0]["quality"] == quality
    for shown in (
        str(answer),
        sources_view.panel(answer, 1, SPANISH),
        export._origin(answer.citations[0], SPANISH),
    ):
        assert ("lectura dudosa del escaneo" in shown) is told
    assert f"1 página escaneada, calidad {100 * quality:.0f} %" in archive_view.report(
        report, SPANISH
    )


def test_options_reach_whoever_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[ReadOptions] = []

    def parse(file: SourceFile) -> FileContents:
        seen.append(file.options)
        return FileContents((Article(TEXT, "Riada"),))

    monkeypatch.setattr(adding, "parse", parse)
    path = tmp_path / "acta.png"
    path.write_bytes(b"x")
    archive = open_archive(tmp_path / "archivo")
    archive.add(path, ocr="force", ocr_lang="spa+cat")
    assert (seen[0].ocr, seen[0].ocr_lang) == ("force", "spa+cat")
    archive.add(path)
    assert len(seen) == 1, "unchanged"
    archive.add(path, ocr="force")
    assert len(seen) == 2, "read anew when asked to"


@pytest.mark.parametrize(
    ("ocr", "lang", "said"),
    [
        ("siempre", "spa", "«siempre» no es un modo de OCR: use no, auto, force"),
        ("auto", "../x", "no es un idioma de Tesseract"),
        ("auto", "spa -c x=1", "no es un idioma de Tesseract"),
        ("auto", "", "no es un idioma de Tesseract"),
    ],
)
def test_wrong_options_are_refused(tmp_path: Path, ocr: Any, lang: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        open_archive(tmp_path / "archivo").add(tmp_path, ocr=ocr, ocr_lang=lang)


def test_the_process_that_reads_is_told_the_options() -> None:
    file = SourceFile(page(), Path("acta.png"), ReadOptions(ocr="no"))
    with pytest.raises(InputError, match="se pidió no reconocer"):
        isolation.read(file)
    contents = isolation.read(replace(file, options=ReadOptions()))
    assert TEXT in " ".join(contents.articles[0].text.split())
    isolation.close()


def test_a_photograph_among_pages_is_skipped_and_one_that_was_named_has_failed(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "carpeta"
    folder.mkdir()
    photo = Image.linear_gradient("L").resize((500, 400))
    (folder / "foto.png").write_bytes(file_of([photo], "PNG"))
    (folder / "fotos.pdf").write_bytes(file_of([photo, photo], "PDF"))
    (folder / "nota.txt").write_text("Ayer llovió en Urdaz.", "utf-8")
    archive = open_archive(tmp_path / "archivo")
    report = archive.add(folder)
    assert [file.status for file in report.files] == ["skipped", "skipped", "added"]
    assert report.skipped_blank == "2 imágenes no muestran texto: foto.png, fotos.pdf."
    assert report.skipped_kinds == "", "they are of a kind that is read"
    assert "no se ha reconocido texto en la imagen" in report.files[0].reason
    assert [f.status for f in archive.sync(folder).files.files] == [
        "skipped",
        "skipped",
        "unchanged",
    ]
    (failed,) = archive.add(folder / "foto.png").files
    assert failed.status == "failed"
    isolation.close()


def test_pictures_are_uploaded_as_other_files_are(tmp_path: Path) -> None:
    archive = open_archive(tmp_path / "archivo")
    report = archive.add_uploads([UploadedFile("recorte.png", page())])
    assert [file.status for file in report.files] == ["added"]
    (summary,) = archive.list()
    original = archive.original(summary.id)
    assert original is not None
    assert original.name == "recorte.png"
    isolation.close()
