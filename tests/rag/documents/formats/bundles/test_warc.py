"""Stored websites: pages by the web format, of their site, never of the day of the visit."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from rag.documents import loading
from rag.documents.formats.bundles import warc as module
from rag.documents.formats.bundles.warc import WarcFormat
from rag.documents.types import FileContents, LoadError, SourceFile
from tests.rag.documents.formats.made_files import warc

TEXT = "El alcalde de Torralba anunció ayer 310 hectáreas de regadío para la comarca."
HTML = "text/html; charset=utf-8"


def page(text: str, title: str = "Regadío") -> bytes:
    body = f"<article><p>{text}</p></article>"
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


def read(data: bytes) -> FileContents:
    return WarcFormat().read(SourceFile(data, Path("eco.warc.gz")))


@pytest.mark.parametrize("zipped", [False, True])
def test_pages_are_read_with_their_site_and_without_the_day_of_the_visit(zipped: bool) -> None:
    data = warc(
        {
            "http://www.eco.example/2024/nota?id=3": (HTML, page(TEXT)),
            "http://eco.example/robots.txt": ("text/plain", b"User-agent: *"),
            "http://eco.example/e.css": ("text/css", b"p {}"),
            "http://eco.example/foto.png": ("image/png", b"x"),
            "http://eco.example/informe": ("text/plain", b"Llueve en Urdaz."),
            "http://eco.example/datos": ("application/octet-stream", b"x"),
            "http://eco.example/rota.pdf": ("application/pdf", b"%PDF-1.4 nada"),
        },
        zipped,
    )
    contents = loading.parse(SourceFile(data, Path("eco.warc.gz" if zipped else "eco.warc")))
    first, second = contents.articles
    assert (first.title, first.source, first.date) == ("Regadío", "eco.example", None)
    assert first.place == "eco.example/2024/nota?id=3.html"
    assert second.text == "Llueve en Urdaz."
    assert "rota.pdf»: el PDF está dañado" in contents.problems[0]
    assert contents.problems[1] == "1 archivo de otro formato no se ha leído: sin extensión 1."


def test_a_page_packed_without_end_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = f"{HTML}\r\nContent-Encoding: gzip"
    bomb = warc({"http://eco.example/a": (kind, gzip.compress(b"a" * 3_000_000))})
    monkeypatch.setattr(module, "MAX_PAGE", 1_000)
    contents = read(warc({"http://eco.example/b": (HTML, page(TEXT))}) + bomb)
    assert len(contents.members) == 1
    assert contents.problems == ["«eco.example/a.html» es demasiado grande."]


def test_number_and_size_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    data = warc({f"http://eco.example/{i}": (HTML, page(f"{TEXT} {i}")) for i in range(4)})
    with monkeypatch.context() as patch:
        patch.setattr(module, "MAX_PAGES", 2)
        contents = read(data)
        assert len(contents.members) == 2
        assert "a partir del registro 3" in contents.problems[0]
    monkeypatch.setattr(module, "MAX_UNPACKED", 300)
    contents = read(data)
    assert len(contents.members) == 1
    assert "es demasiado grande" in contents.problems[0]


def test_damaged_and_empty_ones_say_so() -> None:
    good = warc({"http://eco.example/b": (HTML, page(TEXT))})
    assert len(read(good + b"WARC/1.0\r\nnada\r\n\r\nxx").members) == 1
    with pytest.raises(LoadError, match=r"no es un archivo WARC|no contiene ninguna página"):
        read(b"hola")
    with pytest.raises(LoadError, match="no contiene ninguna página"):
        read(warc({"http://eco.example/e.css": ("text/css", b"p {}")}))


def three_records(zipped: bool) -> tuple[bytes, bytes, bytes]:
    one, two, three = (
        warc({f"http://eco.example/{i}": (HTML, page(f"{TEXT} {i}"))}, zipped) for i in range(3)
    )
    return one, two, three


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("lost", [0, 1, 2])
@pytest.mark.parametrize("damage", ["beginning", "middle"])
def test_behind_a_damaged_record_the_others_are_read(zipped: bool, lost: int, damage: str) -> None:
    records = [bytearray(record) for record in three_records(zipped)]
    at = 0 if damage == "beginning" else len(records[lost]) // 3
    records[lost][at : at + 30] = b"\x00" * 30
    contents = read(b"".join(records))
    names = [member.name for member in contents.members]
    kept = [f"eco.example/{i}.html" for i in range(3) if i != lost]
    assert [name for name in names if name in kept] == kept
    assert contents.problems or f"eco.example/{lost}.html" in names
    if damage == "beginning":
        assert names == kept
        assert f"registro {lost + 1}" in contents.problems[0]


def test_a_record_that_says_it_is_longer_than_it_is_costs_no_other() -> None:
    one, two, three = three_records(zipped=False)
    length = one.partition(b"Content-Length: ")[2].partition(b"\r\n")[0]
    longer = one.replace(b"Content-Length: " + length, b"Content-Length: %d" % (int(length) + 400))
    contents = read(longer + two + three)
    assert [member.name for member in contents.members] == [
        f"eco.example/{i}.html" for i in range(3)
    ]
    assert contents.members[0].data == page(f"{TEXT} 0")
    assert contents.problems == [
        "El registro 1 no tiene la longitud que dice; puede faltar algo de él."
    ]


def test_a_record_that_says_it_is_shorter_than_it_is_is_named() -> None:
    one, two, three = three_records(zipped=False)
    length = one.partition(b"Content-Length: ")[2].partition(b"\r\n")[0]
    shorter = one.replace(b"Content-Length: " + length, b"Content-Length: %d" % (int(length) - 40))
    contents = read(shorter + two + three)
    assert [member.name for member in contents.members][-2:] == [
        f"eco.example/{i}.html" for i in (1, 2)
    ]
    assert "registro 1" in contents.problems[0]


@pytest.mark.parametrize("length", [b"-10", b"muchos", b"9" * 1_000])
def test_one_without_a_record_that_ends_where_it_says_is_refused(length: bytes) -> None:
    one, _, _ = three_records(zipped=False)
    before, mark, rest = one.partition(b"Content-Length: ")
    with pytest.raises(LoadError, match="no es un archivo WARC que se pueda leer"):
        read(before + mark + length + rest[rest.index(b"\r\n") :])


@pytest.mark.parametrize(
    "address", ["http://[", "http://e.example/../../x", "dns:x", "x", "http://e.example/%2e%2e/x"]
)
def test_no_address_leads_out(address: str) -> None:
    data = warc({address: (HTML, page(TEXT)), "http://eco.example/b": (HTML, page(TEXT))})
    names = [member.name for member in read(data).members]
    assert names[-1] == "eco.example/b.html"
    assert not any(".." in name.split("/") or name.startswith("/") for name in names)
