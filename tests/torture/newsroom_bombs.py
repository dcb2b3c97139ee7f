"""Bombs of slides, books, boxes of mail, subtitles and stored sites: what a newsroom is sent.

Beside those of :mod:`tests.torture.bundle_bombs`; each is small to send and large to read.
"""

from __future__ import annotations

import base64
import gzip
import zipfile
import zlib
from io import BytesIO
from typing import Final

from tests.rag.documents.formats.made_files import epub, epub_file, mail, mbox, warc, zipped
from tests.torture.bomb import Bomb
from tests.torture.bundle_bombs import _page, _slide, _with_part

_HTML: Final = "text/html; charset=utf-8"
_DRAWN: Final = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_OUTSIDE: Final = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_ZEROS: Final = 400_000_000
_PAGE: Final = (
    b"<html><body><article><p>Llueve sobre los montes de Urdaz.</p></article></body></html>"
)


def _shape(inside: str) -> str:
    """A slide with one box, whose text body is this."""
    return (
        f"<p:sp {_DRAWN}><p:nvSpPr><p:cNvPr id='2' name='x'/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr/><p:txBody><a:bodyPr/>{inside}</p:txBody></p:sp>"
    )


def _listed(spine: str, pages: dict[str, str]) -> bytes:
    """A book whose spine says this in the place of its pages once each."""
    data = epub("", pages)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        book = archive.read("OEBPS/libro.opf").decode()
    before, rest = book.split("<spine>")
    changed = f"{before}<spine>{spine}</spine>{rest.partition('</spine>')[2]}"
    return _with_part(data, "OEBPS/libro.opf", changed.encode())


def _overlapping(data: bytes, times: int) -> bytes:
    """A package whose directory names its largest part so many times more."""
    out = BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OEBPS/lleno.xhtml", b" " * 10_000_000)
        entry = archive.infolist()[-1]
        for i in range(times):
            again = zipfile.ZipInfo(f"OEBPS/{i}.xhtml")
            for name in ("header_offset", "file_size", "compress_size", "CRC", "compress_type"):
                setattr(again, name, getattr(entry, name))
            archive.filelist.append(again)
    return out.getvalue()


def _attached(size: int) -> bytes:
    """A mail with so many bytes attached that are no file of any kind."""
    head = (
        b"Subject: x\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nHola.\n--x\n"
        b"Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n"
        b"Content-Disposition: attachment; filename=a.pdf\n\n"
    )
    return head + base64.encodebytes(b"\0" * size) + b"\n--x--\n"


def _box_of_zips(mails: int) -> bytes:
    """A box of mails, each with a .zip of 9 MB of zeros."""
    one = mail("Hola.", "x", {"z.zip": zipped({"a.txt": b"0" * 9_000_000})})
    return mbox(*([one] * mails))


def _record(length: str, more: str = "", body: bytes = _PAGE) -> bytes:
    """A stored page that says that it is so long."""
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://eco.example/a\r\n{more}"
    http = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n"
    return f"{head}Content-Length: {length}\r\n\r\n".encode() + http + body + b"\r\n\r\n"


def _encoded(coding: str, body: bytes) -> bytes:
    return warc({"http://eco.example/a": (f"{_HTML}\r\n{coding}", body)})


def _cue(text: bytes) -> bytes:
    return b"1\n00:00:01,000 --> 00:00:02,000\n" + text + b"\n\n"


NEWSROOM: Final[dict[str, Bomb]] = {
    "pptx: 2.1 million paragraphs in a box": Bomb(
        ".pptx", lambda: _slide(_shape("<a:p/>" * 2_100_000)), "marcas XML"
    ),
    "pptx: one text of 9 MB": Bomb(
        ".pptx", lambda: _slide(_shape(f"<a:p><a:r><a:t>{'a' * 9_000_000}</a:t></a:r></a:p>"))
    ),
    "pptx: 150,000 paragraphs of a letter": Bomb(
        ".pptx", lambda: _slide(_shape("<a:p><a:r><a:t>a</a:t></a:r></a:p>" * 150_000))
    ),
    "pptx: 400 MB of nothing": Bomb(
        ".pptx",
        lambda: _with_part(_slide(""), "ppt/media/x.bin", b"\0" * _ZEROS),
        "descomprimido ocuparía",
    ),
    "pptx: external entity": Bomb(
        ".pptx",
        lambda: _with_part(_slide(""), "ppt/slides/slide1.xml", f"{_OUTSIDE}<a>&x;</a>".encode()),
        "define entidades XML",
        quick=True,
    ),
    "epub: 400 MB of nothing": Bomb(
        ".epub",
        lambda: _with_part(epub_file("Hola.", ""), "OEBPS/x.bin", b"\0" * _ZEROS),
        "descomprimido ocuparía",
    ),
    "epub: 9 GB of overlapping parts": Bomb(
        ".epub",
        lambda: _overlapping(epub_file("Hola.", ""), 900),
        "descomprimido ocuparía",
        quick=True,
    ),
    "epub: a chapter of 150 MB of spaces": Bomb(
        ".epub",
        lambda: epub("", {"1.xhtml": _page(" " * 150_000_000 + "<p>Hola.</p>")}),
        "no tiene texto",
    ),
    "epub: one chapter 200,000 times": Bomb(
        ".epub",
        lambda: _listed('<itemref idref="c0"/>' * 200_000, {"1.xhtml": _page("<p>Hola.</p>")}),
    ),
    "epub: external entity in the book's own page": Bomb(
        ".epub",
        lambda: epub("", {"1.xhtml": _page("<p>Hola &x; hola.</p>", _OUTSIDE)}),
        quick=True,
    ),
    "eml: 30 MB attached that are no PDF": Bomb(".eml", lambda: _attached(30_000_000)),
    "mbox: a million empty mails": Bomb(
        ".mbox",
        lambda: b"From a@b.example Mon Jan  1 00:00:00 2024\n\n" * 1_000_000,
        "Quedan 980000 mensajes",
    ),
    "mbox: 300 mails with 9 MB of zeros packed in each": Bomb(".mbox", lambda: _box_of_zips(300)),
    "mbox: 45 MB of marks of a beginning": Bomb(
        ".mbox", lambda: b"From \n" * 7_500_000, "no es un buz"
    ),
    "srt: 10 million captions": Bomb(".srt", lambda: _cue(b"a") * 10_000_000, "el límite es 50 MB"),
    "srt: one caption of 100 MB": Bomb(
        ".srt", lambda: _cue(b"hola " * 20_000_000), "el límite es 50 MB"
    ),
    "srt: an hour of a million figures": Bomb(
        ".srt",
        lambda: b"1\n" + b"9" * 1_000_000 + b":00:00,000 --> 00:00:02,000\nHola.\n",
        "no hay nada dicho",
        quick=True,
    ),
    "vtt: 40 MB in the header": Bomb(
        ".vtt", lambda: b"WEBVTT " + b"a" * 40_000_000 + b"\n\n00:01.000 --> 00:02.000\nHola.\n"
    ),
    "warc: a record of minus ten bytes": Bomb(
        ".warc", lambda: _record("-10"), "no es un archivo WARC", quick=True
    ),
    "warc: a length that is no number": Bomb(
        ".warc", lambda: _record("muchos"), "no es un archivo WARC", quick=True
    ),
    "warc: a length of a million figures": Bomb(
        ".warc", lambda: _record("9" * 1_000_000), "no es un archivo WARC", quick=True
    ),
    "warc: chunks that say they have 4 GB": Bomb(
        ".warc",
        lambda: _encoded("Transfer-Encoding: chunked", b"ffffffff\r\n" + _PAGE),
        quick=True,
    ),
    "warc: a page of 400 MB, deflated": Bomb(
        ".warc",
        lambda: _encoded("Content-Encoding: deflate", zlib.compress(b"<p>hola" * 60_000_000)),
        "lleva dentro",
    ),
    "warc: 500,000 packed members of nothing": Bomb(
        ".warc.gz", lambda: gzip.compress(b"") * 500_000, "ninguna pág|no es un archivo WARC"
    ),
    "warc: 45 MB of header lines": Bomb(
        ".warc",
        lambda: b"WARC/1.0\r\n" + b"X: a\r\n" * 7_500_000,
        "ninguna pág|no es un archivo WARC|complejo",
    ),
}
