"""From files to articles, and every way it can go wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from rag.documents import loading
from rag.documents.discovery import discover
from rag.documents.formats.registry import SUFFIXES, is_supported
from rag.documents.formats.text import TextFormat
from rag.documents.loading import Article, LoadError, default_title, load
from rag.documents.types import FileContents, SourceFile
from tests.rag.documents.formats.made_files import MADE
from tests.rag.pdf_files import pdf
from tests.rag.scans import png_file

TEXT = "La cosecha de aceituna será corta. Los precios suben."


def put(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_every_kind_of_file_is_loaded(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(TEXT)
    document.save(str(tmp_path / "a.docx"))
    page = f"<html><body><article><p>{TEXT}</p></article></body></html>"
    record = json.dumps({"text": TEXT})
    for name, data in {
        "a.txt": TEXT,
        "a.md": TEXT,
        "a.markdown": TEXT,
        "a.html": page,
        "a.htm": page,
        "a.jsonl": record,
    }.items():
        put(tmp_path, name, data)
    put(tmp_path, "a.pdf", pdf([[TEXT]]))
    for suffix, make in MADE.items():
        put(tmp_path, f"a{suffix}", make(TEXT, ""))
    for suffix in (".jpg", ".jpeg", ".tif", ".tiff"):
        put(tmp_path, f"a{suffix}", png_file(TEXT, ""))
    files = list(discover([tmp_path]))
    read = {suffix for suffix in SUFFIXES if is_supported(Path(f"a{suffix}"))}
    assert {path.name.removeprefix("a") for path in files} == read
    assert SUFFIXES - read <= {".doc", ".dot"}, "they need LibreOffice"
    for path in files:
        (article,) = load(path).articles
        assert TEXT in article.text
        assert article.title
        assert article.entry == {".jsonl": 1, ".csv": 2, ".tsv": 2}.get(path.suffix)


def test_a_suffix_in_capitals_is_known(tmp_path: Path) -> None:
    assert load(put(tmp_path, "A.TXT", TEXT)).articles[0].text == TEXT


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.pdf", "a.docx", "a.md"])
@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf", b"\x00" * 100, b"\xff\xfe"])
def test_empty_and_blank_files_of_every_kind_are_reported(
    tmp_path: Path, name: str, data: bytes
) -> None:
    with pytest.raises(LoadError, match=f"No se puede añadir «.*{name}»: ") as caught:
        load(put(tmp_path, name, data))
    assert str(caught.value).endswith(".")


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="está vacío"):
        load(put(tmp_path, "a.txt", ""))
    with pytest.raises(LoadError, match="no contiene texto"):
        load(put(tmp_path, "a.txt", "... ---"))


def test_a_file_of_200_mb_is_refused_at_once_with_its_size(tmp_path: Path) -> None:
    path = tmp_path / "grande.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(LoadError, match=r"ocupa 200 MB y el límite es 50 MB\. Divídalo"):
        load(path)


def test_the_limit_is_the_last_size_that_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "MAX_BYTES", len(TEXT.encode()))
    assert load(put(tmp_path, "a.txt", TEXT)).articles
    with pytest.raises(LoadError, match="límite"):
        load(put(tmp_path, "a.txt", TEXT + "."))


def test_a_file_of_endless_short_lines_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "MAX_LINES", 10)
    assert load(put(tmp_path, "a.txt", "a\n" * 10)).articles
    with pytest.raises(LoadError, match="12 líneas y el límite es 10"):
        load(put(tmp_path, "a.txt", "a\n" * 11))


def test_what_is_no_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "carpeta.txt").mkdir()
    os.mkfifo(tmp_path / "tubo.txt")
    for name, message in {
        "carpeta.txt": "es una carpeta",
        "tubo.txt": "no es un archivo normal",
        "nada.txt": "no existe",
        "a.xyz": "no se admiten",
    }.items():
        with pytest.raises(LoadError, match=message):
            load(tmp_path / name)


def test_a_name_that_is_not_utf8_can_be_printed(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xf1o.txt"))
    for name in (path, tmp_path / "a\n\x1b[31mo.txt"):
        with pytest.raises(LoadError) as caught:
            load(name)
        str(caught.value).encode("utf-8")
        assert str(caught.value).isprintable()


def test_too_deep_for_a_parser_is_one_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deep(format: TextFormat, file: SourceFile) -> FileContents:
        return deep(format, file)

    monkeypatch.setattr(TextFormat, "read", deep)
    with pytest.raises(LoadError, match="demasiado complejo"):
        load(put(tmp_path, "a.txt", TEXT))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Sube el aceite\nLa cosecha fue corta.", "Sube el aceite"),
        ("El Sr. Gil firmó. Luego habló.", "El Sr. Gil firmó."),
        ("# Sube el **aceite**\n\nHola.", "Sube el **aceite"),
        ("Publicidad\n\nSube el aceite\nLa cosecha fue corta.", "Sube el aceite"),
        ("Publicidad", "Publicidad"),
        ("x" * 200, "x" * 79 + "…"),
        (
            "La cosecha de aceituna será este año, según la cooperativa de la comarca, la menor "
            "de la última década.",
            "La cosecha de aceituna será este año, según la cooperativa de la comarca, la…",
        ),
    ],
)
def test_without_a_title_the_first_sentence_serves(text: str, title: str) -> None:
    assert default_title(text) == title
    assert len(title) <= 80


def test_a_given_title_is_kept_on_one_line(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", json.dumps({"text": TEXT, "title": " Sube\n el aceite "}))
    assert load(path).articles == (Article(TEXT, "Sube el aceite", entry=1),)


def test_loading_imports_no_heavy_library_before_a_file_needs_it() -> None:
    code = (
        "import sys, rag.documents.loading; "
        "print(sorted({'trafilatura', 'lxml', 'pypdfium2', 'docx'} & set(sys.modules)))"
    )
    root = Path(loading.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_characters_that_were_lost_are_reported(tmp_path: Path) -> None:
    file = tmp_path / "nota.txt"
    file.write_text("La romería de Pe\ufffdarroya se celebr\ufffd ayer.", encoding="utf-8")
    (problem,) = load(file).problems
    assert problem.startswith("2 caracteres no se entienden («Pe\ufffdarroya»)")


def test_a_title_has_no_marks_of_markdown(tmp_path: Path) -> None:
    line = json.dumps({"text": TEXT, "title": "**Ordenanza** de [caminos](https://x.test/a)"})
    (article,) = load(put(tmp_path, "a.jsonl", line)).articles
    assert article.title == "Ordenanza de caminos"
