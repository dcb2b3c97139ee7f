"""Sends the page so that its head can be read before any script has run.

Gradio draws everything with scripts, which takes a second on a slow machine, and sends the page as
it is. Here its HTML gets the title and what the page is for, about where they are once Gradio has
drawn them, with styles of their own, since the page's come by script too; these hide them when the
others are there. Gradio watches every event of the page for changes, of which there are none, and
looks through all of them for each of its components, twice; here they become a list of a kind that
it does not watch, which takes a third off what blocks the page while it starts (docs/chat.md). The
page, a quarter of a megabyte of settings, is compressed, and the scripts,
whose names change with what is in them, are kept by the browser.

Where a password is asked for, Gradio's page for it has no name and another program's colours: it
gets ours, and nothing of what the archive holds.
"""

from __future__ import annotations

import gzip
import html
import re
from collections.abc import MutableMapping
from typing import Any, Final

from rag.chat.server.guard import App, Receive, Scope, Send
from rag.chat.wording.words import Words

_STYLES: Final = """
#first-view { position: absolute; top: 26px; left: 0; right: 0; box-sizing: border-box;
  max-width: 1224px; margin: 0 auto; padding: 0 32px; font: 14px/1.4 system-ui, sans-serif; }
#first-view b { font: 700 2.3rem/1.3 Georgia, "Times New Roman", serif; }
body:has(.masthead) #first-view { display: none; }
html { scrollbar-gutter: stable; }
@media (max-width: 760px) {
  #first-view { padding: 0 16px; } #first-view b { font-size: 1.6rem; }
}
"""
_LOGIN_STYLES: Final = """
#login-view { margin: 0; padding: 32px 16px 0; text-align: center;
  color: var(--body-text-color, #26231f);
  font: 700 2.3rem/1.3 Georgia, "Times New Roman", serif; }
body { background: var(--body-background-fill); }
gradio-app input { border: 1px solid #857d76 !important; border-radius: 4px !important; }
gradio-app button.primary { background: #8c1d18 !important; color: #fff !important;
  border-color: #8c1d18 !important; }
gradio-app button.primary:hover { background: #6f1512 !important; }
gradio-app :focus-visible { outline: 2px solid #8c1d18; outline-offset: 2px; }
"""
_LOGIN: Final = b'"auth_required":true'
"""In the settings of the page that asks for a password, and of no other."""

_UNWATCHED: Final = """<script>(() => {
  const events = window.gradio_config?.dependencies;
  if (events) Object.setPrototypeOf(events, class extends Array {}.prototype);
})()</script>"""
"""Svelte, by which Gradio is made, watches only what is a plain object or list."""

_BODY: Final = re.compile(rb"<body\b[^>]*>")
_HASHED: Final = re.compile(r"/assets/[\w.-]+-[\w-]{8,}\.(?:js|css)")
_KEPT: Final = (b"cache-control", b"public, max-age=31536000, immutable")
_GZIP: Final = re.compile(rb"gzip(?:;q=(?!0(?:\.0*)?$)[\d.]+)?")
"""An encoding that is offered, and not with a weight of nothing."""

_LEVEL: Final = 5
"""Of gzip: 256 kB in 5 ms, to a tenth."""


def first_view(words: Words) -> str:
    """Write what stands on the page until Gradio has drawn it; hidden from screen readers, which
    hear what is drawn."""
    title, tagline = html.escape(words.title), html.escape(words.tagline)
    return (
        f"<style>{_STYLES}</style>"
        f'<p id="first-view" lang="{words.language}" aria-hidden="true">'
        f"<b>{title}</b><br>{tagline}</p>"
    )


def login_view(words: Words) -> str:
    """Write the name over the form that asks for a password, with the styles of both."""
    title = html.escape(words.title)
    return (
        f'<style>{_LOGIN_STYLES}</style><h1 id="login-view">{title}</h1>'
        f"<script>document.title = document.getElementById('login-view').textContent</script>"
    )


class FirstView:
    """ASGI middleware that puts the first view into the page, and compresses it.

    :param words: the language that the page begins with.
    """

    def __init__(self, app: App, *, words: Words) -> None:
        self._app = app
        self._view = f"{first_view(words)}{_UNWATCHED}".encode()
        self._login = login_view(words).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, but for what the class says."""
        if scope["type"] == "http" and scope["method"] == "GET":
            if scope["path"] == "/":
                send = _Page(send, self._view, self._login, _takes_gzip(scope))
            elif _HASHED.fullmatch(scope["path"]):
                send = _kept(send)
        await self._app(scope, receive, send)


class _Page:
    """Takes a whole page before it is sent on."""

    def __init__(self, send: Send, view: bytes, login: bytes, compressed: bool) -> None:
        self._send = send
        self._view = view
        self._login = login
        self._compressed = compressed
        self._start: MutableMapping[str, Any] | None = None
        self._body = b""

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
        elif self._start is None or message["type"] != "http.response.body":
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._whole(self._start)

    async def _whole(self, start: MutableMapping[str, Any]) -> None:
        view = self._login if _LOGIN in self._body else self._view
        body = _BODY.sub(lambda tag: tag.group() + view, self._body, count=1)
        ours = {b"content-length", b"vary"}
        headers = [pair for pair in start["headers"] if pair[0].lower() not in ours]
        if self._compressed:
            body = gzip.compress(body, _LEVEL, mtime=0)
            headers.append((b"content-encoding", b"gzip"))
        headers += [(b"vary", b"accept-encoding"), (b"content-length", str(len(body)).encode())]
        await self._send({**start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


def _is_page(start: MutableMapping[str, Any]) -> bool:
    headers = {name.lower(): value for name, value in start.get("headers", ())}
    is_html = headers.get(b"content-type", b"").startswith(b"text/html")
    return start["status"] == 200 and is_html and b"content-encoding" not in headers


def _takes_gzip(scope: Scope) -> bool:
    accepted = [value for name, value in scope["headers"] if name.lower() == b"accept-encoding"]
    offers = b",".join(accepted).lower().replace(b" ", b"").split(b",")
    return any(_GZIP.fullmatch(offer) for offer in offers)


def _kept(send: Send) -> Send:
    async def send_kept(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            headers = message.get("headers", ())
            others = [pair for pair in headers if pair[0].lower() != _KEPT[0]]
            message = {**message, "headers": [*others, _KEPT]}
        await send(message)

    return send_kept
