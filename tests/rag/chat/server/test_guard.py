"""The guard lets through what the chat needs and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest

from rag.chat.actions.uploads import BODY
from rag.chat.server.guard import Guard


async def inner(scope: Any, receive: Any, send: Any) -> None:
    """Reads the body and says how long it was."""
    length, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        length += len(message.get("body", b""))
        more = message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(length).encode()})


def request(
    path: str, *, host: str = "127.0.0.1:7860", local: bool = True, chunks: int = 0, **headers: str
) -> tuple[int, bytes, dict[bytes, bytes]]:
    messages: list[MutableMapping[str, Any]] = []
    bodies = [{"type": "http.request", "body": b"x" * 10**6, "more_body": True}] * chunks
    bodies += [{"type": "http.request", "body": b"", "more_body": False}]
    pending = iter(bodies)

    async def receive() -> MutableMapping[str, Any]:
        return dict(next(pending))

    async def send(message: MutableMapping[str, Any]) -> None:
        messages.append(message)

    raw_headers = [(b"host", host.encode())]
    raw_headers += [
        (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()
    ]
    scope = {"type": "http", "path": path, "headers": raw_headers}
    asyncio.run(Guard(inner, local=local)(scope, receive, send))
    if not messages:
        return 0, b"", {}
    return messages[0]["status"], messages[1]["body"], dict(messages[0]["headers"])


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/config", "/login", "/assets/a.js", "/static/fonts/a/b.woff2", "/theme.css"),
        *("/gradio_api/info", "/gradio_api/queue/join", "/gradio_api/queue/data"),
        *("/gradio_api/call/ask", "/gradio_api/call/ask/abc123", "/gradio_api/heartbeat/a1b2"),
        *("/gradio_api/mcp/", "/gradio_api/run/predict", "/gradio_api/startup-events"),
    ],
)
def test_what_the_page_needs_is_let_through_with_a_policy(path: str) -> None:
    status, _, headers = request(path)
    assert status == 200
    assert b"default-src 'self'" in headers[b"content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        *("/gradio_api/file=/etc/passwd", "/file=/etc/passwd", "/gradio_api/file/etc/passwd"),
        *("/gradio_api/upload", "/gradio_api/upload_progress", "/gradio_api/proxy=http://x/"),
        *("/monitoring", "/monitoring/summary", "/gradio_api/runs", "/gradio_api/deep_link"),
        *("/gradio_api/vibe-edit/", "/gradio_api/component_server", "/gradio_api/stream/a/b"),
        *("/static/../app.py", "/assets/../../x", "/pwa_icon", "/otra"),
    ],
)
def test_everything_else_does_not_exist(path: str) -> None:
    assert request(path)[0] == 404


@pytest.mark.parametrize(
    ("host", "local", "status"),
    [
        *((name, True, 200) for name in ("localhost:7860", "127.0.0.1", "[::1]:7860", "127.0.0.2")),
        *((name, True, 403) for name in ("malo.example", "127.0.0.1.malo.example", "", "10.0.0.1")),
        ("redaccion.example", False, 200),
    ],
)
def test_only_this_machine_by_name_when_only_it_is_served(
    host: str, local: bool, status: int
) -> None:
    assert request("/", host=host, local=local)[0] == status


def test_bodies_past_the_limit_are_refused_said_or_not() -> None:
    assert request("/gradio_api/queue/join", content_length=str(BODY + 1))[0] == 413
    assert request("/gradio_api/queue/join", chunks=3)[1] == b"3000000"
    assert request("/gradio_api/queue/join", chunks=BODY // 10**6 + 1)[0] == 0
