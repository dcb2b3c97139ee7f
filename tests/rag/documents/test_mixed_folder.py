"""A newsroom's folder: some twenty kinds of file side by side, each read or named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag import Archive
from rag.documents.formats import registry
from rag.documents.formats.office import legacy_word
from tests.rag.documents.formats.made_files import (
    MADE,
    docx_file,
    mail,
    table,
    workbook,
    zipped,
)
from tests.rag.fakes_rag import open_archive
from tests.rag.pdf_files import pdf


def text_of(archive: Archive, id: str) -> str:
    document = archive.document(id)
    assert document is not None
    return document.text


def sentence(number: int) -> str:
    return f"El pueblo de Torralba {number} anunció ayer {300 + number} hectáreas de regadío."


def written(folder: Path) -> dict[str, str]:
    """Write a file of every kind; the sentence of each by its name."""
    own = {
        ".txt": lambda text: text.encode(),
        ".md": lambda text: f"# Regadío\n\n{text}".encode(),
        ".html": lambda text: (
            f"<html><body><article><p>{text}</p></article></body></html>".encode()
        ),
        ".pdf": lambda text: pdf([[text]]),
        ".docx": lambda text: docx_file(text, "Regadío"),
        ".jsonl": lambda text: json.dumps({"text": text}).encode(),
    }
    makers = {**{s: (lambda t, make=make: make(t, "Regadío")) for s, make in MADE.items()}, **own}
    said: dict[str, str] = {}
    for number, (suffix, make) in enumerate(sorted(makers.items())):
        name = f"nota{number}{suffix}"
        (folder / name).write_bytes(make(sentence(number)))
        said[name] = sentence(number)
    return said


def test_every_kind_in_a_folder_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "redacción"
    folder.mkdir()
    said = written(folder)
    assert len({Path(name).suffix for name in said}) >= 20
    for name in ("vieja.pub", "otra.pub", "foto.cr2", "LÉEME"):
        (folder / name).write_bytes(b"x")
    archive = open_archive(tmp_path / "archivo")
    report = archive.add(folder)
    assert [file.reason for file in report.failed] == []
    skipped = {Path(file.path).name for file in report.skipped}
    unread = {name for name in said if not registry.is_supported(Path(name))}
    assert skipped == {"vieja.pub", "otra.pub", "foto.cr2", "LÉEME"} | unread
    assert all(legacy_word.program() is None for _ in unread)
    texts = " ".join(text_of(archive, row.id) for row in archive.list())
    for name, text in said.items():
        assert (text in texts) == (name not in unread), name
    assert ".pub 2" in report.skipped_kinds
    again = archive.add(folder)
    assert len(again.unchanged) == len(said) - len(unread)


def test_outlets_of_files_inside_files_are_what_is_known_of_them(tmp_path: Path) -> None:
    rows = [["titular", "medio", "texto"], ["Pan", "El Eco", sentence(1)], ["Sal", "", sentence(2)]]
    inner = mail(
        sentence(3), "Nota", {"cifras.xlsx": workbook({"A": [["Pueblo", "ha"], ["X", 3]]})}
    )
    (tmp_path / "mayo.zip").write_bytes(
        zipped({"eco/recortes.csv": table(rows), "m.eml": inner, "suelta.txt": sentence(4)})
    )
    archive = open_archive(tmp_path / "archivo")
    (file,) = archive.add(tmp_path / "mayo.zip").files
    assert file.status == "added"
    assert file.inside == (
        "eco/recortes.csv, línea 2",
        "eco/recortes.csv, línea 3",
        "m.eml",
        "m.eml › cifras.xlsx",
        "suelta.txt",
    )
    assert file.to_dict()["inside"] == list(file.inside)
    sources = [row.source for row in archive.list()]
    assert sorted(sources) == [
        "El Eco",
        "Prensa de Urdaz",
        "Prensa de Urdaz",
        "recortes.csv",
        "suelta.txt",
    ]


def test_columns_are_mapped_in_archives_too_and_map_again(tmp_path: Path) -> None:
    rows = [["clave", "crónica"], ["uno", sentence(1)]]
    (tmp_path / "m.zip").write_bytes(zipped({"n.csv": table(rows)}))
    archive = open_archive(tmp_path / "archivo")
    archive.add(tmp_path / "m.zip")
    (row,) = archive.list()
    assert "clave: uno; crónica:" in text_of(archive, row.id)
    archive.add(tmp_path / "m.zip", columns={"texto": "crónica", "título": "clave"})
    (row,) = archive.list()
    assert text_of(archive, row.id) == sentence(1)
    assert row.title == "uno"


@pytest.mark.parametrize("suffix", [".csv", ".zip"])
def test_a_column_that_is_nowhere_fails_the_file(tmp_path: Path, suffix: str) -> None:
    data = table([["a", "b"], ["c", "d"]])
    path = tmp_path / f"n{suffix}"
    path.write_bytes(zipped({"n.csv": data}) if suffix == ".zip" else data)
    archive = open_archive(tmp_path / "archivo")
    report = archive.add(path, columns={"text": "cuerpo"})
    assert "no hay ninguna columna «cuerpo»" in report.failed[0].reason


def test_pages_of_a_file_inside_a_file_can_be_shown(tmp_path: Path) -> None:
    first, second = pdf([[sentence(1)]]), pdf([[sentence(2)]])
    inner = zipped({"dentro.pdf": second})
    (tmp_path / "m.zip").write_bytes(
        zipped({"p/acta.pdf": first, "otro.zip": inner, "a.txt": "Ñ."})
    )
    archive = open_archive(tmp_path / "archivo")
    archive.add(tmp_path / "m.zip")
    kept = {row.source: archive.original(row.id) for row in archive.list()}
    assert kept["a.txt"] is None
    acta, inside = kept["acta.pdf"], kept["dentro.pdf"]
    assert acta is not None and inside is not None
    assert [acta.data, inside.data, acta.name] == [first, second, "acta.pdf"]
