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


@pytest.mark.parametrize(
    "address", ["http://[", "http://e.example/../../x", "dns:x", "x", "http://e.example/%2e%2e/x"]
)
def test_no_address_leads_out(address: str) -> None:
    data = warc({address: (HTML, page(TEXT)), "http://eco.example/b": (HTML, page(TEXT))})
    names = [member.name for member in read(data).members]
    assert names[-1] == "eco.example/b.html"
    assert not any(".." in name.split("/") or name.startswith("/") for name in names)
