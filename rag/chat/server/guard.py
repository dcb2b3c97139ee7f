"""Refuses what the chat does not need, before Gradio sees the request.

Gradio can hand out files, fetch addresses for a page, take uploads to disk and show
figures of use; the chat needs none of it. So only the routes that it needs are let
through, with bodies of a limited size, and every page forbids the browser to ask
anything of another machine.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from rag.chat.actions.uploads import BODY
from rag.chat.server.settings import LOCAL

_log = logging.getLogger(__name__)

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

ALLOWED: Final = re.compile(
    r"/(?:(?:assets|static|svelte)/.*|config/?|login/?|logout/?|theme\.css|favicon\.ico"
    r"|robots\.txt|manifest\.json"
    r"|gradio_api/(?:info/?|openapi\.json|app_id/?|user/?|login_check/?|theme\.css|startup-events"
    r"|queue/(?:join|data|status)|run/predict|call/[\w/.-]+|heartbeat/\w+|cancel|reset/?|mcp/?.*))?"
)
"""Paths that the page, ``gradio_client`` and MCP clients ask for."""

_POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS: Final = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


class Guard:
    """ASGI middleware that refuses requests.

    :param local: whether only this machine is served; then a request must name it, so that
        no foreign page can reach the archive under a name of its own.
    """

    def __init__(self, app: App, *, local: bool) -> None:
        self._app = app
        self._local = local

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value for name, value in scope["headers"]}
        # Only this form of the path is ever shown to Gradio, so nothing is hidden by encoding.
        path = scope["path"]
        if ALLOWED.fullmatch(path) is None or ".." in path:
            await _refuse(send, path, 404, "No existe.")
        elif self._local and not _is_this_machine(headers.get("host", b"").decode("latin-1")):
            await _refuse(send, path, 403, "Este chat solo se sirve a esta misma máquina.")
        elif _length(headers.get("content-length", b"0")) > BODY:
            await _refuse(send, path, 413, _too_long())
        else:
            await self._app(scope, _with_limit(receive), _with_headers(send))


def _too_long() -> str:
    return f"La petición pasa del límite de {BODY / 1e6:.0f} MB. Envíe menos de una vez."


def _is_this_machine(host: str) -> bool:
    name = re.sub(r":\d+$", "", host).strip("[]")
    return name.lower() in LOCAL or re.fullmatch(r"127(\.\d{1,3}){3}", name) is not None


def _length(header: bytes) -> int:
    return int(header) if header.isdigit() else 0


def _with_limit(receive: Receive) -> Receive:
    """Cut a body off where it passes the limit although its header did not say so."""
    received = 0

    async def receive_within_limit() -> MutableMapping[str, Any]:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        return message if received <= BODY else {"type": "http.disconnect"}

    return receive_within_limit


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *HEADERS]
        await send(message)

    return send_with_headers


async def _refuse(send: Send, path: str, status: int, reason: str) -> None:
    _log.info("Refused a request of %.100r with status %d", path, status)
    body = json.dumps({"detail": reason}, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json; charset=utf-8"), *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
