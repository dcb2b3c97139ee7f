"""A site on this machine, which says what it was asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TEXT = "Los vecinos de {} pidieron ayer en el pleno que se arregle el puente antes del invierno."

Answer = tuple[int, dict[str, str], bytes] | Callable[[BaseHTTPRequestHandler], None]


def page(place: str, head: str = "", body: str = "") -> Answer:
    """A page with an article about a place."""
    text = "".join(f"<p>{TEXT.format(place)} Parte {n}.</p>" for n in range(3))
    html = (
        f'<html lang="es"><head><meta charset="utf-8"><title>El puente de {place}</title>{head}'
        f"</head><body><article><h1>El puente de {place}</h1>{body}{text}</article></body></html>"
    )
    return 200, {"Content-Type": "text/html; charset=utf-8"}, html.encode()


def xml(text: str) -> Answer:
    return 200, {"Content-Type": "application/xml"}, text.encode()


class Site:
    """What it answers by path, and the paths asked for."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.base = f"http://127.0.0.1:{port}"
        self.pages: dict[str, Answer] = {}
        self.asked: list[str] = []


@contextmanager
def serving() -> Iterator[Site]:
    """A site for as long as the context lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            answer = site.pages.get(self.path, (404, {}, b"nada"))
            if callable(answer):
                answer(self)
                return
            status, headers, data = answer
            self.send_response(status)
            for name, value in {"Content-Length": str(len(data)), **headers}.items():
                self.send_header(name, value.replace("{base}", site.base))
            self.end_headers()
            self.wfile.write(data.replace(b"{base}", site.base.encode()))

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
