"""The page arrives with its head in it, compressed; scripts are kept; all else stays as it is."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import MutableMapping
from typing import Any

import pytest

from rag.chat.server.first_view import FirstView
from rag.chat.wording.languages import WORDS

PAGE = '<html><head><title>ñ</title></head><body style="margin: 0"><gradio-app></gradio-app></body>'


def answer(
    path: str = "/",
    *,
    method: str = "GET",
    accepts: str | None = None,
    language: str = "es",
    settings: str = "",
    kind: bytes = b"text/html; charset=utf-8",
    status: int = 200,
    parts: int = 1,
) -> tuple[dict[bytes, bytes], bytes]:
    sent: list[MutableMapping[str, Any]] = []
    body = PAGE.replace("</head>", f"{settings}</head>").encode()
    size = -(-len(body) // parts)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        for at in range(0, len(body), size):
            more = at + size < len(body)
            part = {"body": body[at : at + size], "more_body": more}
            await send({"type": "http.response.body", **part})

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    headers = [(b"accept-encoding", accepts.encode())] if accepts is not None else []
    scope = {"type": "http", "method": method, "path": path, "headers": headers}
    asyncio.run(FirstView(app, words=WORDS[language])(scope, receive, send))
    return dict(sent[0]["headers"]), b"".join(message["body"] for message in sent[1:])


@pytest.mark.parametrize("language", sorted(WORDS))
def test_the_first_view_says_its_language(language: str) -> None:
    assert f'<p id="first-view" lang="{language}"'.encode() in answer(language=language)[1]


@pytest.mark.parametrize("parts", [1, 3])
def test_the_head_of_the_page_comes_with_it(parts: int) -> None:
    headers, body = answer(parts=parts)
    text = body.decode()
    assert text.startswith('<html><head><title>ñ</title></head><body style="margin: 0"><style>')
    assert "<b>Hemeroteca</b><br>Pregunte a los artículos" in text
    assert "</p><script>" in text
    assert text.endswith("</script><gradio-app></gradio-app></body>")
    assert headers[b"content-length"] == str(len(body)).encode()
    assert "Ask the articles" in answer(language="en")[1].decode()


def test_the_page_that_asks_for_a_password_has_the_name_and_nothing_else() -> None:
    settings = '<script>window.gradio_config = {"auth_required":true}</script>'
    asked = answer(settings=settings)[1].decode()
    assert '<h1 id="login-view">Hemeroteca</h1>' in asked
    assert "first-view" not in asked and "artículos" not in asked
    assert "login-view" not in answer()[1].decode()


@pytest.mark.parametrize("accepts", ["gzip", "br, gzip", "deflate, GZIP;q=0.8"])
def test_the_page_is_compressed_for_who_takes_it(accepts: str) -> None:
    headers, body = answer(accepts=accepts)
    assert headers[b"content-encoding"] == b"gzip"
    assert headers[b"content-length"] == str(len(body)).encode()
    assert headers[b"vary"] == b"accept-encoding"
    assert gzip.decompress(body) == answer()[1]


@pytest.mark.parametrize("accepts", ["", "br", "gzip;q=0", "identity, gzip;q=0.0"])
def test_and_for_nobody_else(accepts: str) -> None:
    headers, body = answer(accepts=accepts)
    assert b"content-encoding" not in headers
    assert body == answer()[1]


@pytest.mark.parametrize(
    "case",
    [{"kind": b"application/json"}, {"status": 404}, {"path": "/config"}, {"method": "POST"}],
)
def test_what_is_no_page_stays_as_it_is(case: dict[str, Any]) -> None:
    headers, body = answer(accepts="gzip", **case)
    assert body.decode() == PAGE
    assert b"content-encoding" not in headers
    assert b"cache-control" not in headers


@pytest.mark.parametrize(
    ("path", "status", "kept"),
    [
        ("/assets/index-DphvyggB.js", 200, True),
        ("/assets/Index-B0rFgO7A.css", 200, True),
        ("/assets/index-DphvyggB.js", 404, False),
        ("/assets/index.js", 200, False),
        ("/static/js/iframeResizer.contentWindow.min.js", 200, False),
        ("/gradio_api/info", 200, False),
    ],
)
def test_scripts_with_a_hash_in_their_name_are_kept(path: str, status: int, kept: bool) -> None:
    headers, body = answer(path, status=status)
    assert (headers.get(b"cache-control", b"").endswith(b"immutable")) is kept
    assert body.decode() == PAGE
