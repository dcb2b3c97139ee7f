"""A server that speaks OpenAI's protocol and writes what a test has written beforehand."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from rag.writer.client import Messages

Script = Callable[[Messages], str]
"""What is written to the messages that were sent."""


@dataclass
class Scripted:
    """A model in the same process: no server, no waiting.

    :param script: what it writes.
    :param asked: the messages that it was given.
    """

    script: Script
    name: str = "guion"
    asked: list[Messages] = field(default_factory=list)
    closed: bool = False

    def write(self, messages: Messages) -> Iterator[str]:
        """In pieces of seven characters, with silences between."""
        self.asked.append(messages)
        text = self.script(messages)
        try:
            for start in range(0, len(text), 7):
                yield ""
                yield text[start : start + 7]
        finally:
            self.closed = True


def number_of(messages: Messages, words: str) -> int:
    """The number under which a passage with those words was given to the model."""
    told = messages[-1]["content"]
    found = [
        int(match[1])
        for match in re.finditer(r"^\[(\d+)\] \(.*\)\n(.*(?:\n(?!\[\d+\] \().*)*)", told, re.M)
        if words in match[2]
    ]
    assert found, (words, told)
    return found[0]


@dataclass
class Behaviour:
    """How a scripted server behaves.

    :param script: what it writes.
    :param pause: seconds between two pieces.
    :param status: of its reply; what is not 200 carries no text.
    :param cut_after: pieces after which it drops the connection.
    :param seen: requests, each as its path, headers and body.
    :param gone: is set when a client has left in the middle.
    """

    script: Script
    pause: float = 0.0
    status: int = 200
    cut_after: int | None = None
    models: Sequence[str] = ("guion",)
    seen: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)
    gone: threading.Event = field(default_factory=threading.Event)


@contextmanager
def serving(behaviour: Behaviour) -> Iterator[str]:
    """Serve on a free port of this machine; gives the address."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            behaviour.seen.append(
                (self.path, {k.lower(): v for k, v in self.headers.items()}, None)
            )
            self._json({"object": "list", "data": [{"id": m, "object": "model"} for m in
                                                   behaviour.models]})  # fmt: skip

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            behaviour.seen.append(
                (self.path, {k.lower(): v for k, v in self.headers.items()}, body)
            )
            if behaviour.status != 200:
                self._json({"error": {"message": "no"}}, behaviour.status)
                return
            text = behaviour.script(body["messages"])
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            try:
                for place, start in enumerate(range(0, len(text), 9)):
                    if place == behaviour.cut_after:
                        return
                    self._event({"delta": {"content": text[start : start + 9]}, "index": 0})
                    time.sleep(behaviour.pause)
                self.wfile.write(b"data: [DONE]\n\n")
            except OSError:
                behaviour.gone.set()

        def _note(self, body: Any) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            behaviour.seen.append((self.path, headers, body))

        def _event(self, choice: dict[str, Any]) -> None:
            data = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "guion",
                    "choices": [choice]}  # fmt: skip
            self.wfile.write(f"data: {json.dumps(data)}\n\n".encode())
            self.wfile.flush()

        def _json(self, data: object, status: int = 200) -> None:
            written = json.dumps(data).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
