"""Replies that are slow, large, damaged or packed."""

from __future__ import annotations

import gzip
import time
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from rag.intake.web import connection
from rag.intake.web.addresses import parse
from rag.intake.web.connection import FetchError, get
from tests.rag.intake.web.site import Site

HTML = {"Content-Type": 'text/html; Charset="ISO-8859-1"'}


def test_a_reply_comes_with_its_kind_and_encoding(site: Site) -> None:
    site.pages["/a?b=c"] = (203, HTML, b"hola")
    reply = get(parse(f"{site.base}/a?b=c"), "127.0.0.1")
    assert (reply.status, reply.kind, reply.charset) == (203, "text/html", "ISO-8859-1")
    assert reply.data == b"hola"


def test_what_is_packed_is_unpacked(site: Site) -> None:
    packed = gzip.compress(b"hola" * 1_000)
    site.pages["/a"] = (200, {"Content-Encoding": "gzip"}, packed)
    site.pages["/b.xml.gz"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(packed))
    for path in ("/a", "/b.xml.gz"):
        assert get(parse(site.base + path), "127.0.0.1").data == b"hola" * 1_000


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"a")
        time.sleep(0.05)


def drip_headers(handler: BaseHTTPRequestHandler) -> None:
    for _ in range(100):
        handler.wfile.write(b"H")
        handler.wfile.flush()
        time.sleep(0.05)


def rubbish(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\x00\xffno es HTTP\r\n\r\n" * 3)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (drip, "tarda demasiado"),
        (drip_headers, "tarda demasiado"),
        (rubbish, "no responde como debe"),
        ((200, {}, b"a" * 2_000), "ocupa más de"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(b"a" * 2_000)), "ocupa más de"),
        ((200, {"Content-Encoding": "br"}, b"a"), "«br»"),
        ((200, {}, b"\x1f\x8b\x08roto"), "dañados"),
        ((200, {"Content-Length": "900"}, b"a"), "se corta antes|tarda demasiado"),
    ],
)
def test_what_cannot_be_used_ends_soon_and_says_why(
    site: Site, answer: Any, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "MAX_BYTES", 1_000)
    site.pages["/a"] = answer
    begin = time.monotonic()
    with pytest.raises(FetchError, match=problem):
        get(parse(f"{site.base}/a"), "127.0.0.1", seconds=1.0)
    assert time.monotonic() - begin < 4


def test_nobody_there_is_said(site: Site) -> None:
    with pytest.raises(FetchError, match="no responde como debe"):
        get(parse("http://127.0.0.1:1/"), "127.0.0.1")
    with pytest.raises(FetchError, match=r"certificado|no responde como debe"):
        get(parse(site.base.replace("http:", "https:")), "127.0.0.1", seconds=3.0)
