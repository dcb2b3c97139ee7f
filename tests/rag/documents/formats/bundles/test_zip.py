""".zip archives: members by their own formats, and bounds that hold before a byte is unpacked."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from rag.documents import loading
from rag.documents.formats import isolation
from rag.documents.formats.bundles import zip as module
from rag.documents.formats.text import TextFormat
from rag.documents.types import FileContents, LoadError, SourceFile
from tests.rag.documents.formats.made_files import zipped

TEXT = "El alcalde de Torralba anunció ayer 310 hectáreas de regadío."
OTHER = "Se inauguró el puente de Valdemora con mil vecinos."


def parsed(data: bytes) -> FileContents:
    return loading.parse(SourceFile(data, Path("prensa.zip")))


def test_each_member_is_read_by_its_format_and_names_where_it_stands() -> None:
    page = f"<html><head><title>Puente</title></head><body><p>{OTHER}</p></body></html>"
    lines = '{"text": "Llueve en Urdaz."}\n{"texto": "Nieva en Belagua.", "medio": "El Eco"}\n'
    contents = parsed(zipped({"m/a.txt": TEXT, "b.html": page, "c.jsonl": lines}))
    assert [(a.place, a.source, a.entry) for a in contents.articles] == [
        ("m/a.txt", "a.txt", None),
        ("b.html", "b.html", None),
        ("c.jsonl, línea 1", "c.jsonl", None),
        ("c.jsonl, línea 2", "El Eco", None),
    ]
    assert contents.problems == []


def test_archives_inside_are_read_as_deep_as_the_limit_and_no_deeper() -> None:
    data = zipped({"a.txt": TEXT})
    for depth in range(1, loading.MAX_DEPTH):
        data = zipped({f"{depth}.zip": data, "b.txt": f"{OTHER} {depth}"})
    contents = parsed(data)
    assert len(contents.articles) == loading.MAX_DEPTH
    assert contents.articles[0].place == "3.zip › 2.zip › 1.zip › a.txt"
    contents = parsed(zipped({"c.txt": "Llueve.", "4.zip": data}))
    assert len(contents.articles) == loading.MAX_DEPTH
    (problem,) = contents.problems
    assert "4 niveles, 300 s) y 1 quedan sin leer" in problem


def test_a_member_that_fails_costs_only_itself_and_other_kinds_are_counted() -> None:
    contents = parsed(
        zipped(
            {"a.txt": TEXT, "rota.pdf": b"%PDF-1.4 nada", "x.mp3": b"x", "y.MP3": b"x", "z": b""}
        )
    )
    (article,) = contents.articles
    assert article.text == TEXT
    assert "«prensa.zip/rota.pdf»: el PDF está dañado" in contents.problems[0]
    said = "3 archivos de otros formatos no se han leído: .mp3 2, sin extensión 1."
    assert contents.problems[1] == said


def test_an_archive_of_nothing_that_can_be_used_is_refused_with_the_reason() -> None:
    with pytest.raises(LoadError, match=r"nada de lo que lleva dentro\. 2 archivos de otros"):
        parsed(zipped({"x.exe": b"x", "y.dll": b"x"}))
    with pytest.raises(LoadError, match=r"lleva dentro\. No se puede añadir «prensa\.zip/a\.txt»"):
        parsed(zipped({"a.txt": b" "}))
    with pytest.raises(LoadError, match=r"lleva dentro\. Está vacío"):
        parsed(zipped({}))


def test_what_systems_leave_in_archives_is_passed_over() -> None:
    inside = {"__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "m/Thumbs.db": b"x", "a.txt": TEXT}
    contents = parsed(zipped(inside))
    assert [article.place for article in contents.articles] == ["a.txt"]
    assert contents.problems == []


@pytest.mark.parametrize(
    "name", ["../../etc/a.txt", "/etc/a.txt", "..\\..\\a.txt", "./a.txt", "x/../../a.txt"]
)
def test_no_name_leads_out_of_the_archive(name: str) -> None:
    (article,) = parsed(zipped({name: TEXT})).articles
    assert article.place.split("/")[-1] == "a.txt"
    assert ".." not in article.place
    assert not article.place.startswith("/")


def test_number_size_and_ratio_are_bounded_before_unpacking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    zeros = zipped({"a.txt": TEXT, "ceros.txt": b"0" * 3_000_000})
    contents = parsed(zeros)
    assert [article.place for article in contents.articles] == ["a.txt"]
    assert contents.problems == [
        "«ceros.txt» está comprimido más de 250 veces, como no lo está ningún artículo."
    ]
    format = module.ZipFormat(lambda path: True)
    file = SourceFile(zeros, Path("p.zip"))
    with monkeypatch.context() as patch:
        patch.setattr(module, "MAX_UNPACKED", 2_000_000)
        with pytest.raises(LoadError, match=r"ocuparía 3 MB en 2 archivos; el límite es 2 MB"):
            format.read(file)
    with monkeypatch.context() as patch:
        patch.setattr(module, "MAX_MEMBERS", 1)
        with pytest.raises(LoadError, match="en 2 archivos; el límite es 200 MB y 1 archivos"):
            format.read(file)
    monkeypatch.setattr(module, "MAX_MEMBER", 2_000_000)
    assert "ocupa 3 MB y el límite es 2 MB" in format.read(file).failures[0].reason


def test_locked_and_damaged_members_are_named() -> None:
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": OTHER}, zipfile.ZIP_STORED))
    at = data.index(OTHER.encode())
    data[at] ^= 1
    contents = parsed(bytes(data))
    assert contents.problems == ["«b.txt» está dañado dentro del .zip."]
    out = BytesIO(zipped({"a.txt": TEXT, "b.txt": OTHER}))
    with zipfile.ZipFile(out, "a") as archive:
        archive.infolist()[1].flag_bits |= 1
        archive.writestr("c.txt", "Llueve.")
    contents = parsed(out.getvalue())
    assert contents.problems == ["«b.txt» está protegido con contraseña."]


def test_all_files_inside_share_one_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({"1.zip": zipped({"a.txt": TEXT}), "2.zip": zipped({"b.txt": OTHER})})
    monkeypatch.setattr(loading, "MAX_FILES_INSIDE", 3)
    allowance = loading._Allowance(files=3)
    contents = loading._parse(SourceFile(data, Path("p.zip")), allowance)
    assert [article.place for article in contents.articles] == ["1.zip › a.txt"]
    assert "quedan sin leer" in contents.problems[0]


def test_what_is_inside_has_so_much_time_together(monkeypatch: pytest.MonkeyPatch) -> None:
    read = TextFormat.read

    def slow(format: TextFormat, file: SourceFile) -> FileContents:
        isolation._own.seconds += 200
        return read(format, file)

    monkeypatch.setattr(TextFormat, "read", slow)
    contents = parsed(zipped({f"{i}.txt": f"Llueve en Urdaz {i}." for i in range(4)}))
    assert [article.text for article in contents.articles] == [
        "Llueve en Urdaz 0.",
        "Llueve en Urdaz 1.",
    ]
    assert "300 s) y 2 quedan sin leer" in contents.problems[0]
