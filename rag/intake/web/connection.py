"""Asks one machine for one thing: the only module of the product that opens a connection.

It connects to a numeric address that was checked, whatever the name may stand for by then; it waits
for so long and takes so much, and no more.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from rag.intake.web.addresses import Address

MAX_BYTES: Final = 10_000_000
"""Of a reply, as sent and as unpacked; pages of the press have up to 2 MB, sitemaps up to 10."""

CONNECT_S: Final = 10.0
WHOLE_S: Final = 60.0
"""Seconds to be connected, and for the whole of a reply, however it drips."""

AGENT: Final = "Hemeroteca"
"""How we are called in robots.txt, and call ourselves."""

_CHUNK: Final = 65_536
"""Bytes of a reply taken at a time, between which its bounds are looked at."""


class FetchError(Exception):
    """There was no reply that could be used; its text says why, in Spanish."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered.

    :param headers: with names in lower case.
    :param data: unpacked.
    """

    status: int
    headers: Mapping[str, str]
    data: bytes

    @property
    def kind(self) -> str:
        """The type of the data, such as ``text/html``; ``""`` when it is not said."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The encoding that the headers name, ``""`` when they name none."""
        for part in self.headers.get("content-type", "").split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip("\"'")
        return ""


def get(address: Address, number: str, *, seconds: float = WHOLE_S) -> Reply:
    """Ask for an address at the numeric address of its host.

    :param seconds: for all of it.
    :raises FetchError: there is no reply, or it is too slow, too large or damaged.
    """
    late = threading.Event()
    try:
        with socket.create_connection((number, address.port), min(CONNECT_S, seconds)) as plain:
            plain.settimeout(seconds)
            used = [plain]

            def stop() -> None:
                late.set()
                with suppress(OSError):
                    used[-1].shutdown(socket.SHUT_RDWR)

            timer = threading.Timer(seconds, stop)
            timer.daemon = True
            timer.start()
            try:
                if address.scheme == "https":
                    # It takes the plain one's place; the name is checked in shaking hands.
                    context = ssl.create_default_context()
                    secure = context.wrap_socket(
                        plain, server_hostname=address.host, do_handshake_on_connect=False
                    )
                    used.append(secure)
                    secure.do_handshake()
                with used[-1]:
                    reply = _exchange(address, used[-1])
                if late.is_set():  # what was cut off looks as if it were whole
                    raise TimeoutError
                return reply
            finally:
                timer.cancel()
    except FetchError:
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        if late.is_set() or isinstance(error, TimeoutError):
            raise FetchError("tarda demasiado en responder") from error
        if isinstance(error, ssl.SSLError):
            raise FetchError("su certificado no es válido") from error
        raise FetchError(f"no responde como debe ({type(error).__name__})") from error


def _exchange(address: Address, connected: socket.socket) -> Reply:
    connection = http.client.HTTPConnection(address.host, address.port)
    connection.sock = connected
    connection.request("GET", address.target, headers=_headers(address))
    response = connection.getresponse()
    headers = {name.lower(): value for name, value in response.getheaders()}
    chunks: list[bytes] = []
    size = 0
    while chunk := response.read(_CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > MAX_BYTES:
            raise _too_large()
    if response.length:
        raise FetchError("la respuesta se corta antes de acabar")
    data = _unpacked(b"".join(chunks), headers.get("content-encoding", ""))
    return Reply(response.status, headers, data)


def _headers(address: Address) -> dict[str, str]:
    return {
        "Host": address.origin.partition("://")[2],
        "User-Agent": f"{AGENT}/1.0",
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
        "Accept-Language": "es,*;q=0.5",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }


def _unpacked(data: bytes, encoding: str) -> bytes:
    """Unpack what was sent packed; a file that is packed itself, such as a sitemap, too."""
    if encoding.strip().lower() not in ("", "identity", "gzip", "x-gzip"):
        raise FetchError(f"envía datos en «{encoding[:20]}», que no se ha pedido")
    for _ in range(2):
        if not data.startswith(b"\x1f\x8b"):
            break
        unpacking = zlib.decompressobj(wbits=31)
        try:
            data = unpacking.decompress(data, MAX_BYTES + 1)
        except zlib.error as error:
            raise FetchError("envía datos dañados") from error
        if len(data) > MAX_BYTES:
            raise _too_large()
    return data


def _too_large() -> FetchError:
    return FetchError(f"ocupa más de {MAX_BYTES // 1_000_000} MB")
